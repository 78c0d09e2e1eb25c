/* What the Swiss list's parties refer to by number: sets of sanctions, each of
 * one programme, and places. Copied; ceilings on number and bytes.
 *
 * Places stand behind the parties, so this takes a walk of its own. */
#ifndef THAW_READ_SECO_REF_H
#define THAW_READ_SECO_REF_H

#include "base/arena.h"
#include "model/input.h"

struct seco_set {
	struct slice id, programme, ordinance, title;
	bool english;	/* the title is */
};

struct seco_place {
	struct slice id;
	struct slice text;	/* "Minsk, Minsk region, Belarus" */
	struct slice country;	/* ISO code, or the name */
};

struct seco_ref {
	struct arena mem;
	struct seco_set *set;
	size_t sets, set_cap;
	size_t open;		/* the first set of the open programme */
	struct seco_place *place;
	size_t places, place_cap;
};

extern const char seco_root[];	/* the first element */

void seco_ref_init(struct seco_ref *ref);
void seco_ref_free(struct seco_ref *ref);

/* Walks the whole part. Refused: another root, or a list-type that is not
 * "whole-list". */
int seco_ref_read(struct seco_ref *ref, struct input_part *part,
		  struct err *e);

/* NULL: no such one. */
const struct seco_set *seco_set_find(const struct seco_ref *ref,
				     struct slice id);
const struct seco_place *seco_place_find(const struct seco_ref *ref,
					 struct slice id);

#endif
