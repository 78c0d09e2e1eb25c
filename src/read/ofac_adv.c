#include "read/ofac_adv.h"

#include <stdlib.h>

enum { PARTS_MAX = 1 << 16, NAMES_BYTES = 24 << 20 };

const char *const adv_spaces[] = {
	"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/"
	"exports/ADVANCED_XML",
	"http://www.un.org/sanctions/1.0",
	NULL,
};

int64_t adv_attr(const struct xml_tag *tag, const char *name)
{
	int64_t n = 0;

	slice_int(slice_trim(xml_attr(tag, name)), &n);
	return n;
}

struct slice adv_ref(const struct ofac_adv *a, int set, int64_t id)
{
	return slice_trim(ofac_refs_text(&a->refs, set, id));
}

bool adv_is_date_leaf(struct slice name)
{
	return slice_is(name, "Year") || slice_is(name, "Month") ||
	       slice_is(name, "Day");
}

void adv_dates_open(struct adv_dates *d, const struct xml_tag *tag)
{
	struct slice name = tag->name;

	if (slice_is(name, "DatePeriod") || slice_is(name, "Date"))
		*d = (struct adv_dates){0};
	else if (slice_is(name, "From") || slice_is(name, "To"))
		d->now = (struct pdate){0};
	else if (slice_is(name, "Start") || slice_is(name, "End")) {
		d->end = slice_is(name, "End");
		d->period.about |= slice_ieq(xml_attr(tag, "Approximate"), "true");
	}
}

static int part_of_date(struct slice text, int max)
{
	int64_t n;

	if (!slice_int(slice_trim(text), &n) || n < 1 || n > max)
		return 0;
	return (int)n;
}

/* As text and back, since "31 Feb" must not get through. */
static struct pdate checked(struct pdate d)
{
	char iso[PDATE_TEXT];
	struct pdate good = {0};

	pdate_parse(slice_of(pdate_text(d, iso)), DATE_ORDER_UNKNOWN, &good);
	return good;
}

/* One of two days that may be told alone. */
static void set_day(struct adv_dates *d, struct pdate *first,
		    struct pdate *last, bool is_first)
{
	struct pdate day = checked(d->now);

	if (is_first)
		*first = day;
	if (!is_first || !pdate_is(*last))
		*last = day;
}

bool adv_dates_close(struct adv_dates *d, struct slice name,
		     struct slice text)
{
	struct ofac_period *p = &d->period;
	bool from = slice_is(name, "From");

	if (slice_is(name, "Year"))
		d->now.year = part_of_date(text, 9999);
	else if (slice_is(name, "Month"))
		d->now.month = part_of_date(text, 12);
	else if (slice_is(name, "Day"))
		d->now.day = part_of_date(text, 31);
	else if (!from && !slice_is(name, "To"))
		return false;
	else if (d->end)
		set_day(d, &p->to, &p->to_end, from);
	else
		set_day(d, &p->from, &p->from_end, from);
	return true;
}

void adv_names_init(struct adv_names *n)
{
	*n = (struct adv_names){ .mem = ARENA_INIT(NAMES_BYTES) };
}

void adv_names_free(struct adv_names *n)
{
	arena_free(&n->mem);
	free(n->part);
	free(n->name);
	free(n->group);
	*n = (struct adv_names){0};
}

void adv_names_clear(struct adv_names *n)
{
	arena_clear(&n->mem);
	n->parts = n->names = n->groups = 0;
	n->alias = (struct adv_name){0};
}

static int add_name(struct adv_names *n, struct err *e)
{
	if (vec_room((void **)&n->name, &n->name_cap, n->names,
		     sizeof(*n->name), PARTS_MAX, e) < 0)
		return -1;
	n->name[n->names++] = n->alias;
	return 0;
}

static int add_group(struct adv_names *n, const struct xml_tag *tag,
		     struct err *e)
{
	if (vec_room((void **)&n->group, &n->group_cap, n->groups,
		     sizeof(*n->group), PARTS_MAX, e) < 0)
		return -1;
	n->group[n->groups++] = (struct adv_group){
		adv_attr(tag, "ID"), adv_attr(tag, "NamePartTypeID") };
	return 0;
}

int adv_names_open(struct adv_names *n, const struct xml_tag *tag,
		   enum xml_want *want, struct err *e)
{
	if (slice_is(tag->name, "Alias"))
		n->alias = (struct adv_name){
			.alias = adv_attr(tag, "AliasTypeID"),
			.primary = slice_ieq(xml_attr(tag, "Primary"),
					     "true"),
			.weak = slice_ieq(xml_attr(tag, "LowQuality"),
					  "true") };
	else if (slice_is(tag->name, "DocumentedName"))
		return add_name(n, e);
	else if (slice_is(tag->name, "NamePartGroup"))
		return add_group(n, tag, e);
	else if (slice_is(tag->name, "NamePartValue")) {
		*want = XML_TEXT;
		n->open = (struct adv_part){
			.group = adv_attr(tag, "NamePartGroupID"),
			.script = adv_attr(tag, "ScriptID") };
	}
	return 0;
}

static int by_group(const void *a, const void *b)
{
	const struct adv_group *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

int adv_names_close(struct adv_names *n, struct slice name, struct slice text,
		    struct err *e)
{
	if (slice_is(name, "Identity") && n->groups) {
		qsort(n->group, n->groups, sizeof(*n->group), by_group);
		return 0;
	}
	if (!slice_is(name, "NamePartValue") || n->names == 0)
		return 0;
	if (vec_room((void **)&n->part, &n->part_cap, n->parts,
		     sizeof(*n->part), PARTS_MAX, e) < 0)
		return -1;
	n->open.text = arena_slice(&n->mem, slice_trim(text));
	n->open.name = n->names - 1;
	n->part[n->parts++] = n->open;
	return arena_ok(&n->mem, "names of one identity", e);
}

/* What its group says the part is; absent. */
static struct slice part_type(const struct adv_names *n,
			      const struct adv_part *part,
			      const struct ofac_refs *refs)
{
	struct adv_group key = { .id = part->group };
	const struct adv_group *g = n->groups == 0 ? NULL :
		bsearch(&key, n->group, n->groups, sizeof(key), by_group);

	return g ? ofac_refs_text(refs, REF_NamePartType, g->type) :
		   SLICE_NONE;
}

static bool is_given(struct slice type)
{
	type = slice_trim(type);
	return slice_ieq(type, "First Name") ||
	       slice_ieq(type, "Middle Name") || slice_ieq(type, "Patronymic");
}

static bool is_latin(const struct ofac_refs *refs, int64_t script)
{
	struct slice text = slice_trim(ofac_refs_text(refs, REF_Script,
						      script));

	return text.n == 0 || slice_ieq(text, "Latin");
}

static size_t first_part(const struct adv_names *n, size_t name)
{
	size_t low = 0, high = n->parts;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (n->part[mid].name < name)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct slice adv_name_text(const struct adv_names *n, size_t i,
			   const struct ofac_refs *refs, struct roster *r,
			   bool *latin)
{
	struct slice last = SLICE_NONE, first = SLICE_NONE;

	*latin = true;
	for (size_t k = first_part(n, i);
	     k < n->parts && n->part[k].name == i; k++) {
		const struct adv_part *part = &n->part[k];

		*latin &= is_latin(refs, part->script);
		if (is_given(part_type(n, part, refs)))
			first = ofac_join(r, first, " ", part->text);
		else
			last = ofac_join(r, last, " ", part->text);
	}
	return ofac_name(r, last, first);
}
