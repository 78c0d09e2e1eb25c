/* A pane is mostly a declaration: a view, its columns, the key that opens it.
 * One pane is one file pane_NAME.c that exports `const struct pane
 * pane_NAME`, and one word here. */
#ifndef THAW_UI_PANE_H
#define THAW_UI_PANE_H

#include <stdbool.h>
#include <stddef.h>

/* Pane N of this list answers to action PANE_N, the tenth to PANE_0, the
 * eleventh to PANE_BRIEF; the first three are the mission's, always on the screen. */
#define PANES(X) \
	X(releases) X(sanctions) X(recommendations) X(news) \
	X(changes) X(conflicts) X(sources) X(designations) X(events) \
	X(watches) X(brief)

enum { PANE_COLUMNS = 14 };

struct pane_column {
	const char *name;	/* of the view; one that it lacks is left out */
	int width;		/* cells; -1: takes what is left */
	const char *title;	/* NULL: the view's */
	bool firm;		/* never shrinks: shown whole or not at all */
	int wide;		/* left out where the pane has fewer cells */
};

/* The column of marks: ≠ where `disputed` is true, ? where the view's
 * `unverified` is. */
#define PANE_MARKS "(marks)"

struct pane {
	const char *name;
	const char *title;
	const char *view;
	struct pane_column column[PANE_COLUMNS];	/* until a NULL name */
	/* A column of numbers over time, drawn as small bars with the change
	 * beside; NULL: there is none. Where it has no place it stands in the
	 * empty cells of another, which has another title then, behind the
	 * number of a third if that has none either. */
	const char *spark, *spark_in, *spark_title, *spark_number;
	const char *empty;	/* said where there are no rows */
	const char *nothing;	/* where none matches; NULL: the usual words */
	int least;		/* a column goes rather than the one that takes
				 * what is left has fewer cells; 0: as usual */
	bool unmarked;		/* its rows are never new, starred or read */
};

#define PANE_ENUM(name) PANE_##name,
enum pane_id { PANES(PANE_ENUM) PANE_COUNT };
#undef PANE_ENUM

extern const struct pane *const panes[PANE_COUNT];

#endif
