#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/rows.h"
#include "model/pdate.h"
#include "view/view.h"

enum { CHANGES_SINCE = ROWS_OPTIONS };
enum { DAY_S = 24 * 60 * 60, FILTER_BYTES = 64, WORDS_MAX = 4096 };

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	[CHANGES_SINCE] = OPTION("since", "7d|DATE",
		N_("only those of that day and later; 7d: of the last week")),
	OPTIONS_END
};

/* "7d" or "12h" back from now, or a date. */
static int since_date(const struct app *app, struct slice text,
		      char buf[PDATE_TEXT], struct err *e)
{
	int64_t seconds, day = clock_now(&app->clock) / DAY_S;
	struct pdate d;

	if (period_parse(text, &seconds) && seconds > 0) {
		pdate_text(pdate_of_day(day - seconds / DAY_S), buf);
		return 0;
	}
	if (pdate_parse(text, DATE_ORDER_UNKNOWN, &d)) {
		pdate_text(d, buf);
		return 0;
	}
	return err_set(e, ERR_USAGE, "--since takes 7d or a date such as "
				       "2025-12-14, not \"%.*s\"",
		       SLICE_ARG(text));
}

static int changes_run(struct app *app, const struct line *line,
		       struct err *e)
{
	char *word[WORDS_MAX], filter[FILTER_BYTES] = "at>=";
	size_t n = line->n;

	if (n >= WORDS_MAX)
		return err_set(e, ERR_USAGE, "too many words");
	if (n > 0)
		memcpy(word, line->word, n * sizeof(*word));
	if (line->given->is[CHANGES_SINCE]) {
		if (since_date(app, given_text(line->given, CHANGES_SINCE),
			       filter + strlen(filter), e) < 0)
			return -1;
		word[n++] = filter;
	}
	return rows_print(app, &view_changes, word, n, line->given, "table",
			  e);
}

const struct command cmd_changes = {
	.name = "changes",
	.usage = "[FILTER...]",
	.summary = N_("what the versions of the lists changed"),
	.options = rows,
	.dashes = true,
	.run = changes_run,
};
