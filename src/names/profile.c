/* A profile is lines of fields with tabs between:
 *
 *   k p                      kind, first letter
 *   g m                      gender
 *   b 1954-08-30 [TO] [~]    birth, until, circa
 *   c BLR   t BLR   p WORD   country, territory of a programme, birth place
 *   f WORDS CORE FATHER WRITTEN
 *   i KIND NUMBER COUNTRY
 *   r                        a person of the releases
 *   v PROPERTY VALUE         what such a person's sources may differ in
 *
 * and what tells of releases (names/profile_act.h).
 */
#include "names/profile_act.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/programme.h"
#include "model/shape.h"
#include "names/pair_table.h"

enum { PLACE_WORD = 4, TOKEN_BYTES = 512 };

struct maker {
	const struct facts *facts;
	struct arena *mem;
	struct str out;
	const struct party_spelling *how;
	struct slice by;	/* jurisdiction */
	struct profile p;
};

bool words_add(struct words *w, struct slice word)
{
	for (size_t i = 0; i < w->n; i++)
		if (slice_eq(w->word[i], word))
			return false;
	if (word.n == 0 || w->n == PROFILE_WORDS)
		return false;
	w->word[w->n++] = word;
	return true;
}

/* `letter` begins a line. */
static void put_field(struct maker *m, char letter, struct slice text)
{
	if (letter)
		str_addc(&m->out, letter);
	str_addc(&m->out, '\t');
	str_add(&m->out, text);
}

static void put_words(struct maker *m, char letter, const struct words *w)
{
	for (size_t i = 0; i < w->n; i++) {
		put_field(m, letter, w->word[i]);
		str_addc(&m->out, '\n');
	}
}

static void take_kind(struct maker *m, const struct claim *c)
{
	char *to = c->prop == PROP_gender ? &m->p.gender : &m->p.kind;
	char first = (char)(c->value.p[0] | 0x20);

	if (*to == 0)
		str_addf(&m->out, "%c\t%c\n",
			 c->prop == PROP_gender ? 'g' : 'k', first);
	*to = first;
}

static void take_birth(struct maker *m, const struct claim *c)
{
	struct slice to = SLICE_NONE;

	if (m->p.births == PROFILE_BIRTHS)
		return;
	if (slice_starts(c->qualifier, "to "))
		to = slice_make(c->qualifier.p + 3, c->qualifier.n - 3);
	put_field(m, 'b', c->value);
	put_field(m, 0, to);
	put_field(m, 0, slice_of(slice_is(c->qualifier, "circa") ? "~" : NULL));
	str_addc(&m->out, '\n');
	m->p.births++;
}

static void take_country(struct maker *m, const struct claim *c)
{
	if (!slice_is(c->qualifier, "flag"))
		words_add(&m->p.country, slice_of(pair_country(c->value)));
}

/* Words of the place itself, in front of the first comma: the rest is region
 * and state, which many share. */
static void take_place(struct maker *m, const struct claim *c)
{
	static const char *const common[] = {
		"abl", "ablast", "itta", "distrit", "prauinta", "rahan",
		"raian", "satlmant", "tit", "tita", "taun", "uilah",
		"uilaha", "uilla",
	};
	struct str key = STR_INIT(TOKEN_BYTES);
	struct slice place, rest = c->value, word;

	slice_cut(&rest, ',', &place);
	m->how->fold(m->how->ctx, &key, place);
	rest = arena_slice(m->mem, str_slice(&key));
	while (rest.n > 0 && slice_cut(&rest, ' ', &word)) {
		bool plain = word.n < PLACE_WORD;

		for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
			plain |= slice_is(word, common[i]);
		if (!plain)
			words_add(&m->p.place, word);
	}
	str_free(&key);
}

/* States that a programme is about; none where it is about a theme. */
static void take_programme(struct maker *m, const struct claim *c)
{
	const struct programme *row = programme_find(m->by, c->value);
	struct slice rest, state, other;

	if (!row) {
		words_add(&m->p.territory, slice_of(pair_country(c->value)));
		return;
	}
	rest = slice_of(row->territories);
	while (programme_territory(&rest, &state, &other))
		words_add(&m->p.territory, state);
}

/* Tabs and line ends would end a field. */
static void put_written(struct maker *m, struct slice text)
{
	size_t from = m->out.n;

	str_add(&m->out, text);
	for (size_t i = from; i < m->out.n; i++)
		if ((unsigned char)m->out.p[i] < ' ')
			m->out.p[i] = ' ';
}

static bool told_before(const struct maker *m, const struct form *f)
{
	for (size_t i = 0; i < m->p.forms; i++)
		if (slice_eq(m->p.form[i].words, f->words) &&
		    slice_eq(m->p.form[i].core, f->core))
			return true;
	return false;
}

static void take_name(struct maker *m, const struct claim *c)
{
	struct form f;

	if (slice_is(c->qualifier, "weak") || m->p.forms == PROFILE_FORMS ||
	    !form_make(&f, c->value, m->p.kind == 'p', m->how, m->mem) ||
	    told_before(m, &f))
		return;
	m->p.form[m->p.forms++] = f;
	put_field(m, 'f', f.words);
	/* Mostly the same: empty then. */
	put_field(m, 0, slice_eq(f.core, f.words) ? SLICE("") : f.core);
	put_field(m, 0, f.father);
	str_addc(&m->out, '\t');
	put_written(m, f.written);
	str_addc(&m->out, '\n');
}

static void add_number(struct maker *m, struct slice value,
		       struct slice told)
{
	struct number n;

	if (m->p.numbers == PROFILE_NUMBERS ||
	    !number_make(&n, value, told, m->mem))
		return;
	m->p.numbers++;
	put_field(m, 'i', slice_of(n.kind));
	put_field(m, 0, n.text);
	put_field(m, 0, n.country);
	str_addc(&m->out, '\n');
}

static void take_number(struct maker *m, const struct claim *c)
{
	add_number(m, c->value, c->qualifier);
}

/* Other lists cite the number of a party on that of the United Nations. */
static void take_native(struct maker *m, const struct claim *c)
{
	if (slice_is(m->by, "UN"))
		add_number(m, c->value, SLICE("UN reference"));
}

/* Tables of people come from anybody: what is no word for it says nothing. */
static void take_gender(struct maker *m, const struct claim *c)
{
	static const struct { const char *word; char letter; } words[] = {
		{ "m", 'm' }, { "male", 'm' }, { "man", 'm' },
		{ "f", 'f' }, { "female", 'f' }, { "woman", 'f' },
		{ "w", 'f' },
		{ "м", 'm' }, { "муж", 'm' }, { "мужской", 'm' },
		{ "мужчынскі", 'm' }, { "чоловіча", 'm' },
		{ "ж", 'f' }, { "жен", 'f' }, { "женский", 'f' },
		{ "жаночы", 'f' }, { "жіноча", 'f' },
	};
	struct str low = STR_INIT(TOKEN_BYTES);

	text_lower(&low, slice_trim(c->value));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!low.bad && !m->p.gender &&
		    slice_is(str_slice(&low), words[i].word)) {
			m->p.gender = words[i].letter;
			str_addf(&m->out, "g\t%c\n", m->p.gender);
		}
	str_free(&low);
}

/* The kind first: what a name is depends on it. */
static const struct taker {
	enum property prop;
	void (*take)(struct maker *m, const struct claim *c);
	bool spells;
} of_listings[] = {
	{ PROP_target_kind, take_kind, false },
	{ PROP_gender,      take_kind, false },
	{ PROP_born,        take_birth, false },
	{ PROP_born_in,     take_place, true },
	{ PROP_country,     take_country, false },
	{ PROP_programme,   take_programme, false },
	{ PROP_identifier,  take_number, false },
	{ PROP_native_id,   take_native, false },
	{ PROP_name,        take_name, true },
	{ PROP_other_name,  take_name, true },
	{ PROP_COUNT,       NULL, false },
}, of_persons[] = {
	{ PROP_gender,      take_gender, false },
	{ PROP_born,        take_birth, false },
	{ PROP_country,     take_country, false },
	{ PROP_name,        take_name, true },
	{ PROP_other_name,  take_name, true },
	{ PROP_COUNT,       NULL, false },
};

static void take(struct maker *m, const struct taker *t)
{
	const struct facts *f = m->facts;

	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == t->prop &&
		    f->fact[i].until.n == 0 && f->fact[i].claim.value.n > 0)
			t->take(m, &f->fact[i].claim);
}

/* What a history tells, or one source's own number, is no difference. */
static bool may_differ(enum property p)
{
	return properties[p].compare && p != PROP_event && p != PROP_state &&
	       p != PROP_expires && p != PROP_news_state;
}

static bool put_before(const struct maker *m, const struct told *t)
{
	for (size_t i = 0; i < m->p.n_told; i++)
		if (slice_eq(m->p.told[i].prop, t->prop) &&
		    slice_eq(m->p.told[i].value, t->value))
			return true;
	return false;
}

/* Dates as they are, since "2021" and "2021-05" agree; else a sum. */
static void put_one(struct maker *m, const struct claim *c)
{
	struct told t = { slice_of(properties[c->prop].name), c->value };
	uint64_t key = PROFILE_HASH;

	if (properties[c->prop].type != VALUE_DATE || c->qualifier.n > 0) {
		profile_hash(&key, c->value);
		profile_hash(&key, SLICE("\t"));
		profile_hash(&key, c->qualifier);
		t.value = arena_fmt(m->mem, "%016llx",
				    (unsigned long long)key);
	}
	if (m->p.n_told == PROFILE_TOLD || put_before(m, &t))
		return;
	m->p.told[m->p.n_told++] = t;
	put_field(m, 'v', t.prop);
	put_field(m, 0, t.value);
	str_addc(&m->out, '\n');
}

static void put_told(struct maker *m)
{
	for (size_t i = 0; i < m->facts->n; i++) {
		const struct fact *f = &m->facts->fact[i];

		if (f->until.n == 0 && f->claim.value.n > 0 &&
		    may_differ(f->claim.prop))
			put_one(m, &f->claim);
	}
}

/* Without `how` nothing is spelled. */
static void make(struct maker *m, const struct taker *t)
{
	for (; t->take; t++)
		if (m->how || !t->spells)
			take(m, t);
	put_words(m, 'c', &m->p.country);
	put_words(m, 't', &m->p.territory);
	put_words(m, 'p', &m->p.place);
}

/* Of the releases: no list says of what kind he is. */
static void make_person(struct maker *m)
{
	m->p.kind = 'p';
	str_addz(&m->out, "k\tp\nr\n");
	make(m, of_persons);
	put_told(m);
	profile_put_freed(&m->out, m->facts, m->p.form, m->p.forms, m->mem);
}

static struct maker maker_of(const struct facts *f,
			     const struct party_spelling *how,
			     struct arena *mem)
{
	return (struct maker){ .facts = f, .how = how, .mem = mem,
			       .by = facts_value(f, PROP_jurisdiction),
			       .out = STR_INIT(PROFILE_BYTES) };
}

static struct slice made(struct maker *m, bool wanted)
{
	struct slice text = SLICE_NONE;

	if (!m->out.bad && wanted)
		text = arena_slice(m->mem, str_slice(&m->out));
	str_free(&m->out);
	return text;
}

struct slice profile_make(const struct facts *f,
			  const struct party_spelling *how,
			  struct arena *mem)
{
	struct maker m;

	if (f->kind == KIND_event)
		return profile_event(f, how, mem);
	m = maker_of(f, how, mem);
	if (f->kind == KIND_person)
		make_person(&m);
	else
		make(&m, of_listings);
	return made(&m, m.p.forms + m.p.numbers > 0);
}

struct slice profile_facts(const struct facts *f, struct arena *mem)
{
	struct maker m = maker_of(f, NULL, mem);

	make(&m, of_listings);
	return made(&m, true);
}
