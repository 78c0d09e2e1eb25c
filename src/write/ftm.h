/* FollowTheMoney entities, one JSON object a line: for out_ftm.c. Names of
 * schemata and properties stand in one table, which a test holds against the
 * schema itself (tests/data/ftm). */
#ifndef THAW_WRITE_FTM_H
#define THAW_WRITE_FTM_H

#include "base/str.h"

struct ftm_use {
	const char *schema;
	const char *names;	/* of its properties, blanks between */
};

extern const struct ftm_use ftm_uses[];		/* NULL schema at the end */

/* One entity on its way; values of one property come one behind another. */
struct entity {
	struct str *to;
	const struct ftm_use *use;
	const char *open;	/* the property whose values are being told */
	size_t values;
};

void entity_begin(struct entity *e, struct str *to, const char *schema,
		  struct slice id);
/* An empty value is none. The property stands in the table, or it is a bug. */
void entity_add(struct entity *e, const char *property, struct slice value);
/* Each value of a list cell, or the one of another. */
void entity_list(struct entity *e, const char *property, struct slice cell);
/* A country as a code; what is none is not told. */
void entity_countries(struct entity *e, const char *property,
		      struct slice cell);
/* A language as a code of three letters, likewise. */
void entity_language(struct entity *e, const char *property,
		     struct slice lang);
/* A date, whole or in part; anything else is not told. */
void entity_date(struct entity *e, const char *property, struct slice date);
/* An address of the web; anything else is not told. */
void entity_url(struct entity *e, const char *property, struct slice url);
void entity_end(struct entity *e);

#endif
