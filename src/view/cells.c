#include "view/cells.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/text.h"
#include "model/pdate.h"
#include "model/programme.h"

struct slice cell_number(int64_t n, struct arena *mem)
{
	return arena_fmt(mem, "%" PRId64, n);
}

struct slice cell_time(int64_t at, struct arena *mem)
{
	char buf[CLOCK_TEXT];

	return at ? arena_slice(mem, slice_of(clock_iso(at, buf))) :
		    SLICE_NONE;
}

struct slice cell_flag(bool yes)
{
	return yes ? SLICE("true") : SLICE("false");
}

struct slice cell_joined(const struct facts *f, enum property prop,
			 struct arena *mem)
{
	struct slice rest = facts_list(f, prop, mem), item;
	struct str out = STR_INIT(RECORD_BYTES);
	struct slice cell = SLICE_NONE;

	while (slice_cut(&rest, LIST_SEP, &item)) {
		if (item.n == 0)
			continue;
		if (out.n)
			str_addz(&out, "; ");
		str_add(&out, item);
	}
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

bool cell_all_unverified(const struct facts *f, enum property prop)
{
	const struct fact *best = facts_best(f, prop);

	/* facts_best prefers what is verified */
	return best && best->claim.unverified;
}

struct slice cell_documents(const struct facts *f, struct arena *mem)
{
	struct str out = STR_INIT(RECORD_BYTES);
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < f->n; i++) {
		struct slice url = f->fact[i].doc_url;
		struct slice rest = str_slice(&out), item;
		bool known = false;

		while (!known && slice_cut(&rest, LIST_SEP, &item))
			known = item.n && slice_eq(item, url);
		if (url.n == 0 || known)
			continue;
		if (out.n == 0)
			str_addc(&out, LIST_SEP);
		str_add(&out, url);
		str_addc(&out, LIST_SEP);
	}
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

static void add_key(struct str *out, struct slice key)
{
	struct slice rest = str_slice(out), item;

	while (slice_cut(&rest, LIST_SEP, &item))
		if (item.n && slice_eq(item, key))
			return;
	if (out->n == 0)
		str_addc(out, LIST_SEP);
	str_add(out, key);
	str_addc(out, LIST_SEP);
}

struct slice cell_programme_keys(const struct facts *f, struct arena *mem)
{
	struct slice by = facts_value(f, PROP_jurisdiction);
	struct str out = STR_INIT(RECORD_BYTES);
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];
		const struct programme *p;
		struct slice rest, alpha3, alpha2;

		if ((x->claim.prop != PROP_programme &&
		     x->claim.prop != PROP_concerns) || x->until.p)
			continue;
		p = programme_find(by, x->claim.value);
		if (!p)
			continue;
		add_key(&out, slice_of(p->key));
		rest = slice_of(p->territories);
		while (programme_territory(&rest, &alpha3, &alpha2))
			add_key(&out, alpha3);
	}
	if (out.n && !out.bad)
		cell = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return cell;
}

struct slice cell_document(const struct facts *f)
{
	if (f->n == 0)
		return SLICE_NONE;
	return f->fact[0].doc_title.n ? f->fact[0].doc_title :
					f->fact[0].doc_url;
}

struct slice cell_days(struct slice from, struct slice to, struct arena *mem)
{
	struct pdate a, b;

	if (!pdate_parse(from, DATE_ORDER_UNKNOWN, &a) ||
	    !pdate_parse(to, DATE_ORDER_UNKNOWN, &b) || !a.day || !b.day)
		return SLICE_NONE;
	return cell_number(pdate_first_day(b) - pdate_first_day(a), mem);
}

struct slice cell_year_before(struct slice day, struct arena *mem)
{
	struct pdate d;
	char iso[PDATE_TEXT];

	if (!pdate_parse(day, DATE_ORDER_UNKNOWN, &d))
		return SLICE_NONE;
	d.year--;
	if (d.month == 2 && d.day == 29)
		d.day = 28;
	return arena_slice(mem, slice_of(pdate_text(d, iso)));
}

struct slice cell_place(const struct facts *f, enum property prop,
			struct arena *mem)
{
	const struct fact *x = facts_best(f, prop);

	return arena_fmt(mem, "%09u", x ? (unsigned)x->claim.offset : 0u);
}

void cell_day(struct slice date, struct str *out)
{
	struct str day = STR_INIT(256), whole = STR_INIT(256);
	int pad;

	if (!pdate_said(date, &day))
		str_add(&day, date);
	pdate_said(SLICE("2025-12-13"), &whole);
	pad = text_width(str_slice(&whole)) - text_width(str_slice(&day));
	str_free(&whole);
	str_addf(out, "  %s%*s  ", str_cstr(&day), pad > 0 ? pad : 0, "");
	str_free(&day);
}
