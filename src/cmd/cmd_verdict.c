/* What you say of a listing that a name was found for, or of a conflict. */
#include <string.h>

#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/print.h"
#include "cmd/sheet.h"
#include "flow/screening.h"
#include "model/vocab.h"
#include "names/asked.h"

enum { VERDICT_NOTE = SHEET_OPTIONS, VERDICT_QUERY, VERDICT_BORN };
enum { SUBJECT_BYTES = 256 << 20, WORDS_BYTES = 4096 };

static const struct option_row options[] = {
	SHEET_OPTION_TABLE,
	[VERDICT_NOTE]  = OPTION("note", "TEXT", N_("why, for whoever asks later")),
	[VERDICT_QUERY] = OPTION("query", "NAME", N_("only where that name is asked for")),
	[VERDICT_BORN]  = OPTION("born", "DATE", N_("and with that birth")),
	OPTIONS_END
};

/* --- giving one --- */

struct giving {
	struct app *app;
	const struct facts *subject;
	char id[ID_TEXT];	/* of a conflict */
	struct own_verdict v;
};

static int find_conflict(struct giving *g, const char *word,
			 struct arena *mem, struct err *e)
{
	struct store_conflict c;
	int rc = store_conflict(g->app->store, slice_of(word), mem, &c, e);

	if (rc == 0)
		return err_set(e, ERR_USAGE, "%.60s: no such conflict (any "
			       "more); thaw list conflicts has those there "
			       "are", word);
	memcpy(g->id, c.id, sizeof(g->id));
	return rc < 0 ? -1 : 0;
}

static int on_listing(struct giving *g, struct err *e)
{
	if (g->subject->kind != KIND_designation &&
	    g->subject->kind != KIND_person)
		return err_set(e, ERR_USAGE, "%.*s: neither on a list nor a "
			       "person; ids: thaw screen NAME",
			       SLICE_ARG(g->subject->id));
	g->v.who = app_who(g->app);
	if (own_verdict_set(g->app->store, g->subject->id, &g->v, e) < 0)
		return -1;
	print_note(g->app, "%.*s: %s", SLICE_ARG(g->subject->id),
		   vocab_said(VOCAB_verdict, g->v.verdict));
	if (g->v.query.n == 0 && !slice_is(g->v.verdict, "none"))
		print_note(g->app, _("this holds whatever name is asked; "
			   "--query NAME keeps it to one"));
	return 0;
}

static int on_conflict(struct giving *g, struct err *e)
{
	struct slice id = slice_of(g->id);

	if (g->v.query.n > 0)
		return err_set(e, ERR_USAGE, "--query goes with a listing, "
			       "not with a conflict");
	if (own_dispute_set(g->app->store, id, g->v.verdict, g->v.note,
			    app_who(g->app), SLICE_NONE, e) < 0)
		return -1;
	print_note(g->app, "%.*s: %s", SLICE_ARG(id),
		   vocab_said(VOCAB_conflict_verdict, g->v.verdict));
	return 0;
}

/* Which words there are, and what each kind of them is said of. */
static const struct kind_of_verdict {
	enum vocab words;
	bool conflict;		/* of those, whose ids begin with x- */
	const char *valid;
	int (*give)(struct giving *g, struct err *e);
} kinds[] = {
	{ VOCAB_verdict, false, "same not_the_same unsure none", on_listing },
	{ VOCAB_conflict_verdict, true, "open scope superseded error",
	  on_conflict },
};

static bool is_conflict(const char *id)
{
	return id[0] == 'x' && id[1] == '-';
}

static const struct kind_of_verdict *kind_find(struct giving *g,
					       const struct line *line,
					       struct err *e)
{
	struct str text = STR_INIT(WORDS_BYTES);
	const struct kind_of_verdict *kind = NULL;

	for (size_t i = 1; i < line->n; i++)
		str_addf(&text, "%s%s", i > 1 ? " " : "", line->word[i]);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const char *word;

		if (kinds[k].conflict != is_conflict(line->word[0]))
			continue;
		word = vocab_value(kinds[k].words, str_slice(&text));
		g->v.verdict = slice_of(word);
		if (word)
			kind = &kinds[k];
		else
			err_set(e, ERR_USAGE, "unknown verdict \"%.60s\"; "
				"valid: %s", str_cstr(&text),
				kinds[k].valid);
	}
	str_free(&text);
	return kind;
}

static int take_key(struct giving *g, const struct given *given,
		    struct arena *mem, struct err *e)
{
	struct profile about = {0};
	struct slice born = given_text(given, VERDICT_BORN);

	g->v.note = given_text(given, VERDICT_NOTE);
	g->v.query = given_text(given, VERDICT_QUERY);
	if (born.n > 0 && g->v.query.n == 0)
		return err_set(e, ERR_USAGE, "--born goes with --query");
	if (born.n > 0 && !asked_birth(&about, born, DATE_ORDER_UNKNOWN))
		return err_set(e, ERR_USAGE, "--born: \"%.*s\" is no date",
			       SLICE_ARG(born));
	g->v.born = screening_born(&about, mem);
	return 0;
}

static int give(struct app *app, const struct line *line, struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct facts f = {0};
	struct giving g = { .app = app, .subject = &f };
	const struct kind_of_verdict *kind = kind_find(&g, line, e);
	int rc = kind ? take_key(&g, line->given, &mem, e) : -1;

	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = kind->conflict ?
			find_conflict(&g, line->word[0], &mem, e) :
			find_subject(app, line->word[0], SLICE_NONE, &mem, &f,
				     e);
	if (rc == 0)
		rc = kind->give(&g, e);
	arena_free(&mem);
	return rc;
}

/* --- all that were given --- */

enum { QUERY, BORN, VERDICT, NOTE, BY, AT, LIST, NUMBER };

static const struct column columns[] = {
	[QUERY]   = { .name = "query", .title = N_("Asked"), .type = CELL_TEXT,
		.width = -1, .help = N_("the name; absent: whatever is asked") },
	[BORN]    = { .name = "born", .title = N_("Born"), .type = CELL_TEXT,
		.width = 11, .help = N_("and the birth that went with it") },
	[VERDICT] = { .name = "verdict", .title = N_("Verdict"), .width = 12,
		.type = CELL_WORD, .vocab = VOCAB_verdict, .help = N_("what") },
	[NOTE]    = { .name = "note", .title = N_("Note"), .type = CELL_TEXT,
		.width = -1, .help = N_("and why") },
	[BY]      = { .name = "by", .title = N_("By"), .type = CELL_TEXT,
		.width = 10, .help = N_("who said so") },
	[AT]      = { .name = "at", .title = N_("Said"), .type = CELL_DATE,
		.width = 11, .help = N_("when") },
	[LIST]    = { .name = "list", .title = N_("List"), .type = CELL_WORD,
		.width = 12, .help = N_("source key of the list") },
	[NUMBER]  = { .name = "key", .title = N_("Number"), .type = CELL_WORD,
		.help = N_("of the entry in that list") },
};

static const struct shape shape = {
	.name = "verdict", .title = N_("Verdicts"), .rows = ROWS_ELSEWHERE,
	.columns = columns, .n = sizeof(columns) / sizeof(*columns),
};

static int one_verdict(void *ctx, struct slice id, struct slice source,
		       struct slice key, const struct own_verdict *v,
		       struct err *e)
{
	struct row row = { .cell = {
		id, [1 + QUERY] = v->query, [1 + BORN] = v->born,
		[1 + VERDICT] = v->verdict, [1 + NOTE] = v->note,
		[1 + BY] = v->who, [1 + AT] = v->at, [1 + LIST] = source,
		[1 + NUMBER] = key,
	} };

	if (v->born.n == 0)
		row.cell[1 + BORN] = SLICE_NONE;
	return sheet_row(ctx, &row, e);
}

static int list_all(struct app *app, const struct given *given, struct err *e)
{
	struct sheet s;
	int rc = sheet_open(&s, app, &shape, given, "table", e);

	if (rc == 0 && !s.out.chosen) {
		s.out.n = 0;
		for (size_t i = 0; i <= shape.n; i++)
			s.out.column[s.out.n++] = (int)i;
	}
	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = own_verdicts(app->store, one_verdict, &s, e);
	if (rc == 0)
		rc = sheet_end(&s, e);
	sheet_free(&s);
	return rc;
}

static int verdict_run(struct app *app, const struct line *line,
		       struct err *e)
{
	if (line->n == 1 && strcmp(line->word[0], "list") == 0)
		return list_all(app, line->given, e);
	if (line->n < 2)
		return err_set(e, ERR_USAGE, "usage: thaw verdict ID same|"
			       "not_the_same|unsure|none [--note TEXT] "
			       "[--query NAME], of a conflict ID open|scope|"
			       "superseded|error, or thaw verdict list");
	return give(app, line, e);
}

static void verdict_more(struct str *to)
{
	str_addz(to, _(
"Says of a listing (the `subject` of thaw screen) whether it is who was asked\n"
"for: same, not_the_same or unsure; none takes that back. With --query NAME it\n"
"holds where that very name is screened, in any case, punctuation and order of\n"
"its words, and with --born where it comes with that birth; without --query it\n"
"holds whatever name is asked. Who says so, when and why stands beside each\n"
"candidate from then on, and those that are not the same are no match any more.\n"
"It holds on where the list gives the entry another number.\n\n"
"Of a conflict (an id of thaw list conflicts) it says open, scope (both are\n"
"true: they speak of different things), superseded (a later source is right) or\n"
"error (one of them is wrong). Only open ones make a row disputed. It holds as\n"
"long as the sides say what they said then: where one says another thing, the\n"
"conflict is open again and says so.\n\n"
"thaw verdict list prints all that were ever given of listings, the newest\n"
"first.\n"));
}

const struct command cmd_verdict = {
	.name = "verdict",
	.usage = "ID same|not_the_same|unsure|none | ID open|scope|superseded|error | list",
	.summary = N_("what you say of a listing that was found, or of a conflict"),
	.more = verdict_more,
	.options = options,
	.run = verdict_run,
};
