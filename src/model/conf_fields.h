/* What may stand in the *.conf files, for the manual: the options that conf.c
 * reads, with what each means.
 */
#ifndef THAW_MODEL_CONF_FIELDS_H
#define THAW_MODEL_CONF_FIELDS_H

#include "base/str.h"

/* A section of a file, or the top of one. */
enum conf_file { CONF_SOURCES, CONF_MAP, CONF_SETTINGS, CONF_DESKS };

enum { CONF_FIELDS = 32, CONF_USUAL = 48 };

struct conf_field {
	const char *name;
	const char *takes;	/* "text", "list of texts", "number", ... */
	char usual[CONF_USUAL];	/* what holds where it is absent; "": nothing */
	const char *const *choices;	/* all that it may be, to a NULL; NULL:
					 * that is not told word by word */
	long low, high;		/* of a number; both 0: not limited */
	const char *help;	/* a sentence or more; NULL: nobody wrote one */
};

/* In the order of the file; how many. The properties of a map are not among
 * them: they are those of model/property.h. */
size_t conf_fields(enum conf_file file, struct conf_field out[CONF_FIELDS]);

#endif
