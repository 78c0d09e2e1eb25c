/* The consolidated list of the UN Security Council: what is collected of one
 * party, and what it claims. */
#ifndef THAW_READ_UN_LIST_H
#define THAW_READ_UN_LIST_H

#include "read/dossier.h"

/* In the order in which they are claimed. */
enum un_group {
	UN_REFERENCE, UN_NAME1, UN_NAME2, UN_NAME3, UN_NAME4, UN_SCRIPT,
	UN_ALIAS, UN_TITLE, UN_FUNCTION, UN_DATAID, UN_LIST, UN_LISTED,
	UN_UPDATED, UN_GENDER, UN_BORN, UN_PLACE, UN_NATIONALITY,
	UN_DOCUMENT, UN_ADDRESS, UN_COMMENTS, UN_GROUPS,
};

/* The cells of the groups that have more than one. */
enum un_alias {
	UN_ALIAS_NAME, UN_ALIAS_QUALITY, UN_ALIAS_BORN, UN_ALIAS_CITY,
	UN_ALIAS_COUNTRY, UN_ALIAS_NOTE, UN_ALIAS_CELLS,
};
enum un_born {
	UN_BORN_TYPE, UN_BORN_DATE, UN_BORN_YEAR, UN_BORN_FROM, UN_BORN_TO,
	UN_BORN_NOTE, UN_BORN_CELLS,
};
enum un_place {	/* also of addresses */
	UN_STREET, UN_CITY, UN_STATE, UN_ZIP, UN_COUNTRY, UN_NOTE,
	UN_PLACE_CELLS,
};
enum un_document {
	UN_TYPE, UN_TYPE2, UN_NUMBER, UN_ISSUER, UN_ISSUED_IN, UN_ISSUED_AT,
	UN_ISSUED_ON, UN_DOCUMENT_NOTE, UN_DOCUMENT_CELLS,
};

/* As dossier_open(); dossier_close() ends it. */
int un_open(struct dossier *u, const struct input *in, record_fn *emit,
	    void *ctx, struct err *e);
/* Claims what was collected and forgets it. */
int un_emit(struct dossier *u, const char *kind, struct err *e);

#endif
