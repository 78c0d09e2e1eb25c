/* One entity of OpenSanctions (a FollowTheMoney object) as records.
 *
 * OpenSanctions retells lists and joins them; it is a cross-check. Its records
 * therefore have no jurisdiction and make no measure records, so that none
 * passes for a listing by an authority, whose name and address it cites.
 *
 *   a party       one record under its id, where it is a target or has the
 *                 topic "sanction"; not where all its topics are "role.*": an
 *                 office, or a relative who holds one, is no listing
 *   a sanction    one record under its own id, its subject the party:
 *                 programme, measure, dates, reason, authority
 *   a paper       (passport, identification, wallet) the same: its number
 *   a link        (ownership, directorship, family ...) two records, one for
 *                 each side under "ID" and "ID/from", which name the other
 *                 side by its id: its name may not have come by yet. Of
 *                 several on one side the first has the record
 *   the rest      (addresses, events, offices) nothing
 *
 * The id of each entity that was joined into a party is an identifier with
 * the qualifier "referent" ("ofac-123", "eu-fsf-eu-1234-56").
 *
 * last_seen is not told, because it changes in every version; listed_on comes
 * from a sanction only and is never first_seen. An end after the day the
 * entity was last seen is `expires`, else `gone_on` (of that one sanction: the
 * party may be held by others).
 */
#ifndef THAW_READ_OS_ENTITY_H
#define THAW_READ_OS_ENTITY_H

#include "read/jsontree.h"
#include "read/roster.h"

/* On failure nothing is held. `in` outlives the roster. */
int os_open(struct roster *r, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e);
/* What `change` adds: an entity that makes no record (any more) is told as
 * gone, as far as it may have made one. */
int os_entity(struct roster *r, const struct jnode *entity, bool change,
	      struct err *e);
/* The id is gone: its record, and that of a link's other side. */
int os_gone(struct roster *r, struct slice id, struct err *e);
/* Reads a file of lines, each an object for `put`. `none` is the error of one
 * without any; NULL: it may be empty. */
typedef int os_put_fn(struct roster *r, const struct jnode *object,
		      struct err *e);
int os_lines(struct input *in, os_put_fn *put, const char *none,
	     record_fn *emit, void *ctx, struct err *e);

/* What in_os_simple shares: the same values in a table. */
/* Schemas of FollowTheMoney, which the Journal's tables use too. NULL: none
 * that we name. */
const char *os_kind(struct slice schema);
/* `quality` NULL: by its letters. */
void os_name(struct roster *r, struct slice name, const char *quality);
void os_country(struct roster *r, struct slice code, const char *qualifier);
/* "IMO1234567" becomes the number alone. */
void os_identifier(struct roster *r, struct slice number, const char *type);
/* The day of "2024-06-01T10:57:03". */
struct slice os_day(struct slice time);
bool os_good_id(struct slice id);	/* UTF-8, not empty, no blank in it */

#endif
