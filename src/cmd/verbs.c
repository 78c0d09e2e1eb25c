#include "cmd/verbs.h"

#include "base/i18n.h"
#include "base/nearest.h"

enum { VALID_BYTES = 1024 };

void verbs_help(struct str *to, const struct verb *verb)
{
	for (; verb->name; verb++)
		str_addf(to, "  %-8s %-13s %s\n", verb->name, verb->usage,
			 _(verb->help));
}

int verbs_run(const struct verb *verb, const char *command, struct app *app,
	      const struct line *line, struct err *e)
{
	struct str valid = STR_INIT(VALID_BYTES);
	struct nearest near = { .typed = SLICE_NONE };

	if (app_configure(app, e) < 0)
		return -1;
	if (line->n == 0)
		return verb->run(app, line, e);
	near.typed = slice_of(line->word[0]);
	for (; verb->name; verb++) {
		nearest_try(&near, verb->name);
		if (strcmp(line->word[0], verb->name) == 0) {
			str_free(&valid);
			return verb->run(app, line, e);
		}
		str_addf(&valid, " %s", verb->name);
	}
	if (near.best)
		err_set(e, ERR_USAGE, "%s cannot \"%.60s\": did you mean %s? "
			"valid:%s", command, line->word[0], near.best,
			str_cstr(&valid));
	else
		err_set(e, ERR_USAGE, "%s cannot \"%.60s\"; valid:%s",
			command, line->word[0], str_cstr(&valid));
	str_free(&valid);
	return -1;
}
