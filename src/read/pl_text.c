#include "read/pl_text.h"

#include <string.h>

#include "base/text.h"

enum { CELL_BYTES = 4 << 20, NUMBER_DIGITS = 8, BORN_BEFORE = 2008 };

void pl_text_init(struct pl_text *t)
{
	t->low = STR_INIT(CELL_BYTES);
	t->name = STR_INIT(CELL_BYTES);
}

void pl_text_free(struct pl_text *t)
{
	str_free(&t->low);
	str_free(&t->name);
}

static struct slice from(struct slice s, size_t at)
{
	return slice_make(s.p + at, s.n - at);
}

static struct slice lower(struct pl_text *t, struct slice s)
{
	str_clear(&t->low);
	text_lower(&t->low, s);
	return str_slice(&t->low);
}

/* --- names ----------------------------------------------------------------- */

/* The state of a firm, which comes and goes without its name. */
static const char *const firm_states[] = { "w likwidacji", "w upadłości",
					   "w restrukturyzacji" };

static bool cut_tail(struct slice *s, const char *tail)
{
	if (!slice_ends(*s, tail))
		return false;
	*s = slice_trim(slice_make(s->p, s->n - strlen(tail)));
	return true;
}

static bool cut_lead(struct slice *s, const char *lead)
{
	if (!slice_starts(*s, lead))
		return false;
	*s = slice_trim(from(*s, strlen(lead)));
	return true;
}

static const char *const quotes[][2] = {
	{ "„", "”" }, { "„", "“" }, { "“", "”" }, { "\"", "\"" },
};

/* Quotes around all of it, not those around a part. */
static bool cut_quotes(struct slice *s)
{
	for (size_t i = 0; i < sizeof(quotes) / sizeof(*quotes); i++) {
		size_t open = strlen(quotes[i][0]), shut = strlen(quotes[i][1]);

		if (s->n < open + shut || !slice_starts(*s, quotes[i][0]) ||
		    !slice_ends(*s, quotes[i][1]))
			continue;
		*s = slice_trim(slice_make(s->p + open, s->n - open - shut));
		return true;
	}
	return false;
}

static struct slice bare(struct slice s)
{
	bool more = true;

	s = slice_trim(s);
	while (more) {
		more = cut_quotes(&s) || cut_tail(&s, ",") ||
		       cut_tail(&s, ";");
		for (size_t i = 0;
		     i < sizeof(firm_states) / sizeof(*firm_states); i++)
			more |= cut_tail(&s, firm_states[i]);
	}
	return s;
}

/* Up to the next " lub " ("or"); false when none is left. */
static bool cut_or(struct slice *rest, struct slice *piece)
{
	ptrdiff_t at;

	if (!rest->p)
		return false;
	*piece = *rest;
	at = slice_find(*rest, SLICE(" lub "), 0);
	if (at < 0) {
		*rest = SLICE_NONE;
		return true;
	}
	piece->n = (size_t)at;
	*rest = from(*rest, (size_t)at + 5);
	return true;
}

struct slice pl_main_name(struct pl_text *t, struct slice cell)
{
	struct slice head = SLICE_NONE, piece = SLICE_NONE;

	slice_cut(&cell, '(', &head);
	cut_or(&head, &piece);
	str_clear(&t->name);
	str_add(&t->name, bare(piece));
	return str_slice(&t->name);
}

static const struct {
	const char *words, *how, *lang;
} labels[] = {	/* before a colon inside the brackets */
	{ "arabsk",     "script", "ar" },
	{ "białorusk",  "script", "be" },
	{ "dawniej",    "fka",    NULL },
	{ "obecnie",    "nka",    NULL },
	{ "poprzednio", "fka",    NULL },
	{ "rosyjsk",    "script", "ru" },
	{ "ukraińsk",   "script", "uk" },
};

/* "poprzednio: NAME lub NAME" */
static void put_bracket(struct pl_text *t, struct roster *r,
			struct slice text)
{
	const char *how = NULL, *lang = NULL;
	ptrdiff_t colon = slice_find(text, SLICE(":"), 0);
	struct slice low, piece;

	if (colon >= 0) {
		low = lower(t, slice_make(text.p, (size_t)colon));
		for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
			if (slice_find(low, slice_of(labels[i].words), 0) < 0)
				continue;
			how = labels[i].how;
			lang = labels[i].lang;
		}
		text = from(text, (size_t)colon + 1);
	}
	while (cut_or(&text, &piece)) {
		piece = bare(piece);
		roster_name(r, piece, how ? how : roster_is_script(piece) ?
			    "script" : "strong", slice_of(lang));
	}
}

void pl_names(struct pl_text *t, struct roster *r, struct slice cell)
{
	struct slice head = SLICE_NONE, piece;

	slice_cut(&cell, '(', &head);
	for (const char *how = NULL; cut_or(&head, &piece); how = "strong")
		roster_name(r, bare(piece), how, SLICE_NONE);
	while (slice_cut(&cell, '(', &piece)) {
		slice_cut(&piece, ')', &head);
		put_bracket(t, r, head);
	}
}

/* --- birth, numbers, addresses --------------------------------------------- */

bool pl_birth(struct slice text, struct pdate *out)
{
	static const char *const leads[] = { "urodzon", "Urodzon", "ur. " };

	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++) {
		ptrdiff_t at = slice_find(text, slice_of(leads[i]), 0);

		if (at >= 0)
			return pdate_find(from(text, (size_t)at), out);
	}
	return text.n > 0 && text.p[0] >= '0' && text.p[0] <= '9' &&
	       pdate_find(slice_make(text.p, text.n < 32 ? text.n : 32),
			  out) && out->year < BORN_BEFORE;
}

static const char *const number_labels[] = {
	"BIN", "INN", "KRS", "NIP", "OGRN", "PESEL", "REGON",
};

/* Where the digits behind "KRS:" or "KRS nr" stand. */
static struct slice digits_after(struct slice s)
{
	size_t n = 0;

	while (cut_lead(&s, ":") || cut_lead(&s, "nr") ||
	       cut_lead(&s, "numer") || cut_lead(&s, " "))
		;
	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return slice_make(s.p, n);
}

static void put_numbers(struct roster *r, struct slice text, const char *label)
{
	size_t step = strlen(label);
	ptrdiff_t at = 0;

	while ((at = slice_find(text, slice_of(label), (size_t)at)) >= 0) {
		struct slice digits;

		at += (ptrdiff_t)step;
		digits = digits_after(slice_trim(from(text, (size_t)at)));
		if (digits.n >= NUMBER_DIGITS)
			roster_claim(r, PROP_identifier, digits, label);
	}
}

/* Up to the first number's label, or the end. */
static void put_address(struct roster *r, struct slice text)
{
	static const char *const ends[] = { "nr identyfikacyjny", "Nr ",
					    "(w języku" };
	size_t n = text.n;

	for (size_t i = 0; i < sizeof(number_labels) / sizeof(*number_labels);
	     i++) {
		ptrdiff_t at = slice_find(text, slice_of(number_labels[i]), 0);

		if (at >= 0 && (size_t)at < n)
			n = (size_t)at;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		ptrdiff_t at = slice_find(text, slice_of(ends[i]), 0);

		if (at >= 0 && (size_t)at < n)
			n = (size_t)at;
	}
	text = slice_trim(slice_make(text.p, n));
	while (text.n && strchr(",;", text.p[text.n - 1]))
		text = slice_trim(slice_make(text.p, text.n - 1));
	roster_claim(r, PROP_address, text, NULL);
}

void pl_numbers(struct roster *r, struct slice text)
{
	static const char *const leads[] = { "siedziba:", "adresem:",
					     "adres:" };

	for (size_t i = 0; i < sizeof(number_labels) / sizeof(*number_labels);
	     i++)
		put_numbers(r, text, number_labels[i]);
	for (size_t i = 0; i < sizeof(leads) / sizeof(*leads); i++) {
		ptrdiff_t at = slice_find(text, slice_of(leads[i]), 0);

		if (at < 0)
			continue;
		put_address(r, from(text, (size_t)at + strlen(leads[i])));
		return;
	}
}

/* --- citizenship ----------------------------------------------------------- */

static const struct {
	const char *words, *code;
} countries[] = {	/* in small letters; a longer one first */
	{ "białoru",              "BY" },
	{ "cypru",                "CY" },
	{ "federacji rosyjskiej", "RU" },
	{ "izraela",              "IL" },
	{ "kazachstanu",          "KZ" },
	{ "mołdawii",             "MD" },
	{ "republiki białoru",    "BY" },
	{ "republiki kazachstanu", "KZ" },
	{ "republiki mołdawii",   "MD" },
	{ "rosji",                "RU" },
	{ "rosyjsk",              "RU" },
	{ "ukrain",               "UA" },
	{ "ukraińsk",             "UA" },
};

/* A country at the front of *s, which is moved behind its words. */
static const char *cut_country(struct slice *s)
{
	for (size_t i = 0; i < sizeof(countries) / sizeof(*countries); i++) {
		if (!cut_lead(s, countries[i].words))
			continue;
		/* Behind the ending of the word. */
		while (s->n && !strchr(" ,;.)", s->p[0]))
			*s = from(*s, 1);
		return countries[i].code;
	}
	return NULL;
}

/* The citizen's word goes on: "obywatelka", "obywatelstwo:". */
static struct slice behind_word(struct slice s)
{
	while (s.n && !strchr(" :", s.p[0]))
		s = from(s, 1);
	while (s.n && strchr(" :", s.p[0]))
		s = from(s, 1);
	return s;
}

void pl_citizen(struct pl_text *t, struct roster *r, struct slice text,
		const char *lead)
{
	struct slice low = lower(t, text), at;
	ptrdiff_t pos = 0;
	const char *code;

	while ((pos = slice_find(low, slice_of(lead), (size_t)pos)) >= 0) {
		pos += (ptrdiff_t)strlen(lead);
		at = behind_word(from(low, (size_t)pos));
		while ((code = cut_country(&at))) {
			roster_claim(r, PROP_country, slice_of(code),
				     "citizen");
			if (!cut_lead(&at, " i ") && !cut_lead(&at, " oraz "))
				break;
		}
		pos = at.p - low.p;
	}
}

/* --- measures --------------------------------------------------------------- */

static const struct {
	const char *words, *measure;
} measures[] = {
	{ "niepożądan", "travel ban" },
	{ "zamroż",     "asset freeze" },
	{ "zamówieni",  "public procurement ban" },
};

void pl_measures(struct pl_text *t, struct roster *r, struct slice text)
{
	struct slice low = lower(t, text);

	for (size_t i = 0; i < sizeof(measures) / sizeof(*measures); i++)
		if (slice_find(low, slice_of(measures[i].words), 0) >= 0)
			roster_claim(r, PROP_measure,
				     slice_of(measures[i].measure), NULL);
}
