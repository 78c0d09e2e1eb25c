/* Between the server (faultd.c) and its pages (faultd_pages.c, faultd_h2.c). */
#ifndef THAW_TESTS_FAULTD_INSIDE_H
#define THAW_TESTS_FAULTD_INSIDE_H

#include "tests/lib/faultd.h"

struct fault_ask {
	struct faultd *server;
	int fd;
	const char *path;	/* with its query */
	const char *head;	/* the whole request */
	unsigned n;		/* how often the page was asked for, from 1 */
	bool keep;		/* the page: another request may follow */
};

void faultd_page(struct fault_ask *a);
/* An HTTP/2 connection, its preface read; the n-th of the server, from 1. */
void faultd_h2(struct faultd *f, int fd, unsigned n);

void fault_send(int fd, const void *p, size_t n);
void fault_text(int fd, const char *text);
/* The value of a request's header in `buf`; NULL where it is absent. */
const char *fault_header(const char *head, const char *name, char *buf,
			 size_t size);
/* The peer gets a reset instead of an end. */
void fault_reset(int fd);
/* Sleeps, but not beyond faultd_stop(); false: it is time to stop. */
bool fault_nap(struct faultd *f, unsigned ms);

#endif
