/* What came of a recommendation, in your own words. */
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/print.h"
#include "model/recommendation.h"
#include "model/vocab.h"

enum { SET_NOTE };
enum { SET_BYTES = 64 << 20, VALID_BYTES = 2048 };

static const struct option_row rows[] = {
	[SET_NOTE] = OPTION("note", "TEXT", N_("why, for whoever asks later")),
	OPTIONS_END
};

/* "valid: proposed adopted ..." */
static int unknown(const char *name, struct slice value, enum vocab list,
		   struct err *e)
{
	const struct vocab_word *w;
	struct str valid = STR_INIT(VALID_BYTES);
	const char *last = "";
	size_t n;

	w = vocab_rows(list, &n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(word_value(&w[i]), last) != 0) {
			last = word_value(&w[i]);
			str_addf(&valid, " %s", last);
		}
	err_set(e, ERR_USAGE, "unknown %s \"%.*s\"; valid:%s; %s= without a "
		"word takes back what you have said", name,
		(int)(value.n < 60 ? value.n : 60), value.p,
		str_cstr(&valid), name);
	str_free(&valid);
	return -1;
}

static int take_word(struct own_work *w, struct slice name, struct slice value,
		     struct err *e)
{
	const char *word;

	if (slice_is(name, "evidence")) {
		w->evidence = value;
		return 0;
	}
	if (slice_is(name, "state")) {
		word = recommendation_state(value);
		if (!word && value.n > 0)
			return unknown("state", value,
				       VOCAB_recommendation_state, e);
		w->state = word ? slice_of(word) : SLICE("");
		return 0;
	}
	if (slice_is(name, "position")) {
		word = value.n ? vocab_value(VOCAB_position, value) : NULL;
		if (!word && value.n > 0)
			return unknown("position", value, VOCAB_position, e);
		w->position = word ? slice_of(word) : SLICE("");
		return 0;
	}
	return err_set(e, ERR_USAGE, "\"%.*s\" cannot be set; valid: "
		       "state=... position=... evidence=...",
		       (int)(name.n < 60 ? name.n : 60), name.p);
}

static int take_words(struct own_work *w, const struct line *line,
		      struct err *e)
{
	if (line->n < 1 || (line->n < 2 && !line->given->is[SET_NOTE]))
		return err_set(e, ERR_USAGE, "usage: thaw set ID state=WORD "
			       "position=WORD evidence=TEXT [--note TEXT]");
	for (size_t i = 1; i < line->n; i++) {
		struct slice value = slice_of(line->word[i]), name;

		if (!strchr(line->word[i], '='))
			return err_set(e, ERR_USAGE, "\"%.60s\" says "
				       "nothing: write state=WORD, "
				       "position=WORD or evidence=TEXT",
				       line->word[i]);
		slice_cut(&value, '=', &name);
		value = value.p ? slice_trim(value) : SLICE("");
		if (take_word(w, slice_trim(name), value, e) < 0)
			return -1;
	}
	if (line->given->is[SET_NOTE])
		w->note = given_text(line->given, SET_NOTE);
	return 0;
}

/* What is set, for the message. */
static void put_set(struct str *to, const char *name, enum vocab list,
		    struct slice word)
{
	if (!word.p)
		return;
	str_addf(to, "%s%s ", to->n ? ", " : "", name);
	str_addz(to, word.n ? vocab_said(list, word) : _("taken back"));
}

static void say(struct app *app, struct slice id, const struct own_work *w)
{
	struct str said = STR_INIT(VALID_BYTES);

	put_set(&said, _("state:"), VOCAB_recommendation_state, w->state);
	put_set(&said, _("position:"), VOCAB_position, w->position);
	print_note(app, "%.*s: %s", SLICE_ARG(id),
		   said.n ? str_cstr(&said) : _("noted"));
	str_free(&said);
}

static int set_run(struct app *app, const struct line *line, struct err *e)
{
	struct arena mem = ARENA_INIT(SET_BYTES);
	struct own_work w = {0};
	struct facts f = {0};
	int rc = take_words(&w, line, e);

	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = find_subject(app, line->word[0], SLICE_NONE, &mem, &f, e);
	if (rc == 0 && f.kind != KIND_recommendation)
		rc = err_set(e, ERR_USAGE, "%.*s is no recommendation; ids: "
			     "thaw list recommendations --columns id,action",
			     SLICE_ARG(f.id));
	if (rc == 0) {
		w.who = app_who(app);
		rc = own_work_set(app->store, f.id, &w, e);
	}
	if (rc == 0)
		say(app, f.id, &w);
	arena_free(&mem);
	return rc;
}

static void set_more(struct str *to)
{
	str_addz(to, _(
"Says what came of a recommendation, and what its addressee says to it. Your\n"
"word comes before that of the sources in `thaw list recommendations`, is shown\n"
"as yours by `thaw show`, and lies in your own file: no refresh, import or purge\n"
"of data touches it. Nothing is overwritten: `thaw show` tells the history.\n"
"state= and position= without a word take back what you have said; a grade of\n"
"the UN's committees (A to E) is a state too.\n"));
}

const struct command cmd_set = {
	.name = "set",
	.usage = "ID state=WORD position=WORD evidence=TEXT",
	.summary = N_("what came of a recommendation, in your own words"),
	.more = set_more,
	.options = rows,
	.run = set_run,
};
