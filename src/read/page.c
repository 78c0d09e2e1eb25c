#include "read/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { TEXT_BYTES = 4 * PAGE_BYTES, LABEL_WORDS = 6, HEADING_BYTES = 160 };

void page_init(struct page *p)
{
	*p = (struct page){ .mem = ARENA_INIT(3 * TEXT_BYTES),
			    .text = STR_INIT(TEXT_BYTES) };
}

static struct slice squashed(struct page *p, struct slice text)
{
	struct str out = STR_INIT(TEXT_BYTES);
	struct slice s;

	text_squash(&out, text);
	s = arena_slice(&p->mem, str_slice(&out));
	if (out.bad || p->mem.bad)
		err_set(&p->err, ERR_LIMIT, "more than %d bytes of text",
			TEXT_BYTES);
	str_free(&out);
	return s;
}

/* Puts a line at the end of the page's text; says where. */
static size_t add_line(struct page *p, struct slice line)
{
	size_t at;

	if (p->text.n)
		str_addc(&p->text, '\n');
	at = p->text.n;
	str_add(&p->text, line);
	str_ok(&p->text, "text", &p->err);
	return at;
}

static struct block *add_block(struct page *p, enum block_kind kind)
{
	p->table_open = false;
	if (p->err.code ||
	    vec_room((void **)&p->block, &p->cap, p->n, sizeof(*p->block),
		     PAGE_BLOCKS, &p->err) < 0)
		return NULL;
	p->block[p->n] = (struct block){ .kind = kind };
	return &p->block[p->n++];
}

static struct block *add_text(struct page *p, enum block_kind kind,
			      struct slice text)
{
	struct slice s = squashed(p, text);
	struct block *b;

	if (s.n == 0)
		return NULL;
	b = add_block(p, kind);
	if (!b)
		return NULL;
	b->text = s;
	b->at = add_line(p, s);
	return b;
}

void page_heading(struct page *p, int level, struct slice text)
{
	struct block *b = add_text(p, BLOCK_HEADING, text);

	if (b)
		b->level = level;
}

void page_para(struct page *p, struct slice text)
{
	add_text(p, BLOCK_PARA, text);
}

static bool after_item(const struct page *p)
{
	return p->n > 0 && p->block[p->n - 1].kind == BLOCK_ITEM;
}

void page_list(struct page *p)
{
	p->lists += after_item(p);
}

static size_t count_words(struct slice s)
{
	struct slice word;
	size_t n = 0;

	while (slice_cut(&s, ' ', &word))
		n += word.n > 0;
	return n;
}

/* Bytes of a dash, full stop or colon at the front of `s`. */
static size_t label_mark(struct slice s)
{
	static const char *const marks[] = {
		":", ".", "- ", "\xE2\x80\x93", "\xE2\x80\x94",
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (slice_starts(s, marks[i]))
			return strlen(marks[i]);
	return 0;
}

static void set_label(struct block *b, size_t label, size_t mark)
{
	struct slice s = b->text;
	struct slice front = slice_trim(slice_make(s.p, label));
	struct slice rest = slice_trim(slice_make(s.p + label + mark,
						  s.n - label - mark));

	if (front.n == 0 || rest.n == 0 || count_words(front) > LABEL_WORDS)
		return;
	b->label = front;
	b->details = rest;
}

static void bold_label(struct block *b, size_t bold)
{
	struct slice rest;
	size_t mark;

	if (bold > 0 && b->text.p[bold - 1] == ':') {
		set_label(b, bold - 1, 1);
		return;
	}
	rest = slice_make(b->text.p + bold, b->text.n - bold);
	while (rest.n && rest.p[0] == ' ') {
		rest = slice_make(rest.p + 1, rest.n - 1);
		bold++;
	}
	mark = label_mark(rest);
	if (mark)
		set_label(b, bold, mark);
}

void page_item(struct page *p, struct slice text, size_t bold)
{
	struct str front = STR_INIT(TEXT_BYTES);
	struct block *b;
	ptrdiff_t colon;

	if (!after_item(p))
		p->lists++;
	b = add_text(p, BLOCK_ITEM, text);
	if (!b)
		return;
	b->list = p->lists;
	text_squash(&front, slice_make(text.p, bold));
	if (front.n && front.n < b->text.n)
		bold_label(b, front.n);
	str_free(&front);
	colon = slice_find(b->text, SLICE(": "), 0);
	if (!b->label.p && colon > 0)
		set_label(b, (size_t)colon, 1);
}

void page_table(struct page *p)
{
	p->table_open = false;
}

void page_row(struct page *p)
{
	struct block *b;

	if (!p->table_open) {
		b = add_block(p, BLOCK_TABLE);
		if (!b)
			return;
		b->at = p->text.n + (p->text.n > 0);
		b->row = p->rows;
		p->table_open = true;
	}
	if (p->err.code ||
	    vec_room((void **)&p->row, &p->row_cap, p->rows, sizeof(*p->row),
		     PAGE_CELLS, &p->err) < 0)
		return;
	p->row[p->rows++] = (struct page_row){ .cell = p->cells };
	p->block[p->n - 1].rows++;
}

void page_cell(struct page *p, struct slice text)
{
	const struct page_row *first;
	struct page_row *r;

	if (p->err.code || !p->table_open)
		return;
	r = &p->row[p->rows - 1];
	first = &p->row[p->block[p->n - 1].row];
	if (r->cells >= TABLE_COLUMNS || p->cells >= PAGE_CELLS ||
	    p->cells - first->cell >= TABLE_CELLS) {
		p->cut = true;
		return;
	}
	if (vec_room((void **)&p->cell, &p->cell_cap, p->cells,
		     sizeof(*p->cell), PAGE_CELLS, &p->err) < 0)
		return;
	p->cell[p->cells++] = squashed(p, text);
	r->cells++;
}

/* A row without any text leaves no trace. */
void page_row_end(struct page *p)
{
	struct str line = STR_INIT(TEXT_BYTES);
	struct page_row *r;

	if (p->err.code || !p->table_open || p->block[p->n - 1].rows == 0)
		return;
	r = &p->row[p->rows - 1];
	for (size_t i = 0; i < r->cells; i++) {
		if (i > 0 && line.n > 0)
			str_addz(&line, " | ");
		str_add(&line, p->cell[r->cell + i]);
	}
	r->text = arena_slice(&p->mem, str_slice(&line));
	str_ok(&line, "table", &p->err);
	if (line.n == 0) {
		p->cells = r->cell;
		p->rows--;
		p->block[p->n - 1].rows--;
	} else {
		r->at = add_line(p, r->text);
	}
	str_free(&line);
}

struct slice page_cell_at(const struct page *p, const struct page_row *r,
			  size_t column)
{
	return column < r->cells ? p->cell[r->cell + column] : SLICE_NONE;
}

void page_free(struct page *p)
{
	arena_free(&p->mem);
	free(p->block);
	free(p->row);
	free(p->cell);
	str_free(&p->text);
	*p = (struct page){0};
}

bool page_heading_like(struct slice text)
{
	return text.n > 0 && text.n <= HEADING_BYTES &&
	       !strchr(".:;,!?|", text.p[text.n - 1]) &&
	       !slice_ends(text, "\xE2\x80\xA6");
}
