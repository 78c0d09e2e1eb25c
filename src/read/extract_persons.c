/* Persons of the tables and boxes of a document, then of its text. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/duration.h"
#include "read/fields.h"
#include "read/prose.h"

enum { KEY_BYTES = 4096, LINES_MAX = 40 };

/* Is the table about people who were freed? Not where its heading or lead says
 * that they are still held. */
static bool about_freed(const struct extract *x, size_t block)
{
	struct slice lead = block > 0 ? x->page->block[block - 1].text :
					SLICE_NONE;
	struct str key = STR_INIT(4 * KEY_BYTES);
	struct vocab_hit hit;
	bool held = false;

	if (!x->event.n)
		return false;
	if (lead.n < KEY_BYTES &&
	    (slice_ends(lead, ":") || page_heading_like(lead))) {
		text_key(&key, lead);
		held = !key.bad &&
		       vocab_scan(VOCAB_count_scope, str_slice(&key), 0,
				  &hit) &&
		       strcmp(word_value(hit.word), "remaining") == 0;
	}
	str_free(&key);
	return !held;
}

/* A row whose other cells are empty and whose name is a word for people is a
 * heading of the rows below it. */
static bool is_group_head(const struct fields *f)
{
	struct str key = STR_INIT(KEY_BYTES);
	bool head = false;
	struct vocab_hit hit;

	for (int c = COLUMN_NAME + 1; c < COLUMN_ASPECT; c++)
		if (f->cell[c].n)
			return false;
	text_key(&key, f->cell[COLUMN_NAME]);
	head = key.bad || vocab_scan(VOCAB_role, str_slice(&key), 0, &hit) ||
	       vocab_scan(VOCAB_fate, str_slice(&key), 0, &hit);
	str_free(&key);
	return head;
}

/* "Years in Prison", "Sentence (years)": the unit that the head of the column
 * names; n is 0 where it names none. */
static struct slice unit_of(const struct extract *x, const struct table *t,
			    const struct block *b, enum table_column c)
{
	struct slice head = extract_cell(x, t, &x->page->row[b->row + t->head],
					 c), word = SLICE_NONE;
	struct str key = STR_INIT(KEY_BYTES);
	struct vocab_hit hit;
	bool unit = false;

	while (!unit && slice_cut(&head, ' ', &word)) {
		str_clear(&key);
		text_key(&key, word);
		unit = key.n > 0 && !key.bad &&
		       vocab_at(VOCAB_unit, str_slice(&key), 0, &hit) &&
		       hit.bytes == key.n;
	}
	if (unit)
		word = arena_slice(x->mem, str_slice(&key));
	str_free(&key);
	return unit ? word : SLICE_NONE;
}

/* "5", "nearly 3" under a head that tells the unit. */
static void add_unit(struct extract *x, const struct table *t,
		     const struct block *b, struct fields *f,
		     enum table_column c)
{
	struct slice unit = unit_of(x, t, b, c);
	struct str all = STR_INIT(KEY_BYTES);
	struct duration d;

	if (!unit.n || !f->cell[c].n || duration_parse(f->cell[c], &d))
		return;
	str_add(&all, f->cell[c]);
	str_addc(&all, ' ');
	str_add(&all, unit);
	if (!all.bad && duration_parse(str_slice(&all), &d))
		f->cell[c] = arena_slice(x->mem, str_slice(&all));
	str_free(&all);
}

static void take_row(struct extract *x, struct people *p,
		     const struct block *b, const struct table *t,
		     const struct page_row *r, bool freed)
{
	struct fields f = {
		.from = { r->text, r->at, { "table.person", 95 } },
		.freed = freed,
	};

	for (int c = 0; c < COLUMN_ASPECT; c++)
		f.cell[c] = extract_cell(x, t, r, (enum table_column)c);
	add_unit(x, t, b, &f, COLUMN_DURATION);
	add_unit(x, t, b, &f, COLUMN_SENTENCE);
	if (!is_group_head(&f) && !extract_is_head(x, t, r))
		fields_say(x, p, &f);
}

/* Does the row have the cells of the head, but for empty ones? */
static bool has_width(const struct extract *x, const struct table *t,
		      const struct page_row *r)
{
	for (size_t i = t->width; i < r->cells; i++)
		if (page_cell_at(x->page, r, i).n)
			return false;
	return r->cells >= t->width;
}

static void take_rows(struct extract *x, struct people *p, size_t block)
{
	const struct block *b = &x->page->block[block];
	const struct table *t = &x->table[block];
	bool freed = about_freed(x, block);

	for (size_t k = t->head + 1; k < b->rows; k++) {
		const struct page_row *r = &x->page->row[b->row + k];

		if (has_width(x, t, r))
			take_row(x, p, b, t, r, freed);
	}
}

/* Each column behind the first is a person; what is said stands in rows. */
static void take_across(struct extract *x, struct people *p, size_t block)
{
	const struct block *b = &x->page->block[block];
	const struct table *t = &x->table[block];
	bool freed = about_freed(x, block);

	for (size_t i = 1; i < t->width; i++) {
		struct fields f = {
			.from = { .rule = { "table.kv", 90 } },
			.freed = freed,
		};

		for (int c = 0; c < COLUMN_ASPECT; c++) {
			const struct page_row *r;

			if (t->column[c] < 0)
				continue;
			r = &x->page->row[b->row + (size_t)t->column[c]];
			f.cell[c] = page_cell_at(x->page, r, i);
			f.row[c] = r;
		}
		fields_say(x, p, &f);
	}
}

/* Boxes may begin at any line, so each is met LINES_MAX times; its label is
 * looked up once. `seen`: the column and one. */
static enum table_column line_column(const struct extract *x,
				     struct slice label, unsigned char *seen)
{
	if (!*seen)
		*seen = (unsigned char)(extract_head_column(x, label) + 1);
	return (enum table_column)(*seen - 1);
}

/* "Name: X" and "Arrested: Y" in lines of their own, one behind the other. */
static size_t take_lines(struct extract *x, struct people *p, size_t first,
			 unsigned char *seen)
{
	struct fields f = { .from = { .rule = { "box.lines", 90 } } };
	struct page_row row[LINES_MAX];
	size_t n = 0, fit = 0;

	for (; first + n < x->page->n && n < LINES_MAX; n++) {
		const struct block *b = &x->page->block[first + n];
		struct slice label, details;
		enum table_column c;

		if (!fields_line(b, &label, &details))
			break;
		c = line_column(x, label, &seen[first + n]);
		if (c == COLUMN_NAME && f.cell[c].n)
			break;
		if (c == COLUMN_COUNT || f.cell[c].n)
			continue;
		row[fit] = (struct page_row){ .at = b->at, .text = b->text };
		f.cell[c] = details;
		f.row[c] = &row[fit++];
	}
	if (fit >= 2 && f.cell[COLUMN_NAME].n && 2 * fit >= n)
		fields_say(x, p, &f);
	else
		n = 0;
	return n;
}

int extract_persons(struct extract *x, struct err *e)
{
	struct people p = { .mem = x->mem };
	bool *taken = calloc(x->page->n + 1, sizeof(*taken));
	unsigned char *seen = calloc(x->page->n + 1, 1);
	int rc;

	if (!taken || !seen) {
		free(taken);
		free(seen);
		return err_set(e, ERR_MEMORY, "no memory for the persons");
	}
	for (size_t i = 0; i < x->page->n; i++) {
		const struct table *t = &x->table[i];
		size_t lines;

		if (t->kind == TABLE_PERSONS && t->across)
			take_across(x, &p, i);
		else if (t->kind == TABLE_PERSONS)
			take_rows(x, &p, i);
		else if ((lines = take_lines(x, &p, i, seen)) > 0) {
			memset(taken + i, 1, lines * sizeof(*taken));
			i += lines - 1;
		}
	}
	rc = prose_read(x, &p, taken, e);
	people_join(&p);
	if (rc == 0)
		rc = people_emit(x, &p, e);
	people_free(&p);
	free(taken);
	free(seen);
	return rc;
}
