/* Between the server (httpd.c) and its pages (httpd_pages.c, httpd_raw.c). */
#ifndef THAW_TESTS_HTTPD_PAGE_H
#define THAW_TESTS_HTTPD_PAGE_H

#include <microhttpd.h>

#include "tests/lib/httpd.h"

struct httpd_ask {
	struct httpd *server;
	struct MHD_Connection *conn;
	const char *path;
	const char *rest;	/* of the path, behind the page's prefix */
	unsigned status;	/* the page sets it, 200 before */
};

/* What to answer; never NULL. */
struct MHD_Response *httpd_page(struct httpd_ask *a);

const char *httpd_dir(struct httpd *s);
const char *httpd_content_type(struct httpd *s);
bool httpd_is_stopping(struct httpd *s);
/* Sleeps, but not beyond httpd_stop(). */
void httpd_nap(struct httpd *s, unsigned ms);
void httpd_count(struct httpd *s, const char *method, const char *path,
		 unsigned status);

/* Serves the pages that are not HTTP until `fd` is shut down. */
bool httpd_is_raw(const char *path);
void httpd_raw_loop(struct httpd *s, int fd);

#endif
