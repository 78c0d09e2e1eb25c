/* Rows of a view into a file, whole or not at all. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/i18n.h"
#include "cmd/print.h"
#include "cmd/rows.h"
#include "view/view.h"

enum { EXPORT_OUTPUT = ROWS_OPTIONS };

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	[EXPORT_OUTPUT] = { .name = "output", .letter = 'o', .arg = "FILE",
		.help = N_("write there, whole or not at all; - is stdout") },
	OPTIONS_END
};

static FILE *open_new(const char *name, struct err *e)
{
	int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w");

	if (!f) {
		err_sys(e, _("cannot write %s"), name);
		if (fd >= 0)
			close(fd);
	}
	return f;
}

/* What was written takes the place of the file, or is gone. */
static int end_file(struct app *app, const char *file, const char *name,
		    int rc, struct err *e)
{
	if (rc == 0 && (fflush(app->to) != 0 || fsync(fileno(app->to)) != 0))
		rc = err_sys(e, _("cannot write %s"), name);
	if (fclose(app->to) != 0 && rc == 0)
		rc = err_sys(e, _("cannot write %s"), name);
	app->to = NULL;
	if (rc == 0 && rename(name, file) < 0)
		rc = err_sys(e, _("cannot replace %s"), file);
	if (rc < 0)
		unlink(name);
	return rc;
}

static int into_file(struct app *app, const struct line *line,
		     const struct shape *view, const char *file,
		     struct err *e)
{
	struct str name = STR_INIT(PATH_BYTES);
	int rc;

	str_addf(&name, "%s.new", file);
	rc = str_ok(&name, _("the name of the file"), e);
	if (rc == 0)
		app->to = open_new(str_cstr(&name), e);
	if (!app->to) {
		str_free(&name);
		return -1;
	}
	rc = rows_print(app, view, line->word + 1, line->n - 1, line->given,
			"csv", e);
	rc = end_file(app, file, str_cstr(&name), rc, e);
	str_free(&name);
	return rc;
}

static int export_run(struct app *app, const struct line *line, struct err *e)
{
	struct slice file = given_text(line->given, EXPORT_OUTPUT);
	const struct shape *view = rows_view(line, e);

	if (!view)
		return -1;
	if (line->given->is[EXPORT_OUTPUT] && file.n == 0)
		return err_set(e, ERR_USAGE, _("--output needs a file"));
	if (file.n && !slice_is(file, "-"))
		return into_file(app, line, view, file.p, e);
	return rows_print(app, view, line->word + 1, line->n - 1, line->given,
			  "csv", e);
}

const struct command cmd_export = {
	.name = "export",
	.usage = "VIEW [FILTER...]",
	.summary = N_("rows of one view as a file: csv, json, md, ics ..."),
	.options = rows,
	.dashes = true,
	.run = export_run,
};
