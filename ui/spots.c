#include "ui/spots.h"

#include "base/text.h"
#include "names/fold.h"

enum { KEY_BYTES = 1 << 16, SOUGHT_BYTES = 1 << 20 };

/* --- what is sought --- */

static struct slice made(struct sought *s, struct slice word,
			 void (*make)(struct str *out, struct slice text))
{
	struct str out = STR_INIT(KEY_BYTES);
	struct slice kept;

	make(&out, word);
	kept = out.bad ? SLICE_NONE : arena_slice(&s->mem, str_slice(&out));
	str_free(&out);
	return kept;
}

static void add_word(struct sought *s, struct slice word, int column,
		     int also)
{
	struct sought_word *w = &s->word[s->n];

	if (s->n == SOUGHT_WORDS)
		return;
	*w = (struct sought_word){
		.spelt = made(s, word, text_strip),
		.key = made(s, word, fold_name),
		.keys = made(s, word, fold_prefix),
		.column = column, .also = also,
	};
	if (s->mem.bad)	/* no room: it is not shown */
		return;
	s->n++;
}

static bool is_text(const struct shape *shape, int column)
{
	return column >= 0 &&
	       shape_column(shape, (size_t)column)->type == CELL_TEXT;
}

static void add_term(struct sought *s, const struct shape *shape,
		     const struct query_term *t)
{
	int column = t->column, also = -1;

	if (t->negate || t->is != IS_NONE || t->op != OP_MATCH)
		return;
	if (t->field.p && column >= 0)
		also = shape_find(shape, slice_of(shape_column(shape,
				  (size_t)column)->also));
	if (!is_text(shape, also))
		also = -1;
	if (t->field.p && !is_text(shape, column)) {
		if (also < 0)
			return;
		column = also;
	}
	s->rated |= query_is_word(t) ||
		    (shape->name_column && t->column ==
		     shape_find(shape, slice_of(shape->name_column)));
	for (size_t i = 0; i < t->n; i++)
		add_word(s, t->value[i], t->field.p ? column : -1, also);
}

void sought_set(struct sought *s, const struct shape *shape,
		const struct query *q)
{
	if (s->mem.max == 0)
		s->mem = ARENA_INIT(SOUGHT_BYTES);
	arena_clear(&s->mem);
	s->n = 0;
	s->rated = false;
	for (size_t i = 0; i < q->n; i++)
		add_term(s, shape, &q->term[i]);
}

void sought_free(struct sought *s)
{
	arena_free(&s->mem);
	*s = (struct sought){ 0 };
}

/* --- as it is spelled --- */

void spots_add(struct spots *out, size_t from, size_t end)
{
	if (out->n == SPOTS || end <= from)
		return;
	out->at[out->n].from = from;
	out->at[out->n++].end = end;
}

static bool sure_mismatch(char a, char b)
{
	if (a >= 'A' && a <= 'Z')
		a = (char)(a - 'A' + 'a');
	return (unsigned char)a < 0x80 && (unsigned char)b < 0x80 && a != b;
}

/* Where the word ends that stands at `at`; 0: it does not. */
static size_t spelt_end(struct slice text, size_t at, struct slice word,
			struct str *tmp)
{
	size_t have = 0, n;
	int width;

	if (at >= text.n || sure_mismatch(text.p[at], word.p[0]))
		return 0;
	while (have < word.n && (n = text_grapheme(text, at, &width)) > 0) {
		size_t left = word.n - have;

		str_clear(tmp);
		text_strip(tmp, slice_make(text.p + at, n));
		if (have == 0 && tmp->n == 0)
			return 0;
		if (tmp->n < left)
			left = tmp->n;
		if (left && memcmp(str_cstr(tmp), word.p + have, left) != 0)
			return 0;
		have += left;
		at += n;
	}
	return have == word.n ? at : 0;
}

static void find_spelt(struct spots *out, const struct sought_word *w,
		       struct slice text, size_t base)
{
	struct str tmp = STR_INIT(KEY_BYTES);
	size_t n, end;
	int width;

	for (size_t at = 0; w->spelt.n > 0 &&
	     (n = text_grapheme(text, at, &width)) > 0;) {
		end = spelt_end(text, at, w->spelt, &tmp);
		if (end)
			spots_add(out, base + at, base + end);
		at = end ? end : at + n;
	}
	str_free(&tmp);
}

/* --- in other spellings --- */

enum { TOKENS = 512 };

/* The words of a text, and their keys. */
struct tokens {
	struct slice text;
	struct {
		size_t from, end;
		size_t key, key_n;	/* in keys */
	} at[TOKENS];
	size_t n;
	struct str keys;
};

static size_t run(struct slice text, size_t at, bool divides)
{
	size_t n;
	int width;

	for (; (n = text_grapheme(text, at, &width)) > 0; at += n)
		if (fold_divides(slice_make(text.p + at, n)) != divides)
			break;
	return at;
}

static void tokens_make(struct tokens *t, struct slice text)
{
	size_t at = run(text, 0, true);

	t->text = text;
	t->n = 0;
	t->keys = STR_INIT(KEY_BYTES);
	while (at < text.n && t->n < TOKENS) {
		size_t end = run(text, at, false), before = t->keys.n;

		fold_name(&t->keys, slice_make(text.p + at, end - at));
		t->at[t->n].from = at;
		t->at[t->n].end = end;
		t->at[t->n].key = before;
		t->at[t->n++].key_n = t->keys.n - before;
		at = run(text, end, true);
	}
}

static struct slice key_of(const struct tokens *t, size_t i)
{
	return slice_make(str_cstr(&t->keys) + t->at[i].key, t->at[i].key_n);
}

static bool begins(struct slice text, struct slice front)
{
	return text.n >= front.n && memcmp(text.p, front.p, front.n) == 0;
}

/* End of the letters of a word that sound like `key`, with which its own key
 * begins: as many as say no more. */
static size_t letters_end(const struct tokens *t, size_t i, struct slice key)
{
	size_t from = t->at[i].from, end = t->at[i].end;
	size_t same = 0, more = 0, n;
	struct str open = STR_INIT(KEY_BYTES);
	int width;

	for (size_t at = from; at < end; at += n) {
		n = text_grapheme(t->text, at, &width);
		str_clear(&open);
		fold_open(&open, slice_make(t->text.p + from, at + n - from));
		if (slice_eq(str_slice(&open), key))
			same = at + n;
		else if (!more && begins(str_slice(&open), key))
			more = at + n;
	}
	str_free(&open);
	return same ? same : more ? more : end;
}

/* End of the spot of the word or words with this key that begins with token i;
 * 0: they are others. What has no sound is in no key. */
static size_t sounded_end(const struct tokens *t, size_t i, struct slice key,
			  bool whole)
{
	struct slice first;

	for (; i < t->n && slice_cut(&key, ' ', &first); i++) {
		while (i < t->n && t->at[i].key_n == 0)
			i++;
		if (i == t->n)
			return 0;
		if (slice_eq(key_of(t, i), first)) {
			if (!key.p)
				return whole ? t->at[i].end :
				       letters_end(t, i, first);
			continue;
		}
		return !key.p && !whole && begins(key_of(t, i), first) ?
		       letters_end(t, i, first) : 0;
	}
	return 0;
}

/* By the key that says most. */
static size_t best_end(const struct tokens *t, size_t i,
		       const struct sought_word *w)
{
	struct slice rest = w->keys, key;
	size_t said = 0, best = 0;

	if (w->key.n > 0)
		best = sounded_end(t, i, w->key, true);
	if (best || w->keys.n == 0)
		return best;
	while (slice_cut(&rest, '\n', &key)) {
		bool whole = key.n > 0 && key.p[key.n - 1] == '$';
		size_t end;

		key.n -= whole;
		end = key.n > said ? sounded_end(t, i, key, whole) : 0;
		if (end) {
			said = key.n;
			best = end;
		}
	}
	return best;
}

static bool begun(const struct spots *out, size_t first, size_t from)
{
	for (size_t i = first; i < out->n; i++)
		if (out->at[i].from == from)
			return true;
	return false;
}

/* Not where it begins as it is spelled: those letters are the ones typed. */
static void find_word(struct spots *out, const struct sought_word *w,
		      const struct tokens *t, size_t base)
{
	size_t first = out->n;

	find_spelt(out, w, t->text, base);
	for (size_t i = 0; i < t->n; i++) {
		size_t from = base + t->at[i].from, end;

		if (t->at[i].key_n == 0 || begun(out, first, from))
			continue;
		end = best_end(t, i, w);
		if (end)
			spots_add(out, from, base + end);
	}
}

bool spots_find(struct spots *out, const struct sought *s, int column,
		struct slice text, size_t base)
{
	size_t before = out->n;
	struct tokens t;

	if (s->n == 0 || text.n == 0)
		return false;
	if (text.n > SPOT_BYTES)
		text.n = SPOT_BYTES;
	tokens_make(&t, text);
	for (size_t i = 0; i < s->n; i++) {
		const struct sought_word *w = &s->word[i];

		if (column < 0 || w->column < 0 || w->column == column ||
		    w->also == column)
			find_word(out, w, &t, base);
	}
	str_free(&t.keys);
	return out->n > before;
}

void spots_paint(const struct spots *spots, struct surface *s, int y, int x,
		 int cells, struct slice text)
{
	int room = spots->n ? surface_fits(s, text, cells) : 0;

	for (size_t i = 0; i < spots->n; i++) {
		size_t at = spots->at[i].from, end = spots->at[i].end;
		int from = surface_width(s, slice_make(text.p, at));
		int to = from + surface_width(s, slice_make(text.p + at,
							    end - at));

		if (to > room)
			to = room;
		if (from < to)
			surface_paint(s, y, x + from, to - from, ROLE_MATCH);
	}
}
