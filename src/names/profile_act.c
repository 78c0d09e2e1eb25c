/* Lines of a profile that tell of releases: who says it, and of which act. */
#include <stdio.h>
#include <stdlib.h>

#include "model/shape.h"
#include "names/declined.h"
#include "names/profile_act.h"

static void put_line(struct str *out, char letter, struct slice text)
{
	str_addf(out, "%c\t%.*s\n", letter, SLICE_ARG(text));
}

static bool told_before(const struct facts *f, size_t at)
{
	for (size_t i = at; i-- > 0;)
		if (slice_eq(f->fact[i].doc, f->fact[at].doc))
			return true;
	return false;
}

static void put_doc(struct str *out, struct slice doc)
{
	uint64_t sum = PROFILE_HASH;

	profile_hash(&sum, doc);
	str_addf(out, "D\t%016llx\n", (unsigned long long)sum);
}

/* What no document tells, a list does: its rows are persons each. */
static void put_teller(struct str *out, const struct facts *f)
{
	size_t docs = 0;
	bool list = false;

	put_line(out, 'S', f->source);
	for (size_t i = 0; i < f->n; i++) {
		if (f->fact[i].until.n || told_before(f, i))
			continue;
		list |= f->fact[i].doc.n == 0 || docs == PROFILE_DOCS;
		if (f->fact[i].doc.n && docs++ < PROFILE_DOCS)
			put_doc(out, f->fact[i].doc);
	}
	if (list)
		str_addz(out, "L\n");
}

static void put_each(struct str *out, char letter, const struct facts *f,
		     enum property prop)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.n)
			put_line(out, letter, f->fact[i].claim.value);
}

static void put_declined(struct str *out, const struct form *form,
			 size_t forms, struct arena *mem)
{
	for (size_t i = 0; i < forms && i < PROFILE_CASES; i++) {
		struct slice key = declined_key(form[i].words, mem);

		if (key.n)
			put_line(out, 'C', key);
	}
}

void profile_put_freed(struct str *out, const struct facts *f,
		       const struct form *form, size_t forms,
		       struct arena *mem)
{
	const struct facts *act = NULL;
	size_t n = 0;

	put_teller(out, f);
	put_declined(out, form, forms, mem);
	put_each(out, 'N', f, PROP_native_id);
	put_each(out, 'A', f, PROP_detained_on);
	put_each(out, 'R', f, PROP_released_on);
	if (f->look.acts)
		n = f->look.acts(f->look.ctx, false, mem, &act);
	for (size_t i = 0; i < n; i++)
		act_put(out, &act[i]);
}

static int by_bytes(const void *a, const void *b)
{
	return slice_cmp(*(const struct slice *)a, *(const struct slice *)b);
}

/* Names as they are compared, each once. */
static void put_members(struct str *out, struct slice names,
			const struct party_spelling *how, struct arena *mem)
{
	struct slice *key = arena_get(mem, ACT_NAMES * sizeof(*key)), one;
	size_t n = 0;

	while (key && n < ACT_NAMES && slice_cut(&names, LIST_SEP, &one)) {
		struct form f;

		if (!one.n || !form_make(&f, one, true, how, mem))
			continue;
		key[n] = declined_key(f.words, mem);
		if (!key[n].n)
			key[n] = f.core;
		n++;
	}
	if (n > 1)
		qsort(key, n, sizeof(*key), by_bytes);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || !slice_eq(key[i], key[i - 1]))
			put_line(out, 'M', key[i]);
}

struct slice profile_event(const struct facts *f,
			   const struct party_spelling *how,
			   struct arena *mem)
{
	struct str out = STR_INIT(PROFILE_BYTES);
	struct slice text;

	str_addz(&out, "X\n");
	put_teller(&out, f);
	act_put(&out, f);
	if (f->look.named)
		put_members(&out, f->look.named(f->look.ctx, mem), how, mem);
	text = out.bad ? SLICE_NONE : arena_slice(mem, str_slice(&out));
	str_free(&out);
	return text;
}

static void read_date(struct pdate *list, size_t *n, struct slice text)
{
	struct pdate d;

	if (*n == PROFILE_DAYS || !pdate_parse(text, DATE_ORDER_UNKNOWN, &d) ||
	    !d.day)
		return;
	list[(*n)++] = d;
}

static void read_slice(struct slice *list, size_t *n, size_t most,
		       struct slice text)
{
	if (*n < most && text.n)
		list[(*n)++] = text;
}

void profile_read_freed(struct profile *p, char letter,
			const struct slice *f)
{
	struct act *last = p->acts ? &p->act[p->acts - 1] : NULL;

	if (last && act_read(last, letter, f))
		return;
	switch (letter) {
	case 'S':
		p->source = f[0];
		break;
	case 'D':
		read_slice(p->doc, &p->docs, PROFILE_DOCS, f[0]);
		break;
	case 'L':
		p->list = true;
		break;
	case 'X':
		p->event = true;
		break;
	case 'N':
		p->native = f[0];
		break;
	case 'A':
		read_date(p->arrest, &p->arrests, f[0]);
		break;
	case 'R':
		read_date(p->release, &p->releases, f[0]);
		break;
	case 'E':
		if (p->acts < PROFILE_ACTS)
			p->act[p->acts++] = (struct act){ .scope = f[0] };
		break;
	case 'C':
		read_slice(p->declined, &p->cases, PROFILE_CASES, f[0]);
		break;
	case 'M':
		read_slice(p->member, &p->members, ACT_NAMES, f[0]);
		break;
	}
}

void profile_clear_freed(struct profile *p)
{
	p->source = p->native = SLICE_NONE;
	p->list = p->event = false;
	p->docs = p->cases = p->arrests = p->releases = p->acts = p->members = 0;
}

/* Two in one list, or in one text, are two. So are two whom one source numbers
 * differently. */
bool profile_one_teller(const struct profile *a, const struct profile *b)
{
	if (!slice_eq(a->source, b->source) || a->source.n == 0)
		return false;
	if (a->list || b->list ||
	    (a->native.n && b->native.n && !slice_eq(a->native, b->native)))
		return true;
	for (size_t i = 0; i < a->docs; i++)
		for (size_t k = 0; k < b->docs; k++)
			if (slice_eq(a->doc[i], b->doc[k]))
				return true;
	return false;
}

struct act_names profile_named(const struct profile *a,
			       const struct profile *b)
{
	struct act_names n = { .a = a->members, .b = b->members };
	size_t i = 0, k = 0;

	while (i < a->members && k < b->members) {
		int c = slice_cmp(a->member[i], b->member[k]);

		n.both += c == 0;
		i += c <= 0;
		k += c >= 0;
	}
	return n;
}
