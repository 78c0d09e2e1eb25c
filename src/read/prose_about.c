/* Roles, ages, articles and citizenship of who is named. */
#include <string.h>

#include "read/prose_inside.h"

enum { ROLE_REACH = 3, AGE_REACH = 4, ROLES_MAX = 6 };

static const struct mark *mark_of(const struct prose *s, size_t name)
{
	return &s->said.mark[s->named[name].mark];
}

/* Of this one alone. */
static bool say_of(struct prose *s, size_t name, enum property prop,
		   struct slice value)
{
	ptrdiff_t who = s->named[name].known;

	if (who < 0)
		return false;
	person_say(s->p, &s->p->list[who], prop, value, &s->from);
	return true;
}

static bool name_between(const struct prose *s, size_t from, size_t to)
{
	for (size_t i = 0; i < s->names; i++)
		if (mark_of(s, i)->first >= from && mark_of(s, i)->last < to)
			return true;
	return false;
}

/* "journalist Vera Uzorava" */
static bool is_before(const struct prose *s, const struct mark *role,
		      const struct mark *name)
{
	const struct words *w = &s->said.words;
	int clauses = w->word[name->first].clause - w->word[role->last].clause;
	/* "a 41-year-old teacher, Vera Uzorava, ..." */
	bool aside = clauses == 1 && role->last + 1 == name->first &&
		     name->last + 1 < w->n && role->first <= ROLE_REACH &&
		     w->word[name->last + 1].clause >
			     w->word[name->last].clause;

	return role->last < name->first &&
	       name->first - role->last <= ROLE_REACH &&
	       (clauses == 0 || aside) &&
	       !name_between(s, role->last + 1, name->first);
}

/* Does it follow another role of the same person? */
static bool is_next_role(const struct prose *s, const struct mark *role,
			 const struct mark *name)
{
	for (size_t i = 0; i < s->said.n; i++) {
		const struct mark *m = &s->said.mark[i];

		if (m->kind == MARK_ROLE && m->first > name->last &&
		    m->last < role->first && m->used &&
		    role->first - m->last <= ROLE_REACH - 1)
			return true;
	}
	return false;
}

/* "Vera Uzorava, a journalist and editor," or "Vera Uzorava is a journalist" */
static bool is_behind(struct prose *s, const struct mark *role,
		      const struct mark *name)
{
	int clause = s->said.words.word[name->last].clause;
	int at = s->said.words.word[role->first].clause;

	if (role->first <= name->last ||
	    name_between(s, name->last + 1, role->first) ||
	    prose_fate_between(s, name->last + 1, role->first, FATE_people) ||
	    prose_fate_between(s, name->last + 1, role->first, FATE_kin))
		return false;
	for (int f = 0; f < FATE_since; f++)
		if (f != FATE_after && f != FATE_term &&
		    prose_fate_between(s, name->last + 1, role->first,
				       (enum fate)f))
			return false;
	return at <= clause + 2 &&
	       (role->first - name->last <= ROLE_REACH ||
		is_next_role(s, role, name));
}

static void say_role(struct prose *s, struct mark *m)
{
	if (strcmp(m->value, "relative") == 0 ||
	    strcmp(m->value, "other") == 0 ||
	    strcmp(m->value, "unknown") == 0)
		return;
	for (size_t i = 0; i < s->names; i++)
		if (is_before(s, m, mark_of(s, i))) {
			say_of(s, i, PROP_role, slice_of(m->value));
			return;
		}
	for (size_t i = s->names; i-- > 0;)
		if (mark_of(s, i)->last < m->first) {
			m->used = is_behind(s, m, mark_of(s, i));
			if (m->used)
				say_of(s, i, PROP_role, slice_of(m->value));
			return;
		}
}

static void say_age(struct prose *s, const struct mark *m)
{
	struct slice core = telling_core(&s->said, m->first);
	size_t best = NOBODY, near = AGE_REACH + 1;

	core.n = 2;
	for (size_t i = 0; i < s->names; i++) {
		const struct mark *n = mark_of(s, i);
		size_t far = n->last < m->first ? m->first - n->last :
			     n->first - m->last;

		if (far < near) {
			near = far;
			best = i;
		}
	}
	if (best < NOBODY) {
		say_of(s, best, PROP_age, core);
	} else if (s->names == 0 && s->heir >= 0) {
		s->subjects = 0;
		s->wrong = false;
		prose_say(s, PROP_age, core);
	}
}

static bool is_legal(struct prose *s)
{
	size_t n = s->said.words.n;

	return prose_fate_between(s, 0, n, FATE_sentenced) ||
	       prose_fate_between(s, 0, n, FATE_penalty) ||
	       prose_fate_between(s, 0, n, FATE_arrested) ||
	       prose_fate_between(s, 0, n, FATE_code);
}

static void say_charge(struct prose *s, const struct mark *m)
{
	if (!is_legal(s))
		return;
	prose_whose(s, m->first, m->last, false);
	prose_say(s, PROP_charge, slice_of(m->charge));
}

/* "a Polish citizen", "citizen of Poland" */
static void say_country(struct prose *s, const struct mark *m)
{
	const char *label;
	size_t from = m->first > 2 ? m->first - 2 : 0;

	if (!prose_fate_between(s, from, m->last + 3, FATE_citizen))
		return;
	label = vocab_label(VOCAB_jurisdiction, slice_of(m->value));
	prose_whose(s, m->first, m->last, false);
	if (s->subjects != 1)
		return;
	say_of(s, s->subject[0], PROP_country, slice_of(label));
}

/* Of somebody who is held or serves there, in that sentence. */
static void say_prison(struct prose *s, const struct mark *m)
{
	size_t n = s->said.words.n;

	if (prose_fate_between(s, 0, n, FATE_people) ||
	    !(prose_fate_between(s, 0, n, FATE_held) ||
	      prose_fate_between(s, 0, n, FATE_still_held) ||
	      prose_fate_between(s, 0, n, FATE_penalty) ||
	      prose_fate_between(s, 0, n, FATE_served) ||
	      prose_fate_between(s, 0, n, FATE_spent) ||
	      prose_fate_between(s, 0, n, FATE_died)))
		return;
	prose_whose(s, m->first, m->last, false);
	if (s->subjects <= 1)
		prose_say(s, PROP_prison, m->text);
}

void prose_about(struct prose *s)
{
	for (size_t i = 0; i < s->said.n; i++) {
		struct mark *m = &s->said.mark[i];

		switch (m->kind) {
		case MARK_ROLE:
			say_role(s, m);
			break;
		case MARK_AGE:
			say_age(s, m);
			break;
		case MARK_CHARGE:
			say_charge(s, m);
			break;
		case MARK_COUNTRY:
			say_country(s, m);
			break;
		case MARK_PRISON:
			say_prison(s, m);
			break;
		default:
			break;
		}
	}
}
