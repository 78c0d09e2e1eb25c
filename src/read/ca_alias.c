#include "read/ca_alias.h"

#include <string.h>

static const struct {
	const char *word, *lang;
} labels[] = {
	{ "Arabic",      "ar" },
	{ "Belarusian",  "be" },
	{ "Belarussian", "be" },
	{ "Chinese",     "zh" },
	{ "Farsi",       "fa" },
	{ "Persian",     "fa" },
	{ "Russian",     "ru" },
	{ "Ukrainian",   "uk" },
};

/* What stands behind a comma and is no name of its own. */
static const char *const forms[] = {
	"AO", "FSUE", "Inc", "Inc.", "JSC", "LLC", "Ltd", "Ltd.", "OJSC",
	"OOO", "PJSC", "АО", "ЗАО", "ОАО", "ООО", "ПАО", "ФГУП",
};

struct label {
	size_t from, to;	/* "Russian : " */
	const char *lang;
};

static struct slice part(struct slice s, size_t from, size_t to)
{
	return slice_make(s.p + from, to - from);
}

/* Where the text behind a colon at `at` begins, perhaps after a blank; 0: no
 * colon. */
static size_t colon_after(struct slice s, size_t at)
{
	while (at < s.n && s.p[at] == ' ')
		at++;
	return at < s.n && s.p[at] == ':' ? at + 1 : 0;
}

static bool label_at(struct slice s, size_t at, struct label *l)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		size_t to;

		if (!slice_starts(part(s, at, s.n), labels[i].word))
			continue;
		to = colon_after(s, at + strlen(labels[i].word));
		*l = (struct label){ at, to, labels[i].lang };
		return to > 0;
	}
	return false;
}

static bool next_label(struct slice s, size_t from, struct label *l)
{
	for (; from < s.n; from++)
		if (s.p[from] >= 'A' && s.p[from] <= 'Z' &&
		    label_at(s, from, l))
			return true;
	return false;
}

static size_t count(struct slice s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* Without blanks, commas and semicolons around it. */
static struct slice bare(struct slice s)
{
	static const char marks[] = " ,;";

	while (s.n && strchr(marks, s.p[0]))
		s = part(s, 1, s.n);
	while (s.n && strchr(marks, s.p[s.n - 1]))
		s.n--;
	return s;
}

/* Also without brackets whose other half is elsewhere. */
static struct slice clean(struct slice s)
{
	size_t open = count(s, '('), shut = count(s, ')');

	for (;;) {
		s = bare(s);
		if (s.n && s.p[0] == '(' && open > shut) {
			s = part(s, 1, s.n);
			open--;
		} else if (s.n && s.p[s.n - 1] == ')' && shut > open) {
			s.n--;
			shut--;
		} else if (s.n && s.p[s.n - 1] == '(' && shut <= open) {
			s.n--;
			open--;
		} else {
			return s;
		}
	}
}

static size_t words(struct slice s)
{
	struct slice rest = s, one;
	size_t n = 0;

	while (slice_cut(&rest, ' ', &one))
		n += one.n > 0;
	return n;
}

/* Whether at `*at` a bracket or quote opens that closes; then *at is where. */
static bool skip_bracket(struct slice s, size_t *at)
{
	struct slice shut = s.p[*at] == '(' ? SLICE(")") :
			    s.p[*at] == '"' ? SLICE("\"") : SLICE_NONE;
	ptrdiff_t end = shut.p ? slice_find(s, shut, *at + 1) : -1;

	if (end < 0)
		return false;
	*at = (size_t)end;
	return true;
}

struct slice ca_second(struct slice *name)
{
	/* "Alexander or Aleksandr / Olexandr Korol" is variants of a word. */
	if (slice_find(*name, SLICE(" or "), 0) >= 0)
		return SLICE_NONE;
	for (size_t i = 0; i < name->n; i++) {
		struct slice a, b;

		if (skip_bracket(*name, &i) || name->p[i] != '/')
			continue;
		a = slice_trim(part(*name, 0, i));
		b = slice_trim(part(*name, i + 1, name->n));
		if (words(a) < 2 || words(b) < 2)
			return SLICE_NONE;
		*name = a;
		return b;
	}
	return SLICE_NONE;
}

static void claim_one(struct roster *r, struct slice name, const char *lang,
		      bool person)
{
	const char *how = person && words(name) < 2 ? "weak" : "strong";

	if (roster_is_script(name))
		how = "script";
	roster_name(r, name, how, slice_of(lang));
}

/* The language goes with the first of two only: "Russian: A / B" gives the
 * Belarusian or Ukrainian form behind the slash. */
static void claim_pair(struct roster *r, struct slice piece, const char *lang,
		       bool person)
{
	struct slice one = clean(piece), second;

	second = ca_second(&one);
	claim_one(r, clean(one), lang, person);
	if (second.p)
		claim_one(r, clean(second), NULL, person);
}

static bool is_form(struct slice s)
{
	s = clean(s);
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (slice_is(s, forms[i]))
			return true;
	return false;
}

/* Whether the separator at `at` ends a name: not before a legal form. */
static bool separates(struct slice s, size_t at)
{
	size_t to = at + 1;

	if (s.p[at] == ';')
		return true;
	if (s.p[at] != ',')
		return false;
	while (to < s.n && s.p[to] != ',' && s.p[to] != ';')
		to++;
	return !is_form(part(s, at + 1, to));
}

static void claim_all(struct roster *r, struct slice s, const char *lang,
		      bool person)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (skip_bracket(s, &i) || !separates(s, i))
			continue;
		claim_pair(r, part(s, from, i), lang, person);
		from = i + 1;
	}
	claim_pair(r, part(s, from, s.n), lang, person);
}

void ca_aliases(struct roster *r, struct slice text, bool person)
{
	struct label l = { 0, 0, NULL }, next = l;

	while (next_label(text, l.to, &next)) {
		claim_all(r, part(text, l.to, next.from), l.lang, person);
		l = next;
	}
	claim_all(r, part(text, l.to, text.n), l.lang, person);
}
