#include "cmd/tie.h"

#include "cmd/find.h"
#include "cmd/i18n.h"
#include "cmd/print.h"

enum { TIE_NOTE };
enum { SUBJECT_BYTES = 256 << 20 };

const struct option_row tie_options[] = {
	[TIE_NOTE] = OPTION("note", "TEXT", N_("why, for whoever asks later")),
	OPTIONS_END
};

static int check(const struct line *line, bool merge, struct err *e)
{
	if (line->n == 2 || (line->n == 1 && !merge))
		return 0;
	return err_set(e, ERR_USAGE, merge ?
		_("usage: thaw merge ID ID [--note TEXT]") :
		_("usage: thaw split ID [ID] [--note TEXT]"));
}

static int listing_id(struct app *app, const char *word, struct arena *mem,
		      struct slice *out, struct err *e)
{
	struct facts f = {0};

	if (find_subject(app, word, SLICE_NONE, mem, &f, e) < 0)
		return -1;
	if (f.kind != KIND_designation)
		return err_set(e, ERR_USAGE, _("%.*s: not on a list of "
			       "parties; ids: thaw list designations "
			       "--columns id,name"), SLICE_ARG(f.id));
	*out = f.id;
	return 0;
}

static void say(struct app *app, bool merge, struct slice a, struct slice b)
{
	if (merge)
		print_note(app, _("%.*s and %.*s are one party"),
			   SLICE_ARG(a), SLICE_ARG(b));
	else if (b.n > 0)
		print_note(app, _("%.*s and %.*s are two parties"),
			   SLICE_ARG(a), SLICE_ARG(b));
	else
		print_note(app, _("%.*s is a party of its own"),
			   SLICE_ARG(a));
}

int tie_run(struct app *app, const struct line *line, bool merge,
	    struct err *e)
{
	struct arena mem = ARENA_INIT(SUBJECT_BYTES);
	struct slice id[2] = { SLICE_NONE, SLICE_NONE };
	struct slice note = given_text(line->given, TIE_NOTE);
	int rc = check(line, merge, e);

	if (rc == 0)
		rc = app_open_filled(app, e);
	for (size_t i = 0; rc == 0 && i < line->n; i++)
		rc = listing_id(app, line->word[i], &mem, &id[i], e);
	if (rc == 0 && merge)
		rc = store_merge(app->store, id[0], id[1], note, e);
	else if (rc == 0)
		rc = store_split(app->store, id[0], id[1], note, e);
	if (rc == 0)
		say(app, merge, id[0], id[1]);
	arena_free(&mem);
	return rc;
}
