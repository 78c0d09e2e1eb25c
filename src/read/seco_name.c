#include "read/seco_name.h"

#include <string.h>

enum { NAME_BYTES = 1 << 20 };

static const struct {
	const char *three, *two;
} langs[] = {
	{ "ara", "ar" }, { "bel", "be" }, { "chi", "zh" }, { "deu", "de" },
	{ "eng", "en" }, { "fas", "fa" }, { "fra", "fr" }, { "fre", "fr" },
	{ "ger", "de" }, { "ita", "it" }, { "kor", "ko" }, { "per", "fa" },
	{ "rus", "ru" }, { "spa", "es" }, { "srp", "sr" }, { "ukr", "uk" },
	{ "zho", "zh" },
};

static struct slice lang_of(struct slice three)
{
	for (size_t i = 0; i < sizeof(langs) / sizeof(*langs); i++)
		if (slice_ieq(three, langs[i].three))
			return slice_of(langs[i].two);
	return SLICE_NONE;
}

void seco_name_init(struct seco_name *n)
{
	n->mem = ARENA_INIT(NAME_BYTES);
	n->line = STR_INIT(NAME_BYTES);
	n->parts = n->variants = 0;
}

void seco_name_free(struct seco_name *n)
{
	arena_free(&n->mem);
	str_free(&n->line);
}

void seco_name_begin(struct seco_name *n)
{
	arena_clear(&n->mem);
	n->parts = n->variants = 0;
}

int seco_name_part(struct seco_name *n, struct slice order, struct slice type,
		   struct err *e)
{
	struct seco_part *p = &n->part[n->parts];

	if (n->parts == SECO_PARTS)
		return err_set(e, ERR_LIMIT, "a name of more than %d parts",
			       (int)SECO_PARTS);
	*p = (struct seco_part){ .order = (int64_t)n->parts + 1,
				 .number = n->parts,
				 .title = slice_is(type, "title") };
	slice_int(order, &p->order);
	n->parts++;
	return 0;
}

int seco_name_value(struct seco_name *n, struct slice value, struct err *e)
{
	if (n->parts > 0)
		n->part[n->parts - 1].value = arena_slice(&n->mem, value);
	return arena_ok(&n->mem, "a name", e);
}

static bool same_kind(const struct seco_variant *a,
		      const struct seco_variant *b)
{
	return slice_eq(a->lang, b->lang) && slice_eq(a->script, b->script);
}

int seco_name_variant(struct seco_name *n, const struct seco_variant *v,
		      struct err *e)
{
	struct seco_variant *to = &n->variant[n->variants];

	if (n->parts == 0)
		return 0;
	if (n->variants == SECO_VARIANTS)
		return err_set(e, ERR_LIMIT, "a name of more than %d variants",
			       (int)SECO_VARIANTS);
	*to = (struct seco_variant){
		.part = n->parts - 1,
		.text = arena_slice(&n->mem, v->text),
		.lang = arena_slice(&n->mem, v->lang),
		.script = arena_slice(&n->mem, v->script),
	};
	for (size_t i = 0; i < n->variants; i++)
		to->nth += n->variant[i].part == to->part &&
			   same_kind(&n->variant[i], to);
	n->variants++;
	return arena_ok(&n->mem, "a name", e);
}

/* Few parts, nearly in order. */
static void sort_parts(struct seco_name *n)
{
	for (size_t i = 1; i < n->parts; i++) {
		struct seco_part p = n->part[i];
		size_t k = i;

		for (; k > 0 && n->part[k - 1].order > p.order; k--)
			n->part[k] = n->part[k - 1];
		n->part[k] = p;
	}
}

/* A part without a variant of the kind keeps its value in Latin script; in
 * another script its first variant, or nothing. */
static struct slice part_text(const struct seco_name *n,
			      const struct seco_part *p,
			      const struct seco_variant *as)
{
	struct slice text = SLICE_NONE;

	if (!as || as->script.n == 0 || slice_ieq(as->script, "LATN"))
		text = p->value;
	for (size_t i = 0; as && i < n->variants; i++) {
		const struct seco_variant *v = &n->variant[i];

		if (v->part == p->number && same_kind(v, as) &&
		    (v->nth == as->nth || !text.p))
			text = v->text;
	}
	return text;
}

static int put_as(struct seco_name *n, struct roster *r, const char *quality,
		  const struct seco_variant *as, struct err *e)
{
	struct slice name;

	str_clear(&n->line);
	for (size_t i = 0; i < n->parts; i++) {
		struct slice text = part_text(n, &n->part[i], as);

		if (n->part[i].title)
			continue;
		if (text.n && n->line.n)
			str_addc(&n->line, ' ');
		str_add(&n->line, text);
	}
	if (str_ok(&n->line, "a name", e) < 0)
		return -1;
	name = str_slice(&n->line);
	if (as && roster_is_script(name))
		quality = "script";
	roster_name(r, name, quality,
		    as ? lang_of(as->lang) : SLICE_NONE);
	return 0;
}

/* Whether a variant before it makes the same name. */
static bool is_told(const struct seco_name *n, const struct seco_variant *v)
{
	for (const struct seco_variant *b = n->variant; b < v; b++)
		if (b->nth == v->nth && same_kind(b, v))
			return true;
	return false;
}

int seco_name_put(struct seco_name *n, struct roster *r, const char *quality,
		  struct err *e)
{
	sort_parts(n);
	for (size_t i = 0; i < n->parts; i++)
		if (n->part[i].title)
			roster_claim(r, PROP_title, n->part[i].value, NULL);
	if (put_as(n, r, quality, NULL, e) < 0)
		return -1;
	for (size_t i = 0; i < n->variants; i++)
		if (!is_told(n, &n->variant[i]) &&
		    put_as(n, r, quality ? quality : "strong",
			   &n->variant[i], e) < 0)
			return -1;
	return 0;
}
