#include "flow/screening.h"

#include <stdlib.h>

#include "flow/screening_inside.h"
#include "model/sentence.h"
#include "model/shape.h"
#include "names/about.h"

enum { HALF_WORTH = 800 };	/* score that what is half typed stands behind */

enum { KEYED_MOST = 64, KEY_BYTES = 256, REASON_BYTES = 64 << 10 };

struct screening {
	struct screening_options o;
	struct cards *cards;
	struct profile *listed;		/* of the candidate at hand */
	struct index_hit *hit;		/* of the one who is asked for */
	size_t n, cap;
	bool verdicts;			/* there were any when it was opened */
};

int screening_open(struct screening **s, const struct screening_options *o,
		   struct err *e)
{
	*s = calloc(1, sizeof(**s));
	if (*s) {
		(*s)->o = *o;
		(*s)->listed = calloc(1, sizeof(*(*s)->listed));
	}
	if (!*s || !(*s)->listed) {
		screening_close(s);
		return err_set(e, ERR_MEMORY, "no memory to screen");
	}
	if (cards_open(&(*s)->cards, &(*s)->o, e) == 0 &&
	    own_verdict_any(o->store, &(*s)->verdicts, e) == 0)
		return 0;
	screening_close(s);
	return -1;
}

void screening_close(struct screening **s)
{
	if (!*s)
		return;
	cards_close(&(*s)->cards);
	free((*s)->listed);
	free((*s)->hit);
	free(*s);
	*s = NULL;
}

/* --- the listings behind them --- */

struct judging {
	struct screening *s;
	const struct asked *a;
	const struct profile *about;
	struct reading reading;
	struct looking look;
	struct slice born;
	struct arena *mem;
	struct candidates *out;
	struct err *e;
};

static int add_hit(struct judging *j, struct index_hit hit)
{
	struct screening *s = j->s;

	if (vec_room((void **)&s->hit, &s->cap, s->n, sizeof(*s->hit),
		     SCREENING_SOUGHT + KEYED_MOST * PROFILE_NUMBERS,
		     j->e) < 0)
		return -1;
	s->hit[s->n++] = hit;
	return 0;
}

static bool has_subject(const struct screening *s, int64_t subject)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->hit[i].subject == subject)
			return true;
	return false;
}

static int add_keyed(struct judging *j, const char *kind, struct slice number)
{
	struct party_keys keys;
	struct slice line;
	int64_t subject[KEYED_MOST];
	size_t n;

	line = arena_fmt(j->mem, "i\t%s\t%.*s\t\n", kind, SLICE_ARG(number));
	profile_keys(line, &keys);
	if (keys.n != 1)
		return 0;
	if (store_keyed(j->s->o.store, keys.key[0], subject, KEYED_MOST, &n,
			j->e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (!has_subject(j->s, subject[i]) &&
		    add_hit(j, (struct index_hit){ HIT_NO_NAME, subject[i],
						   0 }) < 0)
			return -1;
	return 0;
}

static int add_number(struct judging *j, const struct number *n)
{
	const char *kind = n->kind;

	if (kind)
		return add_keyed(j, kind, n->text);
	for (size_t k = 0; (kind = number_kind_at(k)); k++)
		if (add_keyed(j, kind, n->text) < 0)
			return -1;
	return 0;
}

/* --- one candidate --- */

static void reason(struct str *out, enum sentence s, const struct slice *slot,
		   size_t n)
{
	str_addc(out, LIST_SEP);
	sentence_put(out, s, slot, n);
}

static struct slice reasons_of(struct judging *j, const struct best *b)
{
	struct str out = STR_INIT(REASON_BYTES);
	struct slice cell = SLICE_NONE;

	if (j->s->o.half_typed && b->score < j->s->o.least)
		reason(&out, SAYS_TYPED, NULL, 0);
	if (b->asked && b->score > 0)
		reasons_name(&out, b->asked, &b->listed, &b->why);
	else
		reason(&out, SAYS_NOTHING, NULL, 0);
	if (b->flags & INDEX_WEAK)
		reason(&out, SAYS_WEAK, SENTENCE_OF(arena_fmt(j->mem, "0.%d",
			INDEX_WEAK_KEEPS / 10)));
	if (b->flags & INDEX_PAST)
		reason(&out, SAYS_PAST, SENTENCE_OF(arena_fmt(j->mem, "0.%d",
			INDEX_PAST_KEEPS / 10)));
	about_score(j->about, j->s->listed, b->score, &out);
	str_addc(&out, LIST_SEP);
	if (!out.bad)
		cell = arena_slice(j->mem, str_slice(&out));
	str_free(&out);
	return cell;
}

/* 0: it is said not to be the same, and those are not wanted. */
static int take_verdict(struct judging *j, struct slice id,
			struct candidate *c)
{
	struct own_verdict v;
	struct slice *cell = c->row.cell;
	int rc = j->s->verdicts ? own_verdict_get(j->s->o.store, id,
			j->a->name, j->born, j->mem, &v, j->e) : 0;

	c->match = c->active;
	if (rc <= 0)
		return rc < 0 ? -1 : 1;
	cell[SCREENING_VERDICT] = v.verdict;
	cell[SCREENING_VERDICT_NOTE] = v.note;
	cell[SCREENING_VERDICT_BY] = v.who;
	cell[SCREENING_VERDICT_AT] = v.at;
	if (!slice_is(v.verdict, "not_the_same"))
		return 1;
	c->match = false;
	return !j->s->o.open_only;
}

static int keep(struct judging *j, const struct candidate *c)
{
	struct candidates *out = j->out;

	if (vec_room((void **)&out->list, &out->cap, out->n,
		     sizeof(*out->list), SIZE_MAX / sizeof(*out->list),
		     j->e) < 0)
		return -1;
	out->list[out->n++] = *c;
	out->all++;
	out->matches += c->match;
	return 0;
}

/* Of the name alone; -1: none of its names was in force that day, or the index
 * is of another state of the store and means somebody else. It knows the score
 * where it knows what is in force. */
static int score_of(struct judging *j, const struct card *card,
		    const struct index_hit *hit, int *score)
{
	struct index_entry entry;
	struct best best;

	*score = hit->score;
	if (hit->name != HIT_NO_NAME && j->s->o.as_of.n == 0) {
		if (index_entry(j->look.index, hit->name, &entry, j->e) < 0)
			return -1;
		if (!card_has(card, entry.written))
			*score = -1;
		return 0;
	}
	if (best_name(&j->look, card, hit, &best, j->e) < 0)
		return -1;
	*score = best.score;
	return 0;
}

static int judge_one(struct judging *j, const struct index_hit *hit)
{
	struct candidate c = { .hit = *hit };
	const struct card *card;
	int score, rc;

	if (cards_get(j->s->cards, hit->subject, &card, j->e) < 0)
		return -1;
	if (card->none)
		return 0;
	if (score_of(j, card, hit, &score) < 0)
		return -1;
	profile_read(j->s->listed, card->profile);
	c.score = about_score(j->about, j->s->listed, score, NULL);
	if (score < 0 ||
	    (c.score < j->s->o.least && !j->s->o.half_typed))
		return 0;
	c.half = j->s->o.half_typed && c.score < j->s->o.least;
	c.active = card->active;
	c.name_score = score;
	c.draw = slice_hash(card->row.cell[SCREENING_SUBJECT]);
	rc = take_verdict(j, card->row.cell[SCREENING_SUBJECT], &c);
	return rc <= 0 ? rc : keep(j, &c);
}

/* As far as it is typed it fits, which is more than fitting badly. */
static int worth(const struct candidate *c)
{
	return c->half && c->score < HALF_WORTH ? HALF_WORTH : c->score;
}

/* Best first; of the same those that count before those that are over. By the
 * list's name one list would always be the one that is cut. */
static int by_worth(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;

	if (worth(a) != worth(b))
		return worth(b) - worth(a);
	if (a->active != b->active)
		return a->active ? -1 : 1;
	if (a->name_score != b->name_score)
		return b->name_score - a->name_score;
	if (a->draw != b->draw)
		return a->draw < b->draw ? -1 : 1;
	return a->hit.subject < b->hit.subject ? -1 : 1;
}

/* What is only shown of those that are given. */
static int complete(struct judging *j, struct candidate *c)
{
	struct slice *cell = c->row.cell;
	const struct card *card;
	struct best best;

	if (cards_get(j->s->cards, c->hit.subject, &card, j->e) < 0 ||
	    best_name(&j->look, card, &c->hit, &best, j->e) < 0)
		return -1;
	profile_read(j->s->listed, card->profile);
	/* Cards and the index may go before the rows do. */
	for (size_t k = 0; k < SCREENING_COLUMNS; k++)
		if (!cell[k].p)		/* a verdict is there */
			cell[k] = arena_slice(j->mem, card->row.cell[k]);
	cell[SCREENING_MATCHED] = arena_slice(j->mem, best.written);
	cell[SCREENING_REASONS] = reasons_of(j, &best);
	cell[SCREENING_ID] = j->a->id;
	cell[SCREENING_QUERY] = j->a->name;
	cell[SCREENING_ROW] = j->a->row;
	cell[SCREENING_SCORE] = c->half ? SLICE_NONE :
			screening_points(c->score, j->mem);
	return 0;
}

static int finish(struct judging *j)
{
	struct candidates *out = j->out;

	if (out->n > 1)
		qsort(out->list, out->n, sizeof(*out->list), by_worth);
	if (out->n > j->s->o.most)
		out->n = j->s->o.most;
	for (size_t i = 0; i < out->n; i++)
		if (complete(j, &out->list[i]) < 0)
			return -1;
	return arena_ok(j->mem, "candidates", j->e);
}

int screening_judge(struct screening *s, const struct asked *a,
		    const struct alike *found, struct arena *mem,
		    struct candidates *out, struct err *e)
{
	struct judging j = { .s = s, .a = a, .about = about_of(a),
			     .mem = mem, .out = out, .e = e };

	out->n = out->all = out->matches = s->n = 0;
	out->full = found->full;
	for (size_t i = 0; i < found->n; i++)
		if (add_hit(&j, found->hit[i]) < 0)
			return -1;
	for (size_t i = 0; i < j.about->numbers; i++)
		if (add_number(&j, &j.about->number[i]) < 0)
			return -1;
	reading_make(&j.reading, a->name, j.about->kind, mem);
	j.look = (struct looking){ s->o.index, s->o.as_of, &j.reading, mem };
	j.born = screening_born(j.about, mem);
	for (size_t i = 0; i < s->n; i++)
		if (judge_one(&j, &s->hit[i]) < 0)
			return -1;
	return finish(&j);
}

int screening_one(struct screening *s, const struct asked *a,
		  struct arena *mem, struct candidates *out, struct err *e)
{
	struct index_seeker *k = seeker_new(s->o.index);
	struct alike found;
	int rc;

	if (!k)
		return err_set(e, ERR_MEMORY, "no memory to look for names");
	rc = screening_seek(k, &s->o, a, mem, &found, e);
	if (rc == 0)
		rc = screening_judge(s, a, &found, mem, out, e);
	seeker_free(&k);
	return rc;
}

struct slice screening_born(const struct profile *about, struct arena *mem)
{
	struct slice text = SLICE_NONE;

	for (size_t i = 0; about && i < about->births; i++) {
		struct slice one = birth_text(&about->birth[i], mem);

		text = text.n ? arena_fmt(mem, "%.*s; %.*s", SLICE_ARG(text),
					  SLICE_ARG(one)) : one;
	}
	return text;
}
