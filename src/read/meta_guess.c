/* What a document does not say about itself, from its text. */
#include <string.h>

#include "base/text.h"
#include "model/vocab.h"
#include "read/meta.h"
#include "read/words.h"

enum {
	GUESS_BYTES = 6000, TITLE_BYTES = 4096, WORD_BYTES = 24, LANGS = 16,
	SURE_BYTES = 400,
	BYLINES = 6,		/* first lines that may name the author */
	BYLINE_BYTES = 120, SITE_WORDS = 4, TITLE_WORDS = 4,
};

/* --- language ------------------------------------------------------------------ */

/* Letters that tell the languages of one script apart. */
enum letter { I, SHORT_U, YI, IE, YERY, HARD, SERBIAN, LETTERS };

struct letters {
	size_t latin, cyrillic, other;
	size_t n[LETTERS];
};

/* Small and capital, as they come from U+0400 on; ї with є and ґ. */
static const struct {
	uint16_t cp;
	unsigned char letter;
} telling[] = {
	{ 0x402, SERBIAN }, { 0x404, YI }, { 0x406, I }, { 0x407, YI },
	{ 0x408, SERBIAN }, { 0x409, SERBIAN }, { 0x40A, SERBIAN },
	{ 0x40B, SERBIAN }, { 0x40E, SHORT_U }, { 0x40F, SERBIAN },
	{ 0x418, IE }, { 0x42A, HARD }, { 0x42B, YERY }, { 0x438, IE },
	{ 0x44A, HARD }, { 0x44B, YERY }, { 0x452, SERBIAN }, { 0x454, YI },
	{ 0x456, I }, { 0x457, YI }, { 0x458, SERBIAN }, { 0x459, SERBIAN },
	{ 0x45A, SERBIAN }, { 0x45B, SERBIAN }, { 0x45E, SHORT_U },
	{ 0x45F, SERBIAN }, { 0x491, YI },
};

static void count_letter(struct letters *n, uint32_t c)
{
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		n->latin++;
	else if (c >= 0x370 && (c < 0x400 || c >= 0x530))
		n->other += text_is_letter(c);
	if (c < 0x400 || c >= 0x530)
		return;
	n->cyrillic++;
	for (size_t i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		if (telling[i].cp == c)
			n->n[telling[i].letter]++;
}

static const char *cyrillic_language(const struct letters *l)
{
	const size_t *n = l->n;

	if (n[SERBIAN] * 100 > l->cyrillic)
		return "sr";
	if (n[YI] * 200 > l->cyrillic && n[YI] > n[YERY])
		return "uk";
	/* Belarusian has no и, Russian no і; both quote each other. */
	if (n[I] + n[SHORT_U] > 0 && n[IE] * 5 <= n[I] + n[SHORT_U])
		return n[YI] > n[SHORT_U] + n[YERY] ? "uk" : "be";
	if (n[I] * 20 > n[IE])
		return "uk";
	if (n[HARD] * 100 > l->cyrillic && n[YERY] == 0)
		return "bg";
	return n[IE] > 0 || n[YERY] > 0 ? "ru" : NULL;
}

static const char *latin_language(struct slice text)
{
	const struct vocab_word *w, *best = NULL;
	size_t rows, score[LANGS] = {0}, most = 0, langs = 0, last[LANGS];
	const char *lang[LANGS];
	struct slice word;

	w = vocab_rows(VOCAB_small_word, &rows);
	while (slice_cut(&text, ' ', &word))
		for (size_t i = 0; i < rows; i++) {
			size_t k = 0;

			if (word.n > WORD_BYTES ||
			    word_key(&w[i])[0] != word.p[0] ||
			    !slice_is(word, word_key(&w[i])))
				continue;
			while (k < langs && strcmp(lang[k], word_value(&w[i])) != 0)
				k++;
			if (k == LANGS)
				continue;
			lang[k] = word_value(&w[i]);
			if (k == langs)
				last[langs++] = i;
			/* One short word alone proves nothing. */
			score[k] += word.n > 2 || last[k] != i || score[k];
			last[k] = i;
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

static bool is_eastern(struct slice lang)
{
	return slice_is(lang, "be") || slice_is(lang, "ru") ||
	       slice_is(lang, "uk");
}

/* Many sites declare what their theme was shipped with. Of languages with the
 * same script a few words prove nothing. */
static bool is_wrong(struct slice declared, const char *guess, size_t bytes)
{
	if (!guess || slice_is(declared, guess) ||
	    !is_eastern(slice_of(guess)))
		return false;
	return slice_is(declared, "en") ||
	       (is_eastern(declared) && bytes > SURE_BYTES);
}

/* --- title ---------------------------------------------------------------------- */

static struct slice first_sentence(struct slice text)
{
	struct slice sentence;
	size_t at = 0;

	/* "am 3. Mai" ends none */
	return sentence_next(text, &at, &sentence) ? sentence : text;
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

/* "Title - Part - Site" under the heading "Title". */
static bool cut_to_head(struct meta *m)
{
	struct slice t = m->title;
	size_t at;

	if (!m->head.n || alike(m->head, t, false))
		return false;
	while (find_mark(t, &at) && at > 0) {
		t.n = at;
		if (!alike(t, m->head, false))
			continue;
		m->title = slice_trim(t);
		return true;
	}
	return false;
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

	if (!cut_to_head(m))
		for (int i = 0; i < 3 && cut_site(m); i++)
			;
	if (!m->title.n)
		m->title = m->head.n ? m->head : guess_title(p);
	if (!m->language.n || is_wrong(m->language, lang, p->text.n))
		m->language = lang ? slice_of(lang) : m->language;
	clean_authors(m, p);
}
