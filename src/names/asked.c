#include "names/asked.h"

#include <string.h>

#include "base/text.h"
#include "model/vocab.h"
#include "names/pair_table.h"

enum {
	WORD_MAX = 64,
	NUMBER_LEAST = 6,	/* letters and digits of one of any kind */
	DIGITS_LEAST = 3,
};

/* The year is the same whichever of the other two is the day. */
static bool year_alone(struct slice text, struct pdate *out)
{
	struct pdate d = {0};

	if (!pdate_parse(text, DATE_ORDER_DMY, out) &&
	    !pdate_parse(text, DATE_ORDER_MDY, out))
		return false;
	d.year = out->year;
	*out = d;
	return true;
}

/* Companies are founded and ships built: who was born, or is of a gender, is a
 * person, unless something else is said. */
static void be_person(struct profile *p)
{
	if (p->kind == 0)
		p->kind = 'p';
}

bool asked_birth(struct profile *p, struct slice text, enum date_order order)
{
	struct birth b = {0};

	text = slice_trim(text);
	if (p->births == PROFILE_BIRTHS ||
	    (!pdate_parse(text, order, &b.from) && !year_alone(text, &b.from)))
		return false;
	b.to = b.from;
	p->birth[p->births++] = b;
	be_person(p);
	return true;
}

static bool one_country(struct profile *p, struct slice text)
{
	const char *code = pair_country(slice_trim(text));

	if (code)
		words_add(&p->country, slice_of(code));
	return code != NULL;
}

bool asked_country(struct profile *p, struct slice text,
		   struct slice *unknown)
{
	bool whole = one_country(p, text);	/* "Korea, North" */
	bool any = whole;

	*unknown = SLICE_NONE;
	while (!whole && text.n > 0) {
		size_t n = 0;
		struct slice one;

		while (n < text.n && !strchr(";,/|", text.p[n]))
			n++;
		one = slice_trim(slice_make(text.p, n));
		if (one.n > 0 && one_country(p, one))
			any = true;
		else if (one.n > 0 && !unknown->p)
			*unknown = one;
		text = slice_make(text.p + n, text.n - n);
		if (text.n > 0)
			text = slice_make(text.p + 1, text.n - 1);
	}
	return any;
}

static const struct {
	const char *word;	/* as text_key() makes it, or the front of it */
	char gender;
} genders[] = {
	{ "m", 'm' },     { "male", 'm' },  { "man", 'm' },   { "mr", 'm' },
	{ "м", 'm' },     { "муж", 'm' },   { "мужской", 'm' },
	{ "мужчина", 'm' }, { "мужчынскі", 'm' }, { "чоловік", 'm' },
	{ "чоловіча", 'm' }, { "mężczyzna", 'm' }, { "männlich", 'm' },
	{ "f", 'f' },     { "female", 'f' }, { "woman", 'f' }, { "w", 'f' },
	{ "mrs", 'f' },   { "ms", 'f' },    { "ж", 'f' },     { "жен", 'f' },
	{ "женский", 'f' }, { "женщина", 'f' }, { "жаночы", 'f' },
	{ "жінка", 'f' }, { "жіноча", 'f' }, { "k", 'f' },
	{ "kobieta", 'f' }, { "weiblich", 'f' },
	{ "u", 0 },       { "unknown", 0 }, { "other", 0 },
};

bool asked_gender(struct profile *p, struct slice text)
{
	struct str key = STR_INIT(WORD_MAX);
	bool known = false;
	char gender = 0;

	text_key(&key, text);
	for (size_t i = 0; i < sizeof(genders) / sizeof(*genders); i++)
		if (slice_is(str_slice(&key), genders[i].word)) {
			gender = genders[i].gender;
			known = true;
		}
	str_free(&key);
	if (gender) {
		p->gender = gender;
		be_person(p);
	}
	return known;
}

bool asked_kind(struct profile *p, struct slice text)
{
	const char *kind;

	text = slice_trim(text);
	if (text.n == 0)
		return false;
	/* Of FollowTheMoney; its LegalEntity may be a person too. */
	if (slice_ieq(text, "PublicBody"))
		kind = "entity";
	else if (slice_ieq(text, "Airplane"))
		kind = "aircraft";
	else
		kind = vocab_value(VOCAB_kind, text);
	if (kind)
		p->kind = kind[0];
	return kind != NULL || slice_ieq(text, "LegalEntity") ||
	       slice_ieq(text, "Thing");
}

/* Upper-case letters and digits alone. */
static struct slice bare(struct slice text, struct arena *mem, size_t *digits)
{
	char *p = arena_get(mem, text.n + 1);
	size_t n = 0;

	*digits = 0;
	for (size_t i = 0; p && i < text.n; i++) {
		char c = text.p[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if ((c < 'A' || c > 'Z') && (c < '0' || c > '9'))
			continue;
		*digits += c <= '9';
		p[n++] = c;
	}
	return slice_make(p, n);
}

bool asked_number(struct profile *p, struct slice text, struct slice told,
		  struct arena *mem)
{
	struct number n = {0};
	size_t digits;

	text = slice_trim(text);
	if (p->numbers == PROFILE_NUMBERS || text.n == 0 || text.n > WORD_MAX)
		return false;
	if (told.n == 0 || !number_make(&n, text, told, mem)) {
		n = (struct number){ .text = bare(text, mem, &digits) };
		if (n.text.n < NUMBER_LEAST || digits < DIGITS_LEAST)
			return false;
	}
	p->number[p->numbers++] = n;
	return true;
}
