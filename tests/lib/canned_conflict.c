/* A conflict over canned data, with what was said of it. */
#include "tests/lib/canned.h"

#include <stdio.h>
#include <string.h>

#define LIT(text) { (text), sizeof(text) - 1 }

int canned_conflict(void *ctx, struct slice id, struct arena *mem,
		    struct store_conflict *out, struct err *e)
{
	static const struct fact said = {
		.claim = { .prop = PROP_held_text, .value = LIT("Over 2 years"),
			   .quote = LIT("Ales Bialiatski, held for over 2 years"),
			   .as_of = LIT("2025-12-14") },
		.source = LIT("post"),
		.doc_title = LIT("Prisoners freed after talks"),
		.doc_publisher = LIT("Example Post"),
		.doc_url = LIT("https://news.example/1"),
	}, dated = {
		.claim = { .prop = PROP_detained_on, .value = LIT("2021-07-14"),
			   .as_of = LIT("2025-12-15") },
		.source = LIT("viasna"),
	};
	static const struct conflict one = {
		.check = "interval", .about = LIT("held_text"),
		.why = LIT("\"Over 2 years\" does not fit the dates of Ales "
			   "Bialiatski: from the arrest on 2021-07-14 until "
			   "the release that is 4y 4m (1,613 days)"),
		.side = { { .says = LIT("Over 2 years"), .fact = &said,
			    .id = LIT("p-bialiatski") },
			  { .says = LIT("arrested 2021-07-14"), .fact = &dated,
			    .maybe = true } },
		.n = 2,
	};
	struct canned *c = ctx;

	(void)mem;
	(void)e;
	*out = (struct store_conflict){ .row = {
		.conflict = &one, .verdict = SLICE("open") } };
	if (c->gone || !slice_is(id, "x-held"))
		return 0;
	snprintf(out->id, sizeof(out->id), "x-held");
	snprintf(out->sum, sizeof(out->sum), "sides %d", c->sides);
	if (c->disputed[0]) {
		out->row.reopened = c->disputed_of != c->sides &&
				    strcmp(c->disputed, "open") != 0;
		if (c->disputed_of == c->sides)
			out->row.verdict = slice_of(c->disputed);
		out->row.note = slice_of(c->note);
		out->row.who = SLICE("tester");
		out->row.at = SLICE("2026-11-24");
	}
	return 1;
}

int canned_dispute(void *ctx, struct slice id, struct slice verdict,
		   struct slice note, struct slice sum, struct err *e)
{
	struct canned *c = ctx;
	char now[HASH_HEX];

	(void)id;
	snprintf(now, sizeof(now), "sides %d", c->sides);
	if (sum.n > 0 && !slice_is(sum, now))
		return err_set(e, ERR_REFUSED, "nothing was kept: other sides");
	c->disputed_of = c->sides;
	snprintf(c->disputed, sizeof(c->disputed), "%.*s", SLICE_ARG(verdict));
	snprintf(c->note, sizeof(c->note), "%.*s", SLICE_ARG(note));
	return 0;
}

int canned_own(void *ctx, struct slice id, struct arena *mem,
	       struct own_words *out, struct err *e)
{
	const struct canned *c = ctx;
	struct slice rest = slice_of(c->work), of, state;
	struct own_work *w = arena_get(mem, sizeof(*w));

	(void)id;	/* every row leads to one subject */
	(void)e;
	*out = (struct own_words){ .work = w };
	if (!w || !slice_cut(&rest, ' ', &of) ||
	    !slice_cut(&rest, '|', &state))
		return 0;
	*w = (struct own_work){ .at = SLICE("2026-11-24T11:00:00Z"),
				.who = SLICE("ala"), .note = rest };
	if (state.n > 0)
		w->state = state;
	out->n = 1;
	return 0;
}
