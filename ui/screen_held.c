/* How long somebody was held: as it is written, or counted from the arrest or
 * from the verdict. What is missing is said, and never replaced by the other:
 * "over four years" from the arrest and from the verdict are two claims. */
#include <string.h>

#include "base/i18n.h"
#include "base/local.h"
#include "model/duration.h"
#include "model/pdate.h"
#include "ui/screen.h"

static const struct {
	const char *title, *column, *missing, *said;
} bases[HELD_COUNT] = {
	[HELD_WRITTEN] = { NULL, NULL, NULL,
		N_("held: as the sources write it") },
	[HELD_ARREST] = { N_("Held (arrest)"), "detained_on",
		N_("no arrest"), N_("held: from the arrest to the release") },
	[HELD_VERDICT] = { N_("Held (verdict)"), "sentenced_on",
		N_("no verdict"),
		N_("held: from the verdict to the release") },
};

/* "~" where a day is not told of one of them. */
static void put_days(struct pdate from, struct pdate to, struct str *out)
{
	int64_t days = pdate_first_day(to) - pdate_first_day(from);
	char buf[DURATION_TEXT];

	if (days < 0) {
		str_addz(out, _("freed before"));
		return;
	}
	if (!from.day || !to.day)
		str_addc(out, '~');
	duration_said(slice_of(duration_human((int)days, buf)), out);
}

const char *screen_held_columns(const struct screen *s)
{
	static const char *const columns[] = {
		[HELD_WRITTEN] = "held_text",
		[HELD_ARREST] = "detained_on,held_days",
		[HELD_VERDICT] = "sentenced_on",
	};

	return columns[s->held];
}

bool screen_say_held(const struct screen *s, const struct shape *shape,
		     const struct row *r, const char *column, struct str *out)
{
	struct pdate from, to;
	struct str since = STR_INIT(64);

	if (s->held == HELD_WRITTEN || strcmp(column, "held_text") != 0)
		return false;
	if (!pdate_parse(human_get(shape, r, bases[s->held].column),
			 DATE_ORDER_UNKNOWN, &from))
		str_addz(out, _(bases[s->held].missing));
	else if (pdate_parse(human_get(shape, r, "released_on"),
			     DATE_ORDER_UNKNOWN, &to))
		put_days(from, to, out);
	else {
		local_date(&since, from.year, from.month, from.day);
		str_addf(out, _("since %s"), str_cstr(&since));
		str_free(&since);
	}
	return true;
}

void screen_set_held(struct screen *s, enum held held)
{
	s->held = held;
	s->pane[PANE_releases].list.retitled =
		(struct retitled){ "held_text", bases[held].title };
}

void screen_turn_held(struct screen *s, enum action act)
{
	(void)act;
	if (s->focus != PANE_releases) {
		screen_say(s, false, _("how long they were held stands in pane "
			   "1: 1 goes there"));
		return;
	}
	screen_set_held(s, (s->held + 1) % HELD_COUNT);
	screen_say(s, false, _(bases[s->held].said));
}
