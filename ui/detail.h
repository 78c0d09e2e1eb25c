/* One subject as text: its names, then every claim with who says so.
 *
 * detail_make is a pure function of the facts and the width, so that it is
 * tested without a store or a screen. Lines are ready to be drawn: visible,
 * wrapped, in our own words or quoted.
 */
#ifndef THAW_UI_DETAIL_H
#define THAW_UI_DETAIL_H

#include "model/facts.h"
#include "model/shape.h"
#include "store/store.h"
#include "ui/surface.h"

struct line {
	struct slice text;
	struct slice link;	/* absent: the line cites nothing */
	int indent;
	enum role role;
	size_t pick;		/* what it is about that can be chosen: 0
				 * nothing, else as in detail_listing */
};

enum {
	LINES_MAX = 100000, LINES_BYTES = 64 << 20,
	LINES_LINKS = 999,	/* that have a number */
};

struct lines {
	struct arena mem;
	struct line *line;
	size_t n, cap;
	struct slice *link;	/* each once: number 1 is link[0] */
	size_t n_links, links_cap;
};

/* -1: past a ceiling; what was made until then stands. */
int detail_make(const struct facts *f, int cols, struct lines *out,
		struct err *e);
/* A row that has no claims, as sources have none: each cell that it has, by its
 * title; of addresses what may be shown. */
int detail_row(const struct shape *shape, const struct row *r, struct str *out,
	       struct err *e);
/* Of a listing or a person: who else lists the party or tells of him, why they
 * are one, and which others may be (detail_party.c). */
int detail_party(const struct facts *f, int cols, struct lines *out,
		 struct err *e);
/* Of a document: its text, with what was taken from each line under it
 * (detail_article.c). */
int detail_article(const struct facts *f, int cols, struct lines *out,
		   struct err *e);
/* A conflict with all its sides, of who is called so (detail_conflict.c). */
int detail_conflict(const struct store_conflict *c, struct slice name,
		    int cols, struct lines *out, struct err *e);
/* What a pick means: a listing of the party, or a tie; NULL where it means the
 * other, or nothing (any more). Listings of one that stands on no other list
 * cannot be chosen. */
const struct listed *detail_listing(const struct facts *f, size_t pick);
const struct tie *detail_tie(const struct facts *f, size_t pick);
/* One wrapped text behind the others; LF begins a line. Where a link stands,
 * its number is put before the text, unless the line before has the same. */
int lines_add(struct lines *l, int cols, int indent, enum role role,
	      struct slice link, struct slice text, struct err *e);
/* Cuts a line of so many cells off the front, at a blank where there is one. */
struct slice lines_cut(struct slice *rest, int cells);
/* Is such a line what others say, rather than our own words about it? */
static inline bool lines_quotes(enum role role)
{
	return role != ROLE_HEADING && role != ROLE_DISPUTED &&
	       role != ROLE_DIM;
}
void lines_clear(struct lines *l);
void lines_free(struct lines *l);

#endif
