/* What a report has besides its rows: whom it cites, numbered; and from when,
 * of what, and by which versions of the sources it is. Owned by the face,
 * which fills in what only it knows; writers cite. */
#ifndef THAW_WRITE_BOOK_H
#define THAW_WRITE_BOOK_H

#include "model/facts.h"

struct marks;

enum {
	BOOK_CITES = 40,		/* that are named at one row */
	BOOK_CITED = 50000,		/* documents */
	BOOK_BYTES = 128 << 20,
	BOOK_VERSIONS = 2000,		/* sources */
};

struct book_entry {
	struct slice source, source_title;
	struct slice url, title, publisher, published;
	bool told;		/* a writer's own mark */
};

/* A source, as the store had it. */
struct book_version {
	struct slice key, title;
	struct slice version;	/* date of the evidence of the list, or absent */
	struct slice good_at;	/* last time that it was well: ISO; or absent */
};

struct book {
	struct arena mem;	/* every slice */
	struct book_entry *cited;
	size_t n, cap;
	size_t *slot, slots;	/* 1 + index by hash; 0: free */
	bool full;		/* somebody is not numbered */
	struct slice title;	/* "Releases" */
	struct slice filter;	/* as the user wrote it; absent: none */
	struct slice as_of;	/* a date, or absent */
	struct slice program;	/* "thaw 0.1" */
	struct slice who;	/* whose report it is, by the settings; or absent */
	struct book_version *version;
	size_t versions, version_cap;
	const struct marks *timeline;	/* sorted; NULL: none */
	size_t sections;	/* views begun so far */
	size_t items;		/* elements written so far, of one array */
};

#define BOOK_INIT ((struct book){ .mem = ARENA_INIT(BOOK_BYTES) })

/* The number, from 1, of the document that a fact cites, or of the list that
 * it is from; 0 where there is no more room. An address is one document of its
 * source, whatever its title. */
size_t book_cite(struct book *b, const struct fact *f);
/* Those of all that is said of a subject now, each once; how many. */
size_t book_cites(struct book *b, const struct facts *f,
		  size_t out[BOOK_CITES]);
void book_version_add(struct book *b, const struct book_version *v);
void book_free(struct book *b);

#endif
