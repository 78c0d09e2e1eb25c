/* All sections of an index into its file. */
#include "names/index_make.h"

#include <stdlib.h>

struct out {
	struct summer to;
	struct index_head head;
};

static void put(struct out *o, const void *bytes, size_t n)
{
	summer_put(&o->to, bytes, n);
}

static void begin(struct out *o, enum index_section s)
{
	o->head.section[s].at = o->to.at;
}

static void end(struct out *o, enum index_section s)
{
	o->head.section[s].bytes = o->to.at - o->head.section[s].at;
	summer_align(&o->to);
}

static void put_all(struct out *o, enum index_section s, const void *bytes,
		    size_t n)
{
	begin(o, s);
	put(o, bytes, n);
	end(o, s);
}

/* --- sections ------------------------------------------------------------ */

static void put_names(struct out *o, struct index_maker *m)
{
	struct name_row last = { .written = (uint32_t)m->written.n,
				 .entry = (uint32_t)m->entries };

	begin(o, AT_NAMES);
	put(o, m->row, m->n * sizeof(*m->row));
	put(o, &last, sizeof(last));
	end(o, AT_NAMES);
	put_all(o, AT_WRITTEN, str_cstr(&m->written), m->written.n);
}

static void put_entries(struct out *o, struct index_maker *m)
{
	for (size_t i = 0; i < m->entries; i++) {
		uint32_t *x = &m->entry[i];

		*x = (*x & ~(ENTRY_WORDS - 1)) | m->word[entry_word(*x)].number;
	}
	put_all(o, AT_ENTRIES, m->entry, m->entries * sizeof(*m->entry));
}

/* Words of one sound share its bytes: where each has them, by its `last`. */
static void put_sounds(struct out *o, const struct order *order)
{
	struct slice before = SLICE_NONE;
	uint32_t at = 0, next = 0;

	begin(o, AT_SOUNDS);
	for (size_t i = 0; i < order->n; i++) {
		struct made_word *w =
			&order->word[order->by[BY_SOUND].word[i]];

		if (i == 0 || !slice_eq(before, w->word.sound)) {
			put(o, w->word.sound.p, w->word.sound.n);
			at = next;
			next += (uint32_t)w->word.sound.n;
		}
		before = w->word.sound;
		w->last = at;
	}
	end(o, AT_SOUNDS);
}

static void put_words(struct out *o, const struct order *order)
{
	struct dict_row row = {0};

	begin(o, AT_WORDS);
	for (size_t i = 0; i < order->n; i++) {
		const struct made_word *w = &order->word[i];

		row.sound = w->last;
		row.given = w->word.given;
		row.alike = w->word.alike;
		row.traits = w->word.traits;
		row.sound_n = (uint8_t)w->word.sound.n;
		put(o, &row, sizeof(row));
		row.plain += (uint32_t)w->word.plain.n + 1;
		row.posting += w->names;
	}
	row = (struct dict_row){ .plain = row.plain, .posting = row.posting };
	put(o, &row, sizeof(row));
	end(o, AT_WORDS);
}

static void put_plains(struct out *o, const struct order *order)
{
	begin(o, AT_PLAINS);
	for (size_t i = 0; i < order->n; i++) {
		put(o, order->word[i].word.plain.p,
		    order->word[i].word.plain.n);
		put(o, "", 1);
	}
	end(o, AT_PLAINS);
}

static size_t common(struct slice a, struct slice b, bool from_end)
{
	size_t n = 0;

	while (n < a.n && n < b.n && n < UINT8_MAX &&
	       (from_end ? a.p[a.n - 1 - n] == b.p[b.n - 1 - n] :
			   a.p[n] == b.p[n]))
		n++;
	return n;
}

/* Letters that row i begins with as the one before does: mostly their keys
 * tell. */
static unsigned char front_of(const struct order *order, size_t i,
			      enum word_order kind)
{
	const struct ordered *by = &order->by[kind];
	uint64_t differ;

	if (i == 0)
		return 0;
	differ = by->key[i] ^ by->key[i - 1];
	if (differ)
		return (unsigned char)(__builtin_clzll(differ) / 8);
	return (unsigned char)common(
		order_text(&order->word[by->word[i]], kind),
		order_text(&order->word[by->word[i - 1]], kind),
		kind == BY_TAIL);
}

static const struct {
	enum index_section words, fronts, keys;
} order_at[WORD_ORDERS] = {
	[BY_PLAIN] = { INDEX_SECTIONS, AT_FRONTS, AT_KEYS },
	[BY_TAIL]  = { AT_BY_TAIL, AT_TAIL_FRONTS, AT_TAIL_KEYS },
	[BY_SOUND] = { AT_BY_SOUND, AT_SOUND_FRONTS, AT_SOUND_KEYS },
	[BY_BONES] = { AT_BY_BONES, AT_BONES_FRONTS, AT_BONES_KEYS },
};

static void put_orders(struct out *o, const struct order *order)
{
	for (int kind = 0; kind < WORD_ORDERS; kind++) {
		const struct ordered *by = &order->by[kind];

		if (kind != BY_PLAIN)
			put_all(o, order_at[kind].words, by->word,
				order->n * sizeof(*by->word));
		put_all(o, order_at[kind].keys, by->key,
			order->n * sizeof(*by->key));
		begin(o, order_at[kind].fronts);
		for (size_t i = 0; i < order->n; i++) {
			unsigned char n = front_of(order, i,
						   (enum word_order)kind);

			put(o, &n, 1);
		}
		end(o, order_at[kind].fronts);
	}
}

/* Counted, then placed: names come in their order, so that those of a word
 * are in it too. A word that stands twice in a name has it once. */
static void place_postings(struct index_maker *m, const struct order *order,
			   uint32_t *list)
{
	for (size_t i = 0; i < m->n; i++) {
		size_t until = i + 1 < m->n ? m->row[i + 1].entry : m->entries;

		for (size_t k = m->row[i].entry; k < until; k++) {
			struct made_word *w =
				&order->word[entry_word(m->entry[k])];

			if (w->last == (uint32_t)i + 1)
				continue;
			list[w->number++] = (uint32_t)i;
			w->last = (uint32_t)i + 1;
		}
	}
}

static void put_postings(struct out *o, struct index_maker *m,
			 const struct order *order)
{
	size_t n = 0;
	uint32_t *list;

	for (size_t i = 0; i < order->n; i++) {
		order->word[i].number = (uint32_t)n;	/* where it goes on */
		order->word[i].last = 0;
		n += order->word[i].names;
	}
	list = malloc((n + 1) * sizeof(*list));
	if (!list) {
		o->to.bad = true;
		err_set(o->to.e, ERR_MEMORY, "no memory for the name index");
		return;
	}
	place_postings(m, order, list);
	put_all(o, AT_POSTINGS, list, n * sizeof(*list));
	free(list);
}

static int by_number(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

static uint64_t group_of(const struct made_word *w, enum index_section s)
{
	return s == AT_GIVENS ? w->word.given : w->word.alike;
}

/* Words by a number that they have, where 0 is none. */
static void put_groups(struct out *o, const struct order *order,
		       uint64_t *list, enum index_section s)
{
	size_t n = 0;

	for (size_t i = 0; i < order->n; i++) {
		uint64_t group = group_of(&order->word[i], s);

		if (group)
			list[n++] = group << 32 | i;
	}
	if (n > 1)
		qsort(list, n, sizeof(*list), by_number);
	begin(o, s);
	for (size_t i = 0; i < n; i++) {
		uint32_t word = (uint32_t)list[i];

		put(o, &word, sizeof(word));
	}
	end(o, s);
}

static void put_views(struct out *o, const struct order *order)
{
	uint64_t *list = malloc((order->n + 1) * sizeof(*list));

	if (!list) {
		o->to.bad = true;
		err_set(o->to.e, ERR_MEMORY, "no memory for the name index");
		return;
	}
	put_groups(o, order, list, AT_GIVENS);
	put_groups(o, order, list, AT_ALIKES);
	free(list);
}

static int put_head(struct out *o, uint64_t stamp)
{
	if (summer_end(&o->to) < 0)
		return -1;
	o->head.rules = name_rules();
	o->head.stamp = stamp;
	o->head.sums.at = o->to.at;
	o->head.sums.bytes = o->to.sums * sizeof(*o->to.sum);
	index_seal(&o->head, o->to.sum);
	return summer_head(&o->to, &o->head, sizeof(o->head));
}

static int put_sections(struct out *o, struct index_maker *m,
			struct order *order, uint64_t stamp)
{
	put_names(o, m);
	put_entries(o, m);
	put_sounds(o, order);
	put_words(o, order);
	put_plains(o, order);
	put_orders(o, order);
	put_views(o, order);
	put_postings(o, m, order);
	return put_head(o, stamp);
}

int index_write(struct index_maker *m, int fd, uint64_t stamp, struct err *e)
{
	struct out o = {0};
	struct order order = {0};
	int rc = summer_open(&o.to, fd, e);

	if (rc == 0)
		rc = order_make(&order, m, e);
	if (rc == 0)
		rc = put_sections(&o, m, &order, stamp);
	order_free(&order);
	summer_free(&o.to);
	return rc;
}
