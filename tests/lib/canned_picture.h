/* Canned data for the timeline and the pictures: acts, persons and measures,
 * all invented, over canned_data() for the rest. */
#ifndef THAW_TESTS_CANNED_PICTURE_H
#define THAW_TESTS_CANNED_PICTURE_H

#include "tests/lib/canned.h"

struct canned_picture {
	struct canned *canned;
	struct data_ops ops;
	int hidden;	/* so many of the table's first rows are not there */
	int asked;	/* times that a subject was asked for */
	bool fails;	/* they cannot be told */
};

struct data canned_picture(struct canned_picture *p, struct canned *c);

#endif
