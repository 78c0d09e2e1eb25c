/* How much the names that have enough of the words asked may score at the most,
 * by the words that they are of. */
#include "names/seeking.h"

enum {
	SLACK = 40,		/* that the estimate may be too low */
	ASKED_MORE = 40, LISTED_MORE = 20,	/* as in match.c */
	TOUCHED_MANY = 4096, AHEAD = 8,
};

struct look {
	uint16_t best[NAME_WORDS];	/* of each word asked */
	int listed_got;		/* weight x likeness of words listed */
	int listed_of;		/* weight of words asked that they may be */
	int listed_more;	/* words that tell and are not asked */
	int initials;		/* of them, that initials asked may be */
	int wild;		/* capitals listed: initials of so many words */
};

/* The words asked that this one may be. */
static bool look_word(const struct seeking *s, struct look *l, uint32_t word)
{
	const struct tie_row *t = s->k->tie;
	uint32_t at = s->k->like_at[word];
	int got = 0, of = 0;

	for (uint32_t i = at; i > 0; i = t[i - 1].next) {
		const struct tie_row *x = &t[i - 1];

		for (size_t w = x->first; w < (size_t)x->first + x->n; w++)
			if (x->score > l->best[w])
				l->best[w] = x->score;
		if (x->n * x->score > got)
			got = x->n * x->score;
		if (x->n > of)
			of = x->n;
	}
	l->listed_got += got;
	l->listed_of += of * SEEK_UNIT;
	return at > 0;
}

/* One of the initials asked may stand for the word. */
static bool is_initial(const struct seeking *s, uint32_t word)
{
	unsigned first = (unsigned)(s->k->keys[word] >> 56) - 'a';

	return first >= 26 || (s->initials >> first & 1);
}

static int look_at(struct seeking *s, uint32_t name, struct look *l)
{
	const struct name_index *ix = s->k->ix;
	size_t n;
	const uint32_t *entry = index_entries(ix, name, &n, s->e);

	*l = (struct look){ .wild = 0 };
	for (size_t i = 0; entry && i < n; i++) {
		uint32_t word = entry_word(entry[i]);
		unsigned role = entry_role(entry[i]);

		if (word >= ix->words)
			return seeking_lies(s);
		if (role == ENTRY_SPELT || look_word(s, l, word))
			continue;
		if (s->k->short_ones[word / 64] >> word % 64 & 1)
			l->wild += INITIALS_MOST;
		if (!seeking_tells(role))
			continue;
		l->listed_more += SEEK_UNIT;
		l->initials += s->wild > 0 && is_initial(s, word);
	}
	return entry ? 0 : -1;
}

static int less(int a, int b)
{
	return a > b ? a - b : 0;
}

static int smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Not less than name_match() would give, but for SLACK. Words are paired once
 * each: no more of one side than of the other. */
static int estimate(const struct seeking *s, const struct look *l)
{
	int got = 0, of = 0, carried = 0, more, lists, score;

	for (size_t i = 0; i < s->ask->name->n; i++) {
		if (!s->weight[i] || !l->best[i])
			continue;
		got += s->weight[i] * l->best[i] / 100;
		of += s->weight[i];
		carried += s->carries[i] ? SEEK_UNIT : 0;
	}
	got = smaller(got, l->listed_got);
	of = smaller(of, l->listed_of);
	if (of == 0)
		return 0;
	carried = smaller(carried, l->listed_of);
	more = less(s->all - carried, l->wild * SEEK_UNIT);
	lists = less(l->listed_more, smaller(s->wild, l->initials) * SEEK_UNIT);
	if (more == 0 || lists == 0)
		return got * 1000 / (10 * of + ASKED_MORE * more / 10 +
				     LISTED_MORE * lists / 10);
	score = smaller(got * 90 / (of + (more + lists) / 2),
			SEEK_CONTRADICTED);
	/* A word that is left on either side may be a slip of the hand. */
	if (more == SEEK_UNIT && lists == SEEK_UNIT && of >= 2 * SEEK_UNIT)
		return SEEK_SLIPPED;
	return score;
}

static int choose(struct seeking *s, uint32_t name)
{
	const struct tally *x = &s->k->tally[name];
	struct index_seeker *k = s->k;
	const struct name_row *row;
	struct look l;
	int most;

	if (x->got * 10 < seeking_share(s, x->words) * s->all)
		return 0;
	if (s->ask->skip && s->ask->skip(s->ask->ctx, name))
		return 0;
	row = index_rows(k->ix, AT_NAMES, name, 1, s->e);
	if (!row || look_at(s, name, &l) < 0)
		return -1;
	most = estimate(s, &l) + SLACK;
	if (most < s->ask->least)
		return 0;
	if (vec_room((void **)&k->chosen, &k->cap_chosen, k->n_chosen,
		     sizeof(*k->chosen), INDEX_NAMES_MOST, s->e) < 0)
		return -1;
	k->chosen[k->n_chosen++] = (struct chosen){
		.name = name, .most = most,
		.subject = (int64_t)(row->subject >> NAME_FLAG_BITS),
		.flags = row->subject & ((1 << NAME_FLAG_BITS) - 1),
	};
	return 0;
}

/* A name and its words are on their way before it is looked at. */
static void fetch_ahead(const struct index_seeker *k, size_t i)
{
	if (i + 2 * AHEAD < k->n_touched)
		__builtin_prefetch(&k->names[k->touched[i + 2 * AHEAD]]);
	if (i + AHEAD < k->n_touched) {
		uint32_t at = k->names[k->touched[i + AHEAD]].entry;

		if (at < k->n_entries)
			__builtin_prefetch(&k->entries[at]);
	}
}

int seeking_choose(struct seeking *s)
{
	struct index_seeker *k = s->k;

	/* Few are looked at where they stand. */
	if (k->n_touched > TOUCHED_MANY && seeker_names_ready(k, s->e) < 0)
		return -1;
	for (size_t i = 0; i < k->n_touched; i++) {
		if (k->names)
			fetch_ahead(k, i);
		if (choose(s, k->touched[i]) < 0)
			return -1;
	}
	return 0;
}
