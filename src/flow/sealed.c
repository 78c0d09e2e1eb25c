/* Asking the reading server, and taking nothing on trust that a worker says. */
#include "flow/sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/path.h"
#include "base/seal.h"
#include "base/spawn.h"
#include "flow/sealed_stream.h"

enum {
	END_MS = 5000,		/* between the last frame and the end */
	LEFT_MS = 1000,		/* for a worker that nobody listens to */
	LEAST_S = 10,		/* of processor time, for any reading */
	QUIET_TIMES = 2,	/* as long by the clock, without a word */
	PACKED_TIMES = 20,	/* that a packed part may be as large */
	KEPT_MOST = 24,		/* words of the environment */
};

struct sealed {
	struct sealed_options o;
	pid_t pid;		/* 0: no server */
	int sock;
};

int sealed_open(struct sealed **s, const struct sealed_options *o,
		struct err *e)
{
	*s = calloc(1, sizeof(**s));
	if (!*s)
		return err_set(e, ERR_MEMORY, "no memory for reading");
	(*s)->o = *o;
	(*s)->sock = -1;
	if (o->memory == 0)
		(*s)->o.memory = SEALED_MEMORY;
	return 0;
}

/* --- the server's life --- */

static void end_server(struct sealed *s, bool now)
{
	int status;

	if (s->sock >= 0)
		close(s->sock);
	s->sock = -1;
	if (s->pid == 0)
		return;
	if (now)
		kill(-s->pid, SIGKILL);
	while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
		;
	s->pid = 0;
}

/* Where libraries and converters lie, and what sanitizers are told.
 * No word of it is a secret. */
static bool is_kept(const char *word)
{
	static const char *const kept[] = {
		"LD_LIBRARY_PATH=", "DYLD_", "LD_PRELOAD=",
		"GCONV_PATH=", "LOCPATH=", "ASAN_OPTIONS=", "TSAN_OPTIONS=",
		"UBSAN_OPTIONS=", "LSAN_OPTIONS=",
	};

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (strncmp(word, kept[i], strlen(kept[i])) == 0)
			return true;
	return false;
}

static void keep_words(char *kept[KEPT_MOST + 1])
{
	extern char **environ;
	size_t n = 0;

	for (char **w = environ; *w && n < KEPT_MOST; w++)
		if (is_kept(*w))
			kept[n++] = *w;
	kept[n] = NULL;
}

static int spawn(struct sealed *s, int sock)
{
	char word[] = SEALED_WORD, *kept[KEPT_MOST + 1];
	char *words[] = { (char *)(uintptr_t)s->o.program, word, NULL };
	posix_spawn_file_actions_t fa;
	int rc;

	keep_words(kept);
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, sock, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&fa, STDOUT_FILENO, "/dev/null",
					 O_WRONLY, 0);
	/* What a parser says on its way down is no terminal's business. */
	if (!seal_speaks())
		posix_spawn_file_actions_addopen(&fa, STDERR_FILENO,
						 "/dev/null", O_WRONLY, 0);
	rc = spawn_apart(&s->pid, s->o.program, words, kept, &fa);
	posix_spawn_file_actions_destroy(&fa);
	return rc;
}

static int start(struct sealed *s, struct err *e)
{
	int pair[2], rc;

	if (s->pid > 0)
		return 0;
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
		return err_sys(e, "cannot make a socket for reading");
	rc = spawn(s, pair[1]);
	close(pair[1]);
	if (rc == 0) {
		s->sock = pair[0];
		return 0;
	}
	close(pair[0]);
	errno = rc;
	return err_sys(e, "cannot start the process that reads (%.200s)",
		       s->o.program);
}

void sealed_warm(struct sealed *s)
{
	struct err ignored = {0};

	if (s)
		start(s, &ignored);
}

int sealed_pid(const struct sealed *s)
{
	return (int)s->pid;
}

void sealed_close(struct sealed **s)
{
	if (!*s)
		return;
	end_server(*s, false);
	free(*s);
	*s = NULL;
}

/* --- one reading --- */

static int take_any(void *ctx, const struct parsing_head *h, struct err *e)
{
	(void)ctx;
	(void)h;
	(void)e;
	return 0;
}

/* What is handed over, and what is ours to close. */
struct handing {
	int file[JOB_FILES];
	bool ours[JOB_FILES];
	size_t n;
};

static void hand(struct handing *h, int fd, bool ours)
{
	h->file[h->n] = fd;
	h->ours[h->n++] = ours;
}

static void let_go(struct handing *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->ours[i])
			close(h->file[i]);
	h->n = 0;
}

/* A file that cannot be written to, where it can be opened so once more. */
static int read_only(int fd)
{
	char name[64];

	if ((fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY)
		return -1;
	snprintf(name, sizeof(name), "/proc/self/fd/%d", fd);
	return open(name, O_RDONLY | O_CLOEXEC);
}

static int hand_part(struct handing *h, struct input_part *p, struct err *e)
{
	int fd;

	if (!p->mem) {
		fd = read_only(p->fd);
		hand(h, fd >= 0 ? fd : p->fd, fd >= 0);
		return 0;
	}
	fd = path_spool(e);
	if (fd < 0)
		return -1;
	hand(h, fd, true);
	return path_write_all(fd, slice_make(p->mem, p->bytes), e);
}

/* Time and room by the size of what there is to read. */
static int measure(const struct sealed *s, struct sealed_job *j,
		   struct err *e)
{
	/* As much as may come of all of them; what one says it holds is the
	 * word of its source. */
	size_t most = INPUT_PARTS * (size_t)j->parsing.max_bytes;
	size_t bytes = 0, spooled = 0;

	for (size_t i = 0; i < j->parsing.n; i++) {
		const struct input_part *p = &j->part[i];
		bool packed;

		if (unpack_packed(p, &packed, e) < 0)
			return -1;
		bytes += packed ? PACKED_TIMES * p->bytes : p->bytes;
		spooled += packed ? unpack_most(p) : 0;
	}
	j->spools = spooled > 0;
	j->limits = (struct job_limits){
		.memory = s->o.memory,
		.file_bytes = (int64_t)(spooled < most ? spooled : most),
		.cpu_s = s->o.cpu_s ? s->o.cpu_s :
				      LEAST_S + (int64_t)(bytes >> 19),
	};
	return 0;
}

static int hand_all(struct handing *h, struct sealed_job *j, int answers,
		    struct err *e)
{
	int spool;

	hand(h, answers, true);
	if (j->spools) {
		spool = path_spool(e);
		if (spool < 0)
			return -1;
		hand(h, spool, true);
	}
	for (size_t i = 0; i < j->parsing.n; i++)
		if (hand_part(h, &j->part[i], e) < 0)
			return -1;
	return 0;
}

static int ask(struct sealed *s, struct sealed_job *j, struct handing *h,
	       struct err *e)
{
	struct str bytes = STR_INIT(JOB_BYTES);
	struct job_head head = { .files = (uint32_t)h->n };
	int rc;

	job_put(&bytes, j);
	head.bytes = (uint32_t)bytes.n;
	rc = str_ok(&bytes, "what is to be read", e);
	if (rc == 0)
		rc = files_send(s->sock, &head, h->file, e);
	if (rc == 0)
		rc = path_write_all(s->sock, str_slice(&bytes), e);
	str_free(&bytes);
	return rc;
}

/* A server that has idled may have been ended by a machine short of memory. */
static int start_and_ask(struct sealed *s, struct sealed_job *j,
			 struct handing *h, struct err *e)
{
	bool idled = s->pid > 0;
	struct err first = {0};

	if (start(s, e) < 0)
		return -1;
	if (!idled)
		return ask(s, j, h, e);
	if (ask(s, j, h, &first) == 0)
		return 0;
	end_server(s, true);
	return start(s, e) < 0 ? -1 : ask(s, j, h, e);
}

/* The worker's end, from the server; -1 where it does not come in time. */
static int await_end(struct sealed *s, int wait_ms, struct job_end *end)
{
	struct pollfd p = { .fd = s->sock, .events = POLLIN };
	int n;

	do
		n = poll(&p, 1, wait_ms);
	while (n < 0 && errno == EINTR);
	return n == 1 && read(s->sock, end, sizeof(*end)) == sizeof(*end) ?
		       0 : -1;
}

static int begin(struct sealed *s, struct sealed_job *j, int *answers,
		 struct err *e)
{
	struct handing h = { .n = 0 };
	int ends[2], rc;

	if (measure(s, j, e) < 0)
		return -1;
	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_sys(e, "cannot make a pipe");
#ifdef F_SETPIPE_SZ
	if (j->limits.cpu_s > LEAST_S)	/* it is large: fewer turns */
		fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
#endif
	rc = hand_all(&h, j, ends[1], e);
	if (rc == 0)
		rc = start_and_ask(s, j, &h, e);
	let_go(&h);
	if (rc < 0)
		close(ends[0]);
	else
		*answers = ends[0];
	return rc;
}

/* How it ended, where it did not end well. A server that has to be ended is
 * started anew for the next reading. */
static int end(struct sealed *s, struct stream *st, struct err *e)
{
	bool over = st->state == STREAM_DONE || st->state == STREAM_FAILED ||
		    st->state == STREAM_CUT;
	struct job_end how = {0};

	close(st->fd);
	if (st->state == STREAM_HUNG || st->state == STREAM_LIES ||
	    await_end(s, over ? END_MS : LEFT_MS, &how) < 0) {
		bool died = st->state == STREAM_CUT;

		end_server(s, true);
		if (died)
			st->state = STREAM_LOST;
	}
	return stream_verdict(st, &how, e);
}

/* From the first to the last frame, and the end of it. */
static int read_once(struct sealed *s, struct sealed_job *j,
		     struct stream *st, struct err *e)
{
	int rc;

	if (begin(s, j, &st->fd, e) < 0) {
		end_server(s, true);
		return -1;
	}
	st->cpu_s = j->limits.cpu_s;
	st->quiet_ms = s->o.quiet_ms ? s->o.quiet_ms : 1000 * QUIET_TIMES * st->cpu_s;
	stream_take(st);
	rc = end(s, st, e);
	stream_free(st);
	return rc;
}

/* A record that its taker finds fault with. Its reader would have said where
 * it stands ("row 4: ..."), but has gone on meanwhile: it is asked again. */
static int say_where(struct sealed *s, struct sealed_job *j,
		     const struct stream *first, struct err *e)
{
	struct stream st = { .also = first->also, .head = take_any,
			     .memory = first->memory };
	struct err where = {0};

	j->fails_at = first->records;
	j->fails = first->why;
	read_once(s, j, &st, &where);
	if (st.state == STREAM_FAILED && strstr(where.msg, first->why.msg))
		*e = where;
	return -1;
}

static bool is_about_record(const struct stream *st)
{
	return st->state == STREAM_STOPPED && st->records > 0 &&
	       (st->why.code == ERR_FORMAT || st->why.code == ERR_LIMIT ||
		st->why.code == ERR_REFUSED);
}

int sealed_index(struct sealed *s, const struct input_part *index,
		 const struct slice *url, size_t n, struct str *version,
		 struct err *e)
{
	struct sealed_job j = { .kind = JOB_INDEX, .part = { *index } };
	struct stream st = { .memory = s->o.memory, .version = version };

	for (; j.n_urls < n && j.n_urls < SOURCE_URLS; j.n_urls++)
		j.url[j.n_urls] = url[j.n_urls];
	j.parsing.part = j.part;
	j.parsing.n = 1;
	return read_once(s, &j, &st, e);
}

int sealed_read(struct sealed *s, const struct parsing *r, head_fn *head,
		record_fn *emit, void *ctx, struct err *e)
{
	struct sealed_job j = { .parsing = *r, .kind = emit ? JOB_READ : JOB_LOOK };
	struct stream st = {
		.also = s->o.also, .head = head, .emit = emit, .ctx = ctx,
		.memory = s->o.memory,
		.stop = r->stop, .stop_ctx = r->stop_ctx,
	};
	int rc;

	if (r->n > INPUT_PARTS)
		return err_set(e, ERR_LIMIT, "more than %d files in one"
			       " import", (int)INPUT_PARTS);
	memcpy(j.part, r->part, r->n * sizeof(*r->part));
	j.parsing.part = j.part;
	rc = read_once(s, &j, &st, e);
	return is_about_record(&st) ? say_where(s, &j, &st, e) : rc;
}
