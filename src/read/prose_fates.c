/* What became of whom: free, held, dead, deported. */
#include <string.h>

#include "read/prose_inside.h"

enum { DENIAL_REACH = 5, VERB_REACH = 6, GLUED = 2, TYPES_MAX = 8 };

/* "not", "may be", "calls for" right before it, in its clause. */
bool prose_denied(const struct prose *s, const struct mark *m)
{
	const struct words *w = &s->said.words;

	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *o = &s->said.mark[i];

		if (o->kind == MARK_FATE && o->fate == FATE_maybe &&
		    o->last < m->first && m->first - o->last <= DENIAL_REACH &&
		    w->word[o->last].clause == w->word[m->first].clause &&
		    !telling_fate_at(&s->said, o->first, FATE_including))
			return true;
	}
	return false;
}

static const struct {
	enum fate fate;
	bool ahead;
	const char *custody, *manner;
} ends[] = {
	{ FATE_freed, false, "free", NULL },
	{ FATE_frees, true, "free", NULL },
	{ FATE_among_freed, true, "free", NULL },
	{ FATE_still_held, false, "prison", NULL },
	{ FATE_among_held, true, "prison", NULL },
	{ FATE_died, false, "dead_in_custody", NULL },
	{ FATE_deported, false, "free", "deported" },
	{ FATE_transferred, false, "free", "transferred" },
	{ FATE_refused, false, NULL, "refused_deportation" },
	{ FATE_returned, false, "prison", "returned_to_custody" },
	{ FATE_stayed, false, NULL, "stayed" },
	{ FATE_left, false, NULL, "left" },
};

/* Is a group or a number spoken of right behind the verb? Then a name before it
 * is of who freed them. */
static bool has_object(struct prose *s, const struct mark *m)
{
	size_t to = m->last + 1 + VERB_REACH;

	if (to > s->said.words.n)
		to = s->said.words.n;
	for (size_t i = m->last + 1; i < to && i <= m->last + 3; i++) {
		if (s->said.words.word[i].clause !=
		    s->said.words.word[m->last].clause)
			return false;
		if (s->said.begins[i] == 'd' &&
		    prose_fate_between(s, i, to, FATE_people))
			return true;
	}
	return prose_fate_between(s, m->last + 1, to, FATE_people);
}

/* "...; released in December 2025" */
static bool begins_clause(const struct prose *s, const struct mark *m)
{
	const struct words *w = &s->said.words;

	return m->first > 0 && w->word[m->first - 1].clause !=
			       w->word[m->first].clause;
}

/* A bare "released" is said of a name only where it stands by its side. */
static bool is_glued(struct prose *s, const struct mark *m)
{
	for (size_t i = 0; i < s->subjects; i++) {
		const struct mark *n =
			&s->said.mark[s->named[s->subject[i]].mark];

		if (n->first > m->last || m->first - n->last - 1 <= GLUED ||
		    begins_clause(s, m))
			return true;
	}
	return s->subjects == 0 && m->first <= 1;
}

/* One word with a capital beside one word like "released" is too little. */
static void drop_doubtful(struct prose *s, const struct mark *m)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->subjects; i++) {
		const struct named *n = &s->named[s->subject[i]];
		bool single = s->said.mark[n->mark].single;

		if (n->known >= 0 || s->said.mark[n->mark].sure ||
		    (m->fate != FATE_frees && (!single || m->last > m->first)) ||
		    (!single && prose_custody(s)))
			s->subject[kept++] = s->subject[i];
	}
	s->wrong |= kept < s->subjects;
	s->subjects = kept;
}

static bool find_subjects(struct prose *s, const struct mark *m, bool ahead)
{
	const struct mark *n;

	prose_whose(s, m->first, m->last, ahead);
	drop_doubtful(s, m);
	if (m->fate != FATE_frees)
		return true;
	n = s->subjects ? &s->said.mark[s->named[s->subject[0]].mark] : NULL;
	if (n && n->first > m->last && m->first == 0 && !has_object(s, m))
		return true;
	if (n && n->first > m->last)
		return n->first - m->last <= VERB_REACH ||
		       prose_fate_between(s, m->last + 1, n->first,
					  FATE_including);
	return !has_object(s, m) && is_glued(s, m);
}

static void say_types(struct prose *s)
{
	static const char *const types[TYPES_MAX] = {
		"pardon", "amnesty", "term_served", "parole", "exchange",
		"medical", "acquitted", "bail",
	};
	const char *one = NULL;

	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];
		bool known = false;

		for (size_t k = 0; k < TYPES_MAX && m->kind == MARK_TYPE; k++)
			known |= strcmp(m->value, types[k]) == 0;
		if (!known || prose_denied(s, m))
			continue;
		if (one && strcmp(one, m->value) != 0)
			return;
		one = m->value;
	}
	if (one)
		prose_say(s, PROP_release_type, slice_of(one));
}

static void take_end(struct prose *s, struct mark *m, size_t row)
{
	bool denied = prose_denied(s, m) && m->fate != FATE_among_held;

	if (denied || !find_subjects(s, m, ends[row].ahead))
		return;
	m->used = true;
	if (ends[row].custody)
		prose_say(s, PROP_custody, slice_of(ends[row].custody));
	if (ends[row].manner)
		prose_say(s, PROP_manner, slice_of(ends[row].manner));
	if (ends[row].custody && strcmp(ends[row].custody, "free") == 0)
		say_types(s);
}

/* "freed 123 prisoners, including Ales Bialiatski"; "900 remain in prison, among
 * them ..." */
static bool take_including(struct prose *s, const struct mark *m, size_t verb)
{
	const struct mark *v = &s->said.mark[verb];

	bool held = v->fate == FATE_still_held || v->fate == FATE_among_held;

	if (!held && v->fate != FATE_frees && v->fate != FATE_freed &&
	    v->fate != FATE_among_freed)
		return false;
	if (prose_denied(s, v) ||
	    (!held && prose_fate_between(s, v->last + 1, m->first,
					 FATE_still_held)))
		return false;
	prose_whose(s, m->first, m->last, true);
	if (s->subjects == 0 ||
	    s->said.mark[s->named[s->subject[0]].mark].first < m->last)
		return false;
	prose_say(s, PROP_custody, held ? SLICE("prison") : SLICE("free"));
	if (!held)
		say_types(s);
	return true;
}

void prose_fates(struct prose *s)
{
	for (size_t i = 0; i < s->said.n; i++) {
		struct mark *m = &s->said.mark[i];

		if (m->kind != MARK_FATE)
			continue;
		for (size_t row = 0; row < sizeof(ends) / sizeof(*ends); row++)
			if (ends[row].fate == m->fate)
				take_end(s, m, row);
		for (size_t k = 0; m->fate == FATE_including && k < i; k++)
			if (s->said.mark[k].kind == MARK_FATE &&
			    take_including(s, m, k))
				break;
	}
}
