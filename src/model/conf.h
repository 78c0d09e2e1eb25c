/* Reading and editing the *.conf files; conf.c is libconfuse's doorway.
 *
 * `text` is the content, `name` its path for messages. Errors name file, line,
 * what is wrong and what is valid (ERR_USAGE), and leave the result empty. An
 * empty text gives an empty result.
 */
#ifndef THAW_MODEL_CONF_H
#define THAW_MODEL_CONF_H

#include "model/settings.h"
#include "model/source.h"

enum { CONF_BYTES = 8 << 20 };

int conf_sources(struct slice text, const char *name, struct sources *out,
		 struct err *e);
int conf_settings(struct slice text, const char *name, struct settings *out,
		  struct err *e);
int conf_desks(struct slice text, const char *name, struct desks *out,
	       struct err *e);

/* Editing keeps comments and order; each appends the new text to `out`. */
int conf_set_enabled(struct slice text, struct slice key, bool enabled,
		     struct str *out, struct err *e);
int conf_remove(struct slice text, struct slice key, struct str *out,
		struct err *e);
int conf_add(struct slice text, const struct source *src, struct str *out,
	     struct err *e);
/* The same of desks.conf. */
int conf_desk_add(struct slice text, const struct desk *d, struct str *out,
		  struct err *e);
int conf_desk_remove(struct slice text, struct slice name, struct str *out,
		     struct err *e);

#endif
