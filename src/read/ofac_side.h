/* The files that stand beside OFAC's main file: aliases, addresses and the
 * overflow of remarks, in memory by entry number, at most 64 MB of them.
 *
 * The main file is streamed; these are a fifth of it and come in any order.
 */
#ifndef THAW_READ_OFAC_SIDE_H
#define THAW_READ_OFAC_SIDE_H

#include "base/arena.h"
#include "model/input.h"

/* What a part is, seen from its first row. */
enum ofac_part { OFAC_OTHER, OFAC_MAIN, OFAC_ALT, OFAC_ADD, OFAC_COMMENT };

enum { OFAC_MAIN_COLUMNS = 12, OFAC_SIDE_BYTES = 64 << 20 };

struct ofac_side_row {
	int64_t entry;
	size_t order;		/* in its file */
	enum ofac_part what;
	struct slice kind;	/* ALT: "aka" "fka" "nka" */
	struct slice text;	/* name, street, or more of the remarks */
	struct slice city, country;	/* ADD */
};

struct ofac_side {
	struct arena mem;
	struct ofac_side_row *row;
	size_t n, cap;
};

/* Errors name the part and row. */
int ofac_part_kind(struct input_part *part, enum ofac_part *out,
		   struct err *e);
void ofac_side_init(struct ofac_side *s);
int ofac_side_add(struct ofac_side *s, struct input_part *part,
		  enum ofac_part what, struct err *e);
void ofac_side_sort(struct ofac_side *s);	/* before the first find */
/* Rows of one entry, in file order; *n is 0 where there are none. */
const struct ofac_side_row *ofac_side_find(const struct ofac_side *s,
					   int64_t entry, size_t *n);
void ofac_side_free(struct ofac_side *s);

/* A cell without blanks around it; absent for OFAC's null, "-0-". */
struct slice ofac_cell(struct slice cell);
/* The entry number in the first column; -1 is an error. */
int ofac_entry(struct slice cell, int64_t *out, struct err *e);
bool ofac_is_header(struct slice first);

#endif
