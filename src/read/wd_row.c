#include "read/wd_row.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* By the letters of a variable, without case and without "Label" at the end. */
static const struct {
	const char *name;
	enum wd_field field;
} variables[] = {
	{ "person", WD_PERSON }, { "item", WD_PERSON },
	{ "human", WD_PERSON }, { "prisoner", WD_PERSON },
	{ "name", WD_NAME }, { "label", WD_NAME },
	{ "alias", WD_ALIAS }, { "altlabel", WD_ALIAS },
	{ "personaltlabel", WD_ALIAS }, { "itemaltlabel", WD_ALIAS },
	{ "aliases", WD_ALIAS }, { "othername", WD_ALIAS },
	{ "nativename", WD_ALIAS }, { "birthname", WD_ALIAS },
	{ "born", WD_BORN }, { "birth", WD_BORN }, { "birthdate", WD_BORN },
	{ "dateofbirth", WD_BORN }, { "dob", WD_BORN }, { "p569", WD_BORN },
	{ "died", WD_DIED }, { "death", WD_DIED }, { "deathdate", WD_DIED },
	{ "dateofdeath", WD_DIED }, { "dod", WD_DIED }, { "p570", WD_DIED },
	{ "gender", WD_GENDER }, { "sex", WD_GENDER },
	{ "sexorgender", WD_GENDER }, { "p21", WD_GENDER },
	{ "country", WD_COUNTRY }, { "citizenship", WD_COUNTRY },
	{ "countryofcitizenship", WD_COUNTRY },
	{ "nationality", WD_COUNTRY }, { "p27", WD_COUNTRY },
	{ "occupation", WD_ROLE }, { "role", WD_ROLE },
	{ "position", WD_ROLE }, { "positionheld", WD_ROLE },
	{ "memberof", WD_ROLE }, { "p106", WD_ROLE }, { "p39", WD_ROLE },
	{ "prison", WD_PRISON }, { "place", WD_PRISON },
	{ "placeofdetention", WD_PRISON }, { "detentionplace", WD_PRISON },
	{ "detentionlocation", WD_PRISON }, { "detention", WD_PRISON },
	{ "p2632", WD_PRISON },
	{ "from", WD_FROM }, { "start", WD_FROM }, { "starttime", WD_FROM },
	{ "startdate", WD_FROM }, { "arrested", WD_FROM },
	{ "detainedfrom", WD_FROM }, { "detentionstart", WD_FROM },
	{ "detainedon", WD_FROM }, { "p580", WD_FROM },
	{ "to", WD_TO }, { "end", WD_TO }, { "endtime", WD_TO },
	{ "enddate", WD_TO }, { "released", WD_TO }, { "until", WD_TO },
	{ "detainedto", WD_TO }, { "detaineduntil", WD_TO },
	{ "detentionend", WD_TO }, { "releasedon", WD_TO }, { "p582", WD_TO },
	{ "charge", WD_CHARGE }, { "charges", WD_CHARGE },
	{ "p1595", WD_CHARGE },
	{ "convictedof", WD_VERDICT }, { "conviction", WD_VERDICT },
	{ "p1399", WD_VERDICT },
	{ "penalty", WD_PENALTY }, { "sentence", WD_PENALTY },
	{ "p1596", WD_PENALTY },
	{ "award", WD_AWARD }, { "awardreceived", WD_AWARD },
	{ "p166", WD_AWARD },
};

enum { VARIABLE_BYTES = 64, PERSON_BYTES = 32 };

int wd_open(struct wd_rows **w, struct err *e)
{
	*w = calloc(1, sizeof(**w));
	if (!*w)
		return err_set(e, ERR_MEMORY, "no memory for the rows");
	(*w)->mem = ARENA_INIT(WD_BYTES);
	return 0;
}

void wd_close(struct wd_rows **w)
{
	if (!*w)
		return;
	free((*w)->person);
	arena_free(&(*w)->mem);
	free(*w);
	*w = NULL;
}

struct variable {
	char name[VARIABLE_BYTES];	/* letters and digits, lower case */
	size_t n;
	bool label;		/* "Label" stood behind it */
};

/* "personLabel_be" is a label of the person too: the language is the value's. */
static struct variable read_name(struct slice text)
{
	struct variable v = {0};
	ptrdiff_t low = slice_find(text, SLICE("_"), 0);

	if (low > 0 && text.n - (size_t)low <= 4)
		text.n = (size_t)low;
	for (size_t i = 0; i < text.n && v.n + 1 < VARIABLE_BYTES; i++)
		if (isalnum((unsigned char)text.p[i]))
			v.name[v.n++] = (char)tolower((unsigned char)
						      text.p[i]);
	if (v.n > 5 && strcmp(v.name + v.n - 5, "label") == 0 &&
	    !slice_ends(slice_make(v.name, v.n), "altlabel")) {
		v.n -= 5;
		v.name[v.n] = '\0';
		v.label = true;
	}
	return v;
}

static enum wd_field field_of(const struct variable *v)
{
	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		if (strcmp(v->name, variables[i].name) == 0)
			return variables[i].field == WD_PERSON && v->label ?
			       WD_NAME : variables[i].field;
	/* "viasnaId", "openSanctionsID" */
	return v->n > 2 && strcmp(v->name + v->n - 2, "id") == 0 ? WD_ID :
								   WD_FIELDS;
}

/* "http://www.wikidata.org/entity/Q123": "Q123"; absent for other values. */
static struct slice entity(struct slice uri)
{
	size_t at = uri.n, digits;

	while (at > 0 && uri.p[at - 1] != '/')
		at--;
	digits = at + 1;
	if (uri.n - at < 2 || uri.n - at > PERSON_BYTES || uri.p[at] != 'Q')
		return SLICE_NONE;
	while (digits < uri.n && isdigit((unsigned char)uri.p[digits]))
		digits++;
	return digits == uri.n ? slice_make(uri.p + at, uri.n - at) :
				 SLICE_NONE;
}

/* Wikidata's "somebody, something unknown". */
static bool is_unknown(const struct jnode *cell)
{
	return slice_is(jtree_string(cell, "type"), "bnode") ||
	       slice_find(jtree_string(cell, "value"), SLICE("/genid/"),
			  0) >= 0;
}

/* Of a thing, its label says what it is; an entity alone says it to nobody. */
static bool says_something(enum wd_field field, struct slice value)
{
	return field == WD_ID || field == WD_PERSON || !entity(value).p;
}

static struct wd_person *person_of(struct wd_rows *w, struct slice id,
				   struct err *e)
{
	struct wd_person **at = &w->bucket[slice_hash(id) % 4096], *p;

	for (p = *at; p; p = p->same)
		if (slice_eq(p->id, id))
			return p;
	if (vec_room((void **)&w->person, &w->cap, w->n, sizeof(*w->person),
		     WD_PERSONS, e) < 0)
		return NULL;
	p = arena_get(&w->mem, sizeof(*p));
	if (!p) {
		arena_ok(&w->mem, "the rows", e);
		return NULL;
	}
	p->id = arena_slice(&w->mem, id);
	p->same = *at;
	*at = p;
	w->person[w->n++] = p;
	return p;
}

static int add_value(struct wd_rows *w, struct wd_person *p,
		     const struct wd_value *new, struct err *e)
{
	struct wd_value *v;

	for (v = p->first; v; v = v->next)
		if (v->field == new->field && slice_eq(v->text, new->text) &&
		    slice_eq(v->lang, new->lang) && slice_eq(v->as, new->as))
			return 0;
	if (p->n++ == WD_VALUES)
		return err_set(e, ERR_LIMIT, "%.*s: more than %d values",
			       SLICE_ARG(p->id), (int)WD_VALUES);
	v = arena_get(&w->mem, sizeof(*v));
	if (!v)
		return arena_ok(&w->mem, "the rows", e);
	*v = (struct wd_value){
		.field = new->field, .text = arena_slice(&w->mem, new->text),
		.lang = arena_slice(&w->mem, new->lang),
		.as = arena_slice(&w->mem, new->as),
	};
	if (p->last)
		p->last->next = v;
	else
		p->first = v;
	p->last = v;
	return 0;
}

static void add_spell(struct wd_rows *w, struct wd_person *p,
		      const struct wd_spell *s)
{
	if (!s->from.p && !s->to.p && !s->prison.p)
		return;
	for (size_t i = 0; i < p->spells; i++)
		if (slice_eq(p->spell[i].from, s->from) &&
		    slice_eq(p->spell[i].to, s->to) &&
		    slice_eq(p->spell[i].prison, s->prison))
			return;
	if (p->spells < WD_SPELLS)
		p->spell[p->spells++] = (struct wd_spell){
			arena_slice(&w->mem, s->prison),
			arena_slice(&w->mem, s->from),
			arena_slice(&w->mem, s->to),
		};
}

static struct slice find_person(const struct jnode *binding)
{
	for (const struct jnode *m = jtree_first(binding); m;
	     m = jtree_next(m)) {
		struct variable v = read_name(jtree_name(m));

		if (!v.label && field_of(&v) == WD_PERSON)
			return entity(jtree_string(m, "value"));
	}
	return SLICE_NONE;
}

/* One variable of the row: part of its spell, or a value of the person. */
static int take(struct wd_rows *w, struct wd_person *p, struct wd_spell *spell,
		const struct jnode *cell, struct err *e)
{
	struct variable name = read_name(jtree_name(cell));
	struct wd_value v = {
		.field = field_of(&name),
		.text = slice_trim(jtree_string(cell, "value")),
		.lang = jtree_string(cell, "xml:lang"),
	};

	if (v.field == WD_FIELDS || v.field == WD_PERSON || v.text.n == 0 ||
	    is_unknown(cell) || !says_something(v.field, v.text))
		return 0;
	if (v.field == WD_ID)
		v.as = slice_make(name.name, name.n - 2);
	if (v.field == WD_FROM)
		spell->from = wd_date(v.text);
	else if (v.field == WD_TO)
		spell->to = wd_date(v.text);
	else if (v.field == WD_PRISON)
		spell->prison = v.text;
	else
		return add_value(w, p, &v, e);
	return 0;
}

int wd_add(struct wd_rows *w, const struct jnode *binding, struct err *e)
{
	struct slice id = find_person(binding);
	struct wd_spell spell = {0};
	struct wd_person *p;

	if (!id.p)
		return 0;
	p = person_of(w, id, e);
	if (!p)
		return -1;
	for (const struct jnode *m = jtree_first(binding); m;
	     m = jtree_next(m))
		if (take(w, p, &spell, m, e) < 0)
			return -1;
	add_spell(w, p, &spell);
	return arena_ok(&w->mem, "the rows", e);
}

struct slice wd_date(struct slice text)
{
	ptrdiff_t time = slice_find(text, SLICE("T"), 0);

	if (time > 0)
		text.n = (size_t)time;
	if (slice_starts(text, "+"))
		text = slice_make(text.p + 1, text.n - 1);
	if (text.n == 10 && slice_ends(text, "-01-01"))
		text.n = 4;
	return text;
}
