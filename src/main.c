/* thaw: picks a command, or opens the screen. */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/briefing.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "cmd/sealed_serve.h"
#include "flow/sealed.h"
#include "store/copy.h"
#include "ui/data_store.h"
#include "ui/keys.h"
#include "ui/loop.h"

static void keys_help(struct str *to)
{
	struct keymap keys;

	keymap_init(&keys);
	keymap_help(&keys, to);
}

/* The desk of --desk, or the one in settings.conf; NULL: everything. */
static const struct desk *open_desk(const struct app *app)
{
	const struct desk *d = app_desk(app);

	return d ? d : desks_find(&app->desks, app->settings.desk);
}

static struct slice filter_of(void *ctx, const char *view)
{
	const struct desk *d = ctx;

	return d ? desk_filter(d, view) : SLICE_NONE;
}

/* This very program, wherever it was started from. */
static void own_path(struct str *to)
{
	char path[PATH_BYTES];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	if (n > 0 && (size_t)n < sizeof(path))
		str_add(to, slice_make(path, (size_t)n));
	else
		str_addz(to, "thaw");
}

/* What `r` does: a copy is pulled from where it is. */
static const char *renewal(struct app *app)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct origin from;
	struct err ignored = {0};
	bool copy = store_origin(app->store, &mem, &from, &ignored) == 0 &&
		    from.from.n > 0;

	arena_free(&mem);
	return copy ? "pull" : "refresh";
}

/* A file of the user's, with its path for messages. */
struct own_file {
	struct str text, path;
};

static int read_own(const struct app *app, const char *name,
		    struct own_file *f, struct err *e)
{
	app_conf_path(app, name, &f->path);
	return app_conf_text(app, name, &f->text, e);
}

static void free_own(struct own_file *f)
{
	str_free(&f->text);
	str_free(&f->path);
}

static int screen_run(struct app *app, struct str *self,
		      const struct own_file *keys,
		      const struct own_file *theme, struct err *e)
{
	const char *const refresh[] = {
		str_cstr(self), "--store", str_cstr(&app->store_file),
		"--config", str_cstr(&app->config_dir), renewal(app),
		"--progress", NULL,
	};
	const struct desk *desk = open_desk(app);
	struct data_store ds = {
		.store = app->store, .sources = &app->sources,
		.clock = app->clock,
		.store_file = str_cstr(&app->store_file),
		.who = app_who(app),
	};
	struct data data = data_store(&ds);
	int rc;
	struct ui_options o = {
		.data = &data,
		.title = desk ? desk->title : SLICE_NONE,
		.desk_filter = filter_of,
		.desk_ctx = (void *)(uintptr_t)desk,
		.settings = &app->settings,
		.refresh_argv = refresh,
		.store_file = str_cstr(&app->store_file),
		.keys = str_slice(&keys->text),
		.keys_name = str_cstr(&keys->path),
		.theme = str_slice(&theme->text),
		.theme_name = str_cstr(&theme->path),
	};

	rc = ui_run(&o, e);
	data_store_close(&ds);
	return rc;
}

static int screen(struct app *app, struct err *e)
{
	struct str self = STR_INIT(PATH_BYTES);
	struct own_file keys = {0}, theme = {0};
	int rc = app_open_filled(app, e);

	own_path(&self);
	if (rc == 0)
		rc = read_own(app, "keys.conf", &keys, e);
	if (rc == 0)
		rc = read_own(app, "theme.conf", &theme, e);
	if (rc == 0)
		rc = screen_run(app, &self, &keys, &theme, e);
	free_own(&keys);
	free_own(&theme);
	str_free(&self);
	return rc;
}

static int bare(struct app *app, struct err *e)
{
	const char *why;

	if (ui_possible(&why))
		return screen(app, e);
	if (why)
		print_note(app, _("no screen: %s; this is the brief"), _(why));
	return briefing_print(app, e);
}

/* Sources are read by this program, started once more and sealed. The link
 * leads to it even where another version has been installed meanwhile.
 * THAW_READ_HERE in the environment is for those who look for a fault: parsers
 * then run in the process that was started. */
static const char *reading_program(const char *as_started)
{
	const char *here = getenv("THAW_READ_HERE");

	if (here && here[0])
		return NULL;
	if (access("/proc/self/exe", X_OK) == 0)
		return "/proc/self/exe";
	return as_started;
}

/* A language is seldom made on a server, and then setlocale() gives "C", where no
 * letter but ASCII could be shown: who asks for UTF-8 gets its letters. */
static void letters(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *locale = NULL;

	if (setlocale(LC_ALL, ""))
		return;
	for (size_t i = 0; i < 3 && !(locale && locale[0]); i++)
		locale = getenv(names[i]);
	if (locale && (strcasestr(locale, ".utf-8") ||
		       strcasestr(locale, ".utf8")) &&
	    !setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
}

int main(int argc, char **argv)
{
	struct app app = {
		.version = PACKAGE_VERSION,
		.keys_help = keys_help,
		.clock = clock_system(),
	};

	if (argc == 2 && strcmp(argv[1], SEALED_WORD) == 0)
		sealed_serve(NULL);
	letters();
	i18n_begin();
	umask(077);	/* what thaw writes is the user's alone */
	signal(SIGPIPE, SIG_IGN);	/* a write says EPIPE instead */
	signal(SIGXFSZ, SIG_IGN);	/* likewise EFBIG, under ulimit -f */
	app.program = reading_program(argv[0]);
	return cmd_main(&app, argc, argv, bare);
}
