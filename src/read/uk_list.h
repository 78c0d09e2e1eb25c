/* The UK Sanctions List: what its fields are called in both of its formats,
 * and what they claim. A reader collects the values of one designation by
 * group; uk_emit() claims them in one order, so that the XML and the CSV of
 * one version give the same records.
 *
 * Names stand as they are said: Name1 to Name5, then Name6, which is the
 * family name or the whole name of an entity or ship.
 */
#ifndef THAW_READ_UK_LIST_H
#define THAW_READ_UK_LIST_H

#include "read/dossier.h"

/* In the order in which they are claimed. */
enum uk_group {
	UK_ID, UK_KIND, UK_NAME, UK_SCRIPT, UK_TITLE, UK_OFSI, UK_UN,
	UK_REGIME, UK_IMPOSED, UK_SOURCE, UK_DESIGNATED, UK_UPDATED,
	UK_GENDER, UK_DOB, UK_BIRTH, UK_NATIONALITY, UK_POSITION,
	UK_PASSPORT, UK_NATID, UK_ENTITY_TYPE, UK_REGISTRATION, UK_PARENT,
	UK_SUBSIDIARY, UK_IMO, UK_HULL, UK_SHIP_TYPE, UK_FLAG, UK_PAST_FLAG,
	UK_OWNER, UK_PAST_OWNER, UK_TONNAGE, UK_LENGTH, UK_BUILT, UK_ADDRESS,
	UK_PHONE, UK_EMAIL, UK_SITE, UK_REASONS, UK_OTHER, UK_GROUPS,
};

enum uk_name { UK_NAME_PARTS = 6, UK_NAME_TYPE = 6, UK_NAME_STRENGTH };
enum uk_script { UK_SCRIPT_NAME, UK_SCRIPT_TYPE, UK_SCRIPT_LANG };
enum uk_address { UK_LINES = 6, UK_POSTCODE = 6, UK_COUNTRY };

struct uk_field {
	const char *element;	/* of the XML */
	const char *column;	/* of the CSV; NULL: none */
	enum uk_group group;
	unsigned char cell;
};

extern const size_t uk_cells[UK_GROUPS];	/* how many a row has */

/* NULL: no field of that name. */
const struct uk_field *uk_element(struct slice name);
const struct uk_field *uk_column(struct slice header);
/* Words of the list in ours, NULL where there are none: of an element among
 * the indicators and of a piece of SanctionsImposed ("asset freeze"), of a
 * kind ("vessel"), of a language ("be"). */
const char *uk_indicator(struct slice element);
const char *uk_measure(struct slice words);
const char *uk_kind(struct slice kind);
const char *uk_language(struct slice name);

/* As dossier_open(); dossier_close() ends it. */
int uk_open(struct dossier *u, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e);
/* Claims what was collected and forgets it. */
int uk_emit(struct dossier *u, struct err *e);

#endif
