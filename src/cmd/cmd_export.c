/* Rows of one view, or of all, into a file, whole or not at all. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/export_all.h"
#include "cmd/print.h"
#include "view/view.h"

enum { EXPORT_OUTPUT = ROWS_OPTIONS };

static const struct option_row rows[] = {
	ROWS_OPTION_TABLE,
	[EXPORT_OUTPUT] = { .name = "output", .letter = 'o', .arg = "FILE",
		.help = N_("write there, whole or not at all; - is stdout") },
	OPTIONS_END
};

/* What is written, whatever it is written to. */
struct job {
	const struct line *line;
	const struct shape *view;	/* NULL: all */
	bool one_view;		/* the format has no place for a second */
};

static int write_rows(struct app *app, const struct job *j, struct err *e)
{
	if (!j->view)
		return export_all(app, j->line, e);
	return rows_export(app, j->view, j->line->word + 1, j->line->n - 1,
			   j->line->given, "csv", e);
}

/* Writes by stdio, through which the writers write. */
static int write_to(struct app *app, const struct job *j, const char *name,
		    int fd, struct err *e)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0), rc;

	app->to = copy < 0 ? NULL : fdopen(copy, "w");
	if (!app->to) {
		err_sys(e, "cannot write %s", name);
		if (copy >= 0)
			close(copy);
		return -1;
	}
	rc = write_rows(app, j, e);
	if (fclose(app->to) != 0 && rc == 0)
		rc = err_sys(e, "cannot write %s", name);
	app->to = NULL;
	return rc;
}

/* /dev/stdout, a named pipe: nothing may take its place. */
static int into_device(struct app *app, const struct job *j, const char *file,
		       struct err *e)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return err_sys(e, "cannot write %s", file);
	rc = write_to(app, j, file, fd, e);
	close(fd);
	return rc;
}

static bool is_folder(const char *file)
{
	struct stat st;

	return stat(file, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Also where it leads to a file, as /dev/stdout does behind a `>`: what stands
 * there is the system's, and must not be replaced. */
static bool is_device(const char *file)
{
	struct stat st;

	return strncmp(file, "/dev/", 5) == 0 ||
	       strncmp(file, "/proc/", 6) == 0 ||
	       (stat(file, &st) == 0 && !S_ISREG(st.st_mode) &&
		!S_ISDIR(st.st_mode));
}

static int replace_file(struct app *app, const struct job *j,
			const char *file, struct err *e)
{
	char name[PATH_BYTES];
	int fd, rc;

	if (is_folder(file))
		return err_set(e, ERR_SYSTEM, "%s is a folder; name a file in"
			       " it", file);
	fd = path_begin(file, name, e);
	if (fd < 0)
		return -1;
	rc = write_to(app, j, name, fd, e);
	rc = path_end(file, name, fd, rc, e);
	close(fd);
	return rc;
}

/* The file that a link leads to is replaced, and the link stays. */
static int into_file(struct app *app, const struct job *j, const char *file,
		     struct err *e)
{
	char *real;
	int rc;

	if (is_device(file))
		return into_device(app, j, file, e);
	real = realpath(file, NULL);
	if (real && is_device(real))
		rc = into_device(app, j, real, e);
	else
		rc = replace_file(app, j, real ? real : file, e);
	free(real);
	return rc;
}

/* --- formats of which each view has a file of its own --- */

static int one_of_all(struct app *app, const struct job *j, const char *folder,
		      const char *ending, struct err *e)
{
	struct str file = STR_INIT(PATH_BYTES);
	int rc;

	str_addf(&file, "%s/%s.%s", folder, j->view->name, ending);
	rc = str_ok(&file, _("the name of the file"), e);
	if (rc == 0)
		rc = into_file(app, j, str_cstr(&file), e);
	str_free(&file);
	return rc;
}

static int into_folder(struct app *app, const struct job *j,
		       const char *folder, const char *ending, struct err *e)
{
	struct exported all;

	if (export_views(app, j->line, &all, e) < 0)
		return -1;
	if (path_exists(folder) && !is_folder(folder))
		return err_set(e, ERR_SYSTEM, "%s is no folder; %s has a file"
			       " for each view", folder, ending);
	if (path_make_dir(folder, e) < 0)
		return -1;
	for (size_t i = 0; i < all.n; i++) {
		struct job one = { .line = j->line, .view = all.view[i] };

		if (one_of_all(app, &one, folder, ending, e) < 0)
			return -1;
	}
	print_note(app, _("%zu files in %s"), all.n, folder);
	return 0;
}

static int run_job(struct app *app, const struct job *j,
		   const struct writer *w, struct slice file, struct err *e)
{
	if (j->one_view && (!file.n || slice_is(file, "-")))
		return err_set(e, ERR_USAGE, "%s has a file for each view:"
			       " --output names the folder; or take"
			       " --format json", w->name);
	if (j->one_view)
		return into_folder(app, j, file.p, w->name, e);
	if (file.n && !slice_is(file, "-"))
		return into_file(app, j, file.p, e);
	return write_rows(app, j, e);
}

static int export_run(struct app *app, const struct line *line, struct err *e)
{
	const struct given *g = line->given;
	struct slice file = given_text(g, EXPORT_OUTPUT);
	struct job j = { .line = line };
	const struct writer *w = writer_find(g->is[SHEET_FORMAT] ?
			given_text(g, SHEET_FORMAT) : SLICE("csv"));
	bool all = line->n && slice_is(slice_of(line->word[0]), "all");

	if (!all)
		j.view = rows_view(line, e);
	if (!all && !j.view)
		return -1;
	j.one_view = all && w && w->one_view;
	if (g->is[EXPORT_OUTPUT] && file.n == 0)
		return err_set(e, ERR_USAGE, "--output needs a file");
	return run_job(app, &j, w, file, e);
}

static void export_more(struct str *to)
{
	str_addz(to, _("VIEW is one of\n"));
	for (const struct shape *const *v = views; *v; v++)
		str_addf(to, "  %-16s %s\n", (*v)->name, _((*v)->help));
	str_addf(to, "  %-16s %s\n", "all",
		 _("all of them but watches, which are your own"));
	str_addz(to, _("FORMAT is one of\n"));
	for (const struct writer *const *w = writers; *w; w++)
		str_addf(to, "  %-16s %s\n", (*w)->name, _((*w)->title));
}

const struct command cmd_export = {
	.name = "export",
	.usage = "VIEW|all [FILTER...]",
	.summary = N_("rows as a file: csv, json, md, html, ftm, ics ..."),
	.more = export_more,
	.options = rows,
	.dashes = true,
	.run = export_run,
};
