/* Answers that no HTTP library would give. */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/httpd_page.h"

static void send_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		p += sent;
		n -= (size_t)sent;
	}
}

/* 300 lines of 1 kB: each is fine, all together are not. */
static void send_long_header(int fd)
{
	char line[1024];

	memset(line, 'a', sizeof(line));
	memcpy(line, "X-Long: ", 8);
	memcpy(line + sizeof(line) - 2, "\r\n", 2);
	send_all(fd, "HTTP/1.1 200 OK\r\n", 17);
	for (int i = 0; i < 300; i++)
		send_all(fd, line, sizeof(line));
	send_all(fd, "\r\n", 2);
}

static const struct {
	const char *path;
	const char *text;
} raws[] = {
	{ "/bad-status", "220 mail.example ESMTP\r\n" },
	{ "/bad-gzip-length", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
	  "Content-Length: 12\r\n\r\nnot gzipped." },
	{ "/long-header", NULL },
	{ "/no-answer", "" },
	{ "/no-colon", "HTTP/1.1 200 OK\r\nno colon here\r\n\r\nok" },
	{ "/twice", "HTTP/1.1 200 OK\r\nETag: \"first\"\r\nETag: \"second\"\r\n"
	  "X-Long: a\r\n folded: line\r\n"
	  "Content-Length: 2\r\nConnection: close\r\n\r\nok" },
};

enum { N_RAWS = sizeof(raws) / sizeof(raws[0]) };

static int find_raw(const char *path)
{
	size_t n = strcspn(path, "? ");

	for (int i = 0; i < N_RAWS; i++)
		if (strlen(raws[i].path) == n &&
		    memcmp(raws[i].path, path, n) == 0)
			return i;
	return -1;
}

bool httpd_is_raw(const char *path)
{
	return find_raw(path) >= 0;
}

/* Reads the head of a request, so that closing resets nothing. */
static void serve_one(struct httpd *s, int fd)
{
	char head[8192] = "";
	size_t n = 0;
	ssize_t got;
	int i;

	while (n + 1 < sizeof(head) && !strstr(head, "\r\n\r\n")) {
		got = recv(fd, head + n, sizeof(head) - 1 - n, 0);
		if (got <= 0)
			return;
		n += (size_t)got;
		head[n] = '\0';
	}
	i = strncmp(head, "GET ", 4) == 0 ? find_raw(head + 4) : -1;
	if (i < 0)
		return;
	httpd_count(s, "GET", raws[i].path, 0);
	if (raws[i].text)
		send_all(fd, raws[i].text, strlen(raws[i].text));
	else
		send_long_header(fd);
}

void httpd_raw_loop(struct httpd *s, int fd)
{
	struct timeval patience = { .tv_sec = 2 };

	while (!httpd_is_stopping(s)) {
		int conn = accept(fd, NULL, NULL);

		if (conn < 0)
			continue;
		setsockopt(conn, SOL_SOCKET, SO_RCVTIMEO, &patience,
			   sizeof(patience));
		serve_one(s, conn);
		close(conn);
	}
}
