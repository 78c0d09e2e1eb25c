/* Text as it is searched: without marks, and as the key of its spelling. The
 * pieces of a row, one for each column of text or words, stand one behind the
 * other; a byte that is in no text ends each. */
#include <string.h>

#include "base/text.h"
#include "store/inside.h"

enum { PIECE_END = 0xFF };

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
		str_addc(out, (char)PIECE_END);
	}
	return str_ok(out, shape->name, e);
}

static bool has(struct slice hay, struct slice needle)
{
	return needle.n > 0 && slice_find(hay, needle, 0) >= 0;
}

bool hay_has(struct slice hay, int64_t piece, struct slice a, struct slice b)
{
	for (int64_t i = 0; i <= piece; i++) {
		const char *end = hay.n ? memchr(hay.p, PIECE_END, hay.n) :
					  NULL;
		size_t n = end ? (size_t)(end - hay.p) : hay.n;

		if (i == piece)
			hay.n = n;
		else if (!end)
			return false;
		else
			hay = slice_make(end + 1, hay.n - n - 1);
	}
	return has(hay, a) || has(hay, b);
}
