/* What a document does not say about itself, from its text. */
#include <string.h>

#include "base/text.h"
#include "model/vocab.h"
#include "read/meta.h"

enum {
	GUESS_BYTES = 8192, TITLE_BYTES = 4096, WORD_BYTES = 24, LANGS = 16,
	BYLINES = 6,		/* first lines that may name the author */
	BYLINE_BYTES = 120, SITE_WORDS = 4, TITLE_WORDS = 4,
};

/* --- language ------------------------------------------------------------------ */

/* Letters that tell the languages of one script apart. */
struct letters {
	size_t latin, cyrillic;
	size_t i, short_u, yi, ie;		/* і ў ї(є, ґ) и */
	size_t yery, hard, shcha, serbian;	/* ы ъ щ ђјљњћџ */
	size_t other;
};

static void count_letter(struct letters *n, uint32_t c)
{
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		n->latin++;
	else if (c >= 0x400 && c < 0x530)
		n->cyrillic++;
	else if (c >= 0x370 && text_is_letter(c))
		n->other++;
	n->i += c == 0x456 || c == 0x406;
	n->short_u += c == 0x45E || c == 0x40E;
	n->yi += c == 0x457 || c == 0x407 || c == 0x454 || c == 0x404 ||
		 c == 0x491;
	n->ie += c == 0x438 || c == 0x418;
	n->yery += c == 0x44B || c == 0x42B;
	n->hard += c == 0x44A;
	n->shcha += c == 0x449;
	n->serbian += c == 0x458 || c == 0x459 || c == 0x45A || c == 0x45B ||
		      c == 0x452 || c == 0x45F;
}

static const char *cyrillic_language(const struct letters *n)
{
	if (n->serbian * 100 > n->cyrillic)
		return "sr";
	if (n->yi * 200 > n->cyrillic && n->yi > n->yery)
		return "uk";
	if (n->i > n->ie)
		return n->yi > n->short_u + n->yery ? "uk" : "be";
	if (n->hard * 100 > n->cyrillic && n->yery == 0)
		return "bg";
	return n->ie > 0 || n->yery > 0 ? "ru" : NULL;
}

static const char *latin_language(struct slice text)
{
	const struct vocab_word *w, *best = NULL;
	size_t rows, score[LANGS] = {0}, most = 1, langs = 0;
	const char *lang[LANGS];
	struct slice word;

	w = vocab_rows(VOCAB_small_word, &rows);
	while (slice_cut(&text, ' ', &word))
		for (size_t i = 0; i < rows; i++) {
			size_t k = 0;

			if (word.n > WORD_BYTES ||
			    w[i].key[0] != word.p[0] ||
			    !slice_is(word, w[i].key))
				continue;
			while (k < langs && strcmp(lang[k], w[i].value) != 0)
				k++;
			if (k == LANGS)
				continue;
			lang[k] = w[i].value;
			langs += k == langs;
			score[k]++;
		}
	for (size_t k = 0; k < langs; k++)
		if (score[k] > most) {
			most = score[k];
			best = w;
			lang[0] = lang[k];
		}
	return best ? lang[0] : NULL;
}

const char *meta_language(struct slice text)
{
	struct letters n = {0};
	struct str key = STR_INIT(4 * GUESS_BYTES);
	const char *lang = NULL;
	uint32_t cp;

	if (text.n > GUESS_BYTES)
		text.n = GUESS_BYTES;
	for (size_t at = 0, got; (got = text_next(text, at, &cp)); at += got)
		count_letter(&n, cp);
	text_key(&key, text);
	if (n.cyrillic > n.latin && n.cyrillic > n.other)
		lang = cyrillic_language(&n);
	else if (n.latin > n.other)
		lang = latin_language(str_slice(&key));
	str_free(&key);
	return lang;
}

/* Many sites declare what their theme was shipped with. */
static bool is_wrong(struct slice declared, const char *guess)
{
	static const char *const known[] = { "be", "ru", "uk", "en", NULL };
	bool any = false;

	for (size_t i = 0; known[i]; i++)
		any |= slice_is(declared, known[i]);
	return any && guess && !slice_is(declared, guess) &&
	       (strcmp(guess, "be") == 0 || strcmp(guess, "ru") == 0 ||
		strcmp(guess, "uk") == 0);
}

/* --- title ---------------------------------------------------------------------- */

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

/* The last separator of a title: where it stands, and its bytes. */
static size_t find_mark(struct slice s, size_t *at)
{
	static const char *const marks[] = {
		" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
		" \xC2\xBB ", " \xC2\xB7 ", " \xE2\x80\xA2 ", " / ", " \xE2\x80\xBA ",
		" < ", " \xC2\xAB ",
	};

	for (size_t i = s.n; i-- > 0;)
		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++)
			if (slice_starts(slice_make(s.p + i, s.n - i),
					 marks[k])) {
				*at = i;
				return strlen(marks[k]);
			}
	return 0;
}

static size_t words_of(struct slice s)
{
	struct slice word;
	size_t n = 0;

	while (slice_cut(&s, ' ', &word))
		n += word.n > 0;
	return n;
}

/* The same words, or all of the one in the other, whole. */
static bool alike(struct slice a, struct slice b, bool inside)
{
	struct str x = STR_INIT(TITLE_BYTES), y = STR_INIT(TITLE_BYTES);
	bool yes = false;

	text_key(&x, a);
	text_key(&y, b);
	if (x.n && y.n && !x.bad && !y.bad)
		yes = slice_eq(str_slice(&x), str_slice(&y)) ||
		      (inside && x.n > 2 &&
		       slice_find(str_slice(&y), str_slice(&x), 0) >= 0);
	str_free(&x);
	str_free(&y);
	return yes;
}

/* Does the address's host begin so: "Charter 97" in charter97.org? */
static bool is_host(struct slice name, struct slice url)
{
	struct str key = STR_INIT(TITLE_BYTES), bare = STR_INIT(TITLE_BYTES);
	ptrdiff_t at = slice_find(url, SLICE("//"), 0);
	bool yes = false;

	text_key(&key, name);
	for (size_t i = 0; i < key.n; i++)
		if (key.p[i] != ' ')
			str_addc(&bare, key.p[i]);
	if (at >= 0 && bare.n > 2) {
		struct slice host = slice_make(url.p + at + 2,
					       url.n - (size_t)at - 2);
		struct slice part;

		slice_cut(&host, '/', &part);
		yes = slice_find(part, str_slice(&bare), 0) >= 0;
	}
	str_free(&key);
	str_free(&bare);
	return yes;
}

static bool names_site(const struct meta *m, struct slice s)
{
	if (words_of(s) > 2 * SITE_WORDS)
		return false;
	return alike(s, m->publisher, true) ||
	       (m->publisher.n && alike(m->publisher, s, true)) ||
	       is_host(s, m->url);
}

/* "Title | Site" or "Site | Title", where the site is known by its name or its
 * address, or the page's heading is the title alone. */
static bool cut_site(struct meta *m)
{
	struct slice t = m->title, front, back;
	size_t at, mark = find_mark(t, &at);

	if (mark == 0 || at == 0)
		return false;
	front = slice_trim(slice_make(t.p, at));
	back = slice_trim(slice_make(t.p + at + mark, t.n - at - mark));
	if (m->head.n && alike(m->head, t, false))
		return false;
	if (names_site(m, back) || (m->head.n && alike(front, m->head, false)))
		m->title = front;
	else if (names_site(m, front) && words_of(front) <= SITE_WORDS)
		m->title = back;
	else if (t.p[at + 1] == '|' && words_of(back) <= SITE_WORDS &&
		 words_of(front) >= TITLE_WORDS)
		m->title = front;
	else
		return false;
	return true;
}

/* --- authors -------------------------------------------------------------------- */

/* A line at the top, or the last one, that says whose text it is. */
static struct slice guess_byline(const struct page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		if (i == BYLINES && p->n > BYLINES)
			i = p->n - 1;
		b = &p->block[i];
		if (b->kind == BLOCK_PARA && b->text.n <= BYLINE_BYTES &&
		    byline_leads(b->text))
			return b->text;
	}
	return SLICE_NONE;
}

static void clean_authors(struct meta *m, struct page *p)
{
	struct slice rest = m->author.n ? m->author : guess_byline(p), name;
	struct str all = STR_INIT(TITLE_BYTES);

	while (byline_next(&rest, &name)) {
		if (alike(name, m->publisher, false) ||
		    slice_find(str_slice(&all), name, 0) >= 0)
			continue;
		if (all.n)
			str_addc(&all, '\n');
		str_add(&all, name);
	}
	m->author = all.n && !all.bad ? arena_slice(&p->mem, str_slice(&all)) :
					SLICE_NONE;
	str_free(&all);
}

void meta_guess(struct meta *m, struct page *p)
{
	const char *lang = meta_language(str_slice(&p->text));

	for (int i = 0; i < 3 && cut_site(m); i++)
		;
	if (!m->title.n)
		m->title = m->head.n ? m->head : guess_title(p);
	if (!m->language.n || is_wrong(m->language, lang))
		m->language = lang ? slice_of(lang) : m->language;
	clean_authors(m, p);
}
