/* What the tests of the store share: a store in a folder of its own under a
 * frozen clock, versions written as one line of text, answers as text. */
#ifndef THAW_TESTS_STOREKIT_H
#define THAW_TESTS_STOREKIT_H

#include "store/store.h"

struct kit {
	char dir[64];
	char file[96];
	int64_t now;
	struct store *s;
	struct source source;	/* of the fetch begun last */
	const struct party_rules *parties;	/* NULL: none, as at the start */
};

extern const struct shape kit_parties;	/* designations, every cell type */
extern const struct shape kit_people;
extern const struct shape kit_events;
extern const struct shape kit_news;
extern const struct shape kit_changes;	/* "line": one text a change */
extern const struct shape *const kit_shapes[];

void kit_start(struct kit *k);		/* folder and open store */
void kit_open(struct kit *k);
void kit_stop(struct kit *k);		/* closes, removes the folder */
/* A kit as cmocka sets one up; the second with the parties of the program. */
int kit_set_up(void **state);
int kit_party_set_up(void **state);
int kit_tear_down(void **state);
struct store_options kit_options(struct kit *k);

/* "a name=Ales born=1962; b name=Maria": records "a" and "b". The words
 * "subject=x" and "doc=x" say what the record is about; "news:a" is a record
 * of another kind, "patch:a" and "gone:a" do something else to it; "_" stands
 * for a blank in a value; "prop@2025-01=value" has its own date,
 * "prop@unverified=value" is marked so, "prop@taken=value" is taken away,
 * "prop@~qualifier=value" has one. */
int kit_puts(struct store_tx *tx, enum kind kind, const char *text,
	     struct err *e);
struct store_tx *kit_begin(struct kit *k, const char *source,
			   const char *evidence, bool complete);
/* One whole fetch; the outcome of store_accept. */
int kit_import(struct kit *k, const char *source, const char *evidence,
	       bool complete, enum kind kind, const char *text,
	       struct store_result *out, struct err *e);
/* The same of a list of designations "l" that must be accepted. */
void kit_list_version(struct kit *k, const char *evidence, const char *text,
		      struct store_result *out);

/* The same of a list of any source. */
void kit_listed(struct kit *k, const char *source, const char *evidence,
		const char *text);
/* "eu/a": of the listing a of the list eu. */
struct slice kit_listing(const char *listing, char id[ID_TEXT]);

/* Cells of one column joined by ",", absent ones as "-", "|" in lists. */
void kit_expect(struct kit *k, const struct shape *shape, const char *query,
		const char *column, const char *want);
void kit_cells(struct kit *k, const struct shape *shape, const char *query,
	       const char *column, struct str *out);
/* "a:0/ name=Ales[2025-01-01..]": presence, gone on, facts. */
void kit_facts(struct kit *k, enum kind kind, const char *source,
	       const char *subject, const char *as_of, struct str *out);

#endif
