/* What happened when, and where that stands on an axis of time.
 *
 * Marks are made of facts by view/marks.c. The chart in text, the drawing of
 * the report and the screen's pane use the same axis, so that no two of them
 * can disagree. Nothing here knows a store, a clock or a terminal.
 */
#ifndef THAW_WRITE_TIMELINE_H
#define THAW_WRITE_TIMELINE_H

#include "base/arena.h"
#include "write/axis.h"

enum {
	MARKS_MAX = 20000,		/* more are counted, not kept */
	MARKS_BYTES = 64 << 20,
	NEAR_DAYS = 30,		/* what was eased so near a release stands by it */
};

enum mark_kind { MARK_RELEASE, MARK_MEASURE, MARK_EXPIRY };

/* How a mark is drawn: a sign of one cell, and never by colour alone. */
enum mark_sign {
	SIGN_FREED, SIGN_IMPOSED, SIGN_EASED, SIGN_LIFTED, SIGN_SAID,
	SIGN_ENDS, SIGN_COUNT,
};

struct mark {
	enum mark_kind kind;
	enum mark_sign sign;
	struct slice date;	/* partial ISO; never empty */
	int64_t first, last;	/* the days that it can mean */
	int64_t count;		/* freed; -1: not told */
	struct slice id;	/* of the row that says so */
	struct slice by;	/* of a measure: "US" */
	struct slice word;	/* "eased_by_licence", "pardon" */
	struct slice what;	/* one line for people */
	struct slice sources;	/* keys, as a list cell */
	struct slice url;	/* of a document that says so, or absent */
	struct slice seen;
	bool total;		/* of a month or a year, not of one act */
	bool disputed;
	bool said;		/* announced or claimed; no state */
};

struct marks {
	struct arena mem;	/* every slice */
	struct mark *list;
	size_t n, cap;
	size_t left_out;	/* past the ceiling */
};

#define MARKS_INIT ((struct marks){ .mem = ARENA_INIT(MARKS_BYTES) })

/* Copies. A mark whose date is none is not added; one that is there already,
 * of the same row, day, word and line, gets the further source. */
int marks_add(struct marks *to, const struct mark *m, struct err *e);
/* By date, releases before measures. */
void marks_sort(struct marks *m);
void marks_clear(struct marks *m);	/* empty again */
void marks_free(struct marks *m);

/* The days that marks can mean, of at least one. */
void marks_span(const struct marks *m, int64_t *first, int64_t *last);
/* The finest unit of which the marks fill at most `most` bins. */
struct axis axis_make(const struct marks *m, size_t most);
/* Does the mark's date say less than one bin? */
bool axis_vague(const struct axis *a, const struct mark *m);

/* Freed by bin: exact ones, and those of whom only a longer time or a total is
 * known, in the bin where that ends; of a total what goes beyond the acts. */
struct freed {
	int64_t exact[AXIS_BINS], vague[AXIS_BINS];
	int64_t most;		/* the largest sum of both */
};
void marks_freed(const struct marks *m, const struct axis *a,
		 struct freed *out);
/* The sign that stands in each bin for one authority: the one that says most,
 * or SIGN_COUNT where nothing happened. */
void marks_signs(const struct marks *m, const struct axis *a,
		 struct slice by, enum mark_sign *out);
/* The next authority behind `*by` (absent: the first); false: no more. */
bool marks_next_by(const struct marks *m, struct slice *by);
/* The next easing within NEAR_DAYS of release `i` of sorted marks, at or behind
 * *at, which begins as 0. */
const struct mark *marks_near(const struct marks *m, size_t i, size_t *at);

/* Appends "  [post, viasna]" of a list cell, fit to be shown. */
void marks_sources(struct str *to, struct slice list);
/* The chart, `width` cells wide, and a line for each mark. */
void timeline_text(struct str *to, const struct marks *m, int width,
		   bool ascii);
/* As a drawing for HTML (XML as well), with a title and a text beside. */
void timeline_svg(struct str *to, const struct marks *m);

#endif
