/* All views in one file. */
#ifndef THAW_CMD_EXPORT_ALL_H
#define THAW_CMD_EXPORT_ALL_H

#include "cmd/rows.h"

enum { EXPORTED_MOST = 32 };

/* The views to which the filter means something and that the format has a
 * place for; those that it leaves out are told. */
struct exported {
	const struct shape *view[EXPORTED_MOST];
	size_t n;
	struct pdate as_of;
};
/* -1 where it means nothing to any of them. */
int export_views(struct app *app, const struct line *line,
		 struct exported *out, struct err *e);
/* Prints them, one behind another, as one file. */
int export_all(struct app *app, const struct line *line, struct err *e);

#endif
