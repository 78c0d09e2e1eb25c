/* The shape of a view: its columns, and how a row is made from facts.
 *
 * The command line, the screen, the exports, the manual and the store's
 * shown-value tables all read these rows; a column is added here and nowhere
 * else. Every shape also has the common columns: `id` before its own,
 * `sources disputed seen` after them.
 */
#ifndef THAW_MODEL_SHAPE_H
#define THAW_MODEL_SHAPE_H

#include "model/change.h"
#include "model/conflict.h"

enum cell_type {
	CELL_TEXT,	/* filter: folded substring */
	CELL_WORD,	/* filter: whole word, or its label, or a glob */
	CELL_DATE,	/* partial ISO */
	CELL_NUMBER,
	CELL_FLAG,	/* "true" / "false" */
	CELL_ID,
};

/* Whence a cell comes: from fill(), or from what the store knows of parties,
 * which changes while the listing does not. */
enum cell_from {
	CELL_OF_FACTS, CELL_OF_PARTY, CELL_OF_LINKS,
	CELL_OF_ROW_LINKS,	/* the same of those that are one row */
	CELL_LEADS,		/* fill() gives the id of one of them: shown is
				 * that of their row */
	CELL_OF_WORK,	/* the user's own word (own_work_set), else fill()'s */
	/* What checks found, and the user says of it. */
	CELL_OF_CONFLICTS,	/* is one of the subject open? */
	CELL_OF_VERDICT, CELL_OF_OPEN, CELL_OF_REOPENED, CELL_OF_NOTE,
};

struct column {
	const char *name;	/* "released_on" */
	const char *alias;	/* "released": short form in filters, or NULL */
	const char *title;	/* "Released" */
	enum cell_type type;
	int width;		/* cells in a table; 0: not shown by default;
				 * -1: takes what is left */
	bool list;		/* several values */
	bool joined;		/* stored and filtered as a list, shown as one
				 * text with "; " between */
	enum vocab vocab;	/* of a CELL_WORD, or VOCAB_NONE */
	const char *also;	/* another column that its filter looks into */
	enum cell_from from;
	bool kept;		/* of sentences: people see sentence_say() */
	bool timed;		/* of a CELL_DATE: the hour matters too */
	bool hidden;		/* for filters and sorting only, never printed */
	const char *help;	/* one line for help and manual */
};

enum { SHAPE_COLUMNS = 40 };
/* Between the values of a list cell, and around them: "\x1f" "a\x1f" "b\x1f". */
#define LIST_SEP '\x1f'

struct row {
	struct slice cell[SHAPE_COLUMNS];	/* absent: null */
};

enum shape_rows {
	ROWS_SUBJECTS,	/* one a subject of its kind, made by fill() */
	ROWS_CHANGES,	/* one a change, made by fill_change() */
	ROWS_CONFLICTS,	/* one a conflict, made by fill_conflict() */
	ROWS_ELSEWHERE,	/* not kept in the store */
	ROWS_HITS,	/* one a hit of a watch, made by fill_hit() */
	ROWS_WATCHES,	/* one a watch, made by fill_watch() */
};

struct hit;	/* model/watch.h */
struct watch;

struct shape {
	const char *name;		/* "releases": view and table name */
	const char *title;
	const char *help;
	enum shape_rows rows;
	enum kind kind;			/* of the subjects */
	const struct column *columns;	/* its own */
	size_t n;
	const char *filter;		/* applied unless the user says is:any
					 * or filters one of its columns */
	const char *sort;		/* "-released_on,name" */
	const char *name_column;	/* the one that words are sought in
					 * first; NULL: there is none */
	/* Fills cell[] of its own columns (index 0 is columns[0]); slices live
	 * in `mem`. Returns 1 to show the row, 2 to show it as disputed although
	 * its own claims agree, 0 to hide the subject. */
	int (*fill)(const struct facts *f, struct slice *cell,
		    struct arena *mem);
	void (*fill_change)(const struct change *c, struct slice *cell,
			    struct arena *mem);
	void (*fill_conflict)(const struct conflict_row *c, struct slice *cell,
			      struct arena *mem);
	void (*fill_hit)(const struct hit *h, struct slice *cell,
			 struct arena *mem);
	void (*fill_watch)(const struct watch *w, struct slice *cell,
			   struct arena *mem);
	/* Tells in lines what follows from the facts; NULL: nothing does. */
	void (*tell)(const struct facts *f, struct arena *mem,
		     struct str *out);
	bool daily;		/* rows change with the date alone */
	bool deskless;		/* no desk's filter is meant for it */
	/* For watches, columns with blanks between: what a row is called, how
	 * it stands, and those that make it a hit again where they say
	 * something else (NULL: those of `stands`). */
	const char *called, *stands, *again;
	bool watched;		/* by watches that name no view */
};

/* All columns, common ones included. */
size_t shape_width(const struct shape *s);
const struct column *shape_column(const struct shape *s, size_t i);
/* By name or alias; -1 when there is none. */
int shape_find(const struct shape *s, struct slice name);

/* "listed", "delisted" or "expired" by what the list itself says. */
struct slice facts_listed(const struct facts *f);

/* Single-valued properties told with different values: the subject is
 * disputed. Unverified claims count too. */
bool facts_disputed(const struct facts *f);
/* The same of one property alone. */
bool facts_differ(const struct facts *f, enum property prop);
/* Do these two of them contradict each other? */
bool facts_contradict(const struct facts *f, const struct fact *a,
		      const struct fact *b);
/* Best claim of a property: verified before unverified, then what is doubtful
 * last (CONFIDENCE_LEAST; a machine's rewrite is), of names the surest, then
 * the newest evidence. NULL when nobody says anything. */
const struct fact *facts_best(const struct facts *f, enum property prop);
struct slice facts_value(const struct facts *f, enum property prop);
/* What the record that tells `x` says besides. */
struct slice facts_beside(const struct facts *f, const struct fact *x,
			  enum property prop);
/* All different values as a list cell, newest first; absent when none. */
struct slice facts_list(const struct facts *f, enum property prop,
			struct arena *mem);

#endif
