/* Labels of items, and the way back from a page's text to its blocks. */
#include <string.h>

#include "read/page_mark.h"

enum { LABEL_WORDS = 6, CELL_BYTES = 4 * PAGE_BYTES };

/* --- labels ------------------------------------------------------------------ */

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

static void plain_label(struct block *b)
{
	ptrdiff_t colon = slice_find(b->text, SLICE(": "), 0);

	if (colon > 0)
		set_label(b, (size_t)colon, 1);
}

void label_marked(struct block *b)
{
	size_t stop = b->text.n;

	for (size_t i = 1; i < b->text.n; i++) {
		struct slice rest = slice_make(b->text.p + i, b->text.n - i);
		size_t mark = label_mark(rest);

		if (mark && rest.p[0] != '.') {
			set_label(b, i, mark);
			return;
		}
		if (mark && stop == b->text.n)
			stop = i;
	}
	if (stop < b->text.n)
		set_label(b, stop, 1);
}

/* A label that neither form of the text would give again is none: what is read
 * from a text must be what was read from the page. */
bool label_item(struct block *b, size_t bold)
{
	struct block plain = *b, marked = *b;

	plain_label(&plain);
	if (bold > 0 && bold < b->text.n)
		bold_label(b, bold);
	if (!b->label.p || slice_eq(plain.label, b->label)) {
		*b = plain;
		return false;
	}
	label_marked(&marked);
	if (slice_eq(marked.label, b->label)) {
		*b = marked;
		return true;
	}
	*b = plain;
	return false;
}

/* --- blocks ------------------------------------------------------------------ */

static struct slice behind(struct slice s, size_t n)
{
	return slice_make(s.p + n, s.n - n);
}

static void read_row(struct page *p, struct slice line)
{
	struct str cell = STR_INIT(CELL_BYTES);

	page_row(p);
	for (size_t i = 1; i < line.n; i++) {
		if (line.p[i] == '\\' && i + 1 < line.n) {
			str_addc(&cell, line.p[++i]);
		} else if (line.p[i] == '|') {
			page_cell(p, str_slice(&cell));
			str_clear(&cell);
		} else {
			str_addc(&cell, line.p[i]);
		}
	}
	page_row_end(p);
	str_ok(&cell, "table", &p->err);
	str_free(&cell);
}

size_t mark_of_item(struct slice s, int *number, bool *marked)
{
	size_t n = 0;

	*number = 0;
	while (n < s.n && n < 6 && s.p[n] >= '0' && s.p[n] <= '9')
		*number = 10 * *number + (s.p[n++] - '0');
	if (n + 1 >= s.n || s.p[n + 1] != ' ')
		return 0;
	*marked = s.p[n] == (n ? ')' : '*');
	if (!*marked && s.p[n] != (n ? '.' : '-'))
		return 0;
	return n + 2;
}

static bool read_item(struct page *p, struct slice line, bool gap)
{
	size_t blanks = 0, mark, n = p->n;
	bool marked;
	int number, depth;

	while (blanks < line.n && line.p[blanks] == ' ')
		blanks++;
	mark = mark_of_item(behind(line, blanks), &number, &marked);
	if (!mark || (blanks < 2 && p->text.n))
		return false;
	depth = (int)(blanks / 2 < ITEM_DEPTH ? blanks / 2 : ITEM_DEPTH) - 1;
	if (gap)
		page_list(p, depth);
	page_item_as(p, depth, number, behind(line, blanks + mark), marked);
	return p->n > n || p->err.code;
}

static size_t heading_level(struct slice line)
{
	size_t n = 0;

	while (n < line.n && n < 7 && line.p[n] == '#')
		n++;
	return n > 0 && n < 7 && n < line.n && line.p[n] == ' ' ? n : 0;
}

static void read_line(struct page *p, struct slice line, bool gap)
{
	size_t level = heading_level(line);

	if ((line.p[0] == ' ' || !p->text.n) && read_item(p, line, gap))
		return;
	if (gap)
		page_table(p);
	if (level)
		page_heading(p, (int)level, behind(line, level));
	else if (line.p[0] == '|' && line.n > 2)
		read_row(p, line);
	else if (line.p[0] == '\\')
		page_para(p, behind(line, 1));
	else if ((p->quote = slice_starts(line, "> ")))
		page_para(p, behind(line, 2));
	else
		page_para(p, line);
	p->quote = false;
}

void page_from_text(struct page *p, struct slice text)
{
	struct slice line;
	bool gap = false;

	while (slice_cut(&text, '\n', &line)) {
		if (line.n)
			read_line(p, line, gap);
		gap = line.n == 0;
	}
}
