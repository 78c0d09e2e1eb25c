/* FollowTheMoney: people, acts, measures, cases and the documents behind them
 * as entities that Aleph and OpenSanctions tools take. What is claimed goes in
 * as it is; what the sources do not agree on goes into a note that has all
 * sides, since an entity there has no claims. */
#include "write/ftm_row.h"

#include "base/i18n.h"

enum { ROW_BYTES = 64 << 20 };

static bool fits(const struct shape *s)
{
	return (s->rows == ROWS_SUBJECTS && s->fill != NULL) ||
	       s->rows == ROWS_CONFLICTS;
}

static void ftm_end(struct str *to, struct out *o)
{
	for (size_t i = 0; o->book && i < o->book->n; i++)
		if (o->book->cited[i].url.n && !o->book->cited[i].told)
			ftm_document(to, &o->book->cited[i]);
}

static void ftm_head(struct str *to, struct out *o)
{
	(void)to;
	(void)o;
}

static void ftm_row(struct str *to, const struct out *o, const struct row *r)
{
	struct ftm t = { .to = to, .o = o, .row = r, .f = o->facts,
			 .mem = ARENA_INIT(ROW_BYTES) };

	if (o->facts && o->book) {
		if (o->facts->kind != KIND_news)
			ftm_cite(&t);
		ftm_subject(&t);
		if (o->facts->kind != KIND_designation)
			ftm_notes(&t);
	}
	if (o->conflict && o->book)
		ftm_conflict(&t);
	to->bad |= t.mem.bad;
	arena_free(&t.mem);
}

const struct writer out_ftm = {
	.name  = "ftm",
	.title = N_("FollowTheMoney entities, one a line"),
	.fits  = fits,
	.shows = column_is_public,
	.asks  = ASKS_FACTS,
	.head  = ftm_head,
	.row   = ftm_row,
	.end   = ftm_end,
};
