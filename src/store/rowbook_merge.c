/* Runs of words merged into the sections of a book. */
#include "store/rowbook_merge.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/leb.h"
#include "base/path.h"

enum { SPOOL_BYTES = 1 << 20, GIVE_BACK = 256 << 10 };

/* --- temporary files --- */

int spool_open(struct spool *p, struct err *e)
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

void spool_free(struct spool *p)
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

int spool_copy(struct spool *p, struct summer *to, struct err *e)
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

static void add_row(struct merge *m, uint32_t row, uint32_t *last)
{
	char leb[LEB_BYTES];

	str_add(&m->bytes, slice_make(leb, leb_put(leb, row - *last)));
	*last = row;
}

static void set_bits(struct merge *m, const uint32_t *rows, size_t n)
{
	size_t bytes = book_bits(m->rows);
	uint64_t word;

	str_clear(&m->bytes);
	if (!str_room(&m->bytes, bytes))
		return;
	memset(m->bytes.p, 0, bytes);
	m->bytes.n = bytes;
	for (size_t i = 0; i < n; i++) {
		char *at = m->bytes.p + rows[i] / 64 * sizeof(word);

		memcpy(&word, at, sizeof(word));
		word |= (uint64_t)1 << rows[i] % 64;
		memcpy(at, &word, sizeof(word));
	}
}

static int put_rows(struct merge *m, const uint32_t *rows, size_t n,
		    uint64_t *at)
{
	uint32_t last = 0, bytes;

	if (n == 1) {
		*at = rows[0];
		return 0;
	}
	str_clear(&m->bytes);
	if (book_is_bits(n, m->rows))
		set_bits(m, rows, n);
	else
		for (size_t i = 0; i < n; i++)
			add_row(m, rows[i], &last);
	if (str_ok(&m->bytes, "rows of a word", m->e) < 0)
		return -1;
	*at = m->postings;
	bytes = (uint32_t)m->bytes.n;
	if (!book_is_bits(n, m->rows)) {
		summer_put(m->to, &bytes, sizeof(bytes));
		m->postings += sizeof(bytes);
	}
	summer_put(m->to, m->bytes.p, m->bytes.n);
	m->postings += bytes;
	return m->to->bad ? -1 : 0;
}

static int put_word(struct merge *m, uint32_t class, struct slice text,
		    const uint32_t *rows, size_t n)
{
	struct book_class *c = &m->class[class];
	struct book_word w = { .rows = (uint32_t)n };

	if (class % BOOK_FORMS >= FORM_CELL &&
	    m->g->left_out[class / BOOK_FORMS]) {
		c->left_out = 1;
		return 0;
	}
	if (c->n == 0) {
		c->first = m->made;
		c->text = m->texts.n;
	}
	if (c->bytes > UINT32_MAX - text.n - 1)
		return err_set(m->e, ERR_LIMIT, "more words than a book has room for");
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
static int take_word(struct merge *m, struct cursor *heap, size_t *n,
		     uint32_t *rows)
{
	struct cursor first = heap[0];
	size_t have = 0;

	while (*n > 0 && same_word(&heap[0], &first) == 0) {
		if (heap[0].head.rows > m->rows - have)
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

int merge_runs(struct merge *m)
{
	struct cursor *heap = calloc(m->g->runs + 1, sizeof(*heap));
	uint32_t *rows = malloc((m->rows + 1) * sizeof(*rows));
	const unsigned char *map = NULL;
	int rc = heap && rows ? map_all(m->g->fd, m->g->at, &map, m->e) :
		err_set(m->e, ERR_MEMORY, "no memory for an index");
	size_t n = rc == 0 ? open_runs(m->g, map, heap) : 0;

	while (rc == 0 && n > 0)
		rc = take_word(m, heap, &n, rows);
	unmap(map, m->g->at);
	free(heap);
	free(rows);
	return rc;
}
