/* The words of a name that is sought: what each weighs, and which words of the
 * dictionary it may be, alone or joined with those beside it. */
#include "names/seeking.h"

#include <stdio.h>

#include "names/fold.h"

enum {
	WEIGHT_FATHER = 40, WEIGHT_COMMON = 45,
	JOINED_LEAST = 800,	/* that joined words are like one */
};

bool seeking_tells(unsigned role)
{
	return role == WORD_NAME || role == WORD_NUMBER;
}

static void carry(struct seeking *s, size_t i)
{
	s->carries[i] = true;
	s->weight[i] = SEEK_UNIT;
	s->all += SEEK_UNIT;
}

static uint32_t letter_bit(char c)
{
	return c >= 'a' && c <= 'z' ? (uint32_t)1 << (c - 'a') : 0;
}

/* Letters that words begin with which may sound so at their beginning: "kh" is
 * an h, "ts" a t. */
static uint32_t letters_of_sound(char sound)
{
	static const char *const behind[] = {
		"ab", "hab", "zab", "sab", "iab", "chab",
	};
	struct str key = STR_INIT(64);
	uint32_t found = 0;

	for (char c = 'a'; c <= 'z'; c++) {
		for (size_t i = 0; i < sizeof(behind) / sizeof(*behind); i++) {
			char text[8];
			int n = snprintf(text, sizeof(text), "%c%s", c,
					 behind[i]);

			str_clear(&key);
			fold_name(&key, slice_make(text, (size_t)n));
			if (key.n > 0 && key.p[0] == sound)
				found |= letter_bit(c);
		}
	}
	str_free(&key);
	return found;
}

/* Letters that may be words of another name: of initials, "JC". */
static void take_initials(struct seeking *s, const struct word *w)
{
	for (size_t i = 0; i < w->plain.n; i++)
		s->initials |= letter_bit(w->plain.p[i]);
	if (w->role == WORD_INITIAL)
		s->initials |= letters_of_sound(w->sound.p[0]);
	s->wild += (int)w->plain.n;
}

void seeking_weigh(struct seeking *s)
{
	const struct name *name = s->ask->name;

	for (size_t i = 0; i < name->n; i++) {
		const struct word *w = &name->word[i];

		if (seeking_tells(w->role))
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

int seeking_words(struct seeking *s)
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
int seeking_joined(struct seeking *s)
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
