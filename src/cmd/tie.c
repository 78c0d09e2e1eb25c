#include "cmd/tie.h"

#include "cmd/find.h"
#include "cmd/i18n.h"
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
		_("usage: thaw merge ID ID [--note TEXT] [--undo]") :
		_("usage: thaw split ID [ID] [--note TEXT] [--undo]"));
}

static int listing_id(struct app *app, const char *word, struct arena *mem,
		      struct slice *out, bool *person, struct err *e)
{
	struct facts f = {0};

	if (find_subject(app, word, SLICE_NONE, mem, &f, e) < 0)
		return -1;
	if (f.kind != KIND_designation && f.kind != KIND_person)
		return err_set(e, ERR_USAGE, _("%.*s: neither a person nor on "
			       "a list of parties; ids: thaw list releases "
			       "--columns id,name, or designations"),
			       SLICE_ARG(f.id));
	*out = f.id;
	*person = f.kind == KIND_person;
	return 0;
}

static void say(struct app *app, enum tie_word word, bool person,
		struct slice a, struct slice b)
{
	if (word == SAY_NOTHING)
		print_note(app, _("taken back; what they are by the rules: "
				  "thaw show %.*s"), SLICE_ARG(a));
	else if (word == SAY_ONE)
		print_note(app, person ? _("%.*s and %.*s are one person") :
			   _("%.*s and %.*s are one party"),
			   SLICE_ARG(a), SLICE_ARG(b));
	else if (b.n > 0)
		print_note(app, person ? _("%.*s and %.*s are two persons") :
			   _("%.*s and %.*s are two parties"),
			   SLICE_ARG(a), SLICE_ARG(b));
	else
		print_note(app, person ? _("%.*s is one with no other person") :
			   _("%.*s is a party of its own"), SLICE_ARG(a));
}

int tie_run(struct app *app, const struct line *line, bool merge,
	    struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct slice id[2] = { SLICE_NONE, SLICE_NONE };
	struct slice note = given_text(line->given, TIE_NOTE);
	enum tie_word word = line->given->is[TIE_UNDO] ? SAY_NOTHING :
			     merge ? SAY_ONE : SAY_TWO;
	bool person = false;
	int rc = check(line, merge, e);

	if (rc == 0)
		rc = app_open_filled(app, e);
	for (size_t i = 0; rc == 0 && i < line->n; i++)
		rc = listing_id(app, line->word[i], &mem, &id[i], &person, e);
	if (rc == 0)
		rc = store_tie(app->store, word, id[0], id[1], note, WAIT_MS,
			       e);
	if (rc == 0)
		say(app, word, person, id[0], id[1]);
	arena_free(&mem);
	return rc;
}
