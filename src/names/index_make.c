/* Takes names, and the words they are made of. Each different piece of a text
 * is taken for a word once, however many names have it. */
#include "names/index_make.h"

#include <stdlib.h>

enum { SLOTS_MIN = 1 << 12, NO_WORD = INT32_MAX };

#define TEXT_MOST ((size_t)UINT32_MAX - 1)
#define ENTRIES_MOST ((size_t)UINT32_MAX - 1)
#define WORK_MOST ((size_t)1 << 20)
#define TEXTS_MOST ((size_t)8 << 30)

/* --- rows found by a hash ------------------------------------------------ */

static void slot_put(struct slots *s, uint32_t hash, uint32_t row)
{
	size_t i = hash & (s->cap - 1);

	while (s->at[i].row)
		i = (i + 1) & (s->cap - 1);
	s->at[i] = (struct slot){ hash, row + 1 };
	s->n++;
}

static int slot_add(struct slots *s, uint32_t hash, uint32_t row,
		    struct err *e)
{
	if (s->n * 2 >= s->cap) {
		struct slots more = { .cap = s->cap ? s->cap * 2 : SLOTS_MIN };

		more.at = calloc(more.cap, sizeof(*more.at));
		if (!more.at)
			return err_set(e, ERR_MEMORY, "no memory for the words"
				       " of names");
		for (size_t i = 0; i < s->cap; i++)
			if (s->at[i].row)
				slot_put(&more, s->at[i].hash,
					 s->at[i].row - 1);
		free(s->at);
		*s = more;
	}
	slot_put(s, hash, row);
	return 0;
}

/* The next row of that hash, from slot *i on; false: no more. */
static bool slot_next(const struct slots *s, uint32_t hash, size_t *i,
		      uint32_t *row)
{
	for (; s->cap; ++*i) {
		const struct slot *slot = &s->at[*i & (s->cap - 1)];

		if (!slot->row)
			return false;
		if (slot->hash != hash)
			continue;
		*row = slot->row - 1;
		++*i;
		return true;
	}
	return false;
}

static uint32_t mix(uint64_t h)
{
	return (uint32_t)(h ^ h >> 32);
}

/* --- words --------------------------------------------------------------- */

static bool same_word(const struct word *a, const struct word *b)
{
	return a->given == b->given && a->alike == b->alike &&
	       a->traits == b->traits && slice_eq(a->plain, b->plain) &&
	       slice_eq(a->sound, b->sound);
}

static uint32_t hash_word(const struct word *w)
{
	uint64_t h = slice_hash(w->plain);

	h = h * 0x9E3779B97F4A7C15u + slice_hash(w->sound);
	return mix(h ^ (uint64_t)w->given << 40 ^ w->traits);
}

static uint32_t word_find(const struct index_maker *m, const struct word *w,
			  uint32_t hash)
{
	uint32_t row;

	for (size_t i = hash; slot_next(&m->word_slots, hash, &i, &row);)
		if (same_word(&m->word[row].word, w))
			return row;
	return NO_WORD;
}

/* The slices of the word must live as long as the maker. */
static int word_take(struct index_maker *m, const struct word *w,
		     uint32_t hash, struct err *e)
{
	char buf[MATCH_LETTERS];

	if (vec_room((void **)&m->word, &m->cap_words, m->words,
		     sizeof(*m->word), ENTRY_WORDS, e) < 0)
		return -1;
	m->word[m->words] = (struct made_word){
		.word = *w,
		.bones = arena_slice(&m->texts, match_bones(w->plain, buf)),
	};
	m->word[m->words].word.role = WORD_NAME;
	m->word[m->words].word.surname = false;
	return slot_add(&m->word_slots, hash, (uint32_t)m->words++, e);
}

/* NO_WORD for what no word should be. */
static int word_number(struct index_maker *m, const struct word *w,
		       uint32_t *out, struct err *e)
{
	uint32_t hash = hash_word(w);
	struct word own = *w;

	*out = NO_WORD;
	if (w->plain.n == 0 || w->plain.n > WORD_BYTES ||
	    w->sound.n > UINT8_MAX)
		return 0;
	*out = word_find(m, w, hash);
	if (*out != NO_WORD)
		return 0;
	own.plain = arena_slice(&m->texts, w->plain);
	own.sound = slice_eq(w->plain, w->sound) ? own.plain :
		    arena_slice(&m->texts, w->sound.p ? w->sound : SLICE(""));
	*out = (uint32_t)m->words;
	if (arena_ok(&m->texts, "the words of names", e) < 0)
		return -1;
	return word_take(m, &own, hash, e);
}

/* --- pieces -------------------------------------------------------------- */

static int piece_take(struct index_maker *m, struct slice text, bool person,
		      uint32_t hash, struct err *e)
{
	struct made_piece p = { .person = person, .word = NO_WORD };
	struct word w = {0};
	int rc = vec_room((void **)&m->piece, &m->cap_pieces, m->pieces,
			  sizeof(*m->piece), ENTRIES_MOST, e);

	arena_clear(&m->work);
	p.text = arena_slice(&m->texts, text);
	if (rc == 0 && word_make(&w, text, person, &m->work)) {
		p.role = w.role;
		rc = word_number(m, &w, &p.word, e);
	}
	if (rc < 0 || arena_ok(&m->texts, "the words of names", e) < 0)
		return -1;
	m->piece[m->pieces] = p;
	return slot_add(&m->piece_slots, hash, (uint32_t)m->pieces++, e);
}

static const struct made_piece *piece_find(const struct index_maker *m,
					   struct slice text, bool person,
					   uint32_t hash)
{
	uint32_t row;

	for (size_t i = hash; slot_next(&m->piece_slots, hash, &i, &row);)
		if (m->piece[row].person == person &&
		    slice_eq(m->piece[row].text, text))
			return &m->piece[row];
	return NULL;
}

/* NULL on error. */
static const struct made_piece *piece_known(struct index_maker *m,
					    struct slice text, bool person,
					    struct err *e)
{
	uint32_t hash = mix(slice_hash(text) * 0x9E3779B97F4A7C15u + person);
	const struct made_piece *p = piece_find(m, text, person, hash);

	if (p)
		return p;
	return piece_take(m, text, person, hash, e) < 0 ? NULL :
		&m->piece[m->pieces - 1];
}

/* --- names --------------------------------------------------------------- */

struct pieces {
	uint32_t word[NAME_WORDS];
	size_t n;
};

/* The words of the text as they are by themselves. */
static int take_pieces(struct index_maker *m, struct slice written,
		       struct name *name, struct pieces *p, struct err *e)
{
	struct piece piece[NAME_WORDS];
	bool cut;
	size_t n = name_split(piece, written, name->person, &cut);

	p->n = name->n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct made_piece *k = piece_known(m, piece[i].text,
							 name->person, e);

		if (!k)
			return -1;
		if (k->word == NO_WORD)
			continue;
		name->word[name->n] = m->word[k->word].word;
		name->word[name->n].role = k->role;
		name->word[name->n++].surname = piece[i].surname;
		p->word[p->n++] = k->word;
	}
	return 0;
}

static int entry_add(struct index_maker *m, uint32_t word, unsigned role,
		     bool surname, struct err *e)
{
	struct made_word *w = &m->word[word];
	uint32_t name = (uint32_t)m->n + 1;

	if (vec_room((void **)&m->entry, &m->cap_entries, m->entries,
		     sizeof(*m->entry), ENTRIES_MOST, e) < 0)
		return -1;
	m->entry[m->entries++] = entry_make(word, role, surname);
	w->names += w->last != name;
	w->last = name;
	return 0;
}

static int form_number(struct index_maker *m, const struct word *w,
		       uint32_t *out, struct err *e)
{
	struct made_form *f = &m->form[((uintptr_t)w->plain.p ^
					(uintptr_t)w->plain.p >> 8) %
				       FORM_SLOTS];

	if (f->word.plain.p != w->plain.p || !same_word(&f->word, w)) {
		if (word_number(m, w, &f->number, e) < 0)
			return -1;
		f->word = *w;
	}
	*out = f->number;
	return 0;
}

/* Most settled words are pieces, whose texts they share. */
static int settled(struct index_maker *m, const struct word *w,
		   const struct pieces *p, uint32_t *out, struct err *e)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct word *k = &m->word[p->word[i]].word;

		if (k->plain.p == w->plain.p && same_word(k, w)) {
			*out = p->word[i];
			return 0;
		}
	}
	return form_number(m, w, out, e);
}

/* What stands there and gave way to another word is still looked for. */
static int add_spelt(struct index_maker *m, const struct pieces *p,
		     size_t first, struct err *e)
{
	size_t end = m->entries;

	for (size_t i = 0; i < p->n; i++) {
		bool there = false;

		for (size_t k = first; k < end && !there; k++)
			there = entry_word(m->entry[k]) == p->word[i];
		if (!there && entry_add(m, p->word[i], ENTRY_SPELT, false,
					e) < 0)
			return -1;
	}
	return 0;
}

static int add_words(struct index_maker *m, struct slice written,
		     bool person, struct err *e)
{
	struct name name;
	struct pieces p;
	size_t first = m->entries;

	name.person = person;
	if (take_pieces(m, written, &name, &p, e) < 0)
		return -1;
	name_settle(&name);
	for (size_t i = 0; i < name.n; i++) {
		const struct word *w = &name.word[i];
		uint32_t word;

		if (settled(m, w, &p, &word, e) < 0 ||
		    (word != NO_WORD &&
		     entry_add(m, word, w->role, w->surname, e) < 0))
			return -1;
	}
	return add_spelt(m, &p, first, e);
}

int maker_add(struct index_maker *m, struct slice written, uint8_t flags,
	      struct err *e)
{
	struct name_row row = {
		.subject = (uint64_t)m->subject << NAME_FLAG_BITS |
			   (flags & ((1 << NAME_FLAG_BITS) - 1)),
		.written = (uint32_t)m->written.n,
		.entry = (uint32_t)m->entries,
	};

	if (vec_room((void **)&m->row, &m->cap, m->n, sizeof(*m->row),
		     INDEX_NAMES_MOST, e) < 0 ||
	    add_words(m, written, (flags & INDEX_PERSON) != 0, e) < 0)
		return -1;
	str_add(&m->written, written);
	m->row[m->n++] = row;
	return str_ok(&m->written, "all names", e);
}

/* --- what an older index has --------------------------------------------- */

static int take_words(struct index_maker *m, struct err *e)
{
	for (size_t i = 0; i < m->old->words; i++) {
		struct word w;

		if (index_word(m->old, (uint32_t)i, &w, e) < 0 ||
		    word_take(m, &w, hash_word(&w), e) < 0)
			return -1;
	}
	return 0;
}

static int keep_name(struct index_maker *m, size_t i, struct err *e)
{
	struct index_entry told;
	const uint32_t *entry;
	size_t n;

	if (index_entry(m->old, i, &told, e) < 0 ||
	    !(entry = index_entries(m->old, i, &n, e)) ||
	    vec_room((void **)&m->row, &m->cap, m->n, sizeof(*m->row),
		     INDEX_NAMES_MOST, e) < 0)
		return -1;
	m->row[m->n] = (struct name_row){
		.subject = (uint64_t)told.subject << NAME_FLAG_BITS |
			   told.flags,
		.written = (uint32_t)m->written.n,
		.entry = (uint32_t)m->entries,
	};
	for (size_t k = 0; k < n; k++) {
		if (entry_word(entry[k]) >= m->old->words)
			return index_lies(m->old, e);
		if (entry_add(m, entry_word(entry[k]), entry_role(entry[k]),
			      entry[k] >> 31, e) < 0)
			return -1;
	}
	str_add(&m->written, told.written);
	m->n++;
	return str_ok(&m->written, "all names", e);
}

/* The names of its subjects before `until`, or (`keep` false) not. */
static int pass(struct index_maker *m, int64_t until, bool keep,
		struct err *e)
{
	for (; m->old && m->kept < m->old->names; m->kept++) {
		const struct name_row *r = index_rows(m->old, AT_NAMES,
						      m->kept, 1, e);

		if (!r)
			return -1;
		if ((int64_t)(r->subject >> NAME_FLAG_BITS) >= until)
			break;
		if (keep && keep_name(m, m->kept, e) < 0)
			return -1;
	}
	return 0;
}

int maker_subject(struct index_maker *m, int64_t subject, struct err *e)
{
	if (subject <= m->subject)
		return err_set(e, ERR_FORMAT, "names out of the order of their"
			       " subjects");
	m->subject = subject;
	return pass(m, subject, true, e) < 0 ? -1 :
	       pass(m, subject + 1, false, e);
}

int maker_keep(struct index_maker *m, struct err *e)
{
	return pass(m, INT64_MAX, true, e);
}

/* --- life ---------------------------------------------------------------- */

int maker_open(struct index_maker **out, const struct name_index *old,
	       struct err *e)
{
	struct index_maker *m = calloc(1, sizeof(*m));

	*out = NULL;
	if (!m)
		return err_set(e, ERR_MEMORY, "no memory for the name index");
	m->old = old;
	m->subject = -1;
	m->written = STR_INIT(TEXT_MOST);
	m->texts = ARENA_INIT(TEXTS_MOST);
	m->work = ARENA_INIT(WORK_MOST);
	if (old && take_words(m, e) < 0) {
		maker_drop(&m);
		return -1;
	}
	*out = m;
	return 0;
}

void maker_drop(struct index_maker **out)
{
	struct index_maker *m = *out;

	if (!m)
		return;
	free(m->row);
	free(m->entry);
	free(m->word);
	free(m->piece);
	free(m->word_slots.at);
	free(m->piece_slots.at);
	str_free(&m->written);
	arena_free(&m->texts);
	arena_free(&m->work);
	free(m);
	*out = NULL;
}
