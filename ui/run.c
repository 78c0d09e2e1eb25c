#include "ui/run.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/child.h"

enum { COLUMNS_TEXT = 32 };

void run_init(struct command_run *r)
{
	*r = (struct command_run){ .out = -1, .err = -1, .text = STR_INIT(RUN_BYTES),
			   .said = STR_INIT(RUN_SAID) };
}

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void run_free(struct command_run *r)
{
	if (r->pid > 0)
		kill(-r->pid, SIGTERM);
	shut(&r->out);
	shut(&r->err);
	str_free(&r->text);
	str_free(&r->said);
	run_init(r);
}

static int join(char *args[RUN_ARGS + 1], const char *const *program,
		char *const *words, struct err *e)
{
	size_t n = 0;

	for (; *program && n < RUN_ARGS; program++)
		args[n++] = (char *)(uintptr_t)*program;
	for (; *words && n < RUN_ARGS; words++)
		args[n++] = *words;
	args[n] = NULL;
	return *words ? err_set(e, ERR_LIMIT, "more than %d words; nothing "
			"was done", RUN_ARGS) : 0;
}

/* Ours, with the width in it. NULL where memory ends. */
static char **make_env(char columns[COLUMNS_TEXT], int cols)
{
	extern char **environ;
	size_t n = 0, kept = 0;
	char **env;

	while (environ[n])
		n++;
	env = calloc(n + 2, sizeof(*env));
	if (!env)
		return NULL;
	snprintf(columns, COLUMNS_TEXT, "THAW_WIDTH=%d", cols);
	env[kept++] = columns;
	for (size_t i = 0; i < n; i++)
		if (strncmp(environ[i], "THAW_WIDTH=", 11) != 0)
			env[kept++] = environ[i];
	return env;
}

static int spawn(struct command_run *r, char *const *args, int cols, struct err *e)
{
	int out[2] = { -1, -1 }, err[2] = { -1, -1 }, rc = -1;
	char columns[COLUMNS_TEXT], **env = make_env(columns, cols);

	if (child_pipe(out, e) == 0 && child_pipe(err, e) == 0)
		rc = child_start(&r->pid, args, env, out[1], err[1], e);
	shut(&out[1]);
	shut(&err[1]);
	r->out = out[0];
	r->err = err[0];
	if (rc < 0) {
		shut(&r->out);
		shut(&r->err);
		r->pid = 0;
	}
	free(env);
	return rc;
}

int run_start(struct command_run *r, const char *const *program, char *const *words,
	      int cols, struct err *e)
{
	char *args[RUN_ARGS + 1];

	if (r->pid > 0)
		return err_set(e, ERR_REFUSED, "a command is running "
			       "already: wait for it, or end it with Esc in "
			       "its output");
	if (join(args, program, words, e) < 0)
		return -1;
	str_clear(&r->text);
	str_clear(&r->said);
	r->text.bad = r->said.bad = false;
	r->cut = r->ran = r->asked_to_end = false;
	r->status = 0;
	return spawn(r, args, cols, e);
}

/* True when something was read; the end shuts the pipe. What is past the
 * ceiling is not kept. */
static bool drain(int *fd, struct str *to, bool *over)
{
	char buf[8192];
	bool news = false;
	ssize_t n;

	while (*fd >= 0 && (n = read(*fd, buf, sizeof(buf))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			return news;
		if (n < 0)
			break;
		news = true;
		if (to->n + (size_t)n <= to->max)
			str_add(to, slice_make(buf, (size_t)n));
		else
			*over = true;
		if (*over)
			return news;
	}
	shut(fd);
	return true;
}

bool run_read(struct command_run *r)
{
	bool was_cut = r->cut, much = false, news;

	if (r->pid == 0)
		return false;
	news = drain(&r->out, &r->text, &r->cut);
	news |= drain(&r->err, &r->said, &much);
	if (r->cut && !was_cut)
		kill(-r->pid, SIGTERM);
	if (r->out >= 0 || r->err >= 0)
		return news;
	r->status = child_status(r->pid);
	r->pid = 0;
	r->ran = true;
	return true;
}

void run_stop(struct command_run *r)
{
	if (r->pid <= 0)
		return;
	kill(-r->pid, r->asked_to_end ? SIGKILL : SIGTERM);
	r->asked_to_end = true;
}
