#include "read/ofac_side.h"

#include <stdio.h>
#include <stdlib.h>

#include "read/csvrow.h"
#include "read/reader.h"

enum { ROWS_MAX = 1 << 20 };

static const size_t columns[] = {
	[OFAC_MAIN] = OFAC_MAIN_COLUMNS,
	[OFAC_ALT] = 5,
	[OFAC_ADD] = 6,
	[OFAC_COMMENT] = 2,
};

struct slice ofac_cell(struct slice cell)
{
	cell = slice_trim(cell);
	return cell.n == 0 || slice_is(cell, "-0-") ? SLICE_NONE : cell;
}

bool ofac_is_header(struct slice first)
{
	return slice_ieq(slice_trim(first), "ent_num");
}

int ofac_entry(struct slice cell, int64_t *out, struct err *e)
{
	cell = slice_trim(cell);
	if (slice_int(cell, out) && *out > 0)
		return 0;
	return err_set(e, ERR_FORMAT, "ent_num \"%.*s\" is not a number",
		       (int)(cell.n > 40 ? 40 : cell.n), cell.p);
}

static bool is_alias_kind(struct slice s)
{
	s = slice_trim(s);
	return slice_is(s, "aka") || slice_is(s, "fka") || slice_is(s, "nka") ||
	       slice_ieq(s, "alt_type");
}

static enum ofac_part kind_of_row(const struct csv_row *row)
{
	int64_t entry;

	if (!slice_int(slice_trim(row->field[0]), &entry) &&
	    !ofac_is_header(row->field[0]))
		return OFAC_OTHER;
	switch (row->n) {
	case OFAC_MAIN_COLUMNS:
		return OFAC_MAIN;
	case 6:
		return OFAC_ADD;
	case 5:
		return is_alias_kind(row->field[2]) ? OFAC_ALT : OFAC_OTHER;
	case 2:
		return OFAC_COMMENT;
	default:
		return OFAC_OTHER;
	}
}

int ofac_part_kind(struct input_part *part, enum ofac_part *out,
		   struct err *e)
{
	struct csv_row row;
	struct csv *csv = NULL;
	int rc;

	input_rewind(part);
	*out = OFAC_OTHER;
	if (csv_open(&csv, part, ',', e) < 0)
		return reader_in(part, e);
	rc = csv_next(csv, &row, e);
	if (rc == 1)
		*out = kind_of_row(&row);
	if (rc == 0)
		rc = err_set(e, ERR_FORMAT, "the file is empty");
	else if (rc == 1 && *out == OFAC_OTHER)
		rc = err_set(e, ERR_FORMAT, "row 1: no OFAC file begins like "
			     "this (%zu columns, the first is \"%.*s\")",
			     row.n, (int)(row.field[0].n > 40 ? 40 :
					  row.field[0].n), row.field[0].p);
	csv_close(&csv);
	input_rewind(part);
	return rc < 0 ? reader_in(part, e) : 0;
}

void ofac_side_init(struct ofac_side *s)
{
	*s = (struct ofac_side){ .mem = ARENA_INIT(OFAC_SIDE_BYTES) };
}

void ofac_side_free(struct ofac_side *s)
{
	arena_free(&s->mem);
	free(s->row);
	*s = (struct ofac_side){0};
}

static struct slice keep_cell(struct ofac_side *s, const struct csv_row *row,
			      size_t column)
{
	return arena_slice(&s->mem, ofac_cell(row->field[column]));
}

static bool is_empty(const struct csv_row *row, enum ofac_part what)
{
	switch (what) {
	case OFAC_ADD:
		return !ofac_cell(row->field[2]).p &&
		       !ofac_cell(row->field[3]).p &&
		       !ofac_cell(row->field[4]).p;
	case OFAC_ALT:
		return !ofac_cell(row->field[3]).p;
	default:
		return !ofac_cell(row->field[1]).p;
	}
}

static void fill_row(struct ofac_side *s, struct ofac_side_row *r,
		     const struct csv_row *row)
{
	switch (r->what) {
	case OFAC_ADD:
		r->text = keep_cell(s, row, 2);
		r->city = keep_cell(s, row, 3);
		r->country = keep_cell(s, row, 4);
		return;
	case OFAC_ALT:
		r->kind = keep_cell(s, row, 2);
		r->text = keep_cell(s, row, 3);
		return;
	default:
		/* Remarks are cut anywhere: the blank at the cut is theirs. */
		r->text = arena_slice(&s->mem, row->field[1]);
		return;
	}
}

static int add_row(struct ofac_side *s, const struct csv_row *row,
		   enum ofac_part what, struct err *e)
{
	struct ofac_side_row *r;
	int64_t entry;

	if (row->n != columns[what])
		return err_set(e, ERR_FORMAT, "%zu columns instead of %zu",
			       row->n, columns[what]);
	if (ofac_entry(row->field[0], &entry, e) < 0)
		return -1;
	if (is_empty(row, what))
		return 0;
	if (vec_room((void **)&s->row, &s->cap, s->n, sizeof(*r), ROWS_MAX,
		     e) < 0)
		return -1;
	r = &s->row[s->n];
	*r = (struct ofac_side_row){ .entry = entry, .order = s->n++,
				     .what = what };
	fill_row(s, r, row);
	return arena_ok(&s->mem, "aliases and addresses", e);
}

static int row_in(const struct csv_row *row, struct err *e)
{
	char where[40];

	snprintf(where, sizeof(where), "row %zu", row->number);
	return err_in(e, where);
}

int ofac_side_add(struct ofac_side *s, struct input_part *part,
		  enum ofac_part what, struct err *e)
{
	struct csv_row row;
	struct csv *csv = NULL;
	int rc;

	if (csv_open(&csv, part, ',', e) < 0)
		return reader_in(part, e);
	while ((rc = csv_next(csv, &row, e)) == 1) {
		if (row.number == 1 && ofac_is_header(row.field[0]))
			continue;
		if (add_row(s, &row, what, e) < 0) {
			rc = row_in(&row, e);
			break;
		}
	}
	csv_close(&csv);
	return rc < 0 ? reader_in(part, e) : 0;
}

static int by_entry(const void *a, const void *b)
{
	const struct ofac_side_row *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

void ofac_side_sort(struct ofac_side *s)
{
	if (s->n)
		qsort(s->row, s->n, sizeof(*s->row), by_entry);
}

const struct ofac_side_row *ofac_side_find(const struct ofac_side *s,
					   int64_t entry, size_t *n)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (s->row[mid].entry < entry)
			low = mid + 1;
		else
			high = mid;
	}
	*n = 0;
	while (low + *n < s->n && s->row[low + *n].entry == entry)
		(*n)++;
	return *n ? &s->row[low] : NULL;
}
