#include "names/number.h"

#include <string.h>

#include "base/text.h"
#include "model/sentence.h"
#include "names/pair_table.h"

static bool ship_number(struct slice text)
{
	int sum = 0;

	if (text.n != 7)
		return false;
	for (size_t i = 0; i < 6; i++)
		sum += (text.p[i] - '0') * (7 - (int)i);
	return sum % 10 == text.p[6] - '0';
}

static const struct kind {
	const char *kind;
	enum sentence label;
	size_t min;		/* letters and digits */
	bool one, proof;
	bool (*check)(struct slice text);	/* of digits only, or NULL */
} kinds[] = {
	{ "imo",      SAYS_NUMBER_IMO,      7, true,  true,  ship_number },
	{ "lei",      SAYS_NUMBER_LEI,      20, true, true,  NULL },
	{ "passport", SAYS_NUMBER_PASSPORT, 6, false, false, NULL },
	{ "register", SAYS_NUMBER_REGISTER, 8, false, false, NULL },
	/* Corrected at times, KPi.055 into KPi.055.1: two may be one. */
	{ "un",       SAYS_NUMBER_UN,       6, false, false, NULL },
	{ "data",     SAYS_NUMBER_DATA,     3, false, true,  NULL },
};

/* A word that the type begins with or holds, in the order of trial. "Tax ID
 * No." of one list is "regnumber" of another: one kind. */
static const struct {
	const char *word, *kind;
} words[] = {
	{ "imo", "imo" }, { "un reference", "un" }, { "un permanent", "un" },
	{ "lei", "lei" }, { "legal entity identifier", "lei" },
	{ "passport", "passport" }, { "passeport", "passport" },
	{ "pasaporte", "passport" }, { "paszport", "passport" },
	{ "opensanctions", "data" }, { "referent", "data" },
	{ "tax", "register" }, { "fiscal", "register" },
	{ "regist", "register" }, { "regnumber", "register" },
	{ "company number", "register" }, { "business number", "register" },
	{ "social credit", "register" }, { "national", "register" },
	{ "identification", "register" }, { "personal id", "register" },
	{ "cedula", "register" }, { "enterprise number", "register" },
	{ "ogrn", "register" }, { "inn", "register" }, { "unp", "register" },
	{ "ssn", "register" }, { "id", "register" },
};

/* "id" must not be found in "holding": words are whole, but for a front. */
static bool has_word(struct slice told, const char *word)
{
	size_t n = strlen(word);
	ptrdiff_t at = -1;

	while ((at = slice_find(told, slice_make(word, n), (size_t)(at + 1))) >= 0)
		if ((at == 0 || told.p[at - 1] == ' ') &&
		    (n > 4 || (size_t)at + n == told.n ||
		     told.p[(size_t)at + n] == ' '))
			return true;
	return false;
}

static const struct kind *kind_find(struct slice name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (slice_is(name, kinds[i].kind))
			return &kinds[i];
	return NULL;
}

/* Letters that words begin with, a bit each. */
static uint32_t fronts(struct slice key)
{
	uint32_t set = 0;

	for (size_t i = 0; i < key.n; i++)
		if ((i == 0 || key.p[i - 1] == ' ') && key.p[i] >= 'a' &&
		    key.p[i] <= 'z')
			set |= (uint32_t)1 << (key.p[i] - 'a');
	return set;
}

static const struct kind *kind_told(struct slice told)
{
	struct str key = STR_INIT(256);
	const struct kind *kind = NULL;
	uint32_t set;

	text_key(&key, told);
	set = key.bad ? 0 : fronts(str_slice(&key));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words) && !kind; i++)
		if (set >> (words[i].word[0] - 'a') & 1 &&
		    has_word(str_slice(&key), words[i].word))
			kind = kind_find(slice_of(words[i].kind));
	str_free(&key);
	return kind;
}

/* Upper-case letters and digits alone; *digits counts the latter. */
static struct slice bare(struct slice s, struct arena *mem, size_t *digits)
{
	char *p = arena_get(mem, s.n + 1);
	size_t n = 0;

	*digits = 0;
	for (size_t i = 0; p && i < s.n; i++) {
		char c = s.p[i];

		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		if (c >= '0' && c <= '9')
			++*digits;
		else if (c < 'A' || c > 'Z')
			continue;
		p[n++] = c;
	}
	return slice_make(p, n);
}

bool number_make(struct number *out, struct slice value, struct slice told,
		 struct arena *mem)
{
	struct slice type, issuer = told;
	const struct kind *kind;
	const char *country;
	size_t digits;

	if (value.n > 64 || !slice_cut(&issuer, ',', &type))
		return false;
	kind = kind_told(type);
	if (!kind)
		return false;
	country = pair_country(slice_trim(issuer));
	*out = (struct number){ kind->kind, bare(value, mem, &digits),
				slice_of(country) };
	if (kind->check && slice_starts(out->text, "IMO"))
		out->text = slice_make(out->text.p + 3, out->text.n - 3);
	if (kind->check)
		return digits == out->text.n && kind->check(out->text);
	return out->text.n >= kind->min && (digits >= 3 || kind->proof);
}

struct slice number_label(struct slice kind)
{
	const struct kind *k = kind_find(kind);

	return sentence_word(k ? k->label : SAYS_WORD_NUMBER);
}

bool number_is_one(struct slice kind)
{
	const struct kind *k = kind_find(kind);

	return k && k->one;
}

bool number_is_proof(struct slice kind)
{
	const struct kind *k = kind_find(kind);

	return k && k->proof;
}

const char *number_kind_at(size_t i)
{
	return i < sizeof(kinds) / sizeof(*kinds) ? kinds[i].kind : NULL;
}

const char *number_kind(struct slice kind)
{
	const struct kind *k = kind_find(kind);

	return k ? k->kind : NULL;
}
