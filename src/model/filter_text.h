/* A filter as text, term by term: what menus, completion and advice change
 * without reading it as a query. */
#ifndef THAW_MODEL_FILTER_TEXT_H
#define THAW_MODEL_FILTER_TEXT_H

#include "base/str.h"

/* Cuts one piece off *rest at `sep`, not inside quotes; false at the end. */
bool filter_cut(struct slice *rest, char sep, struct slice *piece);
/* A value without the quotes around it. */
struct slice filter_unquoted(struct slice value);
/* Appends a value, in quotes where it needs them. */
void filter_quote(struct str *out, struct slice value);
/* Number of terms; term `i` of them; the text without it appended. */
size_t filter_terms(struct slice filter);
struct slice filter_term(struct slice filter, size_t i);
void filter_without(struct slice filter, size_t i, struct str *out);
/* ... with another in its place. */
void filter_replace(struct slice filter, size_t i, struct slice with,
		    struct str *out);
/* "-released>=2025": where its name ends ("-released"), and what stands behind
 * the sign (absent: a bare word). */
struct filter_part {
	bool negate;
	struct slice name;	/* absent: a bare word */
	struct slice value;	/* as it is written */
};
struct filter_part filter_part(struct slice term);

#endif
