/* A book is made in three steps: the rows in the view's own order, their words in
 * sorted runs, and the runs merged. What is held in memory is one run. */
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/leb.h"
#include "base/path.h"
#include "base/text.h"
#include "store/rowbook_gather.h"
#include "store/window_keys.h"

enum { SQL_BYTES = 64 << 10, CELL_BYTES = 1 << 20, POSTING_BYTES = 1 << 30,
       SPOOL_BYTES = 1 << 20, GIVE_BACK = 256 << 10 };

/* Bytes that go to a temporary file. */
struct spool {
	int fd;
	uint64_t n;		/* of all */
	struct str buf;
};

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
	struct book_class class[GATHER_CLASSES];
	struct spool words, texts;
	uint64_t made;		/* words */
	uint64_t postings;	/* bytes */
	struct str bytes;	/* of one word */
	struct err *e;
};

/* --- rows in their order --- */

static int by_key(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return a->key < b->key ? -1 : a->key > b->key;
}

static int read_order(struct making *m, struct placed **list, size_t *n)
{
	struct query *own = calloc(1, sizeof(*own));
	struct str text = STR_INIT(SQL_BYTES);
	struct sqlite3_stmt *st = NULL;
	size_t cap = 0;
	int rc = own ? query_defaults(own, m->shape, m->e) :
		       err_set(m->e, ERR_MEMORY, "no memory for an index");

	str_addf(&text, "SELECT t.row_key FROM main.shown_%s t ORDER BY ",
		 m->shape->name);
	if (rc == 0)
		order_add(&text, "t", m->shape, own, NULL);
	if (rc == 0 && str_ok(&text, "order", m->e) == 0)
		st = sql_make(&m->s->q, str_cstr(&text), m->e);
	rc = st ? 1 : -1;
	while (rc > 0 && (rc = sql_step(&m->s->q, st, m->e)) > 0) {
		if (vec_room((void **)list, &cap, *n, sizeof(**list),
			     WINDOW_ROWS, m->e) < 0)
			rc = -1;
		else
			(*list)[*n] = (struct placed){ sql_col_int(st, 0),
						       (uint32_t)*n };
		*n += rc > 0;
	}
	sql_drop(&st);
	str_free(&text);
	if (own)
		query_free(own);
	free(own);
	return rc;
}

static int make_order(struct making *m)
{
	struct placed *list = NULL;
	int rc = read_order(m, &list, &m->n);

	m->key = malloc((m->n + 1) * sizeof(*m->key));
	m->place = malloc((m->n + 1) * sizeof(*m->place));
	if (rc == 0 && (!m->key || !m->place))
		rc = err_set(m->e, ERR_MEMORY, "no memory for an index");
	for (size_t i = 0; rc == 0 && i < m->n; i++)
		m->key[i] = list[i].key;
	if (rc == 0 && m->n > 0)
		qsort(list, m->n, sizeof(*list), by_key);
	for (size_t i = 0; rc == 0 && i < m->n; i++)
		m->place[i] = list[i].place;
	free(list);
	return rc;
}

/* --- their words --- */

static bool is_cell(const struct column *c)
{
	return c->type == CELL_WORD && c->from == CELL_OF_FACTS;
}

static int read_words(struct making *m, struct sqlite3_stmt **st)
{
	struct str text = STR_INIT(SQL_BYTES);

	str_addz(&text, "SELECT t.row_key, x.hay");
	for (size_t i = 0; i < shape_width(m->shape); i++)
		if (is_cell(shape_column(m->shape, i)))
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
	return str_ok(&m->low, "a value", m->e) < 0 ? -1 :
		gather_cell(&m->g, column, str_slice(&m->low), row, m->e);
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
		if (is_cell(shape_column(m->shape, i)) &&
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

/* --- temporary files --- */

static int spool_open(struct spool *p, struct err *e)
{
	*p = (struct spool){ .fd = path_spool(e),
			     .buf = STR_INIT(2 * SPOOL_BYTES) };
	return p->fd < 0 ? -1 : 0;
}

static int spool_flush(struct spool *p, struct err *e)
{
	int rc = str_ok(&p->buf, "an index", e) < 0 ? -1 :
		path_write_all(p->fd, str_slice(&p->buf), e);

	str_clear(&p->buf);
	return rc;
}

static int spool_put(struct spool *p, const void *bytes, size_t n,
		     struct err *e)
{
	str_add(&p->buf, slice_make(bytes, n));
	p->n += n;
	return p->buf.n < SPOOL_BYTES ? 0 : spool_flush(p, e);
}

static void spool_free(struct spool *p)
{
	if (p->fd >= 0)
		close(p->fd);
	str_free(&p->buf);
	p->fd = -1;
}

static int map_all(int fd, uint64_t n, const unsigned char **p,
		   struct err *e)
{
	void *map = n == 0 ? NULL : mmap(NULL, (size_t)n, PROT_READ,
					 MAP_SHARED, fd, 0);

	if (map == MAP_FAILED)
		return err_sys(e, "cannot map a temporary file");
	*p = map;
	return 0;
}

static void unmap(const unsigned char *p, uint64_t n)
{
	if (p)
		munmap((void *)(uintptr_t)p, (size_t)n);
}

static int spool_copy(struct spool *p, struct summer *to, struct err *e)
{
	const unsigned char *map = NULL;

	if (spool_flush(p, e) < 0 || map_all(p->fd, p->n, &map, e) < 0)
		return -1;
	summer_put(to, map, (size_t)p->n);
	unmap(map, p->n);
	return 0;
}

/* --- runs merged --- */

/* The word at hand of a run. */
struct cursor {
	const unsigned char *at, *end;	/* behind it */
	const unsigned char *done;	/* pages before it were given back */
	struct run_head head;
	struct slice text;
	const unsigned char *rows;
	size_t run;
};

/* What was merged is read no more: of a million rows that is 200 MB. */
static void give_back(struct cursor *c)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = ((uintptr_t)c->done + page - 1) / page * page;
	uintptr_t end = (uintptr_t)c->at / page * page;

	if (c->at - c->done < GIVE_BACK)
		return;
	c->done = c->at;
	if (end > from)
		madvise((void *)from, end - from, MADV_DONTNEED);
}

static bool next(struct cursor *c)
{
	give_back(c);
	if (c->at == c->end)
		return false;
	memcpy(&c->head, c->at, sizeof(c->head));
	c->text = slice_make((const char *)c->at + sizeof(c->head),
			     c->head.bytes);
	c->rows = c->at + sizeof(c->head) + c->head.bytes;
	c->at = c->rows + c->head.rows * sizeof(uint32_t);
	return true;
}

static int same_word(const struct cursor *a, const struct cursor *b)
{
	if (a->head.class != b->head.class)
		return a->head.class < b->head.class ? -1 : 1;
	return slice_cmp(a->text, b->text);
}

/* Runs hold rows in ascending order: of one word the earlier run first. */
static bool before(const struct cursor *a, const struct cursor *b)
{
	int order = same_word(a, b);

	return order < 0 || (order == 0 && a->run < b->run);
}

static void sink(struct cursor *heap, size_t n, size_t at)
{
	for (;;) {
		size_t least = at, left = 2 * at + 1;
		struct cursor c;

		if (left < n && before(&heap[left], &heap[least]))
			least = left;
		if (left + 1 < n && before(&heap[left + 1], &heap[least]))
			least = left + 1;
		if (least == at)
			return;
		c = heap[at];
		heap[at] = heap[least];
		heap[least] = c;
		at = least;
	}
}

static void step(struct cursor *heap, size_t *n)
{
	if (!next(&heap[0]))
		heap[0] = heap[--*n];
	sink(heap, *n, 0);
}

static void add_row(struct making *m, uint32_t row, uint32_t *last)
{
	char leb[LEB_BYTES];

	str_add(&m->bytes, slice_make(leb, leb_put(leb, row - *last)));
	*last = row;
}

static void set_bits(struct making *m, const uint32_t *rows, size_t n)
{
	size_t bytes = book_bits(m->n);

	str_clear(&m->bytes);
	if (!str_room(&m->bytes, bytes))
		return;
	memset(m->bytes.p, 0, bytes);
	m->bytes.n = bytes;
	for (size_t i = 0; i < n; i++)
		m->bytes.p[rows[i] / 8] = (char)((unsigned char)
			m->bytes.p[rows[i] / 8] | 1u << rows[i] % 8);
}

static int put_rows(struct making *m, const uint32_t *rows, size_t n,
		    uint64_t *at)
{
	uint32_t last = 0, bytes;

	if (n == 1) {
		*at = rows[0];
		return 0;
	}
	str_clear(&m->bytes);
	if (book_is_bits(n, m->n))
		set_bits(m, rows, n);
	else
		for (size_t i = 0; i < n; i++)
			add_row(m, rows[i], &last);
	if (str_ok(&m->bytes, "rows of a word", m->e) < 0)
		return -1;
	*at = m->postings;
	bytes = (uint32_t)m->bytes.n;
	if (!book_is_bits(n, m->n)) {
		summer_put(&m->to, &bytes, sizeof(bytes));
		m->postings += sizeof(bytes);
	}
	summer_put(&m->to, m->bytes.p, m->bytes.n);
	m->postings += bytes;
	return m->to.bad ? -1 : 0;
}

static int put_word(struct making *m, uint32_t class, struct slice text,
		    const uint32_t *rows, size_t n)
{
	struct book_class *c = &m->class[class];
	struct book_word w = { .rows = (uint32_t)n };

	if (class % BOOK_FORMS == FORM_CELL &&
	    m->g.left_out[class / BOOK_FORMS]) {
		c->left_out = 1;
		return 0;
	}
	if (c->n == 0) {
		c->first = m->made;
		c->text = m->texts.n;
	}
	if (c->bytes > UINT32_MAX - text.n - 1)
		return err_set(m->e, ERR_LIMIT, "%s: too many words",
			       m->shape->name);
	w.text = (uint32_t)c->bytes;
	c->n++;
	c->bytes += text.n + 1;
	for (size_t i = 0; i < text.n; i++)
		c->times[(unsigned char)text.p[i]]++;
	m->made++;
	return put_rows(m, rows, n, &w.at) < 0 ||
	       spool_put(&m->words, &w, sizeof(w), m->e) < 0 ||
	       spool_put(&m->texts, text.p, text.n, m->e) < 0 ||
	       spool_put(&m->texts, "\n", 1, m->e) < 0 ? -1 : 0;
}

/* The word that is least, with its rows of all runs. */
static int take_word(struct making *m, struct cursor *heap, size_t *n,
		     uint32_t *rows)
{
	struct cursor first = heap[0];
	size_t have = 0;

	while (*n > 0 && same_word(&heap[0], &first) == 0) {
		if (heap[0].head.rows > m->n - have)
			return err_set(m->e, ERR_FORMAT, "a run of words lies");
		memcpy(rows + have, heap[0].rows,
		       heap[0].head.rows * sizeof(*rows));
		have += heap[0].head.rows;
		step(heap, n);
	}
	return put_word(m, first.head.class, first.text, rows, have);
}

static size_t open_runs(const struct gatherer *g, const unsigned char *map,
			struct cursor *heap)
{
	size_t n = 0;

	for (size_t i = 0; i < g->runs; i++) {
		uint64_t end = i + 1 < g->runs ? g->run[i + 1] : g->at;

		heap[n] = (struct cursor){ .at = map + g->run[i],
					   .end = map + end,
					   .done = map + g->run[i], .run = i };
		n += next(&heap[n]);
	}
	for (size_t i = n; i-- > 0;)
		sink(heap, n, i);
	return n;
}

static int merge(struct making *m)
{
	struct cursor *heap = calloc(m->g.runs + 1, sizeof(*heap));
	uint32_t *rows = malloc((m->n + 1) * sizeof(*rows));
	const unsigned char *map = NULL;
	int rc = heap && rows ? map_all(m->g.fd, m->g.at, &map, m->e) :
		err_set(m->e, ERR_MEMORY, "no memory for an index");
	size_t n = rc == 0 ? open_runs(&m->g, map, heap) : 0;

	while (rc == 0 && n > 0)
		rc = take_word(m, heap, &n, rows);
	unmap(map, m->g.at);
	free(heap);
	free(rows);
	return rc;
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
	if (merge(m) < 0)
		return -1;
	end(m, BOOK_POSTINGS);
	begin(m, BOOK_WORDS);
	if (spool_copy(&m->words, &m->to, m->e) < 0)
		return -1;
	end(m, BOOK_WORDS);
	begin(m, BOOK_TEXTS);
	if (spool_copy(&m->texts, &m->to, m->e) < 0)
		return -1;
	end(m, BOOK_TEXTS);
	put_all(m, BOOK_CLASSES, m->class, shape_width(m->shape) *
		BOOK_FORMS * sizeof(*m->class));
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
	str_free(&m->bytes);
	free(m->key);
	free(m->place);
	summer_free(&m->to);
	spool_free(&m->words);
	spool_free(&m->texts);
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
			      .bytes = STR_INIT(POSTING_BYTES),
			      .g.fd = -1, .words.fd = -1, .texts.fd = -1 };
	rc = gatherer_open(&m->g, e);
	if (rc == 0)
		rc = summer_open(&m->to, fd, e);
	if (rc == 0 && (spool_open(&m->words, e) < 0 ||
			spool_open(&m->texts, e) < 0))
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
