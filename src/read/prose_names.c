/* Who is named, and whose a fact is. */
#include <string.h>

#include "base/text.h"
#include "read/prose_inside.h"

enum { BETWEEN = 7, OFFICIAL_REACH = 3, NEAR = 2, OTHERS_REACH = 4 };

/* "ALES BIALIATSKI" in a heading is Ales Bialiatski. */
static struct slice small_letters(struct prose *s, struct slice name)
{
	struct str out = STR_INIT(NAME_BYTES), low = STR_INIT(NAME_BYTES);
	struct slice result, one, rest = name;
	bool capitals = true;
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(name, at, &cp)) > 0; at += n)
		if (text_is_letter(cp) && !text_is_upper(cp))
			capitals = false;
	while (capitals && slice_cut(&rest, ' ', &one)) {
		n = text_next(one, 0, &cp);
		str_clear(&low);
		text_lower(&low, slice_make(one.p + n, one.n - n));
		if (out.n)
			str_addc(&out, ' ');
		str_add(&out, slice_make(one.p, n));
		str_add(&out, str_slice(&low));
	}
	result = capitals && !out.bad && !low.bad ?
		 arena_slice(s->p->mem, str_slice(&out)) : name;
	str_free(&out);
	str_free(&low);
	return result;
}

/* "Sannikov's" is Sannikov. */
static struct slice without_genitive(struct slice name)
{
	if (slice_ends(name, "'s"))
		name.n -= 2;
	else if (slice_ends(name, "\xE2\x80\x99s"))
		name.n -= 4;
	return name;
}

static bool is_official(const struct prose *s, const struct mark *m)
{
	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *o = &s->said.mark[i];

		if (o->kind == MARK_FATE && o->fate == FATE_official &&
		    ((o->last < m->first &&
		      m->first - o->last <= OFFICIAL_REACH) ||
		     o->first == m->last + 1))
			return true;
	}
	return false;
}

/* May the word stand between two names of one row? *joint: it joins them. */
static bool fits_row(const struct prose *s, size_t word, bool *joint)
{
	bool fits = s->said.stop[word];

	for (size_t k = 0; k < s->said.n; k++) {
		const struct mark *m = &s->said.mark[k];

		if (word < m->first || word > m->last)
			continue;
		if (m->kind == MARK_FATE && m->fate != FATE_joint &&
		    m->fate != FATE_citizen && m->fate != FATE_aged &&
		    m->fate != FATE_pronoun && m->fate != FATE_kin)
			return false;
		if (m->kind != MARK_NAME && m->kind != MARK_DATE)
			fits = true;
		*joint |= m->kind == MARK_FATE && m->fate == FATE_joint;
	}
	return fits;
}

/* Are the words between two names such that they are of one row? */
static bool is_row(const struct prose *s, size_t from, size_t to)
{
	struct slice word = from > 0 ? s->said.words.word[from - 1].text :
				       SLICE_NONE;
	bool joint = slice_ends(word, ",") || slice_ends(word, ")");

	if (to - from > BETWEEN)
		return false;
	/* "A (seven years), B": an aside in brackets, then a comma */
	if (to > from && s->said.words.word[from].text.p[0] == '(')
		joint = slice_ends(s->said.words.word[to - 1].text, "),") ||
			slice_ends(s->said.words.word[to - 1].text, ");");
	for (size_t i = from; i < to; i++)
		if (!fits_row(s, i, &joint))
			return false;
	return joint;
}

/* Does the word stand with its capital inside a sentence of the document? At
 * the beginning of one any word has a capital. */
static bool stands_inside(const struct prose *s, size_t first,
			  struct slice word)
{
	struct slice text = str_slice(&s->x->page->text);

	if (first > 0)
		return true;
	for (ptrdiff_t at = 0; (at = slice_find(text, word, (size_t)at)) >= 0;
	     at++) {
		size_t i = (size_t)at;

		if (i > 1 && text.p[i - 1] == ' ' &&
		    (text.p[i - 2] == ',' || (unsigned char)text.p[i - 2] >= 'a'))
			return true;
	}
	return false;
}

/* "Kowal was freed": without an article this is no other noun in English. */
static bool is_alone(const struct prose *s, const struct mark *m)
{
	static const char *const verbs[] = {
		"was", "is", "has", "had", "remains", "left", "spent",
		"served", "received", "got", NULL,
	};

	return m->first == 0 && m->last + 1 < s->said.words.n &&
	       slice_is(s->x->lang, "en") &&
	       words_is(&s->said.words, m->last + 1, verbs);
}

static bool span_behind(const struct prose *s, size_t word)
{
	for (size_t i = 0; i < s->said.n; i++)
		if (s->said.mark[i].kind == MARK_SPAN &&
		    s->said.mark[i].first > word &&
		    s->said.mark[i].first <= word + 2)
			return true;
	return false;
}

/* "Kowal, 63, spent 1,613 days in custody": a surname with an age beside it, of
 * whom the sentence tells what befalls people. */
static bool is_aged(struct prose *s, const struct mark *m)
{
	bool aged = false, fate = false, judged = false;

	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *o = &s->said.mark[i];

		aged |= o->kind == MARK_AGE && o->first == m->last + 1;
		if (o->kind != MARK_FATE || o->first <= m->last)
			continue;
		fate |= o->fate < FATE_since;
		judged |= o->fate == FATE_sentenced &&
			  span_behind(s, o->last);
	}
	return aged && fate && m->single && (judged || prose_custody(s));
}

/* "six Lithuanians", "a Pole": a number or an article stands before no name. */
static bool is_counted(const struct prose *s, const struct mark *m)
{
	static const char *const articles[] = { "a", "an", "the", NULL };
	const struct words *w = &s->said.words;
	struct vocab_hit hit;
	size_t before = m->first - 1;

	return m->single && m->first > 0 &&
	       w->word[before].clause == w->word[m->first].clause &&
	       (s->said.begins[before] == 'd' ||
		(slice_is(s->x->lang, "en") && words_is(w, before, articles)) ||
		(vocab_at(VOCAB_number, str_slice(&w->key),
			  w->word[before].key_at, &hit) &&
		 hit.bytes == w->word[before].key_n));
}

/* False where it is in doubt whose the surname is. */
static bool give_full_name(const struct prose *s, struct named *n)
{
	bool doubt;
	struct slice full = prose_full_name(s, n->name, &doubt);

	n->name = full.n ? full : n->name;
	return full.n || !doubt;
}

/* "w Nowopołocku": one word behind a place's preposition is a place. */
static bool is_place(const struct prose *s, const struct mark *m)
{
	static const char *const before[] = {
		"in", "at", "w", "we", "в", "во", "у", "ў", "nach", NULL,
	};

	return m->first > 0 && words_is(&s->said.words, m->first - 1, before);
}

static bool is_lone_name(const struct prose *s, const struct mark *m,
			 const struct named *n)
{
	return !is_place(s, m) && !telling_is_given(s->x->lang, n->name) &&
	       !slice_is(s->x->lang, "de") &&
	       (n->alone || stands_inside(s, m->first, n->name));
}

/* A single word is a name where somebody of the document has it. */
static bool take_name(struct prose *s, size_t mark)
{
	struct mark *m = &s->said.mark[mark];
	struct slice suffix;
	struct named *n = &s->named[s->names];
	struct person *who;

	*n = (struct named){ .mark = mark, .known = -1 };
	n->name = people_clean(s->p, without_genitive(m->text), &suffix);
	n->name = small_letters(s, n->name);
	if (!n->name.n)
		return false;
	n->official = is_official(s, m);
	who = people_find(s->p, n->name);
	if (!who && m->sure && !n->official)
		who = people_get(s->p, n->name);
	n->known = who ? who - s->p->list : -1;
	n->aged = !who && is_aged(s, m) && give_full_name(s, n);
	n->near |= n->aged;
	n->alone = n->aged || (m->single && is_alone(s, m));
	if (!who && is_counted(s, m))
		return false;
	return !m->single || who || n->aged || is_lone_name(s, m, n);
}

void prose_names(struct prose *s)
{
	size_t group = 0;

	for (size_t i = 0; i < s->said.n && s->names < NAMED_MAX; i++) {
		const struct mark *before = s->names ?
			&s->said.mark[s->named[s->names - 1].mark] : NULL;
		const struct mark *m = &s->said.mark[i];

		if (m->kind != MARK_NAME || !take_name(s, i))
			continue;
		if (!before || s->named[s->names - 1].official ||
		    s->named[s->names].official ||
		    !is_row(s, before->last + 1, m->first))
			group++;
		s->named[s->names++].group = group;
	}
}

/* --- whose ------------------------------------------------------------------ */

static const struct mark *mark_of(const struct prose *s, size_t name)
{
	return &s->said.mark[s->named[name].mark];
}

struct mark *prose_fate_between(struct prose *s, size_t from, size_t to,
				enum fate fate)
{
	for (size_t i = 0; i < s->said.n; i++) {
		struct mark *m = &s->said.mark[i];

		if (m->kind == MARK_FATE && m->fate == fate &&
		    m->first >= from && m->last < to)
			return m;
	}
	return NULL;
}

/* "A, B and 50 others were freed" */
static bool is_joined(struct prose *s, size_t from, const struct mark *people)
{
	return telling_fate_at(&s->said, from, FATE_joint) &&
	       people->first - from <= OTHERS_REACH;
}

/* A group of people, a relative or another clause stands between. */
static bool is_parted(struct prose *s, size_t from, size_t to)
{
	const struct mark *people = prose_fate_between(s, from, to,
						       FATE_people);

	return (people && !is_joined(s, from, people)) ||
	       prose_fate_between(s, from, to, FATE_break) ||
	       prose_fate_between(s, from, to, FATE_kin);
}

/* "the wife of X" is not X; "his wife X" is. */
static bool is_kins_name(struct prose *s, size_t name)
{
	const struct mark *m = mark_of(s, name);
	size_t from = m->first > 2 ? m->first - 2 : 0;
	const struct mark *kin = prose_fate_between(s, from, m->first,
						    FATE_kin);

	if (!kin)
		return false;
	from = kin->first > 2 ? kin->first - 2 : 0;
	return !prose_fate_between(s, from, kin->first, FATE_pronoun);
}

static size_t name_before(const struct prose *s, size_t word)
{
	size_t found = NOBODY;

	for (size_t i = 0; i < s->names; i++)
		if (mark_of(s, i)->last < word && !s->named[i].official)
			found = i;
	return found;
}

static size_t name_behind(const struct prose *s, size_t word)
{
	for (size_t i = 0; i < s->names; i++)
		if (mark_of(s, i)->first > word && !s->named[i].official)
			return i;
	return NOBODY;
}

static void take_group(struct prose *s, size_t name)
{
	for (size_t i = 0; i < s->names && s->subjects < GROUP_MAX; i++)
		if (s->named[i].group == s->named[name].group)
			s->subject[s->subjects++] = i;
}

/* Words in [from, to) that tell who somebody is: ", a photographer, 63,". */
static size_t asides(const struct prose *s, size_t from, size_t to)
{
	size_t n = 0, end = from;

	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *o = &s->said.mark[i];

		if ((o->kind != MARK_ROLE && o->kind != MARK_AGE) ||
		    o->first < end || o->last >= to)
			continue;
		n += o->last - o->first + 1;	/* and its article: */
		n += o->first > end && s->said.core_n[o->first - 1] <= 3 &&
		     s->said.words.word[o->first - 1].clause ==
			     s->said.words.word[o->first].clause;
		end = o->last + 1;
	}
	return n;
}

/* What stands in between, but for an apposition. */
static size_t distance(const struct prose *s, size_t name, size_t first,
		       size_t last)
{
	const struct mark *m = mark_of(s, name);

	return m->last < first ?
		first - m->last - 1 - asides(s, m->last + 1, first) :
	       m->first > last ? m->first - last - 1 : 0;
}

void prose_note_near(struct prose *s, size_t first, size_t last)
{
	for (size_t i = 0; i < s->subjects; i++)
		if (distance(s, s->subject[i], first, last) <= NEAR)
			for (size_t k = 0; k < s->subjects; k++)
				s->named[s->subject[k]].near = true;
}

/* "..., including X": the group is theirs. */
static bool is_open(struct prose *s, size_t last, size_t behind)
{
	size_t to;

	if (behind == NOBODY)
		return false;
	to = mark_of(s, behind)->first;
	for (size_t i = last; i < to; i++)
		if (slice_ends(s->said.words.word[i].text, ";"))
			return false;
	return !is_parted(s, last + 1, to) ||
	       prose_fate_between(s, last + 1, to, FATE_including);
}

/* "51 were deported": a number in the clause, which is no date, is who. */
static bool has_group(struct prose *s, size_t verb)
{
	const struct words *w = &s->said.words;

	if (prose_fate_between(s, 0, verb, FATE_people))
		return true;
	for (size_t i = 0; i < verb; i++) {
		bool group = s->said.begins[i] == 'd' &&
			     w->word[i].clause == w->word[verb].clause;

		for (size_t k = 0; k < s->said.n && group; k++)
			group = i < s->said.mark[k].first ||
				i > s->said.mark[k].last;
		if (group)
			return true;
	}
	return false;
}

static void choose(struct prose *s, size_t first, size_t last, bool ahead)
{
	size_t before = name_before(s, first), behind = name_behind(s, last);

	s->subjects = 0;
	s->wrong = false;
	if (ahead && is_open(s, last, behind))
		take_group(s, behind);
	else if (before < NOBODY &&
		 !is_parted(s, mark_of(s, before)->last + 1, first))
		take_group(s, before);
	else if (before == NOBODY && is_open(s, last, behind) &&
		 !has_group(s, first))
		take_group(s, behind);
	else
		s->wrong = before < NOBODY || behind < NOBODY ||
			   prose_fate_between(s, 0, s->said.words.n,
					      FATE_people);
}

void prose_whose(struct prose *s, size_t first, size_t last, bool ahead)
{
	choose(s, first, last, ahead);
	if (s->subjects && is_kins_name(s, s->subject[0])) {
		s->subjects = 0;
		s->wrong = true;
	}
	prose_note_near(s, first, last);
}

/* --- persons ---------------------------------------------------------------- */

ptrdiff_t prose_person(struct prose *s, size_t name)
{
	struct named *n = &s->named[name];
	const struct mark *m = mark_of(s, name);
	bool german = slice_is(s->x->lang, "de");
	struct person *who;

	if (n->known >= 0)
		return n->known;
	if (!m->sure && (!n->near || (german && m->first == 0 && !n->aged)))
		return -1;
	who = people_get(s->p, n->name);
	if (!who)
		return -1;
	n->known = who - s->p->list;
	return n->known;
}

bool prose_say(struct prose *s, enum property prop, struct slice value)
{
	bool said = false;

	for (size_t i = 0; i < s->subjects; i++) {
		ptrdiff_t who = prose_person(s, s->subject[i]);

		if (who < 0)
			continue;
		person_say(s->p, &s->p->list[who], prop, value, &s->from);
		said = true;
	}
	if (s->subjects == 0 && !s->wrong && s->heir >= 0) {
		person_say(s->p, &s->p->list[s->heir], prop, value, &s->from);
		said = true;
	}
	return said;
}
