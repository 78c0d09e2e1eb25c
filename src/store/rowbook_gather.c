#include "store/rowbook_gather.h"

#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#include "base/path.h"

enum {
	TEXT_BYTES = 1 << 30,
	WORDS_MOST = 1 << 26,
	PAIRS_MOST = 1 << 28,
	OUT_BYTES = 1 << 20,	/* written in pieces of so many */
	SLOTS_FIRST = 1 << 16,
};

int gatherer_open(struct gatherer *g, struct err *e)
{
	*g = (struct gatherer){ .fd = path_spool(e),
				.out = STR_INIT(2 * OUT_BYTES),
				.text = STR_INIT(TEXT_BYTES),
				.slots = SLOTS_FIRST };
	if (g->fd < 0)
		return -1;
	if (getrandom(&g->seed, sizeof(g->seed), 0) != sizeof(g->seed))
		return err_sys(e, "no number by chance");
	g->slot = calloc(g->slots, sizeof(*g->slot));
	return g->slot ? 0 : err_set(e, ERR_MEMORY, "no memory for an index");
}

void gatherer_free(struct gatherer *g)
{
	if (g->fd >= 0)
		close(g->fd);
	str_free(&g->out);
	str_free(&g->text);
	free(g->word);
	free(g->slot);
	free(g->pair);
	free(g->run);
	*g = (struct gatherer){ .fd = -1 };
}

/* --- one word --- */

static struct slice text_of(const struct gatherer *g, const struct gathered *w)
{
	return slice_make(str_cstr(&g->text) + w->text, w->bytes);
}

static size_t slot_of(const struct gatherer *g, uint32_t class,
		      struct slice word)
{
	uint64_t h = slice_hash_from(g->seed, word) +
		     class * 0x9E3779B97F4A7C15u;

	return (size_t)(h ^ h >> 29) & (g->slots - 1);
}

/* The slot in which it is, or that is free for it. */
static size_t find(const struct gatherer *g, uint32_t class,
		   struct slice word)
{
	size_t at = slot_of(g, class, word);

	while (g->slot[at]) {
		const struct gathered *w = &g->word[g->slot[at] - 1];

		if (w->class == class && slice_eq(text_of(g, w), word))
			break;
		at = (at + 1) & (g->slots - 1);
	}
	return at;
}

static int widen(struct gatherer *g, struct err *e)
{
	uint32_t *wider;

	if (g->n * 2 < g->slots)
		return 0;
	wider = calloc(g->slots * 2, sizeof(*wider));
	if (!wider)
		return err_set(e, ERR_MEMORY, "no memory for an index");
	free(g->slot);
	g->slot = wider;
	g->slots *= 2;
	for (size_t i = 0; i < g->n; i++)
		g->slot[find(g, g->word[i].class, text_of(g, &g->word[i]))] =
			(uint32_t)i + 1;
	return 0;
}

static int add_new(struct gatherer *g, uint32_t class, struct slice word,
		   size_t *at, struct err *e)
{
	if (vec_room((void **)&g->word, &g->cap, g->n, sizeof(*g->word),
		     WORDS_MOST, e) < 0 || widen(g, e) < 0)
		return -1;
	g->word[g->n] = (struct gathered){ .text = g->text.n,
					   .bytes = (uint32_t)word.n,
					   .class = class };
	str_add(&g->text, word);
	*at = find(g, class, word);
	g->slot[*at] = (uint32_t)++g->n;
	return str_ok(&g->text, "words of rows", e);
}

static int add(struct gatherer *g, size_t column, enum book_form form,
	       struct slice word, uint32_t row, struct err *e)
{
	uint32_t class = (uint32_t)(column * BOOK_FORMS + form);
	size_t at = find(g, class, word);
	struct gathered *w;

	if (!g->slot[at] && add_new(g, class, word, &at, e) < 0)
		return -1;
	w = &g->word[g->slot[at] - 1];
	if (w->last == row + 1)
		return 0;
	if (vec_room((void **)&g->pair, &g->cap_pairs, g->pairs,
		     sizeof(*g->pair), PAIRS_MOST, e) < 0)
		return -1;
	w->last = row + 1;
	w->rows++;
	g->pair[g->pairs++] = (struct gather_pair){ g->slot[at] - 1, row };
	return 0;
}

/* Lines that begin with a blank are as they sound; the first of a piece is what
 * is written. */
int gather_text(struct gatherer *g, size_t column, struct slice piece,
		uint32_t row, struct err *e)
{
	struct slice line, word;

	for (bool first = true; slice_cut(&piece, '\n', &line); first = false) {
		enum book_form form = !first && slice_starts(line, " ") ?
					      FORM_SOUNDED : FORM_SPELT;

		while (slice_cut(&line, ' ', &word))
			if (word.n > 0 &&
			    add(g, column, form, word, row, e) < 0)
				return -1;
	}
	return 0;
}

int gather_cell(struct gatherer *g, size_t column, enum book_form form,
		struct slice value, uint32_t row, struct err *e)
{
	size_t before = g->n;

	if (g->left_out[column])
		return 0;
	if (add(g, column, form, value, row, e) < 0)
		return -1;
	g->cells[column] += g->n - before;
	g->left_out[column] = g->cells[column] > BOOK_CELLS;
	return 0;
}

/* --- a run --- */

static int by_text(const void *x, const void *y, void *ctx)
{
	const struct gatherer *g = ctx;
	const struct gathered *a = &g->word[*(const uint32_t *)x];
	const struct gathered *b = &g->word[*(const uint32_t *)y];

	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return slice_cmp(text_of(g, a), text_of(g, b));
}

static int write_out(struct gatherer *g, struct err *e)
{
	struct slice bytes = str_slice(&g->out);

	if (str_ok(&g->out, "words of rows", e) < 0 ||
	    path_write_all(g->fd, bytes, e) < 0)
		return -1;
	g->at += bytes.n;
	str_clear(&g->out);
	return 0;
}

static int put(struct gatherer *g, const void *bytes, size_t n, struct err *e)
{
	const char *p = bytes;

	while (n > 0) {
		size_t part = n < OUT_BYTES ? n : OUT_BYTES;

		str_add(&g->out, slice_make(p, part));
		if (g->out.n >= OUT_BYTES && write_out(g, e) < 0)
			return -1;
		p += part;
		n -= part;
	}
	return 0;
}

/* Rows of each word stand together, in the order in which they came. */
static void place(const struct gatherer *g, size_t *from, uint32_t *rows)
{
	size_t at = 0;

	for (size_t i = 0; i < g->n; i++) {
		from[i] = at;
		at += g->word[i].rows;
	}
	for (size_t i = 0; i < g->pairs; i++)
		rows[from[g->pair[i].word]++] = g->pair[i].row;
	for (size_t i = 0; i < g->n; i++)
		from[i] -= g->word[i].rows;
}

static int put_words(struct gatherer *g, const uint32_t *order,
		     const size_t *from, const uint32_t *rows, struct err *e)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct gathered *w = &g->word[order[i]];
		struct run_head h = { w->class, w->bytes, w->rows };

		if (put(g, &h, sizeof(h), e) < 0 ||
		    put(g, text_of(g, w).p, w->bytes, e) < 0 ||
		    put(g, rows + from[order[i]], w->rows * sizeof(*rows),
			e) < 0)
			return -1;
	}
	return write_out(g, e);
}

static int put_run(struct gatherer *g, struct err *e)
{
	uint32_t *order = malloc((g->n + 1) * sizeof(*order));
	size_t *from = malloc((g->n + 1) * sizeof(*from));
	uint32_t *rows = malloc((g->pairs + 1) * sizeof(*rows));
	int rc = -1;

	if (!order || !from || !rows) {
		err_set(e, ERR_MEMORY, "no memory for an index");
	} else {
		for (size_t i = 0; i < g->n; i++)
			order[i] = (uint32_t)i;
		qsort_r(order, g->n, sizeof(*order), by_text, g);
		place(g, from, rows);
		rc = put_words(g, order, from, rows, e);
	}
	free(order);
	free(from);
	free(rows);
	return rc;
}

int gather_flush(struct gatherer *g, struct err *e)
{
	if (g->n == 0)
		return 0;
	if (vec_room((void **)&g->run, &g->cap_runs, g->runs,
		     sizeof(*g->run), WINDOW_ROWS / GATHER_ROWS + 1, e) < 0)
		return -1;
	g->run[g->runs++] = g->at;
	if (put_run(g, e) < 0)
		return -1;
	g->n = g->pairs = 0;
	str_clear(&g->text);
	memset(g->slot, 0, g->slots * sizeof(*g->slot));
	memset(g->cells, 0, sizeof(g->cells));
	return 0;
}
