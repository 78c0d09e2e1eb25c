/* What the verbs of `thaw sources` share: sources.conf as text. */
#ifndef THAW_CMD_SOURCES_CONF_H
#define THAW_CMD_SOURCES_CONF_H

#include "cmd/setup.h"

typedef int sources_edit_fn(struct slice text, const void *what,
			    struct str *out, struct err *e);

/* Applies one edit to the text of sources.conf, writes it back and reads it
 * again. On failure the file is as it was. */
int sources_edit(struct app *app, sources_edit_fn *edit, const void *what,
		 struct err *e);
/* "https://spring96.org/en/rss" -> "spring96.org"; without the user */
struct slice sources_host(struct slice url);
/* Appends a key of the host's letters, with a number behind it from 2 on. */
void sources_key(struct slice url, int n, struct str *key);

/* `sources import FILE` and `sources export`. `group` may be absent. */
int sources_import(struct app *app, char *const *file, size_t n,
		   struct slice group, struct err *e);
int sources_export(struct app *app, struct err *e);

#endif
