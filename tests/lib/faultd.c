#include "tests/lib/faultd.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/faultd_inside.h"

enum { THREADS = 512, PATHS = 64, HEAD = 16384 };

struct tally {
	char path[FAULTD_URL];
	unsigned n;
};

struct faultd {
	bool v6;
	int fd;
	unsigned port;
	pthread_t main;
	pthread_t thread[THREADS];
	unsigned n_threads;
	atomic_bool stopping;
	pthread_mutex_t lock;		/* of all below */
	struct tally tally[PATHS];
	unsigned n_tallies, connections;
	char head[HEAD];
	unsigned relay_port;
	size_t relay_cut;
};

struct conn {
	struct faultd *server;
	int fd;
	unsigned n;
};

/* --- tools of the pages -------------------------------------------------- */

void fault_send(int fd, const void *p, size_t n)
{
	const char *at = p;

	while (n > 0) {
		ssize_t sent = send(fd, at, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		at += sent;
		n -= (size_t)sent;
	}
}

void fault_text(int fd, const char *text)
{
	fault_send(fd, text, strlen(text));
}

void fault_reset(int fd)
{
	struct linger now = { .l_onoff = 1 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

bool fault_nap(struct faultd *f, unsigned ms)
{
	for (unsigned done = 0; done < ms; done += 10) {
		if (atomic_load(&f->stopping))
			return false;
		nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
	}
	return !atomic_load(&f->stopping);
}

const char *fault_header(const char *head, const char *name, char *buf,
			 size_t size)
{
	size_t n = strlen(name);

	for (const char *line = head; line; line = strstr(line, "\r\n")) {
		if (line != head)
			line += 2;
		if (strncasecmp(line, name, n) != 0 || line[n] != ':')
			continue;
		line += n + 1 + (line[n + 1] == ' ');
		snprintf(buf, size, "%.*s", (int)strcspn(line, "\r\n"), line);
		return buf;
	}
	return NULL;
}

char faultd_byte(size_t i, int version)
{
	return (char)('a' + (i * 7 + i / 251 + (size_t)version) % 26);
}

/* --- counting ------------------------------------------------------------ */

static unsigned count(struct faultd *f, const char *path, const char *head)
{
	struct tally *t = f->tally;
	unsigned n = 0;

	pthread_mutex_lock(&f->lock);
	snprintf(f->head, sizeof(f->head), "%s", head);
	while (t < f->tally + f->n_tallies && strcmp(t->path, path) != 0)
		t++;
	if (t < f->tally + PATHS) {
		if (t == f->tally + f->n_tallies) {
			f->n_tallies++;
			snprintf(t->path, sizeof(t->path), "%s", path);
		}
		n = ++t->n;
	}
	pthread_mutex_unlock(&f->lock);
	return n;
}

unsigned faultd_asked(struct faultd *f, const char *path)
{
	unsigned n = 0;

	pthread_mutex_lock(&f->lock);
	if (!path)
		n = f->connections;
	for (unsigned i = 0; path && i < f->n_tallies; i++)
		if (strcmp(f->tally[i].path, path) == 0)
			n = f->tally[i].n;
	pthread_mutex_unlock(&f->lock);
	return n;
}

const char *faultd_head(struct faultd *f)
{
	return f->head;
}

void faultd_forget(struct faultd *f)
{
	pthread_mutex_lock(&f->lock);
	memset(f->tally, 0, sizeof(f->tally));
	f->n_tallies = f->connections = 0;
	f->head[0] = '\0';
	pthread_mutex_unlock(&f->lock);
}

/* --- serving ------------------------------------------------------------- */

static bool read_head(struct faultd *f, int fd, char head[HEAD])
{
	size_t n = 0;

	head[0] = '\0';
	while (n + 1 < HEAD && !strstr(head, "\r\n\r\n")) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		ssize_t got;

		if (atomic_load(&f->stopping))
			return false;
		if (poll(&p, 1, 50) == 0)
			continue;
		got = recv(fd, head + n, 1, 0);
		if (got <= 0)
			return false;
		head[++n] = '\0';
		if (strcmp(head, "PRI * HTTP/2.0\r\n\r\n") == 0)
			return true;
	}
	return n > 0;
}

static void serve_http(struct conn *c)
{
	char head[HEAD], path[FAULTD_URL];

	while (read_head(c->server, c->fd, head)) {
		struct fault_ask a = { .server = c->server, .fd = c->fd,
				       .path = path, .head = head };

		if (strncmp(head, "PRI ", 4) == 0) {
			faultd_h2(c->server, c->fd, c->n);
			return;
		}
		if (sscanf(head, "%*s %255s", path) != 1)
			return;
		a.n = count(c->server, path, head);
		faultd_page(&a);
		if (!a.keep)
			return;
	}
}

static bool pass_on(int from, int to, size_t *left)
{
	char buf[4096];
	ssize_t n = recv(from, buf, sizeof(buf), 0);

	if (n <= 0)
		return false;
	if (left && (size_t)n > *left)
		n = (ssize_t)*left;
	fault_send(to, buf, (size_t)n);
	if (!left)
		return true;
	*left -= (size_t)n;
	return *left > 0;
}

static void serve_relay(struct conn *c, unsigned port, size_t cut)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
				  .sin_port = htons((uint16_t)port),
				  .sin_addr.s_addr = inet_addr("127.0.0.1") };
	int to = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	size_t left = cut ? cut : (size_t)-1;
	bool on = connect(to, (struct sockaddr *)&at, sizeof(at)) == 0;

	while (on && !atomic_load(&c->server->stopping)) {
		struct pollfd p[2] = { { .fd = c->fd, .events = POLLIN },
				       { .fd = to, .events = POLLIN } };

		poll(p, 2, 50);
		if (p[0].revents)
			on = pass_on(c->fd, to, NULL);
		if (on && p[1].revents)
			on = pass_on(to, c->fd, &left);
	}
	close(to);
}

static void *conn_main(void *ctx)
{
	struct conn *c = ctx;
	unsigned port;
	size_t cut;

	pthread_mutex_lock(&c->server->lock);
	c->n = ++c->server->connections;
	port = c->server->relay_port;
	cut = c->server->relay_cut;
	pthread_mutex_unlock(&c->server->lock);
	if (port)
		serve_relay(c, port, cut);
	else
		serve_http(c);
	close(c->fd);
	free(c);
	return NULL;
}

static void *accept_main(void *ctx)
{
	struct faultd *f = ctx;

	while (!atomic_load(&f->stopping) && f->n_threads < THREADS) {
		struct conn *c;
		int fd = accept(f->fd, NULL, NULL);

		if (fd < 0)
			continue;
		c = calloc(1, sizeof(*c));
		*c = (struct conn){ .server = f, .fd = fd };
		if (pthread_create(&f->thread[f->n_threads], NULL, conn_main,
				   c) == 0)
			f->n_threads++;
	}
	return NULL;
}

/* --- life ---------------------------------------------------------------- */

static int listen_at(struct faultd *f)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET,
				  .sin_addr.s_addr = inet_addr("127.0.0.1") };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6,
				   .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct sockaddr *at = f->v6 ? (struct sockaddr *)&v6 :
				      (struct sockaddr *)&v4;
	socklen_t n = f->v6 ? sizeof(v6) : sizeof(v4);
	int fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, at, n) < 0 || listen(fd, 64) < 0 ||
	    getsockname(fd, at, &n) < 0) {
		close(fd);
		return -1;
	}
	f->port = ntohs(f->v6 ? v6.sin6_port : v4.sin_port);
	return fd;
}

struct faultd *faultd_start(const char *ip)
{
	struct faultd *f = calloc(1, sizeof(*f));

	f->v6 = strcmp(ip, "::1") == 0;
	f->fd = listen_at(f);
	pthread_mutex_init(&f->lock, NULL);
	if (f->fd >= 0 &&
	    pthread_create(&f->main, NULL, accept_main, f) == 0)
		return f;
	free(f);
	return NULL;
}

void faultd_stop(struct faultd *f)
{
	atomic_store(&f->stopping, true);
	shutdown(f->fd, SHUT_RDWR);
	pthread_join(f->main, NULL);
	for (unsigned i = 0; i < f->n_threads; i++)
		pthread_join(f->thread[i], NULL);
	close(f->fd);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

unsigned faultd_port(const struct faultd *f)
{
	return f->port;
}

char *faultd_url(const struct faultd *f, const char *path,
		 char buf[FAULTD_URL])
{
	snprintf(buf, FAULTD_URL, "http://%s:%u%s", f->v6 ? "[::1]" :
		 "127.0.0.1", f->port, path);
	return buf;
}

void faultd_relay(struct faultd *f, unsigned port, size_t cut_after)
{
	pthread_mutex_lock(&f->lock);
	f->relay_port = port;
	f->relay_cut = cut_after;
	pthread_mutex_unlock(&f->lock);
}
