#include "read/meta.h"

#include "base/text.h"

enum { META_BYTES = 4096, GUESS_BYTES = 4096 };

enum field { TITLE, URL, PUBLISHER, AUTHOR, LANGUAGE, PUBLISHED };

static const struct {
	const char *name;
	enum field field;
	unsigned char rank;
} names[] = {			/* of two names for a field the higher counts */
	{ "article:author",         AUTHOR,    2 },
	{ "article:published_time", PUBLISHED, 5 },
	{ "author",                 AUTHOR,    3 },
	{ "canonical",              URL,       3 },
	{ "citation_author",        AUTHOR,    1 },
	{ "date",                   PUBLISHED, 2 },
	{ "datepublished",          PUBLISHED, 4 },
	{ "dc.creator",             AUTHOR,    1 },
	{ "dc.date",                PUBLISHED, 3 },
	{ "dc.language",            LANGUAGE,  1 },
	{ "dc.publisher",           PUBLISHER, 1 },
	{ "dc.title",               TITLE,     2 },
	{ "lang",                   LANGUAGE,  3 },
	{ "og:locale",              LANGUAGE,  2 },
	{ "og:published_time",      PUBLISHED, 4 },
	{ "og:site_name",           PUBLISHER, 2 },
	{ "og:title",               TITLE,     4 },
	{ "og:url",                 URL,       2 },
	{ "publisher",              PUBLISHER, 1 },
	{ "time",                   PUBLISHED, 1 },
	{ "title",                  TITLE,     3 },
	{ "twitter:title",          TITLE,     1 },
};

static struct slice *field_of(struct meta *m, enum field f)
{
	switch (f) {
	case TITLE: return &m->title;
	case URL: return &m->url;
	case PUBLISHER: return &m->publisher;
	case AUTHOR: return &m->author;
	case LANGUAGE: return &m->language;
	default: return &m->published;
	}
}

/* "en-US" and "en_GB" are "en"; anything but letters is no language. */
static struct slice language_of(struct slice s, char buf[4])
{
	size_t n = 0;

	while (n < s.n && n < 3 && ((s.p[n] >= 'a' && s.p[n] <= 'z') ||
				    (s.p[n] >= 'A' && s.p[n] <= 'Z'))) {
		buf[n] = (char)(s.p[n] | 0x20);
		n++;
	}
	if (n < 2 || (n < s.n && s.p[n] != '-' && s.p[n] != '_'))
		return SLICE_NONE;
	return slice_make(buf, n);
}

/* An author given as an address is a page, not a name. */
static bool is_web(struct slice s)
{
	return slice_starts(s, "http://") || slice_starts(s, "https://");
}

static void put(struct meta *m, struct arena *mem, size_t row,
		struct slice value)
{
	struct slice *to = field_of(m, names[row].field);
	unsigned char *rank = &m->rank[names[row].field];
	char date[PDATE_TIME_TEXT], lang[4];

	if (*rank >= names[row].rank)
		return;
	switch (names[row].field) {
	case URL:
		if (!is_web(value))
			return;
		break;
	case AUTHOR:
		if (is_web(value))
			return;
		break;
	case LANGUAGE:
		value = language_of(value, lang);
		break;
	case PUBLISHED:
		if (!pdate_parse_time(value, date))
			return;
		value = slice_of(date);
		break;
	default:
		break;
	}
	if (value.n == 0)
		return;
	*to = arena_slice(mem, value);
	*rank = names[row].rank;
}

void meta_pair(struct meta *m, struct arena *mem, struct slice name,
	       struct slice content)
{
	struct str value = STR_INIT(META_BYTES);

	text_squash(&value, content);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (value.n && !value.bad && slice_ieq(name, names[i].name))
			put(m, mem, i, str_slice(&value));
	str_free(&value);
}

/* Letters that only one of the languages has, commonest first; a text of plain
 * Latin letters is known by its small words. */
static const struct {
	const char *lang;
	const char *sign;
} signs[] = {
	{ "be", "\xD1\x9E" },		/* ў */
	{ "uk", "\xD1\x97" },		/* ї */
	{ "uk", "\xD1\x94" },		/* є */
	{ "ru", "\xD1\x8B" },		/* ы, after be */
	{ "ru", "\xD0\xB8" },		/* и, after uk */
	{ "pl", "\xC5\x82" },		/* ł */
	{ "pl", "\xC4\x85" },		/* ą */
	{ "de", " und " },
	{ "de", " der " },
	{ "en", " the " },
	{ "en", " of " },
};

static const char *guess_language(struct slice text)
{
	if (text.n > GUESS_BYTES)
		text.n = GUESS_BYTES;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (slice_find(text, slice_of(signs[i].sign), 0) >= 0)
			return signs[i].lang;
	return NULL;
}

static struct slice first_sentence(struct slice text)
{
	ptrdiff_t end = slice_find(text, SLICE(". "), 0);

	return end > 0 ? slice_make(text.p, (size_t)end + 1) : text;
}

static struct slice guess_title(const struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->block[i].kind == BLOCK_HEADING ||
		    (p->block[i].kind == BLOCK_PARA &&
		     page_heading_like(p->block[i].text)))
			return p->block[i].text;
	for (size_t i = 0; i < p->n; i++)
		if (p->block[i].text.n)
			return first_sentence(p->block[i].text);
	return SLICE_NONE;
}

void meta_guess(struct meta *m, struct page *p)
{
	const char *lang;

	if (!m->title.n)
		m->title = guess_title(p);
	if (m->language.n)
		return;
	lang = guess_language(str_slice(&p->text));
	m->language = lang ? slice_of(lang) : SLICE_NONE;
}
