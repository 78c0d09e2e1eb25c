#include "check/step.h"

#include "base/i18n.h"

#include <string.h>

#include "model/sentence.h"

bool state_in_force(struct slice state)
{
	static const char *const states[] = {
		"imposed", "amended", "extended", "maintained", "reimposed",
	};

	for (size_t i = 0; i < sizeof(states) / sizeof(*states); i++)
		if (slice_is(state, states[i]))
			return true;
	return false;
}

bool state_eases(struct slice state)
{
	return slice_is(state, "eased_by_licence") ||
	       slice_is(state, "suspended");
}

static const struct {
	const char *from, *to;	/* "force": any state in force */
} moves[] = {
	{ "proposed", "announced" },
	{ "proposed", "imposed" },
	{ "announced", "imposed" },
	{ "force", "amended" },
	{ "force", "extended" },
	{ "force", "maintained" },
	{ "force", "eased_by_licence" },
	{ "force", "suspended" },
	{ "force", "lifted" },
	{ "force", "expired" },
	{ "eased_by_licence", "lifted" },
	{ "eased_by_licence", "reimposed" },
	{ "suspended", "imposed" },
	{ "suspended", "lifted" },
	{ "lifted", "reimposed" },
};

bool move_expected(struct slice from, struct slice to)
{
	if (slice_eq(from, to))
		return true;
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (slice_is(to, moves[i].to) &&
		    (slice_is(from, moves[i].from) ||
		     (strcmp(moves[i].from, "force") == 0 && state_in_force(from))))
			return true;
	return false;
}

bool step_eases(const struct step *s)
{
	return state_eases(s->state) && !s->news && !s->ended;
}

bool step_covers(const struct step *s, struct slice party)
{
	struct slice rest = s->covers, one;

	while (slice_cut(&rest, LIST_SEP, &one))
		if (one.n && slice_eq(one, party))
			return true;
	return s->covers.n == 0;
}

static void tell(const struct step *s, bool since, bool spoken,
		 struct str *out)
{
	void (*put)(struct str *, enum sentence, const struct slice *,
		    size_t) = spoken ? sentence_tell : sentence_put;
	const char *label = spoken ?
		vocab_said(VOCAB_measure_state, s->state) :
		vocab_label(VOCAB_measure_state, s->state);

	if (slice_is(s->state, "eased_by_licence") && s->instrument.n)
		put(out, SAYS_EASED, NULL, 0);
	else if (label)
		str_addz(out, label);
	else
		str_add(out, s->state);
	if (s->instrument.n)
		put(out, SAYS_BY, &s->instrument, 1);
	if (since && s->date.n)
		put(out, SAYS_SINCE, &s->date, 1);
	if (s->open_ended)
		put(out, SAYS_OPEN_ENDED, NULL, 0);
	if (s->expires.n)
		put(out, SAYS_UNTIL, &s->expires, 1);
	if (slice_is(s->unblocks, "no"))
		put(out, SAYS_NOT_UNBLOCKED, NULL, 0);
	if (slice_is(s->fifty_percent, "yes"))
		put(out, SAYS_FIFTY, NULL, 0);
	if (s->conditions.n)
		put(out, SAYS_MORE, &s->conditions, 1);
}

void step_tell(const struct step *s, bool since, struct str *out)
{
	tell(s, since, false, out);
}

void step_said(const struct step *s, bool since, struct str *out)
{
	tell(s, since, true, out);
}
