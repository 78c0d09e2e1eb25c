#include "read/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/page_mark.h"

enum { TEXT_BYTES = 4 * PAGE_BYTES, HEADING_BYTES = 160 };

void page_init(struct page *p)
{
	*p = (struct page){ .mem = ARENA_INIT(3 * TEXT_BYTES),
			    .text = STR_INIT(TEXT_BYTES) };
}

/* A sign that has no width and no meaning behind `before`. */
static bool is_unseen(uint32_t cp, uint32_t before)
{
	bool joiner = cp == 0x200C || cp == 0x200D;

	return cp == 0xAD || cp == 0x200B || cp == 0x2060 || cp == 0xFEFF ||
	       (joiner && (before < 0x80 ||
			   (before >= 0x400 && before < 0x480)));
}

/* What stands before a sign is what was kept. */
static void put_seen(struct str *out, struct slice s)
{
	uint32_t cp, before = ' ';
	size_t from = 0, n;

	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n) {
		if (!is_unseen(cp, before)) {
			before = cp;
			continue;
		}
		str_add(out, slice_make(s.p + from, at - from));
		from = at + n;
	}
	if (from < s.n)
		str_add(out, slice_make(s.p + from, s.n - from));
}

/* Squashed first, since bytes that are no characters would else become some
 * when what is between them goes; and again, for the blanks that now meet. */
void page_squash(struct str *out, struct slice text)
{
	struct str whole = STR_INIT(out->max), seen = STR_INIT(out->max);

	if (text_ascii(text, 0) == text.n) {
		text_squash(out, text);
		return;
	}
	text_squash(&whole, text);
	put_seen(&seen, str_slice(&whole));
	text_squash(out, str_slice(&seen));
	out->bad |= whole.bad || seen.bad;
	str_free(&whole);
	str_free(&seen);
}

static struct slice squashed(struct page *p, struct slice text)
{
	struct str out = STR_INIT(TEXT_BYTES);
	struct slice s;

	page_squash(&out, text);
	s = arena_slice(&p->mem, str_slice(&out));
	if (out.bad || p->mem.bad)
		err_set(&p->err, ERR_LIMIT, "more than %d bytes of text",
			TEXT_BYTES);
	str_free(&out);
	return s;
}

/* Begins a line of the page's text with its mark; says where its text stands. */
static size_t add_line(struct page *p, const char *mark, struct slice line)
{
	size_t at;

	if (p->text.n)
		str_addc(&p->text, '\n');
	str_addz(&p->text, mark);
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
	if (b)
		b->text = s;
	return b;
}

void page_heading(struct page *p, int level, struct slice text)
{
	static const char marks[] = "###### ";
	struct block *b = add_text(p, BLOCK_HEADING, text);

	if (!b)
		return;
	b->level = level < 1 ? 1 : level > 6 ? 6 : level;
	b->at = add_line(p, marks + 6 - b->level, b->text);
}

static bool looks_marked(const struct page *p, struct slice text)
{
	bool marked;
	int number;

	return memchr("#>|\\", text.p[0], 4) ||
	       (!p->text.n && mark_of_item(text, &number, &marked));
}

void page_para(struct page *p, struct slice text)
{
	struct block *b = add_text(p, BLOCK_PARA, text);

	if (!b)
		return;
	b->quote = p->quote;
	b->at = add_line(p, b->quote ? "> " : looks_marked(p, b->text) ?
			 "\\" : "", b->text);
}

static bool after_item(const struct page *p)
{
	return p->n > 0 && p->block[p->n - 1].kind == BLOCK_ITEM;
}

void page_list(struct page *p, int depth)
{
	for (int i = depth < 0 ? 0 : depth; i < ITEM_DEPTH; i++)
		p->open[i] = 0;
}

/* Puts the item into the list that is open at its depth. True where a new one
 * begins that would else be taken for the one before. */
static bool join_list(struct page *p, struct block *b, const struct block *last)
{
	bool fresh;

	if (!last)
		page_list(p, 0);
	page_list(p, b->level + 1);
	fresh = !p->open[b->level];
	if (fresh)
		p->open[b->level] = ++p->lists;
	b->list = p->open[b->level];
	return fresh && last && last->level >= b->level;
}

void page_item(struct page *p, struct slice text, size_t bold)
{
	page_item_in(p, 0, 0, text, bold);
}

/* The text may be trimmed by who keeps it, so it begins without blanks. */
static void write_item(struct page *p, struct block *b, bool marked)
{
	char mark[2 * ITEM_DEPTH + 16];
	int blanks = p->text.n ? 2 * (b->level + 1) : 0;

	if (b->number)
		snprintf(mark, sizeof(mark), "%*s%d%s", blanks, "", b->number,
			 marked ? ") " : ". ");
	else
		snprintf(mark, sizeof(mark), "%*s%s", blanks, "",
			 marked ? "* " : "- ");
	b->at = add_line(p, mark, b->text);
}

static struct block *add_item(struct page *p, int depth, int number,
			      struct slice text)
{
	int last = after_item(p) ? (int)p->n - 1 : -1;
	struct block *b = add_text(p, BLOCK_ITEM, text);

	if (!b)
		return NULL;
	if (p->n > 1 && depth > 0)
		b->level = depth < ITEM_DEPTH ? depth : ITEM_DEPTH - 1;
	if (number > 0 && number <= ITEM_NUMBER)
		b->number = number;
	if (join_list(p, b, last < 0 ? NULL : &p->block[last]))
		str_addc(&p->text, '\n');
	return b;
}

void page_item_in(struct page *p, int depth, int number, struct slice text,
		  size_t bold)
{
	struct block *b = add_item(p, depth, number, text);
	struct str front = STR_INIT(TEXT_BYTES);

	if (!b)
		return;
	page_squash(&front, slice_make(text.p, bold));
	write_item(p, b, label_item(b, front.n));
	str_free(&front);
}

void page_item_as(struct page *p, int depth, int number, struct slice text,
		  bool marked)
{
	struct block *b = add_item(p, depth, number, text);

	if (!b)
		return;
	if (marked)
		label_marked(b);
	else
		label_item(b, 0);
	write_item(p, b, marked);
}

void page_table(struct page *p)
{
	p->table_open = false;
}

static bool open_table(struct page *p)
{
	struct block *b;

	if (p->table_open)
		return true;
	b = add_block(p, BLOCK_TABLE);
	if (!b)
		return false;
	b->row = p->rows;
	p->table_open = true;
	return true;
}

void page_row(struct page *p)
{
	if (p->err.code || !open_table(p) ||
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

/* A row without any text leaves no trace, nor does a table without rows. */
static void drop_row(struct page *p)
{
	p->cells = p->row[--p->rows].cell;
	if (--p->block[p->n - 1].rows == 0) {
		p->n--;
		p->table_open = false;
	}
}

static void add_cell(struct str *line, struct slice cell)
{
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.p[i] == '|' || cell.p[i] == '\\')
			str_addc(line, '\\');
		str_addc(line, cell.p[i]);
	}
}

/* "one | two"; *lead is what the empty cells before the first other take. */
static void join_cells(const struct page *p, const struct page_row *r,
		       struct str *line, size_t *lead)
{
	bool seen = false;

	for (size_t i = 0; i < r->cells; i++) {
		struct slice cell = p->cell[r->cell + i];

		if (i > 0)
			str_addz(line, " | ");
		if (!seen && cell.n)
			*lead = line->n;
		seen |= cell.n > 0;
		add_cell(line, cell);
	}
	if (!seen)
		str_clear(line);
}

static void write_row(struct page *p, struct page_row *r, struct slice line,
		      size_t lead)
{
	const struct block *b = &p->block[p->n - 1];

	/* Two tables would else be one. */
	if (b->rows == 1 && p->n > 1 && b[-1].kind == BLOCK_TABLE)
		str_addc(&p->text, '\n');
	line = arena_slice(&p->mem, line);
	r->at = add_line(p, "| ", line) + lead;
	str_addz(&p->text, " |");
	r->text = slice_make(line.p + lead, line.n - lead);
	if (!line.p)
		r->text = SLICE_NONE;
	if (b->rows == 1)
		p->block[p->n - 1].at = r->at;
}

void page_row_end(struct page *p)
{
	struct str line = STR_INIT(TEXT_BYTES);
	size_t lead = 0;

	if (p->err.code || !p->table_open || p->block[p->n - 1].rows == 0)
		return;
	join_cells(p, &p->row[p->rows - 1], &line, &lead);
	if (str_ok(&line, "table", &p->err) < 0 || line.n == 0)
		drop_row(p);
	else
		write_row(p, &p->row[p->rows - 1], str_slice(&line), lead);
	str_free(&line);
}

void page_link(struct page *p, struct slice href, struct slice text)
{
	struct slice words = squashed(p, text);
	const struct block *b = p->n ? &p->block[p->n - 1] : NULL;
	struct slice in = b ? b->text : SLICE_NONE;
	ptrdiff_t at;

	if (b && b->rows)
		in = p->row[b->row + b->rows - 1].text;
	at = in.n && words.n ? slice_find(in, words, 0) : -1;
	if (at < 0 || p->links == PAGE_LINKS || p->err.code ||
	    vec_room((void **)&p->link, &p->link_cap, p->links,
		     sizeof(*p->link), PAGE_LINKS, &p->err) < 0)
		return;
	p->link[p->links++] = (struct page_link){
		.href = arena_slice(&p->mem, href), .text = words,
		.at = (b->rows ? p->row[b->row + b->rows - 1].at : b->at) +
		      (size_t)at,
	};
}

struct slice page_cell_at(const struct page *p, const struct page_row *r,
			  size_t column)
{
	return column < r->cells ? p->cell[r->cell + column] : SLICE_NONE;
}

void page_clear(struct page *p)
{
	p->n = p->rows = p->cells = p->links = p->lists = 0;
	page_list(p, 0);
	str_clear(&p->text);
	p->table_open = p->quote = p->cut = false;
}

void page_free(struct page *p)
{
	arena_free(&p->mem);
	free(p->block);
	free(p->row);
	free(p->cell);
	free(p->link);
	str_free(&p->text);
	*p = (struct page){0};
}

bool page_heading_like(struct slice text)
{
	return text.n > 0 && text.n <= HEADING_BYTES &&
	       !strchr(".:;,!?|", text.p[text.n - 1]) &&
	       !slice_ends(text, "\xE2\x80\xA6");
}

void page_lines(struct str *out, const struct page *p)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		if (i > 0)
			str_addc(out, '\n');
		str_add(out, b->text);
		for (size_t k = 0; k < b->rows; k++) {
			if (k > 0)
				str_addc(out, '\n');
			str_add(out, p->row[b->row + k].text);
		}
	}
}
