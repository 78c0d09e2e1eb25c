/* What the options of *.conf files may say, asked while they are read: the half
 * of conf.c that looks at single values. */
#ifndef THAW_MODEL_CONF_CHECK_H
#define THAW_MODEL_CONF_CHECK_H

#include <confuse.h>

#include "base/str.h"
#include "model/conf_fields.h"

/* Where the functions that libconfuse calls find what they need. */
struct conf_reading {
	struct slice text;
	const char *name;
	struct err *e;
};

struct conf_reading *conf_reading_of(const cfg_t *cfg);
/* "sources.conf:12: source "x"" */
void conf_where(const struct conf_reading *r, const cfg_t *cfg,
		char out[ERR_MAX]);
/* The options of a section, then CFG_END(); a map is conf_map_options(). */
enum { CONF_OPTIONS = 40 };
void conf_options(enum conf_file file, cfg_opt_t to[CONF_OPTIONS]);
/* What a number may be. False, both 0, where nothing limits it. */
bool conf_range(const char *option, long *low, long *high);
/* The words that an option may be, to a NULL; NULL: any. */
const char *const *conf_choices(const char *option);
/* Gives each option that has one its check. */
void conf_checks(cfg_opt_t *opts);

#endif
