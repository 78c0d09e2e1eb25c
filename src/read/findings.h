/* What the sentences of a page say, found in one pass.
 *
 * Each sentence is cut and looked up once (tokens.h), then asked for counts,
 * measures and requests. findings_read() keeps what they say in memory of its
 * own until findings_free(); the extract_*.c write it as records.
 */
#ifndef THAW_READ_FINDINGS_H
#define THAW_READ_FINDINGS_H

#include "read/counts.h"
#include "read/extract.h"

enum {
	ACTS_MAX = 48, PARTS_MAX = 24, ACT_QUOTES = 16, PLACES_MAX = 8,
	MEASURES_MAX = 32, STATES_MAX = 24, TARGETS_MAX = 12, ASKS_MAX = 64,
};

/* The words that say something, and where they stand. */
struct quote {
	struct slice text;
	size_t at;
	const char *rule;
	unsigned char confidence;
};

struct part {
	const char *key;
	int64_t n;
	bool subset;
	bool people;	/* a word for people stands with it */
	struct quote quote;
};

/* A number of people with all that is said of it. */
struct act {
	const char *scope;
	int64_t n;
	const char *bound, *ground, *manner;
	bool sum;		/* of its parts, which alone are told */
	struct pdate date, since;
	int day;		/* month * 100 + day where no year is told */
	const char *place[PLACES_MAX];
	size_t places;
	int64_t share;		/* of something, in hundredths; 0: none */
	struct slice speaker;
	struct part part[PARTS_MAX];
	size_t parts;
	struct quote quote[ACT_QUOTES];	/* of the number */
	size_t n_quotes;
	struct quote dated, of_ground, of_manner, of_place, of_share, of_since,
		     of_speaker;
};

struct state {
	const char *value;
	struct slice qualifier;
	struct quote quote;
};

struct target {
	struct slice name;
	struct quote quote;
};

/* What is said of the sanctions of one authority, on one thing. */
struct measure {
	const char *by;		/* jurisdiction, or NULL where nobody is named */
	const char *sector;
	const char *country;	/* that the sanctions are on */
	struct slice instrument;
	struct pdate since, expires;
	const char *term;	/* "1y" */
	int64_t persons, entities, targets;	/* 0: not told */
	bool open_ended, blocked, fifty;
	bool began;		/* tells since when, beside what is so now */
	struct target target[TARGETS_MAX];
	size_t n_targets;
	struct state state[STATES_MAX];
	size_t n;
	struct quote quote;	/* the first */
	struct quote of_country, of_since, of_expires, of_term, of_counts,
		     of_end, of_blocked, of_fifty, of_sector;
};

/* Somebody asks somebody for something. */
struct ask {
	struct slice from, to, action;
	struct pdate date;
	struct quote quote;
};

struct findings {
	struct act act[ACTS_MAX];
	size_t acts;
	struct pdate day;	/* "Release date | 13 December 2025" */
	struct quote of_day;
	struct part orphan[PARTS_MAX];	/* whose whole is not in the sentence */
	size_t orphans;
	struct measure measure[MEASURES_MAX];
	size_t measures;
	struct ask ask[ASKS_MAX];
	size_t asks;
	const char *by;		/* authority named last */
	const char *on[MEASURES_MAX];	/* countries under sanctions */
	size_t n_on;
	struct pdate published;
	struct arena *mem;
	struct tokens tokens;
};

struct findings *findings_read(const struct extract *x, struct err *e);
void findings_free(struct findings *f);

/* What one sentence says. `labelled` as in counts.h; `about`: its label speaks
 * of sanctions. */
void find_acts(struct findings *f, bool labelled, const struct quote *q);
void find_acts_end(struct findings *f);
/* Acts that say less exactly what another one says go. */
void find_acts_same(struct findings *f);
void find_measures(struct findings *f, bool about, const struct quote *q);
void find_asks(struct findings *f, const struct quote *q);

/* How somebody takes it, and who, if that is told; false: not said. The actor
 * lives as long as the text. */
struct statement {
	const char *stance;
	struct slice actor;
};
bool statement_find(const struct extract *x, struct slice text,
		    struct statement *out);
/* Who asks whom over a list of what is asked; slices of the text, or absent. */
struct lead {
	struct slice from, to;
};
void lead_find(const struct extract *x, struct slice text, struct lead *out);
/* What an action is about, or NULL. */
const char *theme_find(const struct extract *x, struct slice action);

/* Words with large letters that end before token i, or nothing. */
struct slice named_before(const struct tokens *t, size_t i);
/* Who says how many, or nothing. */
struct slice speaker_of(const struct tokens *t, const struct count *c);

#endif
