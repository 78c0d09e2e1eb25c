#include "read/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/telling.h"

enum { KEY_BYTES = 4096, LOOKED_AT = 300, FORM_BYTES = 7, WORDS = 6,
       ALIKE_BYTES = 3 };

/* --- names ------------------------------------------------------------------ */

static struct slice visible(struct people *p, struct slice name)
{
	struct str out = STR_INIT(NAME_BYTES + 1), line = STR_INIT(KEY_BYTES);
	struct slice clean;
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(name, at, &cp)) > 0; at += n)
		if (!telling_is_hidden(cp))
			text_put(&line, cp);
	text_squash(&out, str_slice(&line));
	clean = out.bad || line.bad ? SLICE_NONE :
		arena_slice(p->mem, str_slice(&out));
	str_free(&out);
	str_free(&line);
	return clean;
}

/* "12. " or "12) " in front of a name. */
static struct slice without_number(struct slice name)
{
	size_t n = 0;

	while (n < name.n && name.p[n] >= '0' && name.p[n] <= '9')
		n++;
	if (n == 0 || n > 5 || n + 1 >= name.n || !strchr(".)", name.p[n]))
		return name;
	return slice_trim(slice_make(name.p + n + 1, name.n - n - 1));
}

struct slice people_clean(struct people *p, struct slice name,
			  struct slice *suffix)
{
	size_t n;

	*suffix = SLICE_NONE;
	if (name.n > 4 * NAME_BYTES)
		return SLICE_NONE;
	name = without_number(visible(p, name));
	n = name.n;
	while (n > 0 && name.p[name.n - 1] == ')' && name.p[n - 1] != '(')
		n--;
	if (n > 1 && n < name.n) {
		*suffix = slice_make(name.p + n, name.n - n - 1);
		name.n = n - 1;
	}
	name = slice_trim(name);
	while (name.n && strchr("*,;", name.p[name.n - 1]))
		name.n--;
	return slice_trim(name);
}

/* --- who is who ------------------------------------------------------------- */

static size_t common(struct slice a, struct slice b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && a.p[n] == b.p[n])
		n++;
	while (n > 0 && n < a.n && ((unsigned char)a.p[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Forms of one word: they part near their ends. */
static bool is_form(struct slice a, struct slice b)
{
	size_t n = common(a, b);

	return slice_eq(a, b) ||
	       (n >= 5 && a.n - n <= FORM_BYTES && b.n - n <= FORM_BYTES &&
		2 * n >= a.n && 2 * n >= b.n);
}

/* A man's genitive is a woman's name: "Александра Иванова". */
static bool is_pair(struct slice a, struct slice b)
{
	struct vocab_hit x, y;
	bool known_a = vocab_at(VOCAB_given_name, a, 0, &x) && x.bytes == a.n;
	bool known_b = vocab_at(VOCAB_given_name, b, 0, &y) && y.bytes == b.n;

	return known_a && known_b && !slice_eq(a, b);
}

static bool ends_so(struct slice word, const char *const *ends)
{
	for (; *ends; ends++)
		if (slice_ends(word, *ends))
			return true;
	return false;
}

/* "Бяляцкага", "Kowalskiego": only a man's. */
static bool is_mans(struct slice word)
{
	static const char *const ends[] = {
		"ага", "ого", "его", "аму", "ому", "ему", "ским", "скім",
		"цкім", "ским", "ego", "emu", NULL,
	};

	return ends_so(word, ends);
}

static bool is_man(struct slice word)
{
	static const char *const ends[] = {
		"ский", "цкий", "ський", "цький", "скі", "цкі", "ski", "cki",
		"sky", "skyi", NULL,
	};

	return is_mans(word) || ends_so(word, ends);
}

static bool is_woman(struct slice word)
{
	static const char *const ends[] = {
		"ская", "скую", "ской", "скай", "цкая", "цкую", "цкой", "цкай",
		"ська", "ську", "ської", "цька", "цьку", "цької", "ska", "ską",
		"skiej", "cka", "cką", "ckiej", "skaya", "skaja", "kaya", NULL,
	};

	return ends_so(word, ends);
}

/* "Kowalski" is not Anna Kowalska. */
static bool is_other_sex(struct slice a, struct slice b)
{
	return (is_woman(a) && is_man(b)) || (is_woman(b) && is_man(a));
}

static bool same_words(struct slice a, struct slice b)
{
	struct slice x, y, rest_a = a, rest_b = b;
	bool more = true, pair = false, man = false;

	for (int i = 0; i < WORDS && more; i++) {
		bool has = slice_cut(&rest_a, ' ', &x);

		more = slice_cut(&rest_b, ' ', &y);
		if (has != more || (more && !is_form(x, y)))
			return false;
		pair |= more && is_pair(x, y);
		man |= more && (is_mans(x) || is_mans(y));
	}
	return !pair || man;
}

static bool has_word(struct slice key, struct slice word)
{
	struct slice one;
	bool first = true;

	for (; slice_cut(&key, ' ', &one); first = false)
		if (!first && is_form(one, word) && !is_other_sex(one, word))
			return true;
	return false;
}

static struct person *find_key(struct people *p, struct slice key)
{
	uint64_t h = slice_hash(key);

	for (size_t i = h & (p->slots - 1); p->slots && p->slot[i];
	     i = (i + 1) & (p->slots - 1))
		if (slice_eq(p->list[p->slot[i] - 1].key, key))
			return &p->list[p->slot[i] - 1];
	return NULL;
}

static bool begins_alike(struct slice a, struct slice b)
{
	return a.n > ALIKE_BYTES && b.n > ALIKE_BYTES &&
	       memcmp(a.p, b.p, ALIKE_BYTES) == 0;
}

/* Two that one word fits are nobody. Of a list of thousands only the first are
 * looked at: who is in it has one form there. */
static struct person *find_form(struct people *p, struct slice key)
{
	struct person *found = NULL;
	bool single = slice_find(key, SLICE(" "), 0) < 0;
	size_t most = p->n < LOOKED_AT ? p->n : LOOKED_AT;

	for (size_t i = 0; i < most; i++) {
		struct person *one = &p->list[i];

		if (!(single ? has_word(one->key, key) :
			       begins_alike(one->key, key) &&
			       same_words(one->key, key)))
			continue;
		if (found)
			return NULL;
		found = one;
	}
	return found;
}

static bool make_key(struct str *key, struct slice name)
{
	text_key(key, name);
	return key->n > 0 && !key->bad;
}

struct person *people_find(struct people *p, struct slice name)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct person *who = NULL;

	if (make_key(&key, name)) {
		who = find_key(p, str_slice(&key));
		if (!who)
			who = find_form(p, str_slice(&key));
	}
	str_free(&key);
	return who;
}

static bool grow_slots(struct people *p)
{
	size_t slots = p->slots ? 2 * p->slots : 64;
	uint32_t *slot;

	if (2 * (p->n + 1) <= p->slots)
		return true;
	slot = calloc(slots, sizeof(*slot));
	if (!slot) {
		err_set(&p->err, ERR_MEMORY, "no memory for the persons");
		return false;
	}
	for (size_t k = 0; k < p->n; k++) {
		size_t i = slice_hash(p->list[k].key) & (slots - 1);

		while (slot[i])
			i = (i + 1) & (slots - 1);
		slot[i] = (uint32_t)k + 1;
	}
	free(p->slot);
	p->slot = slot;
	p->slots = slots;
	return true;
}

static struct person *add(struct people *p, struct slice name,
			  struct slice key)
{
	struct person *who;
	size_t i;

	if (p->err.code || p->n == PEOPLE_MAX || !grow_slots(p) ||
	    vec_room((void **)&p->list, &p->cap, p->n, sizeof(*p->list),
		     PEOPLE_MAX, &p->err) < 0)
		return NULL;
	who = &p->list[p->n++];
	*who = (struct person){ .name = arena_slice(p->mem, name),
				.key = arena_slice(p->mem, key) };
	i = slice_hash(who->key) & (p->slots - 1);
	while (p->slot[i])
		i = (i + 1) & (p->slots - 1);
	p->slot[i] = (uint32_t)p->n;
	return who;
}

struct person *people_get(struct people *p, struct slice name)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct person *who = NULL;

	if (name.n <= NAME_BYTES && make_key(&key, name)) {
		who = find_key(p, str_slice(&key));
		if (!who)
			who = add(p, name, str_slice(&key));
	}
	str_free(&key);
	return who;
}

/* --- what is said ----------------------------------------------------------- */

bool person_says(const struct person *who, enum property prop,
		 const char *value)
{
	for (size_t i = 0; i < who->n; i++)
		if (who->says[i].prop == prop &&
		    (!value || slice_is(who->says[i].value, value)))
			return true;
	return false;
}

static bool is_said(const struct person *who, enum property prop,
		    struct slice value)
{
	for (size_t i = 0; i < who->n; i++)
		if (who->says[i].prop == prop &&
		    slice_eq(who->says[i].value, value))
			return true;
	return false;
}

void person_say(struct people *p, struct person *who, enum property prop,
		struct slice value, const struct source_of *from)
{
	if (!who || !value.n || who->n == PERSON_CLAIMS ||
	    is_said(who, prop, value) ||
	    vec_room((void **)&who->says, &who->cap, who->n,
		     sizeof(*who->says), PERSON_CLAIMS, &p->err) < 0)
		return;
	who->says[who->n++] = (struct saying){
		.prop = prop, .value = arena_slice(p->mem, value),
		.quote = from->quote, .at = from->at, .rule = from->rule,
	};
}

static int emit_one(struct extract *x, const struct person *who,
		    struct err *e)
{
	struct str subject = STR_INIT(2 * KEY_BYTES);
	int rc;

	str_addz(&subject, "person/");
	str_add(&subject, who->key);
	extract_begin(x, KIND_person, str_slice(&subject));
	build_subject(x->b, str_slice(&subject));
	x->rule = who->says[0].rule;
	if (!person_says(who, PROP_name, NULL))
		extract_claim(x, PROP_name, who->name, who->says[0].quote,
			      who->says[0].at);
	for (size_t i = 0; i < who->n; i++) {
		x->rule = who->says[i].rule;
		extract_claim(x, who->says[i].prop, who->says[i].value,
			      who->says[i].quote, who->says[i].at);
	}
	rc = extract_emit(x, e);
	str_free(&subject);
	return rc;
}

/* Who is only called something in the text is no subject of the document. */
static bool is_told_of(const struct person *who)
{
	for (size_t i = 0; i < who->n; i++)
		switch (who->says[i].prop) {
		case PROP_role:
		case PROP_age:
		case PROP_country:
			if (strcmp(who->says[i].rule.name,
				   RULE_SENTENCE) != 0)
				return true;
			break;
		default:
			return true;
		}
	return false;
}

static void take_over(struct people *p, struct person *to,
		      const struct person *one)
{
	for (size_t i = 0; i < one->n; i++) {
		const struct saying *s = &one->says[i];
		struct source_of from = { s->quote, s->at, s->rule };

		if (s->prop != PROP_name)
			person_say(p, to, s->prop, s->value, &from);
	}
}

void people_join(struct people *p)
{
	size_t most = p->n < LOOKED_AT ? p->n : LOOKED_AT;

	for (size_t i = 0; i < most; i++) {
		struct person *one = &p->list[i], *to;

		if (slice_find(one->key, SLICE(" "), 0) >= 0)
			continue;
		to = find_form(p, one->key);
		if (!to)
			continue;
		take_over(p, to, one);
		one->n = 0;
	}
}

int people_emit(struct extract *x, struct people *p, struct err *e)
{
	if (p->err.code)
		return err_set(e, p->err.code, "%s", p->err.msg);
	for (size_t i = 0; i < p->n; i++)
		if (is_told_of(&p->list[i]) &&
		    emit_one(x, &p->list[i], e) < 0)
			return -1;
	return 0;
}

void people_free(struct people *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->list[i].says);
	free(p->list);
	free(p->slot);
	*p = (struct people){0};
}
