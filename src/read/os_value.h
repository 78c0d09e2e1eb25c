/* Properties of one OpenSanctions entity as claims, by table. */
#ifndef THAW_READ_OS_VALUE_H
#define THAW_READ_OS_VALUE_H

#include "read/os_entity.h"

/* Which of an entity's properties mean something. */
enum os_table { OS_PARTY, OS_SANCTION };

/* Claims all values of all properties that the table has. ERR_FORMAT for a
 * value that is an entity itself, as in targets.nested.json. */
int os_values(struct roster *r, const struct jnode *props,
	      enum os_table which, struct err *e);

/* The first value of a property; absent. */
struct slice os_first(const struct jnode *props, const char *name);
/* Of ISO dates: the earliest, or the latest, as a day. */
struct slice os_earliest(const struct jnode *props, const char *name);
struct slice os_latest(const struct jnode *props, const char *name);

#endif
