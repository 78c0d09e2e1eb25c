#include "read/seco_dates.h"

#include <stdlib.h>
#include <string.h>

enum { MODS_MAX = 4096 };

static enum seco_change change_of(struct slice type)
{
	if (slice_is(type, "de-listed"))
		return SECO_DELISTED;
	return slice_is(type, "listed") ? SECO_LISTED : SECO_AMENDED;
}

int seco_dates_add(struct seco_dates *d, struct slice type,
		   const struct slice date[3], struct err *e)
{
	struct seco_mod m = { .what = change_of(type) };

	for (size_t i = 0; i < 3; i++) {
		char iso[PDATE_TEXT];
		struct pdate day;

		if (date[i].n == 0)
			continue;
		if (!pdate_parse(date[i], DATE_ORDER_UNKNOWN, &day))
			return err_set(e, ERR_FORMAT, "modification: \"%.*s\""
				       " is not a date", SLICE_ARG(date[i]));
		pdate_text(day, iso);
		if (!m.at[0])
			memcpy(m.at, iso, sizeof(iso));
		if (strcmp(iso, m.last) > 0)
			memcpy(m.last, iso, sizeof(iso));
	}
	if (vec_room((void **)&d->mod, &d->cap, d->n, sizeof(m), MODS_MAX,
		     e) < 0)
		return -1;
	d->mod[d->n++] = m;
	return 0;
}

void seco_dates_free(struct seco_dates *d)
{
	free(d->mod);
	*d = (struct seco_dates){0};
}

static bool is_newer(const struct seco_mod *m, const struct seco_mod *than)
{
	int c = than ? strcmp(m->last, than->last) : 1;

	return c > 0 || (c == 0 && than->what == SECO_AMENDED &&
			 m->what != SECO_AMENDED);
}

static const struct seco_mod *newest(const struct seco_dates *d,
				     enum seco_change at_least,
				     const struct seco_mod *before)
{
	const struct seco_mod *best = NULL;

	for (size_t i = 0; i < d->n; i++) {
		const struct seco_mod *m = &d->mod[i];

		if (m->what >= at_least && m != before && is_newer(m, best))
			best = m;
	}
	return best;
}

/* The first listing since it was last taken off before now. */
static const struct seco_mod *listing(const struct seco_dates *d,
				      const struct seco_mod *now)
{
	const struct seco_mod *best = NULL, *off;

	off = newest(d, SECO_DELISTED, now);
	for (size_t i = 0; i < d->n; i++) {
		const struct seco_mod *m = &d->mod[i];

		if (m->what == SECO_LISTED && m->at[0] &&
		    (!off || strcmp(m->last, off->last) >= 0) &&
		    (!best || strcmp(m->at, best->at) < 0))
			best = m;
	}
	return best;
}

void seco_dates_put(const struct seco_dates *d, struct roster *r)
{
	const struct seco_mod *now = newest(d, SECO_AMENDED, NULL);
	const struct seco_mod *on = listing(d, now);

	if (!now)
		return;
	if (on)
		roster_claim(r, PROP_listed_on, slice_of(on->at), NULL);
	roster_claim(r, PROP_updated_on, slice_of(now->last), NULL);
	if (now->what != SECO_DELISTED)
		return;
	roster_claim(r, PROP_listing_state, SLICE("delisted"), NULL);
	roster_claim(r, PROP_gone_on, slice_of(now->at), NULL);
}
