/* Who of these names is on a list? */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "cmd/screen_many.h"
#include "cmd/screen_pairs.h"
#include "flow/crew.h"
#include "names/asked.h"
#include "view/view.h"

enum {
	AS_OF = SHEET_OPTIONS, FILE_, PAIRS, MIN_SCORE, TOP, FAIL_ON_MATCH,
	OPEN, WHO, BORN, COUNTRY, GENDER, KIND, NUMBER, DATES, HEADER,
	NO_HEADER, JOBS,
};
enum { TOP_USUAL = 10, MEM_BYTES = 1 << 20 };

static const struct option_row options[] = {
	SHEET_OPTION_TABLE,
	[AS_OF]     = OPTION("as-of", "DATE", N_("who was listed on that day")),
	[FILE_]     = OPTION("file", "F.csv", N_("names of a table; - reads standard input")),
	[PAIRS]     = OPTION("pairs", "F.csv", N_("scores name1 against name2 of each row")),
	[MIN_SCORE] = OPTION("min-score", "70", N_("candidates of that score and more, of 100")),
	[TOP]       = OPTION("top", "10", N_("at most so many candidates for a name")),
	[FAIL_ON_MATCH] = SWITCH("fail-on-match", N_("exit with 3 where anybody is listed")),
	[OPEN]      = SWITCH("open", N_("not those that you said are not the same")),
	[WHO]       = OPTION("view", "VIEW", N_("designations (the lists), releases or both")),
	[BORN]      = OPTION("born", "DATE", N_("date or year of birth of NAME")),
	[COUNTRY]   = OPTION("country", "C", N_("citizenship or seat of NAME")),
	[GENDER]    = OPTION("gender", "G", N_("male or female")),
	[KIND]      = OPTION("kind", "KIND", N_("person, entity, vessel or aircraft")),
	[NUMBER]    = { .name = "number", .arg = "PASSPORT:N", .many = true,
		.help = N_("of NAME: passport, tax number, imo, lei ...") },
	[DATES]     = OPTION("dates", "dmy|mdy", N_("how the file writes 05/03/1962")),
	[HEADER]    = OPTION("header", "A,B", N_("the file has no header row: its columns")),
	[NO_HEADER] = SWITCH("no-header", N_("print no line of titles")),
	[JOBS]      = OPTION("jobs", "N", N_("so many threads; usually one a processor")),
	OPTIONS_END
};

/* --- options --- */

static int number_of(const struct given *g, int option, int64_t usual,
		     int64_t most, int64_t *out, struct err *e)
{
	*out = usual;
	if (!g->is[option] ||
	    (slice_int(given_text(g, (size_t)option), out) && *out >= 0 &&
	     *out <= most && (*out > 0 || option == MIN_SCORE)))
		return 0;
	return err_set(e, ERR_USAGE, "--%s takes a number up to %lld, not"
		       " \"%.*s\"", options[option].name, (long long)most,
		       SLICE_ARG(given_text(g, (size_t)option)));
}

static int take_numbers(struct screen_many *m, const struct given *g,
			struct err *e)
{
	int64_t top, score, jobs;

	if (number_of(g, TOP, TOP_USUAL, SCREENING_SOUGHT, &top, e) < 0 ||
	    number_of(g, MIN_SCORE, MATCH_HIT / 10, 100, &score, e) < 0 ||
	    number_of(g, JOBS, (int64_t)crew_cores(), CREW_MOST, &jobs, e) < 0)
		return -1;
	m->o.most = (size_t)top;
	m->o.least = (int)score * 10;
	m->jobs = (size_t)jobs;
	return 0;
}

static int take_who(struct screen_many *m, const struct given *g,
		    struct err *e)
{
	static const char *const words[] = {
		[SCREENING_PARTIES] = "designations",
		[SCREENING_PERSONS] = "releases", [SCREENING_BOTH] = "both",
	};
	struct slice text = given_text(g, WHO);

	for (int i = 0; i <= SCREENING_BOTH; i++)
		if (!g->is[WHO] || slice_is(text, words[i])) {
			m->o.who = (enum screening_who)i;
			return 0;
		}
	return err_set(e, ERR_USAGE, "--view takes designations, releases or"
		       " both, not \"%.*s\"", SLICE_ARG(text));
}

static int take_day(struct screen_many *m, const struct given *g,
		    char buf[PDATE_TEXT], struct err *e)
{
	struct slice text = given_text(g, AS_OF);
	struct pdate d;

	if (!g->is[AS_OF])
		return 0;
	if (!pdate_parse(text, DATE_ORDER_UNKNOWN, &d))
		return err_set(e, ERR_USAGE, "--as-of takes a date such as "
			       "2025-12-14, not \"%.*s\"", SLICE_ARG(text));
	m->o.as_of = slice_of(pdate_text(d, buf));
	return 0;
}

static int take_dates(struct screen_many *m, const struct given *g,
		      struct err *e)
{
	struct slice text = given_text(g, DATES);

	if (slice_is(text, "dmy"))
		m->dates = DATE_ORDER_DMY;
	else if (slice_is(text, "mdy"))
		m->dates = DATE_ORDER_MDY;
	else if (g->is[DATES])
		return err_set(e, ERR_USAGE, "--dates takes dmy or mdy, not "
			       "\"%.*s\"", SLICE_ARG(text));
	return 0;
}

static int no_such(int option, struct slice text, struct err *e)
{
	return err_set(e, ERR_USAGE, "--%s: \"%.*s\" says nothing that could "
		       "be compared", options[option].name, SLICE_ARG(text));
}

static int take_papers(struct screen_many *m, struct slice rest,
		       struct arena *mem, struct err *e)
{
	struct slice one, told;

	while (slice_cut(&rest, ',', &one)) {
		struct slice number = one;

		slice_cut(&number, ':', &told);
		if (!number.p)	/* the number alone */
			number = told, told = SLICE_NONE;
		if (!asked_number(&m->about, number, told, mem))
			return no_such(NUMBER, one, e);
	}
	return 0;
}

static int take_about(struct screen_many *m, const struct given *g,
		      struct arena *mem, struct err *e)
{
	struct slice born = given_text(g, BORN), country, unknown;

	if (born.n && !asked_birth(&m->about, born, m->dates))
		return no_such(BORN, born, e);
	country = given_text(g, COUNTRY);
	if (country.n && !asked_country(&m->about, country, &unknown))
		return no_such(COUNTRY, country, e);
	if (g->is[GENDER] && !asked_gender(&m->about, given_text(g, GENDER)))
		return no_such(GENDER, given_text(g, GENDER), e);
	if (g->is[KIND] && !asked_kind(&m->about, given_text(g, KIND)))
		return no_such(KIND, given_text(g, KIND), e);
	return g->is[NUMBER] ? take_papers(m, given_text(g, NUMBER), mem, e) :
			       0;
}

/* --- columns that are printed where nobody names them --- */

static void show(struct out *o, enum screening_column c)
{
	o->column[o->n++] = (int)c;
}

/* For people what tells most stands in front: what has no room goes last. */
static void choose_columns(struct screen_many *m, bool ids)
{
	static const enum screening_column table[] = {
		SCREENING_SCORE, SCREENING_NAME, SCREENING_LIST,
		SCREENING_STATE, SCREENING_VERDICT, SCREENING_REASONS,
		SCREENING_SUBJECT, SCREENING_PROGRAMME,
	};
	struct out *o = &m->sheet.out;
	bool people = m->sheet.writer == &out_table ||
		      m->sheet.writer == &out_md;

	if (o->chosen)
		return;
	o->n = 0;
	if (ids)
		show(o, SCREENING_ID);
	if (people && (m->file || m->words > 1))
		show(o, SCREENING_QUERY);
	for (size_t i = 0; people && i < sizeof(table) / sizeof(*table); i++)
		show(o, table[i]);
	for (int c = SCREENING_QUERY; !people && c < SCREENING_COLUMNS; c++)
		if (c != SCREENING_ROW ||
		    (m->file && m->file->what == ASK_TABLE))
			show(o, (enum screening_column)c);
}

/* --- running --- */

struct oldest {
	struct app *app;
	struct arena mem;
	struct slice day;	/* of all whole lists; absent: none is known */
};

static int older(void *ctx, struct slice source, int64_t rows, struct err *e)
{
	struct oldest *o = ctx;
	struct source_state st = {0};

	(void)rows;
	if (store_source_state(o->app->store, source, SLICE_NONE, &o->mem,
			       &st, e) < 0)
		return -1;
	if (st.oldest.n > 0 &&
	    (o->day.n == 0 || slice_cmp(st.oldest, o->day) < 0))
		o->day = st.oldest;
	return 0;
}

/* Nobody is found before the first list, which clears nobody. */
static int say_oldest(struct screen_many *m, struct err *e)
{
	struct oldest o = { .app = m->app, .mem = ARENA_INIT(MEM_BYTES) };
	int rc = m->o.as_of.n == 0 ? 0 :
		 store_source_keys(m->app->store, older, &o, e);

	if (rc == 0 && o.day.n > 0 && slice_cmp(m->o.as_of, o.day) < 0)
		print_note(m->app, _("no list in the store is as old as %.*s; "
			   "the oldest is of %.*s"), SLICE_ARG(m->o.as_of),
			   SLICE_ARG(o.day));
	arena_free(&o.mem);
	return rc;
}

static int check_lists(struct screen_many *m, struct err *e)
{
	bool any = false;

	if (m->o.who == SCREENING_PERSONS)
		return 0;
	if (store_has_rows(m->app->store, m->o.parties, &any, e) < 0)
		return -1;
	return any ? say_oldest(m, e) : err_set(e, ERR_REFUSED, "there is no list of "
		"sanctions in the store: nobody was screened; thaw sources "
		"enable lists and thaw refresh, or thaw import, bring one");
}

static void say_result(struct screen_many *m)
{
	char a[PRINT_NUMBER], b[PRINT_NUMBER], c[PRINT_NUMBER];

	if (!m->file)
		return;
	print_note(m->app, _("names: %s; with candidates: %s; listings "
		   "that match: %s"), print_number(m->names, a),
		   print_number(m->found, b), print_number(m->matches, c));
	if (m->hidden > 0)
		print_note(m->app, _("candidates not shown: %s; --top shows "
			   "more of a name"), print_number(m->hidden, a));
	if (m->full > 0)
		print_note(m->app, _("names of which more are alike than can be "
			   "weighed: %s"), print_number(m->full, a));
}

static int run(struct screen_many *m, const struct given *g, struct err *e)
{
	struct app *app = m->app;
	const char *usual = m->file ? "csv" : "table";
	int rc = -1;

	if (sheet_open(&m->sheet, app, &screening_shape, g, usual, e) == 0 &&
	    app_open_filled(app, e) == 0 && check_lists(m, e) == 0 &&
	    app_names(app, &m->o.index, e) == 0) {
		m->sheet.headless = g->is[NO_HEADER];
		m->o.store = app->store;
		choose_columns(m, m->file && ask_has(&m->file->map, ASK_ID));
		rc = screen_many(m, e);
	}
	sheet_free(&m->sheet);
	if (rc == 0)
		say_result(m);
	app->matched = g->is[FAIL_ON_MATCH] && m->matches > 0;
	if (rc == 0 && m->file)
		rc = askfile_end(m->file, e);
	if (rc == 0 && m->bad > 0)
		rc = err_set(e, ERR_FORMAT, "%lld of %lld names are none, or "
			     "not whole", (long long)m->bad,
			     (long long)m->names);
	return rc;
}

static int run_file(struct screen_many *m, const char *name,
		    enum ask_what what, const struct given *g, struct err *e)
{
	struct askfile *f = malloc(sizeof(*f));
	int rc;

	if (!f)
		return err_set(e, ERR_MEMORY, "no memory for a file");
	rc = askfile_open(f, name, what, given_text(g, HEADER), e);
	m->file = f;
	if (rc == 0)
		rc = run(m, g, e);
	askfile_close(f);
	free(f);
	return rc;
}

/* Pairs are compared with each other, never with a list. */
static int check_pairs(const struct given *g, struct err *e)
{
	static const int of_lists[] = {
		AS_OF, MIN_SCORE, TOP, FAIL_ON_MATCH, OPEN, WHO, DATES,
		NO_HEADER, JOBS,
	};

	for (size_t i = 0; i < sizeof(of_lists) / sizeof(*of_lists); i++)
		if (g->is[PAIRS] && g->is[of_lists[i]])
			return err_set(e, ERR_USAGE, "--%s means nothing to "
				       "--pairs", options[of_lists[i]].name);
	return 0;
}

/* Options that a table's own columns take the place of, and the reverse. */
static int check_about(const struct line *line, struct err *e)
{
	static const int of_names[] = { BORN, COUNTRY, GENDER, KIND, NUMBER };
	const struct given *g = line->given;
	bool table = g->is[FILE_] || g->is[PAIRS] ||
		     (line->n == 1 && strcmp(line->word[0], "-") == 0);

	for (size_t i = 0; i < sizeof(of_names) / sizeof(*of_names); i++)
		if (table && g->is[of_names[i]])
			return err_set(e, ERR_USAGE, "--%s is about NAME; a "
				       "table has a column for it",
				       options[of_names[i]].name);
	if (g->is[HEADER] && !g->is[FILE_] && !g->is[PAIRS])
		return err_set(e, ERR_USAGE, "--header goes with --file or "
			       "--pairs");
	return 0;
}

/* One way of naming whom is asked for. */
static int check(const struct app *app, const struct line *line,
		 struct err *e)
{
	const struct given *g = line->given;
	int ways = (line->n > 0) + g->is[FILE_] + g->is[PAIRS];

	if (ways != 1)
		return err_set(e, ERR_USAGE, "usage: thaw screen NAME... | - "
			       "| --file F.csv | --pairs F.csv");
	if (g->is[HEADER] && g->text[HEADER].n == 0)
		return err_set(e, ERR_USAGE, "--header names columns: "
			       "id,name,born");
	if (app->desk_name.n > 0)
		return err_set(e, ERR_USAGE, "--desk: screen looks at every "
			       "list, never at those of a desk alone");
	for (size_t i = 0; i < line->n; i++)
		if (line->word[i][0] == '\0')
			return err_set(e, ERR_USAGE, "an empty name");
	return check_pairs(g, e) < 0 ? -1 : check_about(line, e);
}

static int screen(struct screen_many *m, const struct line *line,
		  struct err *e)
{
	const struct given *g = line->given;

	if (g->is[FILE_])
		return run_file(m, str_cstr(&g->text[FILE_]), ASK_TABLE, g, e);
	if (line->n == 1 && strcmp(line->word[0], "-") == 0)
		return run_file(m, "-", ASK_LINES, g, e);
	m->word = line->word;
	m->words = line->n;
	return run(m, g, e);
}

static int screen_run(struct app *app, const struct line *line, struct err *e)
{
	const struct given *g = line->given;
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct screen_many *m = calloc(1, sizeof(*m));
	char day[PDATE_TEXT];
	int rc = -1;

	if (!m)
		return err_set(e, ERR_MEMORY, "no memory to screen");
	m->app = app;
	m->o.parties = &view_designations;
	m->o.persons = &view_releases;
	m->o.open_only = g->is[OPEN];
	if (check(app, line, e) == 0 && take_numbers(m, g, e) == 0 &&
	    take_who(m, g, e) == 0 && take_day(m, g, day, e) == 0 &&
	    take_dates(m, g, e) == 0 && take_about(m, g, &mem, e) == 0)
		rc = g->is[PAIRS] ?
			screen_pairs(app, str_cstr(&g->text[PAIRS]),
				     given_text(g, HEADER), g, e) :
			screen(m, line, e);
	free(m);
	arena_free(&mem);
	return rc;
}

static void screen_more(struct str *to)
{
	str_addz(to, _(
"Compares each name with every name of every listing, in any spelling, in\n"
"Latin and other letters (Chinese signs as Mandarin says them), with or\n"
"without a patronymic, and prints the listings that may be meant, best first:\n"
"one row for each list that has the party. A row says how well it fits\n"
"(score, of 100) and why (reasons), whose list it is, under which\n"
"programme, and how it stands there on the day asked (state): listed, eased\n"
"(listed, and an instrument in force eases it: eased_by), removal_pending,\n"
"delisted or expired. No row is no clearance, and a row is a reason to look.\n\n"
"Up to 4,096 listings of names that are alike are weighed before the best are\n"
"shown (--top); how many are not shown is said on stderr. With --as-of a name\n"
"that the list had given up by that day still finds it, as one of the past.\n\n"
"What is known beside the name raises or lowers the score:\n"
"  day of birth    the same +5; another one -25, and another year -15\n"
"  country -20, gender -20, kind -20 where both are known and differ\n"
"  number          the same passport, tax number, IMO ... is at least 95,\n"
"                  whatever the name; another IMO or LEI -25\n\n"
"Tables (--file) have a header row; columns are known by their names in several\n"
"languages: name, or first, middle and last name; birth date; country or\n"
"nationality; gender; type; passport, tax number, registration number, national\n"
"id, imo, lei, identifier. A row with a number needs no name. The row's own id is\n"
"given back in the column id and compared with nothing. The separator is a comma,\n"
"semicolon or tab; the text is UTF-8, its lines end in LF or CRLF. Rows come out\n"
"in the order in which they came in, as they are done. A row that is no good is\n"
"told on stderr with its number, and the others are done.\n\n"
"Exit codes: 0 all was done, whether anybody was found or not; 1 something could\n"
"not be done, or a row or a value in it was no good; 2 the options make no sense.\n"
"With --fail-on-match it is 3 where anybody is listed (not delisted, and not said\n"
"to be another), even if something else went wrong.\n\n"
"thaw verdict ID not_the_same --query NAME --note TEXT is remembered, and shown\n"
"with the candidate from then on: thaw help verdict. It holds for that one listing\n"
"and the words of that name in any order, with the birth that was told, but for\n"
"case and punctuation: another spelling, or another list's entry, is shown as open again.\n\n"
"A hundred million names: GNU parallel gives each host its part over SSH; every\n"
"host has thaw and a copy of the store, taken while nothing refreshes it:\n"
"  for h in host1 host2; do\n"
"    rsync -a ~/.local/share/thaw/ $h:.local/share/thaw/\n"
"  done\n"
"  head -n 1 names.csv | thaw screen --file - --format csv >hits.csv\n"
"  parallel --pipepart -a names.csv --header : --block 64M --jobs 1 \\\n"
"    --keep-order -S host1,host2 \\\n"
"    thaw --quiet screen --file - --format csv --no-header >>hits.csv\n"
"thaw uses all cores of its host, so one job a host is enough (--jobs 1 is\n"
"parallel's). A part that failed is in parallel's exit code; --joblog says which.\n"
"row counts from the beginning of each part; give the rows ids. Where a name\n"
"holds a line end inside quotes, add --csv to parallel's options.\n\n"));
	str_addz(to, _("Columns:\n"));
	for (size_t i = 0; i < screening_shape.n; i++)
		str_addf(to, "  %-14s  %s\n", screening_shape.columns[i].name,
			 _(screening_shape.columns[i].help));
}

const struct command cmd_screen = {
	.name = "screen",
	.usage = "NAME... | - | --file F.csv | --pairs F.csv",
	.summary = N_("who of these names is on a list, and why it seems so"),
	.more = screen_more,
	.options = options,
	.run = screen_run,
};
