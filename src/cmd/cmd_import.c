/* Files into the store, or with --dry-run onto paper. */
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/hits.h"
#include "cmd/outcome.h"
#include "cmd/parts.h"
#include "cmd/print.h"
#include "model/pdate.h"
#include "write/json.h"

enum {
	IMPORT_SOURCE, IMPORT_FORMAT, IMPORT_AS_OF, IMPORT_URL, IMPORT_ACCEPT,
	IMPORT_DRY_RUN,
};

enum { DAY = 24 * 60 * 60, MANY_LEAST = 5 };

static const struct option_row rows[] = {
	[IMPORT_SOURCE]  = OPTION("source", "KEY", N_("the source they are a version of")),
	[IMPORT_FORMAT]  = OPTION("format", "FORMAT", N_("how to read them; auto: sniffed")),
	[IMPORT_AS_OF]   = OPTION("as-of", "DATE", N_("date of the evidence")),
	[IMPORT_URL]     = OPTION("url", "URL", N_("address that the file came from")),
	[IMPORT_ACCEPT]  = SWITCH("accept", N_("even a version that shrank")),
	[IMPORT_DRY_RUN] = SWITCH("dry-run", N_("store nothing, print JSON")),
	OPTIONS_END
};

/* One property of a record as a list of what the source says. */
static void put_property(struct str *to, const struct record *r,
			 enum property prop)
{
	json_key(to, properties[prop].name);
	str_addc(to, '[');
	for (size_t i = 0; i < r->n; i++) {
		const struct claim *c = &r->claims[i];

		if (c->prop != prop)
			continue;
		json_next(to);
		str_addc(to, '{');
		json_member(to, "value", c->value, true);
		json_member(to, "quote", c->quote, false);
		json_member(to, "lang", c->lang, false);
		json_member(to, "qualifier", c->qualifier, false);
		json_member(to, "as_of", c->as_of, false);
		json_member(to, "rule", c->rule, false);
		if (c->rule.n)
			str_addf(to, ",\"confidence\":%u,\"offset\":%u",
				 (unsigned)c->confidence, (unsigned)c->offset);
		if (c->unverified)
			str_addz(to, ",\"unverified\":true");
		str_addc(to, '}');
	}
	str_addc(to, ']');
}

static bool has(const struct record *r, enum property prop)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->claims[i].prop == prop)
			return true;
	return false;
}

struct dry {
	struct app *app;
	struct str line;
};

static int print_record(void *ctx, const struct record *r, struct err *e)
{
	struct dry *d = ctx;

	str_addc(&d->line, '{');
	json_member(&d->line, "kind", slice_of(kind_name(r->kind)), true);
	json_member(&d->line, "key", r->key, true);
	json_member(&d->line, "subject", r->subject, true);
	json_member(&d->line, "doc", r->doc.n > 0 ? r->doc : SLICE_NONE, true);
	for (int prop = 0; prop < PROP_COUNT; prop++)
		if (has(r, (enum property)prop))
			put_property(&d->line, r, (enum property)prop);
	str_addz(&d->line, "}\n");
	return print_out(d->app, &d->line, e);
}

static int dry_run(struct app *app, struct parts *p,
		   const struct import_options *o, struct err *e)
{
	struct dry d = { .app = app, .line = STR_INIT(PRINT_BYTES) };
	struct world w = app_world(app);
	int rc = flow_dry_run(&w, p->part, p->n, o, print_record, &d, e);

	str_free(&d.line);
	return rc;
}

/* A list that has no date of its own counts as today's, unless the user says
 * otherwise: said where that makes parties look gone. */
static int say_undated(struct app *app, struct slice source, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st;
	char now[CLOCK_TEXT];
	int rc = store_source_state(app->store, source, SLICE_NONE, &mem, &st,
				    e);

	clock_iso(clock_now(&app->clock), now);
	if (rc == 0 && st.version.n > 0 &&
	    strncmp(st.version.p, now, st.version.n) == 0)
		print_note(app, _("this version counts as today's, and what it "
				  "lacks as missing; give an older one its "
				  "date: --as-of DATE"));
	arena_free(&mem);
	return rc;
}

/* Files that were left out of a set read as what was taken out of the list:
 * names and addresses by the thousand. A list amends a few entries a day. */
static void say_many(struct app *app, const struct store_result *res)
{
	char amended[PRINT_NUMBER], all[PRINT_NUMBER];

	if (res->last_good == 0 || res->amended < MANY_LEAST ||
	    res->amended < res->records / 2)
		return;
	print_note(app, _("%s of %s records amended at once: if files of the "
			  "list were missing, what they say counts as taken "
			  "out; import all together, with the same --as-of"),
		   print_number(res->amended, amended),
		   print_number(res->records, all));
}

/* Who begins with a file of his own has a store without what is inside the
 * program; README has promised him that. */
static void say_starter(struct app *app, struct slice source)
{
	for (size_t i = 0; app->fresh && i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		if (!s->enabled || !source_is_inside(s) ||
		    slice_eq(s->key, source))
			continue;
		print_note(app, _("this store is new and has no starter data: "
				  "`thaw refresh` takes them from inside the "
				  "program"));
		return;
	}
}

static int import_parts(struct app *app, struct parts *p,
			const struct import_options *o, struct err *e)
{
	struct world w;
	struct store_result res = {0};
	struct slice source = SLICE_NONE;
	struct str words = STR_INIT(4096);
	char n[PRINT_NUMBER];

	if (app_open(app, e) < 0 || app_owns(app, e) < 0)
		return -1;
	w = app_world(app);
	if (flow_import(&w, p->part, p->n, o, &res, &source, e) < 0)
		return -1;
	outcome_text(&words, &res);
	app_names_update(app);
	print_note(app, _("%.*s: %s records: %s"), SLICE_ARG(source),
		   print_number(res.records, n), str_cstr(&words));
	str_free(&words);
	say_many(app, &res);
	say_starter(app, source);
	return res.pending > 0 && o->as_of.n == 0 ?
		       say_undated(app, source, e) : 0;
}

static int wanted(const struct app *app, const struct given *g,
		  struct import_options *o, char date[PDATE_TEXT],
		  struct err *e)
{
	struct pdate d;

	o->source = given_text(g, IMPORT_SOURCE);
	o->format = given_text(g, IMPORT_FORMAT);
	o->url = given_text(g, IMPORT_URL);
	o->accept = g->is[IMPORT_ACCEPT];
	if (g->is[IMPORT_FORMAT] && !slice_is(o->format, "auto") &&
	    !reader_find(o->format)) {
		struct str valid = STR_INIT(4096);

		for (const struct reader *const *r = readers; *r; r++)
			str_addf(&valid, " %s", (*r)->name);
		err_set(e, ERR_USAGE, "unknown format \"%.*s\"; valid: "
			"auto%s", SLICE_ARG(o->format), str_cstr(&valid));
		str_free(&valid);
		return -1;
	}
	if (g->is[IMPORT_SOURCE] && !source_key_valid(o->source))
		return err_set(e, ERR_USAGE, "\"%.*s\" cannot be a source "
			       "key: use a-z, 0-9 and -",
			       SLICE_ARG(o->source));
	if (!g->is[IMPORT_AS_OF])
		return 0;
	if (!pdate_parse(given_text(g, IMPORT_AS_OF), DATE_ORDER_UNKNOWN, &d))
		return err_set(e, ERR_USAGE, "--as-of takes a date such as "
			       "2025-12-14");
	if (pdate_first_day(d) > clock_now(&app->clock) / DAY + 1)
		return err_set(e, ERR_USAGE, "--as-of %s is in the future; a "
			       "version cannot be newer than today",
			       pdate_text(d, date));
	o->as_of = slice_of(pdate_text(d, date));
	return 0;
}

/* A message that names no file does not help, nor does one that leaves open
 * what became of the data. */
static int explain(const struct line *line, struct err *e)
{
	struct err why = *e;

	if (line->n == 1 && !strstr(e->msg, line->word[0]))
		err_in(&why, line->word[0]);
	err_clear(e);
	if (line->given->is[IMPORT_DRY_RUN] || why.code == ERR_USAGE ||
	    strstr(why.msg, "what was known before stays"))
		return err_set(e, why.code, "%s", why.msg);
	return err_set(e, why.code, "%s; what was known before stays",
		       why.msg);
}

static int import_run(struct app *app, const struct line *line,
		      struct err *e)
{
	struct import_options o = {0};
	struct parts p = {0};
	char date[PDATE_TEXT];
	int rc;

	if (line->n == 0)
		return err_set(e, ERR_USAGE,
			       "which file? A name, or - for the input");
	if (wanted(app, line->given, &o, date, e) < 0 ||
	    app_configure(app, e) < 0 ||
	    parts_open(&p, line->word, line->n, app->settings.max_bytes, e) < 0)
		return -1;
	rc = line->given->is[IMPORT_DRY_RUN] ? dry_run(app, &p, &o, e) :
					       import_parts(app, &p, &o, e);
	parts_close(&p);
	if (rc < 0)
		return explain(line, e);
	return line->given->is[IMPORT_DRY_RUN] ? 0 :
		       hits_look(app, false, NULL, e);
}

static void import_more(struct str *to)
{
	str_addz(to, _("FORMAT is auto or one of\n"));
	for (const struct reader *const *r = readers; *r; r++)
		str_addf(to, "  %-16s %s\n", (*r)->name,
			 _((*r)->title));
	str_addz(to, _("Packed files (gz, bz2, xz, zst, zip) are opened. A"
		       " version with less than 80 %\nof the records of the"
		       " last good one, or not as many as it says it has, is"
		       "\nrefused and changes nothing; --accept takes it.\n"));
}

const struct command cmd_import = {
	.name = "import",
	.usage = "FILE...|-",
	.summary = N_("files into the store, as one version of one source"),
	.more = import_more,
	.options = rows,
	.run = import_run,
};
