/* One subject of Ukraine's register of sanctions, as claims. */
#ifndef THAW_READ_NSDC_SUBJECT_H
#define THAW_READ_NSDC_SUBJECT_H

#include "read/jsontree.h"
#include "read/roster.h"

struct nsdc {
	struct roster r;
	const char *kind;	/* of the part's subjects; NULL: not said */
	struct str line, low;
};

void nsdc_init(struct nsdc *n);
void nsdc_free(struct nsdc *n);
int nsdc_subject(struct nsdc *n, const struct jnode *subject, struct err *e);

#endif
