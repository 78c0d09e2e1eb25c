/* Text as it is searched: without marks, and as the key of its spelling. The
 * pieces of a row, one for each column of text or words, stand one behind the
 * other; a byte that is in no text ends each. */
#include <string.h>

#include "base/text.h"
#include "store/inside.h"

int hay_piece(const struct shape *shape, size_t column)
{
	int piece = -1;

	for (size_t i = 0; i <= column; i++) {
		enum cell_type type = shape_column(shape, i)->type;
		bool has = type == CELL_TEXT || type == CELL_WORD;

		piece += has;
		if (i == column && !has)
			return -1;
	}
	return piece;
}

static void add_item(const struct store *s, struct str *out, struct slice v)
{
	if (v.n == 0)
		return;
	text_strip(out, v);
	/* A blank before each sounded word: they are searched from the start
	 * of a word, since a piece of a sound is in nearly everything. */
	str_addz(out, "\n ");
	spelled(s, out, v);
	str_addc(out, '\n');
}

static void add_word(const struct store *s, struct hay_memo *memo,
		     struct str *out, struct slice v)
{
	size_t from = out->n, at = slice_hash(v) % MEMO_SLOTS;

	if (v.n == 0 || v.n > MEMO_KEY) {
		add_item(s, out, v);
		return;
	}
	if (slice_eq(v, slice_make(memo->slot[at].key, memo->slot[at].n))) {
		str_add(out, slice_make(memo->slot[at].text,
					memo->slot[at].n_text));
		return;
	}
	add_item(s, out, v);
	if (out->bad || out->n - from > MEMO_TEXT)
		return;
	memo->slot[at].n = (unsigned char)v.n;
	memcpy(memo->slot[at].key, v.p, v.n);
	memo->slot[at].n_text = (unsigned char)(out->n - from);
	memcpy(memo->slot[at].text, out->p + from, out->n - from);
}

static void add_cell(const struct store *s, struct hay_memo *memo,
		     struct str *out, const struct column *c,
		     struct slice cell)
{
	struct slice item;

	if (!c->list) {
		add_word(s, memo, out, cell);
		return;
	}
	while (slice_cut(&cell, LIST_SEP, &item))
		add_word(s, memo, out, item);
}

int hay_make(const struct store *s, struct hay_memo *memo, struct str *out,
	     const struct shape *shape, const struct row *row, struct err *e)
{
	str_clear(out);
	for (size_t i = 0; i < shape_width(shape); i++) {
		const struct column *c = shape_column(shape, i);

		if (c->type != CELL_TEXT && c->type != CELL_WORD)
			continue;
		add_cell(s, memo, out, c, row->cell[i]);
		str_addc(out, (char)HAY_PIECE_END);
	}
	return str_ok(out, shape->name, e);
}

/* The piece, or (-1) all of it; absent where there is none. */
static struct slice piece_of(struct slice hay, int64_t piece)
{
	for (int64_t i = 0; i <= piece; i++) {
		const char *end = hay.n ? memchr(hay.p, HAY_PIECE_END, hay.n) :
					  NULL;
		size_t n = end ? (size_t)(end - hay.p) : hay.n;

		if (i == piece)
			hay.n = n;
		else if (!end)
			return SLICE_NONE;
		else
			hay = slice_make(end + 1, hay.n - n - 1);
	}
	return hay;
}

/* Bytes that one of the ends begins with. */
struct starts {
	uint32_t of[8];
};

static bool ends_word(struct slice text, size_t at)
{
	return at >= text.n || text.p[at] == ' ' || text.p[at] == '\n';
}

static void starts_add(struct starts *s, char c)
{
	unsigned char at = (unsigned char)c;

	s->of[at >> 5] |= (uint32_t)1 << (at & 31);
}

static struct starts starts_of(struct slice ends)
{
	struct starts s = {0};

	for (size_t i = 0; i < ends.n; i++) {
		if (i > 0 && ends.p[i - 1] != '\n')
			continue;
		starts_add(&s, ends.p[i]);
		if (ends.p[i] != '$')
			continue;
		starts_add(&s, ' ');
		starts_add(&s, '\n');
	}
	return s;
}

static bool has_end(struct slice rest, struct slice end)
{
	bool whole = end.n > 0 && end.p[end.n - 1] == '$';

	end.n -= whole;
	return rest.n >= end.n &&
	       (end.n == 0 || memcmp(rest.p, end.p, end.n) == 0) &&
	       (!whole || ends_word(rest, end.n));
}

static bool goes_on(struct slice rest, struct slice ends,
		    const struct starts *s)
{
	unsigned char c = rest.n ? (unsigned char)rest.p[0] : '\n';
	struct slice end;

	if (!(s->of[c >> 5] >> (c & 31) & 1))
		return false;
	while (slice_cut(&ends, '\n', &end))
		if (end.n > 0 && has_end(rest, end))
			return true;
	return false;
}

bool hay_goes_on(struct slice rest, struct slice ends)
{
	struct starts s = starts_of(ends);

	return goes_on(rest, ends, &s);
}

/* Does it stand in a line of sounds? The first line is never one. */
static bool in_sounds(struct slice hay, size_t at)
{
	const char *line = at ? memrchr(hay.p, '\n', at) : NULL;

	return line && line[1] == ' ';
}

static bool sounds(struct slice hay, const struct needle *x, bool all)
{
	struct slice word = x->sounded;
	struct starts s = starts_of(x->ends);
	ptrdiff_t at = -1;

	if (word.n == 0)
		return false;
	while ((at = slice_find(hay, word, (size_t)(at + 1))) >= 0) {
		size_t end = (size_t)at + word.n;

		if ((x->ends.n == 0 ||
		     goes_on(slice_make(hay.p + end, hay.n - end), x->ends,
			     &s)) &&
		    (all || in_sounds(hay, (size_t)at)))
			return true;
	}
	return false;
}

/* Not in what is sounded: any letter is there. */
static bool spelt(struct slice hay, struct slice word)
{
	ptrdiff_t at = -1;

	if (word.n == 0)
		return false;
	while ((at = slice_find(hay, word, (size_t)(at + 1))) >= 0)
		if (!in_sounds(hay, (size_t)at))
			return true;
	return false;
}

bool hay_has(struct slice hay, int64_t piece, const struct needle *x)
{
	hay = piece_of(hay, piece);
	return spelt(hay, x->spelt) || sounds(hay, x, false);
}

static bool in_word(struct slice text, size_t at)
{
	uint32_t cp;

	if (at >= text.n)
		return false;
	while (at > 0 && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at--;
	return text_next(text, at, &cp) > 0 &&
	       (text_is_letter(cp) || (cp >= '0' && cp <= '9'));
}

enum hay_rank hay_rank_spelt(struct slice line, struct slice word)
{
	enum hay_rank best = RANK_ELSEWHERE, this;
	ptrdiff_t at = -1;

	if (word.n == 0)
		return best;
	while ((at = slice_find(line, word, (size_t)(at + 1))) >= 0) {
		size_t from = (size_t)at, end = from + word.n;

		if (from > 0 && in_word(line, from - 1))
			this = RANK_INSIDE;
		else
			this = in_word(line, end) ? RANK_FRONT : RANK_WORD;
		if (this < best)
			best = this;
	}
	return best;
}

static enum hay_rank rank_sounded(struct slice line, const struct needle *x)
{
	ptrdiff_t at = -1;

	while (x->key.n > 0 &&
	       (at = slice_find(line, x->key, (size_t)(at + 1))) >= 0) {
		if (ends_word(line, (size_t)at + x->key.n))
			return RANK_SOUND;
	}
	return sounds(line, x, true) ? RANK_FRONT : RANK_ELSEWHERE;
}

enum hay_rank hay_rank(struct slice hay, int64_t piece,
		       const struct needle *x)
{
	enum hay_rank best = RANK_ELSEWHERE, this;
	struct slice line;

	hay = piece_of(hay, piece);
	while (best > RANK_WORD && slice_cut(&hay, '\n', &line)) {
		this = slice_starts(line, " ") ? rank_sounded(line, x) :
						 hay_rank_spelt(line, x->spelt);
		if (this < best)
			best = this;
	}
	return best;
}
