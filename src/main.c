/* thaw: picks a command, or opens the screen. */
#include <locale.h>
#include <signal.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/briefing.h"
#include "cmd/cmd.h"
#include "cmd/complete.h"
#include "cmd/desk_add.h"
#include "cmd/greeting.h"
#include "cmd/help_filter.h"
#include "cmd/print.h"
#include "cmd/sealed_serve.h"
#include "flow/sealed.h"
#include "store/copy.h"
#include "ui/data_store.h"
#include "ui/keys.h"
#include "ui/loop.h"

/* As keys.conf has them, which says itself where it is wrong. */
static int keys_help(const struct app *app, struct str *to, struct err *e)
{
	struct str text = {0}, path = {0};
	struct keymap keys;
	int rc = app_conf_text(app, "keys.conf", &text, e);

	keymap_init(&keys);
	if (rc == 0)
		rc = keymap_conf(&keys, str_slice(&text),
				 app_conf_path(app, "keys.conf", &path), e);
	if (rc == 0)
		keymap_help(&keys, to);
	str_free(&path);
	str_free(&text);
	return rc;
}

static int add_desk(void *ctx, const struct desk *d, struct err *e)
{
	return desk_add(ctx, d, e);
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

/* --- what the screen asks of the command line --- */

static void propose_line(void *ctx, const struct command_at *at,
			 struct slice line, struct proposals *out)
{
	struct complete_at c = { at->view, at->id, at->name };

	complete_line(ctx, &c, line, out);
}

/* What cannot be read is told by the next command. */
static void read_again(void *ctx)
{
	struct err ignored = {0};

	app_sources_again(ctx, &ignored);
}

static size_t find_groups(void *ctx, struct source_group *out, size_t most,
			  struct arena *mem)
{
	struct greeting_group g[GREETING_GROUPS];
	size_t n = greeting_groups(ctx, g), kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (kept < most)
			out[kept++] = (struct source_group){
				.name = arena_slice(mem, g[i].name),
				.titles = arena_slice(mem,
						      str_slice(&g[i].titles)),
				.sources = g[i].sources, .hosts = g[i].hosts,
				.enabled = g[i].enabled,
			};
		str_free(&g[i].titles);
	}
	return kept;
}

static bool is_first(void *ctx)
{
	return greeting_due(ctx);
}

static void greeted(void *ctx)
{
	greeting_done(ctx);
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
		      const struct own_file *theme, const char *session,
		      struct err *e)
{
	const char *const refresh[] = {
		str_cstr(self), "--store", str_cstr(&app->store_file),
		"--config", str_cstr(&app->config_dir), renewal(app),
		"--progress", NULL,
	};
	const char *const program[] = {
		str_cstr(self), "--store", str_cstr(&app->store_file),
		"--config", str_cstr(&app->config_dir), NULL,
	};
	const struct command_ops ops = {
		.program = program, .propose = propose_line,
		.filter_help = help_filter, .again = read_again,
		.groups = find_groups, .is_first = is_first,
		.greeted = greeted, .ctx = app,
	};
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
		.desks = &app->desks,
		.sources = &app->sources,
		.desk_add = add_desk,
		.desk_ctx = app,
		.desk = str_slice(&app->desk_name),
		.session_file = session,
		.settings = &app->settings,
		.refresh_argv = refresh,
		.program_argv = program,
		.store_file = str_cstr(&app->store_file),
		.commands = &ops,
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
	struct str session = STR_INIT(PATH_BYTES);
	int rc = app_open_filled(app, e);

	own_path(&self);
	str_addf(&session, "%s-session", str_cstr(&app->store_file));
	if (rc == 0)
		rc = store_lean(app->store, e);
#ifdef __GLIBC__
	malloc_trim(0);		/* what sources.conf took to be read */
#endif
	if (rc == 0)
		rc = read_own(app, "keys.conf", &keys, e);
	if (rc == 0)
		rc = read_own(app, "theme.conf", &theme, e);
	if (rc == 0)
		rc = screen_run(app, &self, &keys, &theme,
				str_cstr(&session), e);
	free_own(&keys);
	free_own(&theme);
	str_free(&session);
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
