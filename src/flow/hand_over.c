#include "flow/hand_over.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/spawn.h"
#include "base/text.h"

enum {
	TICK_MS = 50,		/* how soon an end is seen that no pipe tells */
	GRACE_MS = 2000,	/* between SIGTERM and SIGKILL */
	LINE_BYTES = 300,
	READS_MOST = 16,	/* in one go: together what a pipe holds */
};

enum ending { RUNS, TOLD_TO_STOP, KILLED };

struct running {
	const struct hand_over *h;
	pid_t pid;
	int in, err, out;	/* our ends; -1: closed */
	size_t written;
	int64_t until;		/* on clock_mono_ms() */
	enum ending ending;
	const char *why;	/* it was stopped */
	int status;
	/* The line that it is writing, and the last one that said something. */
	struct str line, last;
};

static void close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Ours are [1] of the first and [0] of the others. */
enum { IN, ERR, OUT, PIPES };

static void close_pipes(int pipes[PIPES][2])
{
	for (int i = 0; i < PIPES; i++) {
		close_end(&pipes[i][0]);
		close_end(&pipes[i][1]);
	}
}

static int make_pipes(int pipes[PIPES][2], struct err *e)
{
	for (int i = 0; i < PIPES; i++)
		pipes[i][0] = pipes[i][1] = -1;
	for (int i = 0; i < PIPES; i++) {
		if (pipe2(pipes[i], O_CLOEXEC) < 0) {
			err_sys(e, "cannot make a pipe");
			close_pipes(pipes);
			return -1;
		}
		fcntl(pipes[i][i == IN ? 1 : 0], F_SETFL, O_NONBLOCK);
	}
	return 0;
}

/* What it starts itself has the limit too; it has not begun to talk to anybody. */
static void limit_files(const struct running *r)
{
#ifdef __linux__
	struct rlimit most = { .rlim_cur = (rlim_t)r->h->file_most,
			       .rlim_max = (rlim_t)r->h->file_most };

	if (r->h->file_most > 0)
		prlimit(r->pid, RLIMIT_FSIZE, &most, NULL);
#else
	(void)r;
#endif
}

static int spawn(struct running *r, int pipes[PIPES][2], struct err *e)
{
	char *const *words = r->h->words;
	posix_spawn_file_actions_t fa;
	int rc;

	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, pipes[IN][0], STDIN_FILENO);
	if (r->h->out)
		posix_spawn_file_actions_adddup2(&fa, pipes[OUT][1],
						 STDOUT_FILENO);
	else
		posix_spawn_file_actions_addopen(&fa, STDOUT_FILENO,
						 "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&fa, pipes[ERR][1], STDERR_FILENO);
	rc = spawn_apart(&r->pid, words[0], words, NULL, &fa);
	posix_spawn_file_actions_destroy(&fa);
	if (rc == 0)
		limit_files(r);
	errno = rc;
	return rc == 0 ? 0 : err_sys(e, "cannot start %s", words[0]);
}

static int start(struct running *r, struct err *e)
{
	int pipes[PIPES][2], rc;

	if (make_pipes(pipes, e) < 0)
		return -1;
	rc = spawn(r, pipes, e);
	r->in = pipes[IN][1];
	r->err = pipes[ERR][0];
	r->out = pipes[OUT][0];
	pipes[IN][1] = pipes[ERR][0] = pipes[OUT][0] = -1;
	close_pipes(pipes);
	r->until = clock_mono_ms() + r->h->limit_ms;
	return rc;
}

/* Who does not read is not asked to. */
static void write_some(struct running *r)
{
	struct slice text = r->h->text;
	ssize_t n = write(r->in, text.p + r->written, text.n - r->written);

	if (n > 0)
		r->written += (size_t)n;
	if (r->written == text.n ||
	    (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&r->in);
}

/* A frame around a warning, as ssh draws it, says nothing. */
static bool is_frame(struct slice line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != '@')
			return false;
	return true;
}

static void end_line(struct running *r)
{
	struct slice line = slice_trim(str_slice(&r->line));

	if (!is_frame(line) && !(r->h->first && r->last.n > 0)) {
		str_clear(&r->last);
		str_add(&r->last, line);
	}
	str_clear(&r->line);
}

static void take(struct running *r, const char *buf, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (buf[i] == '\n')
			end_line(r);
		else if (r->line.n < LINE_BYTES)
			str_addc(&r->line, buf[i]);
	}
}

/* Who floods us does not keep us from the clock. */
static void read_some(struct running *r)
{
	char buf[4096];
	ssize_t n = 1;

	for (int i = 0; n > 0 && i < READS_MOST; i++) {
		n = read(r->err, buf, sizeof(buf));
		if (n > 0)
			take(r, buf, (size_t)n);
	}
	if (n > 0)
		return;
	if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		end_line(r);
		close_end(&r->err);
	}
}

static void read_out(struct running *r)
{
	char buf[4096];
	ssize_t n = 1;

	for (int i = 0; n > 0 && i < READS_MOST; i++) {
		n = read(r->out, buf, sizeof(buf));
		if (n > 0 && r->h->out)
			str_add(r->h->out, slice_make(buf, (size_t)n));
	}
	if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
		close_end(&r->out);
}

static void stop_for(struct running *r, const char *why)
{
	if (r->ending == RUNS)
		r->why = why;
	kill(-r->pid, r->ending == RUNS ? SIGTERM : SIGKILL);
	r->ending = r->ending == RUNS ? TOLD_TO_STOP : KILLED;
	r->until = clock_mono_ms() + GRACE_MS;
}

static void look_at_clock(struct running *r)
{
	if (r->ending == RUNS && r->h->stop && r->h->stop(r->h->ctx))
		stop_for(r, "was stopped with thaw");
	else if (clock_mono_ms() >= r->until)
		stop_for(r, "did not end in time (on_match_timeout_s)");
}

static bool has_ended(struct running *r)
{
	return waitpid(r->pid, &r->status, WNOHANG) == r->pid;
}

/* Until it has ended. */
static void attend(struct running *r)
{
	while (!has_ended(r)) {
		struct pollfd fds[PIPES] = {
			[IN] = { .fd = r->in, .events = POLLOUT },
			[ERR] = { .fd = r->err, .events = POLLIN },
			[OUT] = { .fd = r->out, .events = POLLIN },
		};

		/* A negative descriptor is passed over. */
		poll(fds, PIPES, TICK_MS);
		if (fds[IN].revents)
			write_some(r);
		if (fds[ERR].revents)
			read_some(r);
		if (fds[OUT].revents)
			read_out(r);
		look_at_clock(r);
	}
	if (r->err >= 0)
		read_some(r);
	if (r->out >= 0)
		read_out(r);
	end_line(r);
	/* Those that it left behind, where it had to be stopped. */
	if (r->ending != RUNS)
		kill(-r->pid, SIGKILL);
}

static int verdict(const struct running *r, struct err *e)
{
	const char *name = r->h->words[0];
	struct str last = STR_INIT(4 * LINE_BYTES);

	if (r->last.n > 0) {
		str_addz(&last, ": ");
		text_visible(&last, str_slice(&r->last), false);
	}
	if (r->why)
		err_set(e, ERR_SYSTEM, "%.100s %s%s", name, r->why,
			str_cstr(&last));
	else if (WIFSIGNALED(r->status))
		err_set(e, ERR_SYSTEM, "%.100s ended by signal %d%s", name,
			WTERMSIG(r->status), str_cstr(&last));
	else if (WEXITSTATUS(r->status) != 0)
		err_set(e, ERR_SYSTEM, "%.100s ended with status %d%s", name,
			WEXITSTATUS(r->status), str_cstr(&last));
	str_free(&last);
	return e->code ? -1 : 0;
}

int hand_over(const struct hand_over *h, struct err *e)
{
	struct running r = { .h = h, .in = -1, .err = -1, .out = -1,
			     .line = STR_INIT(LINE_BYTES),
			     .last = STR_INIT(LINE_BYTES) };
	int rc = start(&r, e);

	if (h->status)
		*h->status = -1;
	if (rc == 0) {
		attend(&r);
		rc = verdict(&r, e);
		if (h->status && !r.why && WIFEXITED(r.status))
			*h->status = WEXITSTATUS(r.status);
	}
	close_end(&r.in);
	close_end(&r.err);
	close_end(&r.out);
	str_free(&r.line);
	str_free(&r.last);
	return rc;
}
