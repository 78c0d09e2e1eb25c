/* What a file has besides rows: of what it is, by which versions of the
 * sources, and the timeline. For formats that ask for it (write/writer.h). */
#ifndef THAW_CMD_REPORT_H
#define THAW_CMD_REPORT_H

#include "cmd/sheet.h"
#include "model/query.h"
#include "view/picture.h"

struct report {
	char *const *filter;	/* as the user wrote it */
	size_t n;
	struct pdate as_of;
	struct marks marks;	/* owned: report_free() */
	struct grid *grid;	/* likewise, one a picture; NULL: none */
	struct grid_words words[PICTURES];
	struct book_picture picture[PICTURES];
};

#define REPORT_INIT ((struct report){ .marks = MARKS_INIT })

/* Fills in what the book says of the whole; the store is open. */
int report_about(struct app *app, struct report *r, struct slice title,
		 struct book *b, struct err *e);
/* The timeline of the rows of `view` under its query, and beside them of the
 * other kind, releases or measures; of both where `view` is NULL. */
int report_timeline(struct app *app, struct report *r,
		    const struct shape *view, const struct query *q,
		    struct book *b, struct err *e);
/* Likewise what is counted of those rows (report_pictures.c). */
int report_pictures(struct app *app, struct report *r,
		    const struct shape *view, const struct query *q,
		    struct book *b, struct err *e);
void report_pictures_free(struct report *r);
void report_free(struct report *r);

#endif
