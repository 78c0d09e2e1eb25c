/* Rows of a view into a file, whole or not at all. */
#include <fcntl.h>
#include <sys/stat.h>
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

/* Writes by stdio, through which the writers write. */
static int write_rows(struct app *app, const struct line *line,
		      const struct shape *view, const char *name, int fd,
		      struct err *e)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0), rc;

	app->to = copy < 0 ? NULL : fdopen(copy, "w");
	if (!app->to) {
		err_sys(e, _("cannot write %s"), name);
		if (copy >= 0)
			close(copy);
		return -1;
	}
	rc = rows_print(app, view, line->word + 1, line->n - 1, line->given,
			"csv", e);
	if (fclose(app->to) != 0 && rc == 0)
		rc = err_sys(e, _("cannot write %s"), name);
	app->to = NULL;
	return rc;
}

/* /dev/stdout, a named pipe: nothing may take its place. */
static int into_device(struct app *app, const struct line *line,
		       const struct shape *view, const char *file,
		       struct err *e)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return err_sys(e, _("cannot write %s"), file);
	rc = write_rows(app, line, view, file, fd, e);
	close(fd);
	return rc;
}

static bool is_device(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && !S_ISREG(st.st_mode);
}

static int into_file(struct app *app, const struct line *line,
		     const struct shape *view, const char *file,
		     struct err *e)
{
	char name[PATH_BYTES];
	int fd, rc;

	if (is_device(file))
		return into_device(app, line, view, file, e);
	fd = path_begin(file, name, e);
	if (fd < 0)
		return -1;
	rc = write_rows(app, line, view, name, fd, e);
	rc = path_end(file, name, fd, rc, e);
	close(fd);
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
