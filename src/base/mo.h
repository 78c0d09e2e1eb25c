/* A catalogue of translations, as msgfmt writes it, in memory. */
#ifndef THAW_BASE_MO_H
#define THAW_BASE_MO_H

#include "base/plural.h"

enum { MO_BYTES = 8 << 20, MO_STRINGS = 1 << 16 };

struct mo {
	struct slice data;	/* the caller's */
	size_t n, ids, texts;	/* how many, and where their tables begin */
	bool turned;		/* made for the other order of bytes */
	struct plural plural;
};

/* ERR_FORMAT where the data is no catalogue: then *m finds nothing. */
int mo_open(struct mo *m, struct slice data, struct err *e);
/* All forms, with a NUL between them, and a NUL behind; or the absent slice. */
struct slice mo_find(const struct mo *m, struct slice id);
/* One of them: the last where there are not so many. */
const char *mo_form(struct slice forms, unsigned which);

#endif
