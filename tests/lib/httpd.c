#include "tests/lib/httpd.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/httpd_page.h"

enum { PATHS = 256, PATH_MAX_BYTES = 120 };

struct tally {
	char path[PATH_MAX_BYTES];
	unsigned n;
};

struct httpd {
	struct MHD_Daemon *daemon;
	pthread_t raw_thread;
	int raw_fd;
	char ip[INET_ADDRSTRLEN];
	unsigned port, raw_port;
	char *dir, *content_type;
	int log_fd;
	atomic_bool stopping;
	atomic_uint busy, peak;
	pthread_mutex_t lock;		/* of all below */
	struct tally tally[PATHS];
	unsigned n_tallies, total, not_modified;
};

/* They are set while threads of the server run already, which may see that only
 * under the lock. */
const char *httpd_dir(struct httpd *s)
{
	const char *dir;

	pthread_mutex_lock(&s->lock);
	dir = s->dir;
	pthread_mutex_unlock(&s->lock);
	return dir;
}

const char *httpd_content_type(struct httpd *s)
{
	const char *type;

	pthread_mutex_lock(&s->lock);
	type = s->content_type;
	pthread_mutex_unlock(&s->lock);
	return type;
}

bool httpd_is_stopping(struct httpd *s)
{
	return atomic_load(&s->stopping);
}

void httpd_nap(struct httpd *s, unsigned ms)
{
	for (unsigned done = 0; done < ms && !httpd_is_stopping(s); done += 10)
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
}

/* --- counting ------------------------------------------------------------ */

static void tally_path(struct httpd *s, const char *path)
{
	struct tally *t = s->tally;

	while (t < s->tally + s->n_tallies && strcmp(t->path, path) != 0)
		t++;
	if (t == s->tally + PATHS)
		return;
	if (t == s->tally + s->n_tallies) {
		s->n_tallies++;
		snprintf(t->path, sizeof(t->path), "%s", path);
	}
	t->n++;
}

void httpd_count(struct httpd *s, const char *method, const char *path,
		 unsigned status)
{
	pthread_mutex_lock(&s->lock);
	tally_path(s, path);
	s->total++;
	s->not_modified += status == 304;
	if (s->log_fd >= 0)
		dprintf(s->log_fd, "%s %s %u\n", method, path, status);
	pthread_mutex_unlock(&s->lock);
}

unsigned httpd_requests(struct httpd *s, const char *path)
{
	unsigned n = 0;

	pthread_mutex_lock(&s->lock);
	for (unsigned i = 0; path && i < s->n_tallies; i++)
		if (strcmp(s->tally[i].path, path) == 0)
			n = s->tally[i].n;
	if (!path)
		n = s->total;
	pthread_mutex_unlock(&s->lock);
	return n;
}

unsigned httpd_not_modified(struct httpd *s)
{
	unsigned n;

	pthread_mutex_lock(&s->lock);
	n = s->not_modified;
	pthread_mutex_unlock(&s->lock);
	return n;
}

unsigned httpd_peak(struct httpd *s)
{
	return atomic_load(&s->peak);
}

void httpd_reset(struct httpd *s)
{
	pthread_mutex_lock(&s->lock);
	s->n_tallies = s->total = s->not_modified = 0;
	memset(s->tally, 0, sizeof(s->tally));
	pthread_mutex_unlock(&s->lock);
	atomic_store(&s->peak, 0);
}

/* --- answering ----------------------------------------------------------- */

static void raise_peak(struct httpd *s)
{
	unsigned now = atomic_fetch_add(&s->busy, 1) + 1;
	unsigned peak = atomic_load(&s->peak);

	while (now > peak &&
	       !atomic_compare_exchange_weak(&s->peak, &peak, now))
		;
}

static enum MHD_Result answer(void *ctx, struct MHD_Connection *conn,
			      const char *path, const char *method,
			      const char *version, const char *data,
			      size_t *size, void **state)
{
	struct httpd_ask a = { .server = ctx, .conn = conn, .path = path,
			       .status = 200 };
	struct MHD_Response *r;
	enum MHD_Result rc;

	(void)version;
	(void)data;
	(void)size;
	(void)state;
	raise_peak(a.server);
	r = httpd_page(&a);
	httpd_count(a.server, method, path, a.status);
	rc = MHD_queue_response(conn, a.status, r);
	MHD_destroy_response(r);
	atomic_fetch_sub(&a.server->busy, 1);
	return rc;
}

/* --- life ---------------------------------------------------------------- */

static int listen_at(const char *ip, unsigned *port)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET, .sin_addr.s_addr = inet_addr(ip),
	};
	socklen_t n = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0)
		return -1;
	if (bind(fd, (struct sockaddr *)&at, n) < 0 || listen(fd, SOMAXCONN) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &n) < 0) {
		close(fd);
		return -1;
	}
	*port = ntohs(at.sin_port);
	return fd;
}

static void *raw_main(void *ctx)
{
	struct httpd *s = ctx;

	httpd_raw_loop(s, s->raw_fd);
	return NULL;
}

/* MHD closes the listening socket it is given. */
static bool start_http(struct httpd *s, const char *cert, const char *key)
{
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)(uintptr_t)cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)(uintptr_t)key },
		{ MHD_OPTION_END, 0, NULL },
	};
	unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD |
			 MHD_USE_THREAD_PER_CONNECTION;
	int fd = listen_at(s->ip, &s->port);

	if (fd < 0)
		return false;
	s->daemon = MHD_start_daemon(cert ? flags | MHD_USE_TLS : flags, 0,
		NULL, NULL, answer, s, MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_ARRAY, cert ? tls : tls + 2, MHD_OPTION_END);
	if (!s->daemon)
		close(fd);
	return s->daemon != NULL;
}

static bool start_raw(struct httpd *s)
{
	s->raw_fd = listen_at(s->ip, &s->raw_port);
	if (s->raw_fd < 0)
		return false;
	if (pthread_create(&s->raw_thread, NULL, raw_main, s) == 0)
		return true;
	close(s->raw_fd);
	return false;
}

static struct httpd *start(const char *ip, const char *cert, const char *key)
{
	struct httpd *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	snprintf(s->ip, sizeof(s->ip), "%s", ip);
	s->log_fd = -1;
	pthread_mutex_init(&s->lock, NULL);
	if (!start_raw(s)) {
		free(s);
		return NULL;
	}
	if (!start_http(s, cert, key)) {
		httpd_stop(s);
		return NULL;
	}
	return s;
}

struct httpd *httpd_start_at(const char *ip)
{
	return start(ip, NULL, NULL);
}

struct httpd *httpd_start(void)
{
	return httpd_start_at("127.0.0.1");
}

struct httpd *httpd_start_tls(const char *cert, const char *key)
{
	if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
		return NULL;
	return start("127.0.0.1", cert, key);
}

void httpd_stop(struct httpd *s)
{
	if (!s)
		return;
	atomic_store(&s->stopping, true);
	shutdown(s->raw_fd, SHUT_RDWR);
	pthread_join(s->raw_thread, NULL);
	close(s->raw_fd);
	if (s->daemon)
		MHD_stop_daemon(s->daemon);
	if (s->log_fd >= 0)
		close(s->log_fd);
	pthread_mutex_destroy(&s->lock);
	free(s->dir);
	free(s->content_type);
	free(s);
}

void httpd_serve_dir(struct httpd *s, const char *dir,
		     const char *content_type)
{
	pthread_mutex_lock(&s->lock);
	free(s->dir);
	free(s->content_type);
	s->dir = strdup(dir);
	s->content_type = content_type ? strdup(content_type) : NULL;
	pthread_mutex_unlock(&s->lock);
}

bool httpd_log_to(struct httpd *s, const char *file)
{
	s->log_fd = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	return s->log_fd >= 0;
}

unsigned httpd_port(const struct httpd *s)
{
	return s->port;
}

char *httpd_url(const struct httpd *s, const char *path, char buf[HTTPD_URL])
{
	snprintf(buf, HTTPD_URL, "http://%s:%u%s", s->ip,
		 httpd_is_raw(path) ? s->raw_port : s->port, path);
	return buf;
}
