/* A list whose parties are collected before they are claimed: its values come
 * late or scattered (collect.h), and are claimed group by group, in one order,
 * each group by its row of a table.
 */
#ifndef THAW_READ_DOSSIER_H
#define THAW_READ_DOSSIER_H

#include "read/collect.h"
#include "read/roster.h"

struct dossier {
	struct roster roster;
	struct collect got;		/* of one party */
	struct str text, word;		/* for claimers */
};

/* Claims one row of a group. */
struct claimer {
	int (*put)(struct dossier *d, const struct claimer *how,
		   const struct slice *cell, struct err *e);
	enum property prop;
	const char *qualifier;
};

/* The first cell as it stands; in small letters; nothing, because it is told
 * otherwise. */
int claim_text(struct dossier *d, const struct claimer *how,
	       const struct slice *cell, struct err *e);
int claim_lower(struct dossier *d, const struct claimer *how,
		const struct slice *cell, struct err *e);
int claim_none(struct dossier *d, const struct claimer *how,
	       const struct slice *cell, struct err *e);

/* On failure nothing is held. `in` outlives the dossier. */
int dossier_open(struct dossier *d, const struct input *in,
		 const struct roster_is *is, record_fn *emit, void *ctx,
		 struct err *e);
void dossier_close(struct dossier *d);
/* Claims what was collected of the party of that id, by the claimer of each
 * group, and forgets it. `kind`: see roster_begin(). */
int dossier_emit(struct dossier *d, struct slice id, const char *kind,
		 const struct claimer *claimers, size_t groups, struct err *e);

#endif
