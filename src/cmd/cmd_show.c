#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/paper.h"
#include "cmd/print.h"
#include "model/pdate.h"

enum { SHOW_FORMAT, SHOW_AS_OF };
enum { SUBJECT_BYTES = 256 << 20 };

static const struct option_row rows[] = {
	[SHOW_FORMAT] = OPTION("format", "FORMAT", N_("table or json")),
	[SHOW_AS_OF]  = OPTION("as-of", "DATE", N_("what was known on that day")),
	OPTIONS_END
};

static int wanted_date(const struct given *g, char buf[PDATE_TEXT],
		       struct slice *out, struct err *e)
{
	struct pdate d;

	if (!g->is[SHOW_AS_OF])
		return 0;
	if (!pdate_parse(given_text(g, SHOW_AS_OF), DATE_ORDER_UNKNOWN, &d))
		return err_set(e, ERR_USAGE, "--as-of takes a date such as "
			       "2025-12-14");
	*out = slice_of(pdate_text(d, buf));
	return 0;
}

static int print_subject(struct app *app, const struct facts *f,
			 struct arena *mem, bool json, struct err *e)
{
	struct str text = STR_INIT(SUBJECT_BYTES);
	struct own_words own;
	int rc = own_words_get(app->store, f->id, mem, &own, e);

	if (rc == 0 && json)
		subject_json(&text, f, &own, mem);
	else if (rc == 0)
		subject_text(&text, f, &own, mem, print_ascii());
	if (rc == 0)
		rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

/* "x-...": what contradicts, with all sides. 1, or 0 where there is none. */
static int print_conflict(struct app *app, const char *id, struct arena *mem,
			  bool json, struct err *e)
{
	struct str text = STR_INIT(SUBJECT_BYTES);
	struct store_conflict c;
	int rc = store_conflict(app->store, slice_of(id), mem, &c, e);

	if (rc <= 0)
		return rc;
	if (json) {
		conflict_json(&text, &c);
		str_addc(&text, '\n');
	} else {
		conflict_text(&text, &c);
	}
	rc = print_out(app, &text, e);
	str_free(&text);
	return rc < 0 ? -1 : 1;
}

static int print_one(struct app *app, const char *name, struct slice as_of,
		     struct arena *mem, bool json, struct err *e)
{
	struct facts f = {0};
	int rc = 0;

	if (name[0] == 'x' && name[1] == '-')
		rc = print_conflict(app, name, mem, json, e);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	if (find_subject(app, name, as_of, mem, &f, e) < 0)
		return -1;
	return print_subject(app, &f, mem, json, e);
}

static int show_run(struct app *app, const struct line *line, struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct str name = STR_INIT(OPTION_BYTES);
	struct slice as_of = SLICE_NONE;
	struct slice format = given_text(line->given, SHOW_FORMAT);
	char date[PDATE_TEXT];
	int rc;

	if (line->n == 0)
		return err_set(e, ERR_USAGE, "whom or what? An id or a name");
	if (line->given->is[SHOW_FORMAT] && !slice_is(format, "table") &&
	    !slice_is(format, "json"))
		return err_set(e, ERR_USAGE, "unknown format \"%.*s\"; "
			       "valid: table json", SLICE_ARG(format));
	for (size_t i = 0; i < line->n; i++)
		str_addf(&name, "%s%s", i > 0 ? " " : "", line->word[i]);
	rc = wanted_date(line->given, date, &as_of, e);
	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = print_one(app, str_cstr(&name), as_of, &mem,
			       slice_is(format, "json"), e);
	str_free(&name);
	arena_free(&mem);
	return rc;
}

const struct command cmd_show = {
	.name = "show",
	.usage = "ID|NAME",
	.summary = N_("one subject: every claim, its source, date and quote"),
	.options = rows,
	.run = show_run,
};
