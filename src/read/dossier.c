#include "read/dossier.h"

#include "base/text.h"

enum { TEXT_BYTES = 4 << 20 };

int claim_text(struct dossier *d, const struct claimer *how,
	       const struct slice *cell, struct err *e)
{
	(void)e;
	roster_claim(&d->roster, how->prop, cell[0], how->qualifier);
	return 0;
}

int claim_lower(struct dossier *d, const struct claimer *how,
		const struct slice *cell, struct err *e)
{
	struct slice word;

	str_clear(&d->text);
	text_lower(&d->text, cell[0]);
	word = str_slice(&d->text);
	return claim_text(d, how, &word, e);
}

int claim_none(struct dossier *d, const struct claimer *how,
	       const struct slice *cell, struct err *e)
{
	(void)d, (void)how, (void)cell, (void)e;
	return 0;
}

int dossier_open(struct dossier *d, const struct input *in,
		 const struct roster_is *is, record_fn *emit, void *ctx,
		 struct err *e)
{
	*d = (struct dossier){ .got = COLLECT_INIT,
			       .text = STR_INIT(TEXT_BYTES),
			       .word = STR_INIT(TEXT_BYTES) };
	return roster_open(&d->roster, in, is, emit, ctx, e);
}

void dossier_close(struct dossier *d)
{
	roster_close(&d->roster);
	collect_free(&d->got);
	str_free(&d->text);
	str_free(&d->word);
}

static int claim_all(struct dossier *d, const struct claimer *claimers,
		     size_t groups, struct err *e)
{
	const struct collect_row *row;

	for (size_t g = 0; g < groups; g++)
		for (row = d->got.list[g].first; row; row = row->next)
			if (claimers[g].put(d, &claimers[g], row->cell, e) < 0)
				return -1;
	return 0;
}

int dossier_emit(struct dossier *d, struct slice id, const char *kind,
		 const struct claimer *claimers, size_t groups, struct err *e)
{
	roster_begin(&d->roster, roster_key(&d->roster, id), kind);
	if (claim_all(d, claimers, groups, e) < 0)
		return err_in(e, arena_cstr(&d->got.mem, id));
	collect_clear(&d->got);
	return roster_emit(&d->roster, e);
}
