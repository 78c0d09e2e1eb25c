/* thaw: picks a command, or opens the screen. */

#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/briefing.h"
#include "cmd/cmd.h"
#include "ui/app.h"

/* Both ends are a terminal that can place its cursor. */
static bool has_screen(void)
{
	const char *term = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && term &&
	       term[0] && strcmp(term, "dumb") != 0;
}

static int bare(struct app *app, struct err *e)
{
	return has_screen() ? screen(app, e) : briefing_print(app, e);
}

int main(int argc, char **argv)
{
	struct app app = {
		.version = PACKAGE_VERSION,
		.keys_help = keys_help,
		.clock = clock_system(),
	};

	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, LOCALEDIR);
	textdomain(PACKAGE);
	umask(077);	/* what thaw writes is the user's alone */
	signal(SIGPIPE, SIG_IGN);	/* a write says EPIPE instead */
	return cmd_main(&app, argc, argv, bare);
}
