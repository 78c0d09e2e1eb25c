#include "read/attributed.h"

#include <string.h>

#include "base/text.h"
#include "model/publisher.h"
#include "model/vocab.h"

enum {
	KEY_BYTES = 16 << 10, LINES = 12, LINE_BYTES = 200, SLUG_BYTES = 100,
	SOURCE_BYTES = 80, DATELINE_BYTES = 90,
	ROWS = 1000,
};

/* Wordings by their first two bytes: each word of a text is asked for. */
struct wordings {
	const struct vocab_word *row;
	uint16_t head[256];	/* 1 + row; 0: none */
	uint16_t next[ROWS];
};

struct attribution {
	const struct page *page;
	struct arena *mem;
	struct slice own;
	struct str key;
	struct wordings publisher, phrase;
};

static unsigned head_of(const char *p)
{
	return ((unsigned char)p[0] * 31u + (unsigned char)p[1]) & 255;
}

static void load_wordings(struct wordings *w, enum vocab list)
{
	size_t rows;

	w->row = vocab_rows(list, &rows);
	for (size_t i = 0; i < rows && i < ROWS; i++) {
		unsigned h = head_of(word_key(&w->row[i]));

		w->next[i] = w->head[h];
		w->head[h] = (uint16_t)(i + 1);
	}
}

/* The longest wording that begins at `at` of the key. */
static const struct vocab_word *wording_at(const struct wordings *w,
					   const char *value, struct slice key,
					   size_t at, size_t *bytes)
{
	const struct vocab_word *best = NULL;

	*bytes = 0;
	if (at + 1 >= key.n)
		return NULL;
	for (size_t i = w->head[head_of(key.p + at)]; i; i = w->next[i - 1]) {
		const struct vocab_word *x = &w->row[i - 1];
		size_t n = strlen(word_key(x));

		if (n <= *bytes || at + n > key.n ||
		    memcmp(key.p + at, word_key(x), n) != 0 ||
		    (at + n < key.n && key.p[at + n] != ' ') ||
		    (value && strcmp(word_value(x), value) != 0))
			continue;
		best = x;
		*bytes = n;
	}
	return best;
}

/* Another publisher whose name begins at `at`; *end is behind it. */
static const char *publisher_at(const struct attribution *a, size_t at,
				size_t *end)
{
	const struct vocab_word *w = wording_at(&a->publisher, NULL,
						str_slice(&a->key), at, end);

	*end += at;
	return w && !slice_is(a->own, word_value(w)) ? word_value(w) : NULL;
}

/* Past words such as "the news agency". */
static size_t skip_between(const struct attribution *a, size_t at)
{
	for (int i = 0; i < 3; i++) {
		size_t n;

		if (!wording_at(&a->phrase, "between",
				str_slice(&a->key), at, &n))
			break;
		at += n + 1;
	}
	return at;
}

static bool load(struct attribution *a, struct slice text)
{
	str_clear(&a->key);
	a->key.bad = false;
	text_key(&a->key, text);
	return !a->key.bad && a->key.n > 0;
}

static size_t next_word(struct slice key, size_t at)
{
	while (at < key.n && key.p[at] != ' ')
		at++;
	return at + 1;
}

/* "according to X", "X reported". */
static const char *in_sentence(struct attribution *a, struct slice text)
{
	struct slice key;

	if (text.n > KEY_BYTES / 4 || !load(a, text))
		return NULL;
	key = str_slice(&a->key);
	for (size_t at = 0; at < key.n; at = next_word(key, at)) {
		size_t end, n;
		const char *name;

		if (wording_at(&a->phrase, "before", key, at, &n)) {
			name = publisher_at(a, skip_between(a, at + n + 1),
					    &end);
			if (name)
				return name;
		}
		name = publisher_at(a, at, &end);
		if (name && end < key.n &&
		    wording_at(&a->phrase, "after", key, end + 1, &n))
			return name;
	}
	return NULL;
}

/* "MINSK (Reuters) - ...", "MINSK, Dec 13 (PAP).", "MINSK, 13 Dec - TASS." */
static const char *in_dateline(struct attribution *a, struct slice text)
{
	static const char *const dashes[] = {
		" - ", "\xE2\x80\x93", "\xE2\x80\x94",
	};
	struct slice front = text;
	ptrdiff_t open, shut;
	size_t end;

	if (front.n > DATELINE_BYTES)
		front.n = DATELINE_BYTES;
	open = slice_find(front, SLICE("("), 0);
	shut = open < 0 ? -1 : slice_find(front, SLICE(")"), (size_t)open);
	if (shut > open + 1 &&
	    load(a, slice_make(front.p + open + 1, (size_t)(shut - open - 1)))) {
		const char *name = publisher_at(a, 0, &end);

		if (name)
			return name;
	}
	for (size_t i = 0; i < 3; i++) {
		ptrdiff_t at = slice_find(front, slice_of(dashes[i]), 0);
		const char *name;

		if (at < 0 || !load(a, slice_make(front.p + at,
						  front.n - (size_t)at)))
			continue;
		name = publisher_at(a, 0, &end);
		if (name)
			return name;
	}
	return NULL;
}

/* Up to a bar, without the stop at the end. */
static struct slice front_of(struct slice name)
{
	ptrdiff_t bar = slice_find(name, SLICE(" | "), 0);

	if (bar > 0)
		name.n = (size_t)bar;
	while (name.n && strchr(".,;", name.p[name.n - 1]))
		name.n--;
	return name;
}

/* "Source: X". */
static struct slice in_source_line(struct attribution *a, struct slice text)
{
	struct publisher who;
	ptrdiff_t colon = slice_find(text, SLICE(":"), 0);
	struct slice name;
	size_t n;

	if (colon <= 0 || text.n > LINE_BYTES || text.p[0] == '(' ||
	    !load(a, slice_make(text.p, (size_t)colon)) ||
	    !wording_at(&a->phrase, "source", str_slice(&a->key), 0,
			&n) || n != a->key.n)
		return SLICE_NONE;
	name = slice_trim(slice_make(text.p + colon + 1,
				     text.n - (size_t)colon - 1));
	name = front_of(name);
	if (publisher_by_name(name, &who))
		return slice_eq(who.name, a->own) ? SLICE_NONE : who.name;
	if (publisher_by_url(name, &who))
		return slice_eq(who.name, a->own) ? SLICE_NONE : who.name;
	return name.n <= SOURCE_BYTES && !slice_eq(name, a->own) ? name :
								   SLICE_NONE;
}

/* "Belarus frees 123 - Al Jazeera", or an address that ends so. */
static const char *in_title(struct attribution *a, struct slice title)
{
	static const char *const marks[] = {
		" - ", " | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ",
	};
	const char *name = NULL;
	size_t end;

	for (size_t i = 0; i < 4 && !name; i++) {
		ptrdiff_t at = -1, next = -1;

		while ((next = slice_find(title, slice_of(marks[i]),
					  (size_t)(next + 1))) >= 0)
			at = next;
		if (at <= 0 || !load(a, slice_make(title.p + at,
						   title.n - (size_t)at)))
			continue;
		name = publisher_at(a, 0, &end);
		if (name && end < a->key.n)
			name = NULL;
	}
	return name;
}

static const char *in_address(struct attribution *a, struct slice url)
{
	struct slice slug = url, key;
	size_t end;

	while (slug.n && slug.p[slug.n - 1] == '/')
		slug.n--;
	for (size_t i = slug.n; i-- > 0;)
		if (slug.p[i] == '/') {
			slug = slice_make(slug.p + i + 1, slug.n - i - 1);
			break;
		}
	if (slug.n < 20 || !load(a, slug))
		return NULL;
	key = str_slice(&a->key);
	for (size_t at = 0; at < key.n; at = next_word(key, at)) {
		const char *name = at ? publisher_at(a, at, &end) : NULL;

		/* One short word may be any word. */
		if (name && end == key.n && end - at > 4)
			return name;
	}
	return NULL;
}

/* Sites name themselves as the original, by their address. */
static bool same_host(struct slice a, struct slice b)
{
	struct slice x = publisher_host(a), y = publisher_host(b);

	return x.n > 0 && slice_eq(x, y);
}

static struct slice in_meta(struct attribution *a, const struct meta *m,
			    struct slice url)
{
	struct publisher who;

	if (m->based_on.n == 0 || same_host(m->based_on, url) ||
	    slice_eq(m->based_on, m->publisher))
		return SLICE_NONE;
	if (publisher_by_name(m->based_on, &who) ||
	    publisher_by_url(m->based_on, &who))
		return slice_eq(who.name, a->own) ? SLICE_NONE : who.name;
	return slice_find(m->based_on, SLICE("//"), 0) < 0 ? m->based_on :
		publisher_host(m->based_on);
}

/* An agency among the authors is a source. */
static struct slice from_authors(struct attribution *a, struct meta *m)
{
	struct str kept = STR_INIT(8 << 10);
	struct slice rest = m->author, name, found = SLICE_NONE;
	struct publisher who;

	while (slice_cut(&rest, '\n', &name)) {
		if (publisher_by_name(name, &who)) {
			if (!slice_eq(who.name, a->own))
				found = who.name;
			continue;
		}
		if (kept.n)
			str_addc(&kept, '\n');
		str_add(&kept, name);
	}
	m->author = kept.n ? arena_slice(a->mem, str_slice(&kept)) :
			     SLICE_NONE;
	str_free(&kept);
	return found;
}

static struct slice in_text(struct attribution *a)
{
	const struct page *p = a->page;
	struct slice line;
	const char *name = NULL;
	size_t seen = 0;

	for (size_t i = 0; i < p->n && seen < LINES && !name; i++) {
		if (p->block[i].kind != BLOCK_PARA)
			continue;
		if (seen++ < 2)
			name = in_dateline(a, p->block[i].text);
	}
	if (name)
		return slice_of(name);
	for (size_t i = 0; i < p->n; i++) {
		line = p->block[i].kind == BLOCK_TABLE ? SLICE_NONE :
			in_source_line(a, p->block[i].text);
		if (line.n)
			return line;
	}
	seen = 0;
	for (size_t i = 0; i < p->n && seen < LINES && !name; i++)
		if (p->block[i].kind == BLOCK_PARA && ++seen)
			name = in_sentence(a, p->block[i].text);
	return slice_of(name);
}

struct slice attributed_to(const struct page *p, struct meta *m,
			   struct slice url, struct slice own,
			   struct arena *mem)
{
	struct attribution a = { .page = p, .own = own, .mem = mem,
				 .key = STR_INIT(KEY_BYTES) };
	struct slice agency = from_authors(&a, m);
	struct slice found = in_meta(&a, m, url);

	load_wordings(&a.publisher, VOCAB_publisher);
	load_wordings(&a.phrase, VOCAB_attribution);
	if (!found.n)
		found = slice_of(in_title(&a, m->title));
	if (!found.n)
		found = slice_of(in_address(&a, url));
	if (!found.n)
		found = agency;
	if (!found.n)
		found = in_text(&a);
	str_free(&a.key);
	return found;
}
