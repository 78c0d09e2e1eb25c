/* What OFAC says of a party under a label: "Passport", "Gender", "Linked To:".
 *
 * The same label stands before the value in the remarks of the CSV set
 * ("Passport MP0000001 (Belarus)") and beside it in the XML formats; one table
 * says what each label means. What it does not know becomes a remark.
 */
#ifndef THAW_READ_OFAC_DETAIL_H
#define THAW_READ_OFAC_DETAIL_H

#include "read/roster.h"

struct ofac_detail {
	struct slice label;	/* "Passport" */
	struct slice value;	/* "MP0000001" */
	struct slice country;	/* "Belarus", or absent */
	struct slice tail;	/* "issued 01 Mar 2001", or absent */
};

void ofac_detail(struct roster *r, const struct ofac_detail *d);
/* "DOB 30 Aug 1954; POB Kopys; a.k.a. 'X'.": each phrase by its label. */
void ofac_remarks(struct roster *r, struct slice text);

#endif
