#include "ui/progress.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/child.h"

enum { TELL_MS = 1000, TELL_PART = 8, TELL_MOST_MS = 5000 };

void progress_init(struct progress *p)
{
	*p = (struct progress){ .fd = -1, .line = STR_INIT(PROGRESS_LINE) };
}

void progress_free(struct progress *p)
{
	if (p->pid > 0)
		kill(p->pid, SIGTERM);
	if (p->fd >= 0)
		close(p->fd);
	str_free(&p->line);
	free(p->step);
	progress_init(p);
}

/* The command's words, then one word a key; all live in `words`. */
static int make_args(const char *const *argv, struct str *words,
		     char *args[PROGRESS_ARGS + 1], struct err *e)
{
	size_t n = 0;
	char *p;

	for (; argv[n] && n < PROGRESS_ARGS; n++)
		args[n] = (char *)(uintptr_t)argv[n];
	p = words->p;
	while (p && *p) {
		if (n == PROGRESS_ARGS)
			return err_set(e, ERR_LIMIT, "more than %d sources at once: "
				       "R asks all that are due", PROGRESS_ARGS);
		args[n++] = p;
		p = strchr(p, ' ');
		if (p)
			*p++ = '\0';
	}
	args[n] = NULL;
	return 0;
}

int progress_start(struct progress *p, const char *const *argv,
		   struct slice keys, struct err *e)
{
	char *args[PROGRESS_ARGS + 1];
	struct str words = STR_INIT(1 << 16);
	int pipe_fd[2] = { -1, -1 };
	int rc = -1;

	if (p->pid > 0)
		return err_set(e, ERR_REFUSED, "a refresh is running already: "
			       "pane 7 shows how each source does");
	str_add(&words, keys);
	if (make_args(argv, &words, args, e) < 0)
		goto out;
	if (child_pipe(pipe_fd, e) < 0 ||
	    child_start(&p->pid, args, NULL, pipe_fd[1], pipe_fd[1], e) < 0)
		goto out;
	p->fd = pipe_fd[0];
	pipe_fd[0] = -1;
	p->n = p->last = 0;
	p->hits = 0;
	p->message[0] = '\0';
	str_clear(&p->line);
	p->ran = true;
	rc = 0;
out:
	if (pipe_fd[0] >= 0)
		close(pipe_fd[0]);
	if (pipe_fd[1] >= 0)
		close(pipe_fd[1]);
	if (rc < 0)
		p->pid = 0;
	str_free(&words);
	return rc;
}

static void copy_word(char *out, size_t room, struct slice s)
{
	if (s.n >= room)
		s.n = room - 1;
	if (s.n > 0)
		memcpy(out, s.p, s.n);
	out[s.n] = '\0';
}

static struct step *step_for(struct progress *p, struct slice key)
{
	struct err e = { 0 };
	void *items = p->step;

	for (size_t i = 0; i < p->n; i++) {
		if (slice_is(key, p->step[i].key)) {
			p->last = i;
			return &p->step[i];
		}
	}
	if (vec_room(&items, &p->cap, p->n, sizeof(*p->step),
		     PROGRESS_SOURCES, &e) < 0)
		return NULL;
	p->step = items;
	p->step[p->n] = (struct step){ 0 };
	copy_word(p->step[p->n].key, PROGRESS_KEY, key);
	p->last = p->n;
	return &p->step[p->n++];
}

static void take_line(struct progress *p, struct slice line)
{
	struct slice rest = line, field[6] = { 0 };
	struct step *st;
	size_t n = 0;

	while (n < 5 && slice_cut(&rest, '\t', &field[n]))
		n++;
	field[5] = rest;
	if (n < 5) {
		if (line.n > 0)
			copy_word(p->message, PROGRESS_MESSAGE, line);
		return;
	}
	if (slice_is(field[1], "hit")) {
		p->hits++;
		return;
	}
	st = step_for(p, field[0]);
	if (!st)
		return;
	copy_word(st->state, PROGRESS_WORD, field[1]);
	slice_int(field[2], &st->bytes);
	slice_int(field[3], &st->total);
	slice_int(field[4], &st->records);
	copy_word(st->message, PROGRESS_MESSAGE, field[5]);
}

void progress_take(struct progress *p, struct slice bytes)
{
	struct slice piece;

	while (slice_cut(&bytes, '\n', &piece)) {
		str_add(&p->line, piece);
		if (!bytes.p)
			return;
		take_line(p, str_slice(&p->line));
		str_clear(&p->line);
	}
}

static void reap(struct progress *p)
{
	close(p->fd);
	p->fd = -1;
	p->status = child_status(p->pid);
	p->pid = 0;
}

/* The pipe ends when the child does: a command that it starts has no part in
 * it. */
bool progress_read(struct progress *p)
{
	char buf[4096];
	ssize_t n;

	if (p->fd < 0)
		return false;
	while ((n = read(p->fd, buf, sizeof(buf))) > 0)
		progress_take(p, slice_make(buf, (size_t)n));
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return false;
	reap(p);
	return true;
}

int64_t progress_tell_ms(int64_t since_ms)
{
	int64_t ms = TELL_MS + since_ms / TELL_PART;

	return since_ms < 0 || ms < TELL_MS ? TELL_MS :
	       ms > TELL_MOST_MS ? TELL_MOST_MS : ms;
}

const struct step *progress_of(const struct progress *p, struct slice key)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_is(key, p->step[i].key))
			return &p->step[i];
	return NULL;
}

static void say_bytes(int64_t bytes, struct str *out)
{
	if (bytes >= 1 << 20)
		str_addf(out, _(" %.1f MB"), (double)bytes / (1 << 20));
	else if (bytes > 0)
		str_addf(out, _(" %lld kB"), (long long)(bytes + 1023) / 1024);
}

void progress_say(const struct progress *p, struct str *out)
{
	const struct step *st = p->last < p->n ? &p->step[p->last] : NULL;

	if (!p->ran)
		return;
	if (p->pid == 0) {
		str_addz(out, p->status == 0 ? _("refreshed") :
			      _("refresh: something failed"));
		if (p->status != 0 && p->message[0])
			str_addf(out, ": %s", p->message);
		else if (p->status != 0)
			str_addz(out, _(", pane 7 says what"));
		return;
	}
	str_addz(out, "↻ ");
	if (!st) {
		str_addz(out, _("refresh starts"));
		return;
	}
	str_addf(out, "%s %s", st->key, C_("step", st->state));
	say_bytes(st->bytes, out);
	if (st->records > 0)
		str_addf(out, ngettext(" %lld record", " %lld records",
				       st->records), (long long)st->records);
	if (st->message[0])
		str_addf(out, ": %s", st->message);
}
