/* The server has one thread, so that it may fork; it reads no byte of a source.
 * A worker is gone after one reading. */
#include "cmd/sealed_serve.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/seal.h"
#include "flow/sealed.h"
#include "flow/sealed_wire.h"
#include "model/record_wire.h"
#include "read/charset.h"
#include "read/os_index.h"

enum {
	ASKED = STDIN_FILENO,		/* the socket */
	ANSWERS = STDOUT_FILENO,	/* a worker's pipe */
	FLUSH_BYTES = 192 << 10,
	NOT_SEALED = 9,			/* exit code of a worker */
};

/* --- what is loaded when it is first used, and could not be later --- */

static int by_value(const void *a, const void *b)
{
	return *(const char *)a - *(const char *)b;
}

/* Large enough for the C library to ask how much memory there is. */
static void load_sort(void)
{
	char many[4096] = { 1 };

	qsort(many, sizeof(many), 1, by_value);
}

static void load_all(void)
{
	unsigned char sum[HASH_BYTES];
	struct err ignored = {0};
	struct hash *h = NULL;

	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		setlocale(LC_CTYPE, "en_US.UTF-8");
	i18n_choose(slice_of(getenv(I18N_HANDED)));
	/* With none in the environment, glibc looks at its file each time. */
	setenv("TZ", "UTC0", 1);
	tzset();
	charset_load_all();
	load_sort();
	if (hash_open(&h, &ignored) == 0)
		hash_end(h, sum);
	hash_close(&h);
}

/* --- a worker --- */

struct answers {
	const struct sealed_job *job;
	uint64_t records;
	struct str bytes;
	struct record_out rec;
};

static int flush(struct answers *a, struct err *e)
{
	size_t at = 0;

	while (at < a->bytes.n) {
		ssize_t n = write(ANSWERS, a->bytes.p + at, a->bytes.n - at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_sys(e, "cannot answer");
		at += (size_t)n;
	}
	str_clear(&a->bytes);
	return 0;
}

/* Room for the kind and length of a frame; where it begins. */
static size_t frame_begin(struct answers *a, enum frame kind)
{
	size_t at = a->bytes.n;

	str_addc(&a->bytes, (char)kind);
	str_add(&a->bytes, SLICE("\0\0\0\0"));
	return at;
}

static void frame_end(struct answers *a, size_t at)
{
	size_t n = a->bytes.n - at - FRAME_HEAD;

	if (a->bytes.bad)
		return;
	for (size_t i = 1; i < FRAME_HEAD; i++, n >>= 8)
		a->bytes.p[at + i] = (char)(n & 255);
}

static int put_head(void *ctx, const struct parsing_head *h, struct err *e)
{
	struct answers *a = ctx;
	size_t at = frame_begin(a, FRAME_HEAD_OF);

	head_put(&a->bytes, h);
	frame_end(a, at);
	return flush(a, e);
}

static int put_record(void *ctx, const struct record *rec, struct err *e)
{
	struct answers *a = ctx;
	size_t at;

	if (++a->records == a->job->fails_at)
		return err_set(e, a->job->fails.code, "%s",
			       a->job->fails.msg);
	if (a->job->fails_at)
		return 0;
	at = frame_begin(a, FRAME_RECORD);
	if (record_out_put(&a->rec, rec, &a->bytes, e) < 0)
		return -1;
	frame_end(a, at);
	return a->bytes.n < FLUSH_BYTES ? 0 : flush(a, e);
}

static void put_version(struct answers *a, struct err *e)
{
	struct str version = STR_INIT(OS_VERSION_BYTES);
	const struct sealed_job *j = a->job;
	size_t at;

	if (j->n_urls > 0 && j->parsing.n == 1 &&
	    parsing_index(NULL, &j->parsing.part[0], j->url, j->n_urls,
			  &version, e) == 0) {
		at = frame_begin(a, FRAME_VERSION);
		wire_put_text(&a->bytes, str_slice(&version));
		frame_end(a, at);
	}
	str_free(&version);
}

static void put_end(struct answers *a, const struct err *why)
{
	struct err ignored = {0};
	size_t at;

	/* What was begun is no frame. */
	if (a->bytes.bad)
		str_clear(&a->bytes);
	at = frame_begin(a, why->code ? FRAME_FAILED : FRAME_DONE);
	if (why->code)
		failure_put(&a->bytes, why);
	frame_end(a, at);
	flush(a, &ignored);
}

static void read_sealed(struct sealed_job *j, const struct seal *s)
{
	struct answers a = {
		.job = j,
		.bytes = STR_INIT(RECORD_WIRE_BYTES + FLUSH_BYTES + 64),
	};
	struct err e = {0};

	record_out_init(&a.rec);
	if (seal_process(s, &e) < 0)
		_exit(NOT_SEALED);
	if (j->kind == JOB_INDEX)
		put_version(&a, &e);
	else
		parsing_run(NULL, &j->parsing, put_head,
			    j->kind == JOB_LOOK ? NULL : put_record, &a, &e);
	put_end(&a, &e);
	_exit(0);
}

/* Never returns. */
static void work(struct sealed_job *j, int *file,
		 const struct reader *const *also)
{
	struct spool spool = { .fd = j->spools ? file[1] : -1 };
	int *part = file + 1 + j->spools;
	struct seal s = {
		.memory = j->limits.memory, .cpu_s = j->limits.cpu_s,
		.file_bytes = j->limits.file_bytes,
		.out = ANSWERS, .spool = spool.fd,
	};

	seal_with_parent();
	signal(SIGXFSZ, SIG_IGN);	/* a write says EFBIG instead */
	close(ASKED);
	if (dup2(file[0], ANSWERS) < 0)
		_exit(NOT_SEALED);
	close(file[0]);
	for (size_t i = 0; i < j->parsing.n; i++)
		j->part[i].fd = part[i];
	j->parsing.also = also;
	j->parsing.spool = j->spools ? &spool : NULL;
	read_sealed(j, &s);
}

/* --- the server --- */

static int read_all(int fd, char *to, size_t n)
{
	while (n > 0) {
		ssize_t got = read(fd, to, n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return -1;
		to += got;
		n -= (size_t)got;
	}
	return 0;
}

static int tell_end(const struct job_end *end)
{
	return write(ASKED, end, sizeof(*end)) == sizeof(*end) ? 0 : -1;
}

static int await(pid_t worker, struct job_end *end)
{
	struct rusage used;
	int status;

	while (wait4(worker, &status, 0, &used) < 0)
		if (errno != EINTR)
			return -1;
	*end = (struct job_end){
		.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
		.code = WIFEXITED(status) ? WEXITSTATUS(status) : 0,
		.peak_kb = used.ru_maxrss,
	};
	return tell_end(end);
}

static int serve(const char *bytes, const struct job_head *head, int *file,
		 const struct reader *const *also)
{
	struct job_end end;
	struct sealed_job j;
	struct err e = {0};
	pid_t worker;

	if (job_get(slice_make(bytes, head->bytes), &j, &e) < 0 ||
	    head->files != 1u + j.spools + j.parsing.n)
		return -1;
	worker = fork();
	if (worker < 0)
		return -1;
	if (worker == 0)
		work(&j, file, also);
	for (uint32_t i = 0; i < head->files; i++)
		close(file[i]);
	return await(worker, &end);
}

void sealed_serve(const struct reader *const *also)
{
	char *bytes = malloc(JOB_BYTES);
	struct job_head head;
	int file[JOB_FILES];
	int n = 1;

	seal_with_parent();
	seal_close_from(STDERR_FILENO + 1);
	load_all();
	seal_files();
	while (bytes && (n = files_receive(ASKED, &head, file)) > 0) {
		if (head.bytes > JOB_BYTES ||
		    read_all(ASKED, bytes, head.bytes) < 0 ||
		    serve(bytes, &head, file, also) < 0)
			break;
		/* An address may hold a key: no other source's worker is to
		 * find it. */
		memset(bytes, 0, head.bytes);
	}
	/* What was loaded stays so to the end. */
	_exit(n == 0 ? 0 : 1);
}
