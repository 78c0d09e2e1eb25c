#include "cmd/tie.h"

#include "base/i18n.h"
#include "cmd/find.h"
#include "cmd/print.h"

enum { TIE_NOTE, TIE_UNDO };
enum { SUBJECT_BYTES = 256 << 20, WAIT_MS = 30000 };

const struct option_row tie_options[] = {
	[TIE_NOTE] = OPTION("note", "TEXT", N_("why, for whoever asks later")),
	[TIE_UNDO] = SWITCH("undo", N_("take back what you said of them: the rules decide again")),
	OPTIONS_END
};

static int check(const struct line *line, bool merge, struct err *e)
{
	if (line->n == 2 || (line->n == 1 && !merge))
		return 0;
	return err_set(e, ERR_USAGE, merge ?
		"usage: thaw merge ID ID [--note TEXT] [--undo]" :
		_("usage: thaw split ID [ID] [--note TEXT] [--undo]"));
}

static int listing_id(struct app *app, const char *word, struct arena *mem,
		      struct slice *out, enum kind *kind, struct err *e)
{
	struct facts f = {0};

	if (find_subject(app, word, SLICE_NONE, mem, &f, e) < 0)
		return -1;
	if (f.kind != KIND_designation && f.kind != KIND_person &&
	    f.kind != KIND_event)
		return err_set(e, ERR_USAGE, "%.*s: no person, no act of "
			       "release and on no list of parties; ids: thaw "
			       "list releases --columns id,name, or events, or "
			       "designations", SLICE_ARG(f.id));
	/* Of several in one row, the one that was named. */
	*out = f.asked.n ? f.asked : f.id;
	*kind = f.kind;
	return 0;
}

static void say(struct app *app, enum tie_word word, enum kind kind,
		struct slice a, struct slice b)
{
	static const struct said {
		const char *one, *two, *alone;
	} person = {
		N_("%.*s and %.*s are one person"),
		N_("%.*s and %.*s are two persons"),
		N_("%.*s is one with no other person"),
	}, act = {
		N_("%.*s and %.*s are one act of release"),
		N_("%.*s and %.*s are two acts of release"),
		N_("%.*s is one with no other act"),
	}, party = {
		N_("%.*s and %.*s are one party"),
		N_("%.*s and %.*s are two parties"),
		N_("%.*s is a party of its own"),
	};
	const struct said *words = kind == KIND_person ? &person :
				   kind == KIND_event ? &act : &party;

	if (word == SAY_NOTHING)
		print_note(app, _("taken back; what they are by the rules: "
				  "thaw show %.*s"), SLICE_ARG(a));
	else if (b.n > 0)
		print_note(app, word == SAY_ONE ? _(words->one) :
						  _(words->two),
			   SLICE_ARG(a), SLICE_ARG(b));
	else
		print_note(app, _(words->alone), SLICE_ARG(a));
}

int tie_run(struct app *app, const struct line *line, bool merge,
	    struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct slice id[2] = { SLICE_NONE, SLICE_NONE };
	struct slice note = given_text(line->given, TIE_NOTE);
	enum tie_word word = line->given->is[TIE_UNDO] ? SAY_NOTHING :
			     merge ? SAY_ONE : SAY_TWO;
	enum kind kind = KIND_designation;
	int rc = check(line, merge, e);

	if (rc == 0)
		rc = app_open_filled(app, e);
	for (size_t i = 0; rc == 0 && i < line->n; i++)
		rc = listing_id(app, line->word[i], &mem, &id[i], &kind, e);
	if (rc == 0)
		rc = store_tie(app->store, word, id[0], id[1], note, WAIT_MS,
			       e);
	if (rc == 0)
		say(app, word, kind, id[0], id[1]);
	arena_free(&mem);
	return rc;
}
