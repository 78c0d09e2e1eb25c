#include "read/csvrow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/charset.h"

enum { END_MARK = 0x1A };

enum state { BARE, QUOTED, QUOTE_IN_QUOTED };

struct csv {
	struct charset *charset;
	struct slice chunk;		/* not yet read */
	char sep;
	bool at_end;
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
	do {
		if (charset_read(c->charset, &c->chunk, e) < 0)
			return -1;
	} while (c->chunk.p && c->chunk.n == 0);
	c->at_end = !c->chunk.p;
	return 0;
}

int csv_open(struct csv **c, struct input_part *part, char sep, struct err *e)
{
	*c = calloc(1, sizeof(**c));
	if (!*c)
		return err_set(e, ERR_MEMORY, "no memory for a table");
	(*c)->text = STR_INIT(CSV_ROW_BYTES);
	(*c)->number = (*c)->line = 1;
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
	if (c->text.n + run.n - c->from[c->n] > CSV_FIELD_BYTES) {
		err_set(e, ERR_LIMIT, "column %zu: longer than %d bytes",
			c->n + 1, CSV_FIELD_BYTES);
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

		if (ch == '"' || ch == '\n' || ch == '\r' || ch == '\0')
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

static int step(struct csv *c, struct err *e)
{
	size_t run = plain_run(c);
	char ch;

	if (run > 0 && add(c, slice_make(c->chunk.p, run), e) < 0)
		return -1;
	if (run > 0 && c->state == QUOTE_IN_QUOTED)
		c->state = BARE;
	c->chunk.p += run;
	c->chunk.n -= run;
	if (c->chunk.n == 0)
		return next_chunk(c, e);
	ch = *c->chunk.p++;
	c->chunk.n--;
	return special(c, ch, e);
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
	c->n = 0;
	c->touched = false;
	c->state = BARE;
	while (!c->at_end) {
		int rc = step(c, e);

		if (rc != 0)
			return rc < 0 ? -1 : finish(c, row, true, e);
	}
	return c->touched ? finish(c, row, false, e) : 0;
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
	free(*c);
	*c = NULL;
}
