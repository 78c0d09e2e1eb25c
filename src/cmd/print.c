#include "cmd/print.h"

#include <errno.h>
#include <inttypes.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/local.h"
#include "base/text.h"

static int failed(struct app *app, struct err *e)
{
	if (errno == EPIPE) {
		app->reader_gone = true;
		return err_set(e, ERR_SYSTEM, "nobody reads the output");
	}
	return err_sys(e, "%s", _("cannot write the output"));
}

int print_out(struct app *app, struct str *text, struct err *e)
{
	int rc = str_ok(text, _("output"), e);

	if (rc == 0 && text->n > 0 &&
	    fwrite(text->p, 1, text->n, app->to ? app->to : stdout) !=
		    text->n)
		rc = failed(app, e);
	str_clear(text);
	return rc;
}

int print_flush(struct app *app, struct err *e)
{
	return fflush(stdout) == 0 ? 0 : failed(app, e);
}

static void say(const char *fmt, va_list ap)
{
	char raw[2 * ERR_MAX];
	struct str line = STR_INIT(16 * ERR_MAX);

	vsnprintf(raw, sizeof(raw), fmt, ap);
	text_visible(&line, slice_of(raw), true);
	fprintf(stderr, "%s\n", str_cstr(&line));
	str_free(&line);
}

void print_note(const struct app *app, const char *fmt, ...)
{
	va_list ap;

	if (app->quiet)
		return;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void print_error(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

int print_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize ws = {0};
	int64_t n = 0;

	if (!isatty(STDOUT_FILENO))
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_col > 0)
		return ws.ws_col;
	if (slice_int(slice_of(columns), &n) && n >= 20 && n <= 1000)
		return (int)n;
	return 80;
}

int print_columns(void)
{
	int64_t n = 0;
	int width = print_width();

	if (width > 0)
		return width;
	if (slice_int(slice_of(getenv("COLUMNS")), &n) && n >= 20 && n <= 1000)
		return (int)n;
	return 80;
}

bool print_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) && !(no && no[0]) && term &&
	       strcmp(term, "dumb") != 0;
}

bool print_ascii(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

char *print_number(int64_t n, char buf[PRINT_NUMBER])
{
	struct str text = STR_INIT(PRINT_NUMBER - 1);

	local_number(&text, n);
	memcpy(buf, str_cstr(&text), text.n + 1);
	str_free(&text);
	return buf;
}
