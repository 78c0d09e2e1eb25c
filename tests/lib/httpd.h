/* An HTTP server on 127.0.0.1 for tests: pages that behave and misbehave, and
 * the files of a folder. It counts what it is asked. Every connection has its
 * own thread, so a slow page holds up nobody else.
 *
 * Pages: /ok /empty /gzip /bomb?n= /big?n= /endless /trickle /truncated
 *   /slow?s= /agent /secret /404 /500 /410 /429 /503-date /304 /206 /big-404
 *   /redirect /redirect-loop /redirect-file /redirect-to?u= /redirect-user
 *   /nowhere /moved /moved-twice /moved-then-found /moved-then-404
 *   /found-then-moved /wants-tls?age= /elsewhere
 * Bytes that no HTTP library would send: /bad-status /bad-gzip-length
 *   /long-header /no-answer /no-colon /twice
 * For files: /NAME /slow/NAME (3 s late) /far/NAME (0.1 s) /redir/NAME (301 to /NAME)
 *   /trunc/NAME (half of it), and /gone /err500.
 */
#ifndef THAW_TESTS_HTTPD_H
#define THAW_TESTS_HTTPD_H

#include <stdbool.h>
#include <stddef.h>

enum { HTTPD_URL = 512 };

struct httpd;

struct httpd *httpd_start(void);	/* NULL when it cannot */
struct httpd *httpd_start_at(const char *ip);	/* an IPv4 address of ours */
/* With a certificate and its key, as text. httpd_url() does not know. */
struct httpd *httpd_start_tls(const char *cert, const char *key);
void httpd_stop(struct httpd *s);

/* Files under `dir` (no folders in it) with ETag and Last-Modified. A NULL
 * content type goes by the name's ending. Call it before the first request. */
void httpd_serve_dir(struct httpd *s, const char *dir,
		     const char *content_type);
/* Appends "METHOD PATH STATUS" lines. False when it cannot be opened. */
bool httpd_log_to(struct httpd *s, const char *file);

unsigned httpd_port(const struct httpd *s);
/* The address of a page. Returns buf. */
char *httpd_url(const struct httpd *s, const char *path, char buf[HTTPD_URL]);

/* Counted since start or reset; a NULL path counts all. */
unsigned httpd_requests(struct httpd *s, const char *path);
unsigned httpd_not_modified(struct httpd *s);
/* The most requests that were being answered at one time. */
unsigned httpd_peak(struct httpd *s);
void httpd_reset(struct httpd *s);

#endif
