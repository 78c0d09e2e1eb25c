/* A book is made in three steps: the rows in the view's own order, their words in
 * sorted runs, and the runs merged. What is held in memory is one run. */
#include <stdlib.h>

#include "base/text.h"
#include "store/rowbook_merge.h"
#include "store/window_keys.h"

enum { SQL_BYTES = 64 << 10, CELL_BYTES = 1 << 20, POSTING_BYTES = 1 << 30 };

struct placed {
	int64_t key;
	uint32_t place;
};

struct making {
	struct store *s;
	const struct shape *shape;
	struct gatherer g;
	struct str low;
	int64_t *key;		/* in the view's own order */
	uint32_t *place;	/* of each row in that */
	size_t n;
	struct summer to;
	struct book_head head;
	struct merge merge;
	struct err *e;
};

/* --- rows in their order --- */

static int by_key(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return a->key < b->key ? -1 : a->key > b->key;
}

static int make_order(struct making *m)
{
	struct placed *list;
	size_t cap = 0;

	if (order_rows(m->s, m->shape, &m->key, &m->n, &cap, m->e) < 0)
		return -1;
	list = malloc((m->n + 1) * sizeof(*list));
	m->place = malloc((m->n + 1) * sizeof(*m->place));
	if (!list || !m->place) {
		free(list);
		return err_set(m->e, ERR_MEMORY, "no memory for an index");
	}
	for (size_t i = 0; i < m->n; i++)
		list[i] = (struct placed){ m->key[i], (uint32_t)i };
	qsort(list, m->n, sizeof(*list), by_key);
	for (size_t i = 0; i < m->n; i++)
		m->place[i] = list[i].place;
	free(list);
	return 0;
}

/* --- their words --- */

static int read_words(struct making *m, struct sqlite3_stmt **st)
{
	struct str text = STR_INIT(SQL_BYTES);

	str_addz(&text, "SELECT t.row_key, x.hay");
	for (size_t i = 0; i < shape_width(m->shape); i++)
		if (book_has_cell(shape_column(m->shape, i)))
			str_addf(&text, ", t.\"%s\"",
				 shape_column(m->shape, i)->name);
	str_addf(&text, " FROM main.shown_%s_text x CROSS JOIN main.shown_%s t"
		 " ON t.row_key = x.row_key ORDER BY x.row_key",
		 m->shape->name, m->shape->name);
	*st = str_ok(&text, "words of rows", m->e) == 0 ?
		      sql_make(&m->s->q, str_cstr(&text), m->e) : NULL;
	str_free(&text);
	return *st ? 0 : -1;
}

static int gather_hay(struct making *m, struct slice hay, uint32_t row)
{
	for (size_t i = 0; i < shape_width(m->shape); i++) {
		struct slice piece;

		if (hay_piece(m->shape, i) < 0)
			continue;
		if (!slice_cut(&hay, (char)HAY_PIECE_END, &piece))
			break;
		if (gather_text(&m->g, i, piece, row, m->e) < 0)
			return -1;
	}
	return 0;
}

static int gather_value(struct making *m, size_t column, struct slice v,
			uint32_t row)
{
	str_clear(&m->low);
	if (shown_posted(shape_column(m->shape, column)))
		text_lower(&m->low, v);
	else
		book_lower(&m->low, v);
	return str_ok(&m->low, "a value", m->e) < 0 ||
	       gather_cell(&m->g, column, FORM_CELL, str_slice(&m->low), row,
			   m->e) < 0 ||
	       gather_cell(&m->g, column, FORM_VALUE, v, row, m->e) < 0 ?
		       -1 : 0;
}

static int gather_values(struct making *m, size_t column, struct slice cell,
			 uint32_t row)
{
	struct slice item;

	if (!shown_posted(shape_column(m->shape, column)))
		return cell.p ? gather_value(m, column, cell, row) : 0;
	while (slice_cut(&cell, LIST_SEP, &item))
		if (item.n > 0 && gather_value(m, column, item, row) < 0)
			return -1;
	return 0;
}

static int gather_row(struct making *m, struct sqlite3_stmt *st, uint32_t row)
{
	int at = 2;

	if (gather_hay(m, sql_col(st, 1), row) < 0)
		return -1;
	for (size_t i = 0; i < shape_width(m->shape); i++)
		if (book_has_cell(shape_column(m->shape, i)) &&
		    gather_values(m, i, sql_col(st, at++), row) < 0)
			return -1;
	return (row + 1) % GATHER_ROWS ? 0 : gather_flush(&m->g, m->e);
}

static int gather_all(struct making *m)
{
	struct sqlite3_stmt *st = NULL;
	size_t row = 0;
	int rc = read_words(m, &st) < 0 ? -1 : 1;

	while (rc > 0 && (rc = sql_step(&m->s->q, st, m->e)) > 0) {
		if (row == m->n ||
		    m->key[m->place[row]] != sql_col_int(st, 0))
			rc = err_set(m->e, ERR_STORE, "%s: a row without"
				     " its text", m->shape->name);
		else if (gather_row(m, st, (uint32_t)row) < 0)
			rc = -1;
		row++;
	}
	sql_drop(&st);
	if (rc == 0 && row != m->n)
		rc = err_set(m->e, ERR_STORE, "%s: a row without its text",
			     m->shape->name);
	return rc < 0 ? -1 : gather_flush(&m->g, m->e);
}

/* --- the file --- */

static void begin(struct making *m, enum book_section s)
{
	m->head.section[s].at = m->to.at;
}

static void end(struct making *m, enum book_section s)
{
	m->head.section[s].bytes = m->to.at - m->head.section[s].at;
	summer_align(&m->to);
}

static void put_all(struct making *m, enum book_section s, const void *bytes,
		    size_t n)
{
	begin(m, s);
	summer_put(&m->to, bytes, n);
	end(m, s);
}

static int put_sections(struct making *m)
{
	put_all(m, BOOK_KEYS, m->key, m->n * sizeof(*m->key));
	put_all(m, BOOK_PLACES, m->place, m->n * sizeof(*m->place));
	begin(m, BOOK_POSTINGS);
	m->merge.rows = m->n;
	if (merge_runs(&m->merge) < 0)
		return -1;
	end(m, BOOK_POSTINGS);
	begin(m, BOOK_WORDS);
	if (spool_copy(&m->merge.words, &m->to, m->e) < 0)
		return -1;
	end(m, BOOK_WORDS);
	begin(m, BOOK_TEXTS);
	if (spool_copy(&m->merge.texts, &m->to, m->e) < 0)
		return -1;
	end(m, BOOK_TEXTS);
	put_all(m, BOOK_CLASSES, m->merge.class, shape_width(m->shape) *
		BOOK_FORMS * sizeof(*m->merge.class));
	return summer_end(&m->to);
}

static int put_file(struct making *m, uint64_t stamp)
{
	if (put_sections(m) < 0)
		return -1;
	m->head.rules = m->s->o.spelling;
	m->head.stamp = stamp;
	m->head.rows = m->n;
	m->head.sums.at = m->to.at;
	m->head.sums.bytes = m->to.sums * sizeof(*m->to.sum);
	rowbook_seal(&m->head, m->to.sum);
	return summer_head(&m->to, &m->head, sizeof(m->head));
}

static void free_all(struct making *m)
{
	gatherer_free(&m->g);
	str_free(&m->low);
	str_free(&m->merge.bytes);
	free(m->key);
	free(m->place);
	summer_free(&m->to);
	spool_free(&m->merge.words);
	spool_free(&m->merge.texts);
	free(m);
}

int rowbook_make(struct store *s, const struct shape *shape, int fd,
		 uint64_t stamp, struct err *e)
{
	struct making *m = calloc(1, sizeof(*m));
	int rc;

	if (!m)
		return err_set(e, ERR_MEMORY, "no memory for an index");
	*m = (struct making){ .s = s, .shape = shape, .e = e,
			      .low = STR_INIT(CELL_BYTES),
			      .g.fd = -1 };
	m->merge = (struct merge){ .g = &m->g, .to = &m->to, .e = e,
				   .bytes = STR_INIT(POSTING_BYTES),
				   .words.fd = -1, .texts.fd = -1 };
	rc = gatherer_open(&m->g, e);
	if (rc == 0)
		rc = summer_open(&m->to, fd, e);
	if (rc == 0 && (spool_open(&m->merge.words, e) < 0 ||
			spool_open(&m->merge.texts, e) < 0))
		rc = -1;
	if (rc == 0)
		rc = make_order(m);
	if (rc == 0)
		rc = gather_all(m);
	if (rc == 0)
		rc = put_file(m, stamp);
	free_all(m);
	return rc;
}
