#include "read/csvrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/charset.h"

enum { END_MARK = 0x1A, FIRST_LINE = 64 << 10 };

enum state { BARE, QUOTED, QUOTE_IN_QUOTED };

struct csv {
	struct charset *charset;
	struct slice chunk;		/* not yet read */
	char sep;			/* 0: one column */
	bool at_end;			/* nothing is left to read */
	bool end_mark;
	enum state state;
	size_t number;			/* of the row being read */
	size_t line;
	size_t quote_line;		/* where the open quote stands */
	struct str text;		/* fields of the row, end to end */
	size_t from[CSV_FIELDS + 1];	/* where each begins in `text` */
	size_t n;			/* finished fields */
	bool touched;			/* the row has something */
	struct slice field[CSV_FIELDS];
	/* Of rows that can be given up. */
	struct csv_bounds bounds;
	bool keeps;			/* `whole` is kept */
	struct str whole;		/* the row, as it was read */
	size_t row_line;		/* that it begins in */
	struct str again;		/* to be read before all else ... */
	bool reads_again;		/* ... being the chunk, and behind it: */
	struct slice behind;
	bool drained;			/* the input has ended */
	bool skips;			/* up to the next line end */
};

char csv_sniff(struct slice head)
{
	static const char seps[] = ",;\t";	/* the comma wins a tie */
	size_t count[3] = {0};
	bool quoted = false;
	size_t best = 0;

	for (size_t i = 0; i < head.n; i++) {
		const char *at = head.p[i] ? strchr(seps, head.p[i]) : NULL;

		if (head.p[i] == '"')
			quoted = !quoted;
		else if (head.p[i] == '\n' && !quoted)
			break;
		else if (at && !quoted)
			count[at - seps]++;
	}
	for (size_t i = 1; i < 3; i++)
		if (count[i] > count[best])
			best = i;
	return count[best] ? seps[best] : 0;
}

static int next_chunk(struct csv *c, struct err *e)
{
	if (c->at_end)
		return 0;
	if (c->reads_again) {
		c->reads_again = false;
		c->chunk = c->behind;
		c->behind = SLICE_NONE;
		if (c->chunk.n > 0)
			return 0;
	}
	do {
		c->chunk = SLICE_NONE;
		if (!c->drained && charset_read(c->charset, &c->chunk, e) < 0)
			return -1;
	} while (c->chunk.p && c->chunk.n == 0);
	c->drained |= !c->chunk.p;
	c->at_end = !c->chunk.p;
	return 0;
}

static struct csv *csv_new(struct err *e)
{
	struct csv *c = calloc(1, sizeof(*c));

	if (!c) {
		err_set(e, ERR_MEMORY, "no memory for a table");
		return NULL;
	}
	c->text = STR_INIT(CSV_ROW_BYTES);
	c->number = c->line = 1;
	c->bounds = (struct csv_bounds){ .row_bytes = CSV_FIELD_BYTES,
					  .quoted_lines = SIZE_MAX };
	return c;
}

int csv_open(struct csv **c, struct input_part *part, char sep, struct err *e)
{
	*c = csv_new(e);
	if (!*c)
		return -1;
	if (charset_open(&(*c)->charset, part, e) < 0 ||
	    next_chunk(*c, e) < 0) {
		csv_close(c);
		return -1;
	}
	(*c)->sep = sep ? sep : csv_sniff((*c)->chunk);
	if (!(*c)->sep)
		(*c)->sep = ',';
	return 0;
}

/* All that has CR alone would be one row, and many names one. */
static bool has_lines(struct slice text)
{
	ptrdiff_t cr = slice_find(text, SLICE("\r"), 0);

	return cr < 0 || slice_find(text, SLICE("\n"), 0) >= 0 ||
	       slice_trim(slice_make(text.p + cr, text.n - (size_t)cr)).n == 0;
}

/* A pipe may give half of the first line. */
static int first_line(struct csv *c, struct err *e)
{
	do {
		if (next_chunk(c, e) < 0)
			return -1;
		str_add(&c->again, c->chunk);
	} while (!c->at_end && slice_find(c->chunk, SLICE("\n"), 0) < 0 &&
		 c->again.n < FIRST_LINE);
	c->at_end = false;
	c->reads_again = true;
	c->behind = SLICE_NONE;
	c->chunk = str_slice(&c->again);
	if (str_ok(&c->again, "the first lines", e) < 0)
		return -1;
	return has_lines(c->chunk) ? 0 :
	       err_set(e, ERR_FORMAT, "no line ends: the lines end in CR alone;"
		       " save the file with the line ends of Windows or Unix");
}

int csv_open_rows(struct csv **out, struct input_part *part, char sep,
		  const struct csv_bounds *b, struct err *e)
{
	struct csv *c = *out = csv_new(e);

	if (!c)
		return -1;
	c->bounds = *b;
	c->keeps = true;
	c->text.max = b->row_bytes;
	c->whole = STR_INIT(2 * b->row_bytes);
	c->again = STR_INIT(2 * (b->row_bytes + FIRST_LINE));
	if (charset_open_plain(&c->charset, part, e) < 0 ||
	    first_line(c, e) < 0) {
		csv_close(out);
		return -1;
	}
	c->sep = sep || b->lines ? sep : csv_sniff(c->chunk);
	return 0;
}

static int fail(const struct csv *c, struct err *e)
{
	char where[40];

	snprintf(where, sizeof(where), "row %zu", c->number);
	return err_in(e, where);
}

static int end_field(struct csv *c, struct err *e)
{
	if (c->n == CSV_FIELDS) {
		err_set(e, ERR_LIMIT, "more than %d columns", CSV_FIELDS);
		return fail(c, e);
	}
	c->from[++c->n] = c->text.n;
	c->state = BARE;
	return 0;
}

/* Adds a run of plain characters: up to 4 MB in one field. */
static int add(struct csv *c, struct slice run, struct err *e)
{
	if (c->text.n + run.n - c->from[c->n] > c->bounds.row_bytes) {
		err_set(e, ERR_LIMIT, "column %zu: longer than %zu bytes",
			c->n + 1, c->bounds.row_bytes);
		return fail(c, e);
	}
	str_add(&c->text, run);
	if (str_ok(&c->text, "all columns", e) < 0)
		return fail(c, e);
	c->touched = true;
	return 0;
}

/* How many characters from the front mean nothing special. */
static size_t plain_run(const struct csv *c)
{
	size_t i = 0;

	for (; i < c->chunk.n; i++) {
		char ch = c->chunk.p[i];

		if (ch == '\n' || ch == '\r' || ch == '\0' ||
		    (ch == '"' && !c->bounds.lines))
			break;
		if (c->state != QUOTED && (ch == c->sep || ch == END_MARK))
			break;
	}
	return i;
}

static int quote(struct csv *c, struct err *e)
{
	if (c->state == QUOTED) {
		c->state = QUOTE_IN_QUOTED;
		return 0;
	}
	if (c->state == QUOTE_IN_QUOTED) {	/* "" is one quote */
		c->state = QUOTED;
		return add(c, SLICE("\""), e);
	}
	if (c->text.n > c->from[c->n])		/* inside a bare field */
		return add(c, SLICE("\""), e);
	c->state = QUOTED;
	c->quote_line = c->line;
	c->touched = true;
	return 0;
}

/* White space may follow the mark, nothing else. */
static int end_mark(struct csv *c, struct err *e)
{
	if (c->touched || c->n > 0)
		return add(c, SLICE("\x1a"), e);
	c->end_mark = true;
	while (!c->at_end) {
		if (slice_trim(c->chunk).n > 0) {
			err_set(e, ERR_FORMAT, "text behind the end mark");
			return fail(c, e);
		}
		if (next_chunk(c, e) < 0)
			return -1;
	}
	return 0;
}

/* Takes one special character. 1 when it ends a row. */
static int special(struct csv *c, char ch, struct err *e)
{
	if (ch == '\n')
		c->line++;
	if (c->state == QUOTED &&
	    c->line - c->quote_line > c->bounds.quoted_lines) {
		err_set(e, ERR_FORMAT, "column %zu: the quote opened in line "
			"%zu does not close within %zu lines", c->n + 1,
			c->quote_line, c->bounds.quoted_lines);
		return fail(c, e);
	}
	if (ch == '\0') {
		err_set(e, ERR_FORMAT, "column %zu: a NUL byte; this is no "
			"text file", c->n + 1);
		return fail(c, e);
	}
	if (ch == '"')
		return quote(c, e);
	if (c->state == QUOTED)
		return add(c, slice_make(&ch, 1), e);
	if (ch == c->sep) {
		c->touched = true;
		return end_field(c, e);
	}
	if (ch == END_MARK)
		return end_mark(c, e);
	if (ch == '\r')		/* half of a line end, or stray */
		return 0;
	return c->touched;
}

/* Goes on in the chunk over n bytes, which lie at its front. */
static void pass(struct csv *c, size_t n)
{
	if (c->keeps && !c->touched && c->n == 0) {	/* blank lines */
		str_clear(&c->whole);
		c->row_line = c->line;
	}
	if (c->keeps)
		str_add(&c->whole, slice_make(c->chunk.p, n));
	c->chunk.p += n;
	c->chunk.n -= n;
}

static int step(struct csv *c, struct err *e)
{
	size_t run = plain_run(c);
	char ch;

	if (run > 0) {
		const char *p = c->chunk.p;

		pass(c, run);
		if (add(c, slice_make(p, run), e) < 0)
			return -1;
	}
	if (run > 0 && c->state == QUOTE_IN_QUOTED)
		c->state = BARE;
	if (c->chunk.n == 0)
		return next_chunk(c, e);
	ch = *c->chunk.p;
	pass(c, 1);
	if (str_ok(&c->whole, "the row", e) < 0)
		return fail(c, e);
	return special(c, ch, e);
}

/* The rest of a line that was too long to be kept. */
static int skip_line(struct csv *c, struct err *e)
{
	while (c->skips && !c->at_end) {
		ptrdiff_t lf = slice_find(c->chunk, SLICE("\n"), 0);

		c->skips = lf < 0;
		if (lf >= 0) {
			c->chunk.p += lf + 1;
			c->chunk.n -= (size_t)lf + 1;
		} else if (next_chunk(c, e) < 0) {
			return -1;
		}
	}
	c->skips = false;
	return 0;
}

bool csv_give_up(struct csv *c, const struct err *why)
{
	struct slice whole = str_slice(&c->whole);
	ptrdiff_t lf = slice_find(whole, SLICE("\n"), 0);
	struct str again = STR_INIT(c->again.max);

	if (!c->keeps || why->code == ERR_SYSTEM || why->code == ERR_MEMORY)
		return false;
	c->skips = lf < 0;
	if (lf >= 0)
		str_add(&again, slice_make(whole.p + lf + 1,
					   whole.n - (size_t)lf - 1));
	if (c->reads_again)
		str_add(&again, c->chunk);
	else
		c->behind = c->chunk;
	str_free(&c->again);
	c->again = again;
	c->reads_again = true;
	c->chunk = str_slice(&c->again);
	c->at_end = false;
	c->line = c->row_line + 1;
	c->number++;
	return !again.bad;
}

static int finish(struct csv *c, struct csv_row *row, bool ended,
		  struct err *e)
{
	if (c->state == QUOTED) {
		err_set(e, ERR_FORMAT, "column %zu: the quote opened in line "
			"%zu never closes", c->n + 1, c->quote_line);
		return fail(c, e);
	}
	if (end_field(c, e) < 0)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		c->field[i] = slice_make(str_cstr(&c->text) + c->from[i],
					 c->from[i + 1] - c->from[i]);
	*row = (struct csv_row){ .field = c->field, .n = c->n,
				 .number = c->number, .ended = ended };
	c->number++;
	return 1;
}

int csv_next(struct csv *c, struct csv_row *row, struct err *e)
{
	str_clear(&c->text);
	str_clear(&c->whole);
	c->n = 0;
	c->touched = false;
	c->state = BARE;
	if (skip_line(c, e) < 0)
		return -1;
	while (!c->at_end) {
		int rc = step(c, e);

		if (rc != 0)
			return rc < 0 ? -1 : finish(c, row, true, e);
	}
	return c->touched ? finish(c, row, false, e) : 0;
}

size_t csv_number(const struct csv *c)
{
	return c->number;
}

bool csv_is_read(const struct csv *c)
{
	bool quoted = false;

	for (size_t i = 0; i < c->chunk.n; i++)
		if (c->chunk.p[i] == '"' && !c->bounds.lines)
			quoted = !quoted;
		else if (c->chunk.p[i] == '\n' && !quoted)
			return false;
	return c->behind.n == 0;
}

bool csv_end_mark(const struct csv *c)
{
	return c->end_mark;
}

void csv_close(struct csv **c)
{
	if (!*c)
		return;
	charset_close(&(*c)->charset);
	str_free(&(*c)->text);
	str_free(&(*c)->whole);
	str_free(&(*c)->again);
	free(*c);
	*c = NULL;
}
