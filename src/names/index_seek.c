/* Finds names that are like one.
 *
 * For each word asked the words of the dictionary that are like it are known
 * (index_like.c). Names that have enough of them are looked at by their
 * words, which says how much their score may be at the most; the best are
 * scored in full, until no other can be among the best. A name that scores
 * MATCH_HIT has all words that tell who it is of one side, so that it is
 * enough to begin with the rarer words: who has common ones alone has too
 * little.
 */
#include "names/seeking.h"

#include <stdlib.h>

enum {
	SCORED_MOST = 3000,	/* names in full for one that is asked */
	/* Of 100 that tell who is asked: what a name that may be a hit has at
	 * the least, with one such word and with more. */
	SHARE_ONE = 57, SHARE_MANY = 47,
	/* Below MATCH_HIT what contradicts counts too. */
	SHARE_LOOSE = 25,
	WEIGHT_FATHER = 40, WEIGHT_COMMON = 45,
	TOUCHED_MANY = 4096, AHEAD = 8,
	JOINED_LEAST = 800,	/* that joined words are like one */
	SLACK = 40,		/* that the estimate may be too low */
	ASKED_MORE = 40, LISTED_MORE = 20, CONTRADICTED = MATCH_HIT - 10,
	SLIPPED = MATCH_HIT + 20,
	UNIT = 100,
};

int seeking_lies(struct seeking *s)
{
	return index_lies(s->k->ix, s->e);
}

/* --- words asked --------------------------------------------------------- */

static bool tells(unsigned role)
{
	return role == WORD_NAME || role == WORD_NUMBER;
}

static void carry(struct seeking *s, size_t i)
{
	s->carries[i] = true;
	s->weight[i] = UNIT;
	s->all += UNIT;
}

/* Letters that may be words of another name: of initials, "JC". */
static void take_initials(struct seeking *s, const struct word *w)
{
	for (size_t i = 0; i < w->plain.n; i++)
		s->initial[(unsigned char)w->plain.p[i]] = true;
	s->initial[(unsigned char)w->sound.p[0]] = true;
	s->wild += (int)w->plain.n;
}

static void weigh(struct seeking *s)
{
	const struct name *name = s->ask->name;

	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		if (tells(w->role))
			carry(s, i);
		else if (w->role == WORD_FATHER)
			s->weight[i] = WEIGHT_FATHER;
		else if (w->role == WORD_COMMON)
			s->weight[i] = WEIGHT_COMMON;
		if (w->role == WORD_INITIAL ||
		    ((w->traits & WORD_CAPITALS) &&
		     w->plain.n <= INITIALS_MOST))
			take_initials(s, w);
	}
	/* Of a name that nothing tells, what there is. */
	if (s->all > 0)
		return;
	for (size_t i = 0; i < name->n; i++)
		if (name->word[i].role != WORD_LEGAL &&
		    name->word[i].role != WORD_INITIAL)
			carry(s, i);
}

int seeking_tie(struct seeking *s, uint32_t word, uint32_t score, size_t first,
		size_t n)
{
	struct index_seeker *k = s->k;

	if (vec_room((void **)&k->tie, &k->cap_ties, k->ties, sizeof(*k->tie),
		     UINT32_MAX, s->e) < 0)
		return -1;
	k->tie[k->ties] = (struct tie_row){
		.word = word, .score = (uint16_t)score,
		.first = (uint8_t)first, .n = (uint8_t)n,
		.next = k->like_at[word],
	};
	k->like_at[word] = (uint32_t)++k->ties;
	return 0;
}

/* What joined words are to be: nearly the same. */
static int add_slot(struct seeking *s, const struct word *w, size_t first,
		    size_t n, enum like_reach reach)
{
	uint32_t least = n > 1 ? JOINED_LEAST : 1;
	struct slot *slot = &s->slot[s->n];
	const struct likes *likes;

	if (likes_find(s->k, w, reach, &likes, s->e) < 0)
		return -1;
	*slot = (struct slot){ .first = s->k->ties, .word = (uint8_t)first,
			       .words = (uint8_t)n,
			       .postings = likes->postings };
	for (size_t i = 0; i < likes->n && likes->list[i].score >= least; i++)
		if (seeking_tie(s, likes->list[i].word, likes->list[i].score,
				first, n) < 0)
			return -1;
	slot->end = s->k->ties;
	for (size_t i = first; i < first + n; i++) {
		slot->weight += s->weight[i];
		slot->carries = (uint8_t)(slot->carries + s->carries[i]);
	}
	s->n++;
	return 0;
}

static int add_words(struct seeking *s)
{
	const struct name *name = s->ask->name;

	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];
		enum like_reach reach = LIKE_SPELT;

		if (w->role == WORD_INITIAL || w->role == WORD_LEGAL)
			continue;
		if (w->role == WORD_NAME || w->role == WORD_COMMON)
			reach = LIKE_ALL;
		else if (w->role == WORD_FATHER)
			reach = LIKE_SOUND;
		if (add_slot(s, w, i, 1, reach) < 0)
			return -1;
	}
	return 0;
}

/* Words that stand together, as one; false where there is none. */
static bool join(const struct name *name, size_t at, size_t n, char *buf,
		 struct word *out)
{
	size_t plain = 0, sound = WORD_BYTES;

	for (size_t i = at; i < at + n; i++) {
		const struct word *w = &name->word[i];

		if (w->role == WORD_LEGAL || w->role == WORD_NUMBER ||
		    plain + w->plain.n > WORD_BYTES ||
		    sound + w->sound.n > 2 * WORD_BYTES)
			return false;
		memcpy(buf + plain, w->plain.p, w->plain.n);
		memcpy(buf + sound, w->sound.p, w->sound.n);
		plain += w->plain.n;
		sound += w->sound.n;
	}
	*out = (struct word){
		.plain = slice_make(buf, plain),
		.sound = slice_make(buf + WORD_BYTES, sound - WORD_BYTES),
		.traits = name->word[at].traits & WORD_SIGNS,
	};
	return true;
}

/* Two and three, and all of them. */
static int add_joined(struct seeking *s)
{
	const struct name *name = s->ask->name;
	char buf[2 * WORD_BYTES];
	struct word w;

	for (size_t n = 2; n <= name->n; n++) {
		if (n > 3 && n < name->n)
			continue;
		for (size_t i = 0; i + n <= name->n; i++)
			if (s->n + 1 < sizeof(s->slot) / sizeof(*s->slot) &&
			    join(name, i, n, buf, &w) &&
			    add_slot(s, &w, i, n, n > 2 ? LIKE_BONES :
				     LIKE_JOINED) < 0)
				return -1;
	}
	return 0;
}

/* --- names that have them ------------------------------------------------ */

int seeking_touch(struct seeking *s, uint32_t name)
{
	struct index_seeker *k = s->k;

	if (vec_room((void **)&k->touched, &k->cap_touched, k->n_touched,
		     sizeof(*k->touched), INDEX_NAMES_MOST, s->e) < 0)
		return -1;
	k->touched[k->n_touched++] = name;
	return 0;
}

/* A word asked counts once, by the likest of its words. With `open` false only
 * names count that have another. */
static int count_names(struct seeking *s, const struct slot *slot,
		       const struct tie_row *t, bool open)
{
	const uint32_t *list;
	size_t n, names = s->k->ix->names;
	uint8_t last = (uint8_t)(slot - s->slot + 1);
	uint16_t got = (uint16_t)(slot->weight * t->score / 100);

	if (!seeker_names(s->k, t->word, &list, &n))
		return seeking_lies(s);
	for (size_t i = 0; i < n; i++) {
		struct tally *x;

		if (list[i] >= names)
			return seeking_lies(s);
		x = &s->k->tally[list[i]];
		if (x->last == last || (!open && x->last == 0))
			continue;
		if (x->last == 0 && seeking_touch(s, list[i]) < 0)
			return -1;
		x->last = last;
		x->got = (uint16_t)(x->got + got);
		x->words = (uint8_t)(x->words + slot->carries);
	}
	return 0;
}

static int count_slot(struct seeking *s, const struct slot *slot, bool open)
{
	for (size_t i = slot->first; i < slot->end; i++)
		if (count_names(s, slot, &s->k->tie[i], open) < 0)
			return -1;
	return 0;
}

static int by_postings(const void *x, const void *y)
{
	struct slot *const *a = x, *const *b = y;

	if ((*a)->postings != (*b)->postings)
		return (*a)->postings < (*b)->postings ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

static int share(const struct seeking *s, int words)
{
	if (s->ask->least <= CONTRADICTED)
		return SHARE_LOOSE;
	return words > 1 ? SHARE_MANY : SHARE_ONE;
}

/* What a name can have that has none of the words gone through before. */
static int potential(const struct seeking *s, const struct slot *slot,
		     const bool *done)
{
	int sum = 0;

	for (size_t i = 0; i < s->ask->name->n; i++)
		if (!done[i] || (i >= slot->word &&
				 i < (size_t)slot->word + slot->words))
			sum += s->weight[i];
	return sum;
}

/* The rarest first. Words are closed when too little is left for a name that
 * has none of those before; they come last, for names that do. */
static int count_all(struct seeking *s)
{
	struct slot *order[3 * NAME_WORDS];
	bool done[NAME_WORDS] = { false };
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (s->slot[i].weight > 0)
			order[n++] = &s->slot[i];
	if (n > 1)
		qsort(order, n, sizeof(*order), by_postings);
	for (size_t i = 0; i < n; i++) {
		int most = potential(s, order[i], done);

		order[i]->open = most * 100 >= share(s, most > UNIT ? 2 : 1) *
						       s->all;
		done[order[i]->word] |= order[i]->words == 1;
	}
	for (int open = 1; open >= 0; open--)
		for (size_t i = 0; i < n; i++)
			if (order[i]->open == open &&
			    count_slot(s, order[i], open) < 0)
				return -1;
	return 0;
}

/* --- what a name may score ----------------------------------------------- */

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
	l->listed_of += of * UNIT;
	return at > 0;
}

/* One of the initials asked may stand for the word. */
static bool is_initial(const struct seeking *s, uint32_t word)
{
	struct slice plain, sound;

	return seeker_plain(s->k, word, &plain) &&
	       seeker_sound(s->k, word, &sound) && plain.n > 0 &&
	       (s->initial[(unsigned char)plain.p[0]] ||
		(sound.n > 0 && s->initial[(unsigned char)sound.p[0]]));
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
		if (!tells(role))
			continue;
		l->listed_more += UNIT;
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
		carried += s->carries[i] ? UNIT : 0;
	}
	got = smaller(got, l->listed_got);
	of = smaller(of, l->listed_of);
	if (of == 0)
		return 0;
	carried = smaller(carried, l->listed_of);
	more = less(s->all - carried, l->wild * UNIT);
	lists = less(l->listed_more, smaller(s->wild, l->initials) * UNIT);
	if (more == 0 || lists == 0)
		return got * 1000 / (10 * of + ASKED_MORE * more / 10 +
				     LISTED_MORE * lists / 10);
	score = smaller(got * 90 / (of + (more + lists) / 2), CONTRADICTED);
	/* A word that is left on either side may be a slip of the hand. */
	if (more == UNIT && lists == UNIT && of >= 2 * UNIT && score < SLIPPED)
		score = SLIPPED;
	return score;
}

static int choose(struct seeking *s, uint32_t name)
{
	const struct tally *x = &s->k->tally[name];
	struct index_seeker *k = s->k;
	const struct name_row *row;
	struct look l;
	int most;

	if (x->got * 10 < share(s, x->words) * s->all)
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

/* --- the best of them ---------------------------------------------------- */

static int keeps(int score, unsigned flags)
{
	if (flags & INDEX_WEAK)
		score = score * INDEX_WEAK_KEEPS / 1000;
	return flags & INDEX_PAST ? score * INDEX_PAST_KEEPS / 1000 : score;
}

static bool better(const struct index_hit *a, const struct index_hit *b)
{
	return a->score != b->score ? a->score > b->score :
				      a->subject < b->subject;
}

/* Keeps the best `most`, sorted, each subject once. */
static void place(struct index_hit *out, size_t *n, size_t most,
		  struct index_hit h)
{
	size_t at = *n;

	for (size_t i = 0; i < *n; i++) {
		if (out[i].subject != h.subject)
			continue;
		if (!better(&h, &out[i]))
			return;
		at = i;
		break;
	}
	if (at == *n && *n < most)
		(*n)++;
	else if (at == *n && (most == 0 || !better(&h, &out[--at])))
		return;
	for (; at > 0 && better(&h, &out[at - 1]); at--)
		out[at] = out[at - 1];
	out[at] = h;
}

static int by_most(const void *x, const void *y)
{
	const struct chosen *a = x, *b = y;

	if (a->most != b->most)
		return a->most > b->most ? -1 : 1;
	if (a->subject != b->subject)
		return a->subject < b->subject ? -1 : 1;
	return a->name < b->name ? -1 : 1;
}

static int score(struct seeking *s, struct index_hit *out, size_t *n)
{
	struct index_seeker *k = s->k;
	size_t scored = 0;

	for (size_t i = 0; i < k->n_chosen; i++)
		k->chosen[i].most = keeps(k->chosen[i].most,
					  k->chosen[i].flags);
	if (k->n_chosen > 1)
		qsort(k->chosen, k->n_chosen, sizeof(*k->chosen), by_most);
	for (size_t i = 0; i < k->n_chosen && scored < SCORED_MOST; i++) {
		const struct chosen *c = &k->chosen[i];
		struct index_hit h = { .name = c->name,
				       .subject = c->subject };
		struct name name;

		if (*n == s->ask->most &&
		    (*n == 0 || out[*n - 1].score > c->most))
			break;
		if (index_name(k->ix, c->name, &name, s->e) < 0)
			return -1;
		h.score = keeps(name_match(s->ask->name, &name, NULL),
				c->flags);
		scored++;
		if (h.score >= s->ask->least)
			place(out, n, s->ask->most, h);
	}
	return 0;
}

/* --- all together -------------------------------------------------------- */

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

static int choose_all(struct seeking *s)
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

static int gather(struct seeking *s)
{
	weigh(s);
	if (s->all == 0)
		return 0;
	if (add_words(s) < 0 || add_joined(s) < 0 || seeking_split(s) < 0 ||
	    count_all(s) < 0)
		return -1;
	return choose_all(s);
}

static void clear(struct index_seeker *k)
{
	for (size_t i = 0; i < k->n_touched; i++)
		k->tally[k->touched[i]] = (struct tally){ .got = 0 };
	for (size_t i = 0; i < k->ties; i++)
		k->like_at[k->tie[i].word] = 0;
	k->n_touched = k->n_chosen = k->ties = 0;
}

int index_seek(struct index_seeker *k, const struct index_ask *ask,
	       struct index_hit *out, size_t *n, struct err *e)
{
	struct seeking s = { .k = k, .ask = ask, .e = e };
	int rc = seeker_ready(k, e);

	*n = 0;
	if (rc == 0)
		rc = gather(&s);
	if (rc == 0)
		rc = score(&s, out, n);
	clear(k);
	return rc;
}
