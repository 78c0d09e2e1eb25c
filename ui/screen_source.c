/* How a source does: a sign before its state, and in its detail each attempt
 * with what came of it, in plain words. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "ui/human.h"
#include "ui/screen.h"

static const struct {
	const char *state, *sign;
} signs[] = {
	{ "fresh", "+" },   { "due", "~" },     { "stale", "~" },
	{ "failing", "!" }, { "gone", "!" },    { "running", "↻" },
	{ "never", "·" },   { "disabled", "−" },
};

/* While a refresh runs, what it says of the source comes first. */
static bool say_step(const struct step *st, const char *column,
		     struct str *out)
{
	if (strcmp(column, "state") == 0)
		str_addz(out, C_("step", st->state));
	else if (strcmp(column, "why") == 0)
		str_addz(out, st->message);
	return out->n > 0;
}

bool screen_say_source(const struct screen *s, const struct shape *shape,
		       const struct row *r, const char *column,
		       struct str *out)
{
	const struct progress *p = s->o.progress;
	struct slice key = human_get(shape, r, "key");
	struct slice state = human_get(shape, r, "state");
	const struct step *st = p && p->pid != 0 && key.n > 0 ?
				progress_of(p, key) : NULL;

	if (st && say_step(st, column, out))
		return true;
	if (strcmp(column, "state") != 0)
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (slice_is(state, signs[i].state))
			str_addf(out, "%s ", signs[i].sign);
	str_add(out, state);
	return true;
}

/* --- attempts --- */

static void add_outcome(const struct source_state *st, struct str *out)
{
	if (slice_is(st->outcome, "accepted"))
		str_addf(out, ngettext("taken: %lld record",
				       "taken: %lld records", st->records),
			 (long long)st->records);
	else if (slice_is(st->outcome, "same"))
		str_addz(out, _("nothing new"));
	else if (slice_is(st->outcome, "refused"))
		str_addz(out, _("not taken, the old rows stay"));
	else if (slice_is(st->outcome, "gone"))
		str_addz(out, _("gone for good"));
	else
		str_addz(out, _("failed, the old rows stay"));
	if (st->why.n > 0)
		str_addf(out, ": %.*s", SLICE_ARG(st->why));
	if (st->status > 0)
		str_addf(out, " (HTTP %ld)", st->status);
	if (st->bytes > 0)
		str_addf(out, _(", %lld bytes"), (long long)st->bytes);
}

static int add_attempt(void *ctx, int64_t at, const struct source_state *st,
		       struct err *e)
{
	struct str *out = ctx, line = STR_INIT(1 << 16);
	char buf[CLOCK_TEXT];

	str_addf(&line, "%s  ", clock_local(at, buf));
	add_outcome(st, &line);
	text_visible(out, str_slice(&line), false);
	str_addc(out, '\n');
	str_free(&line);
	return str_ok(out, _("the attempts"), e);
}

int screen_attempts(struct screen *s, struct slice key, struct str *out,
		    struct err *e)
{
	size_t n;

	if (!s->o.data->ops->attempts)
		return 0;
	str_addf(out, "\n%s\n", _("Attempts, the last one first:"));
	n = out->n;
	if (s->o.data->ops->attempts(s->o.data->ctx, key, add_attempt, out,
				     e) < 0)
		return -1;
	if (out->n == n)
		str_addf(out, "%s\n", _("none: r asks it now, if it is "
					"enabled"));
	return 0;
}
