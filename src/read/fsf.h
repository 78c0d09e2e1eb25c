/* One party of the EU's consolidated list of financial sanctions (FSF), put
 * together from its parts; what its XML and its CSV share, so that both give
 * the same claims in the same order.
 *
 * A caller fills the fields of one part (fsf_clear, then `v` by fsf_fields)
 * and puts it; the slices must live until fsf_put returns. A party without
 * name or key and a listing date that is no date refuse the list. A document
 * that is known to be false goes to the remarks, where nobody matches on it.
 */
#ifndef THAW_READ_FSF_H
#define THAW_READ_FSF_H

#include "read/roster.h"

enum { FSF_RECORDS = 200000 };

enum fsf_part {
	FSF_ENTITY, FSF_REGULATION, FSF_SUBJECT, FSF_NAME, FSF_CITIZENSHIP,
	FSF_BIRTH, FSF_IDENTIFICATION, FSF_ADDRESS, FSF_PARTS,
};

enum fsf_field {
	/* entity */
	FSF_LOGICAL_ID, FSF_REFERENCE, FSF_UN_ID, FSF_DESIGNATED, FSF_DETAILS,
	FSF_ENTITY_REMARK,
	/* regulation */
	FSF_PUBLISHED, FSF_FORCE, FSF_NUMBER_TITLE, FSF_PROGRAMME,
	/* subjectType */
	FSF_CODE, FSF_CLASS,
	/* nameAlias */
	FSF_FIRST, FSF_MIDDLE, FSF_LAST, FSF_WHOLE, FSF_FUNCTION, FSF_GENDER,
	FSF_TITLE, FSF_NAME_LANGUAGE, FSF_STRONG, FSF_NAME_REMARK,
	/* citizenship */
	FSF_CITIZEN_REGION, FSF_CITIZEN_CODE, FSF_CITIZEN_COUNTRY,
	FSF_CITIZEN_REMARK,
	/* birthdate */
	FSF_CIRCA, FSF_CALENDAR, FSF_BIRTH_CITY, FSF_BIRTH_DATE, FSF_BIRTH_DAY,
	FSF_BIRTH_MONTH, FSF_BIRTH_YEAR, FSF_YEAR_FROM, FSF_YEAR_TO,
	FSF_BIRTH_REGION, FSF_BIRTH_PLACE, FSF_BIRTH_CODE, FSF_BIRTH_COUNTRY,
	FSF_BIRTH_REMARK,
	/* identification */
	FSF_DIPLOMATIC, FSF_EXPIRED, FSF_FALSE, FSF_LOST, FSF_REVOKED,
	FSF_ISSUED_BY, FSF_ISSUED_ON, FSF_VALID_FROM, FSF_VALID_TO, FSF_LATIN,
	FSF_NAME_ON, FSF_NUMBER, FSF_ID_REGION, FSF_ID_CODE, FSF_ID_COUNTRY,
	FSF_TYPE, FSF_TYPE_TEXT, FSF_ID_REMARK,
	/* address */
	FSF_CITY, FSF_STREET, FSF_PO_BOX, FSF_ZIP, FSF_REGION, FSF_PLACE,
	FSF_ADDRESS_CODE, FSF_ADDRESS_COUNTRY, FSF_CONTACT, FSF_ADDRESS_REMARK,
	FSF_FIELDS,
};

/* Where a field stands. The XML has remarks and contacts as elements of their
 * own (no attribute); the CSV has no `strong`. The address of a regulation is
 * not taken: the number says it, and as a link of 400 parties it would make
 * them copies of one page. */
struct fsf_name {
	const char *attr;
	const char *column;
};

extern const struct fsf_name fsf_fields[FSF_FIELDS];
extern const enum fsf_field fsf_first[FSF_PARTS + 1];	/* of each part */

struct fsf {
	struct roster r;
	struct slice v[FSF_FIELDS];
	bool open;		/* between fsf_put(FSF_ENTITY) and fsf_emit */
	size_t name_at;		/* claim of the last name, or SIZE_MAX */
	struct slice about;	/* the last name or number, for its remarks */
	struct pdate listed, updated;
	struct str text;
	struct claim *sorted;	/* room for fsf_emit */
	size_t sorted_cap;
};

/* On failure nothing is held. `in` outlives it. */
int fsf_open(struct fsf *f, const struct input *in, record_fn *emit,
	     void *ctx, struct err *e);
void fsf_close(struct fsf *f);

void fsf_clear(struct fsf *f, enum fsf_part part);
/* Takes the fields of one part; FSF_ENTITY begins a party. */
int fsf_put(struct fsf *f, enum fsf_part part, struct err *e);
/* A remark on the record of that part that was put last. */
void fsf_remark(struct fsf *f, enum fsf_part part, struct slice text);
void fsf_contact(struct fsf *f, struct slice what, struct slice value);
int fsf_emit(struct fsf *f, struct err *e);

#endif
