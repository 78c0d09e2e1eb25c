#include "base/i18n.h"
#include "cmd/cmd.h"
#include "cmd/find.h"
#include "cmd/print.h"

#include <string.h>

enum { MARK_BYTES = 64 << 20 };

static const char *const marks[] = {
	"read", "unread", "starred", "unstarred", "note",
};

static bool known(const char *word)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strcmp(word, marks[i]) == 0)
			return true;
	return false;
}

/* `note` without a text takes the note away. */
static int check(const struct line *line, struct err *e)
{
	if (line->n < 2)
		return err_set(e, ERR_USAGE, "usage: thaw mark ID read|unread|"
			       "starred|unstarred|note TEXT");
	if (!known(line->word[1]))
		return err_set(e, ERR_USAGE, "unknown mark \"%.60s\"; valid: "
			       "read unread starred unstarred note",
			       line->word[1]);
	if (line->n > 2 && strcmp(line->word[1], "note") != 0)
		return err_set(e, ERR_USAGE, "\"%.60s\" takes no text",
			       line->word[1]);
	return 0;
}

static int mark_run(struct app *app, const struct line *line, struct err *e)
{
	struct arena mem = ARENA_INIT(MARK_BYTES);
	struct str text = STR_INIT(OPTION_BYTES);
	struct facts f = {0};
	int rc = check(line, e);

	for (size_t i = 2; rc == 0 && i < line->n; i++)
		str_addf(&text, "%s%s", i > 2 ? " " : "", line->word[i]);
	if (rc == 0)
		rc = str_ok(&text, _("the note"), e);
	if (rc == 0)
		rc = app_open_filled(app, e);
	if (rc == 0)
		rc = find_subject(app, line->word[0], SLICE_NONE, &mem, &f, e);
	if (rc == 0)
		rc = own_mark_set(app->store, f.id, slice_of(line->word[1]),
				  str_slice(&text), e);
	if (rc == 0)
		print_note(app, "%.*s: %s", SLICE_ARG(f.id), line->word[1]);
	str_free(&text);
	arena_free(&mem);
	return rc;
}

const struct command cmd_mark = {
	.name = "mark",
	.usage = "ID read|unread|starred|unstarred|note TEXT",
	.summary = N_("your own marks and notes; no refresh touches them"),
	.dashes = true,
	.run = mark_run,
};
