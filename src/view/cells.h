/* How cells are made from facts: what several views share. Every cell lives
 * in `mem`; an absent slice is null. */
#ifndef THAW_VIEW_CELLS_H
#define THAW_VIEW_CELLS_H

#include "model/shape.h"

struct slice cell_number(int64_t n, struct arena *mem);
struct slice cell_flag(bool yes);
struct slice cell_time(int64_t at, struct arena *mem);	/* 0: absent */
/* The first wording as written, others behind: "a; b". */
struct slice cell_joined(const struct facts *f, enum property prop,
			 struct arena *mem);
/* All claims of the property are marked unverified by their own source, and
 * there is at least one. */
bool cell_all_unverified(const struct facts *f, enum property prop);
/* Addresses of the documents that the facts cite, as a list cell. */
struct slice cell_documents(const struct facts *f, struct arena *mem);
/* Appends "  13 Dec 2025  ", as wide as dates are in the language. */
void cell_day(struct slice date, struct str *out);
/* Title of the document cited, else its address. */
struct slice cell_document(const struct facts *f);
/* Days between two full dates as a number cell; absent otherwise. */
struct slice cell_days(struct slice from, struct slice to, struct arena *mem);
/* The same day one year before. */
struct slice cell_year_before(struct slice day, struct arena *mem);
/* "00042": sorts the rows of one document as they stand in it. */
struct slice cell_place(const struct facts *f, enum property prop,
			struct arena *mem);

/* What users call the programmes: keys of the taxonomy and its territories. */
struct slice cell_programme_keys(const struct facts *f, struct arena *mem);

#endif
