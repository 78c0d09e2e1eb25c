/* One name of the Swiss list: ordered parts, each perhaps with variants in
 * other languages and scripts. */
#ifndef THAW_READ_SECO_NAME_H
#define THAW_READ_SECO_NAME_H

#include "read/roster.h"

enum { SECO_PARTS = 32, SECO_VARIANTS = 256 };

struct seco_part {
	int64_t order;
	struct slice value;
	size_t number;		/* in document order */
	bool title;		/* "Dr.": no part of the name */
};

struct seco_variant {
	size_t part;		/* number of its part */
	size_t nth;		/* of that part, language and script */
	struct slice text, lang, script;
};

struct seco_name {
	struct arena mem;
	struct str line;
	struct seco_part part[SECO_PARTS];
	size_t parts;
	struct seco_variant variant[SECO_VARIANTS];
	size_t variants;
};

void seco_name_init(struct seco_name *n);
void seco_name_free(struct seco_name *n);
void seco_name_begin(struct seco_name *n);
/* Values and variants that follow belong to this part. */
int seco_name_part(struct seco_name *n, struct slice order, struct slice type,
		   struct err *e);
int seco_name_value(struct seco_name *n, struct slice value, struct err *e);
int seco_name_variant(struct seco_name *n, const struct seco_variant *v,
		      struct err *e);
/* Claims titles, the name, and one name for each language and script of its variants.
 * `quality` NULL: the primary name. */
int seco_name_put(struct seco_name *n, struct roster *r, const char *quality,
		  struct err *e);

#endif
