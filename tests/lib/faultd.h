/* A server on loopback that says what no HTTP library would: bytes by the page,
 * lines that break, silence, HTTP/2 frames. Every connection has its own
 * thread; pages count what they are asked and keep the last request.
 */
#ifndef THAW_TESTS_FAULTD_H
#define THAW_TESTS_FAULTD_H

#include <stdbool.h>
#include <stddef.h>

enum { FAULTD_URL = 256, FAULTD_BODY = 300000, FAULTD_CUT = 150000 };

struct faultd;

/* `ip` is 127.0.0.1 or ::1. NULL where that is not to be had. */
struct faultd *faultd_start(const char *ip);
void faultd_stop(struct faultd *f);
unsigned faultd_port(const struct faultd *f);
/* Returns buf. */
char *faultd_url(const struct faultd *f, const char *path,
		 char buf[FAULTD_URL]);
/* How often a page was asked for; NULL: connections. */
unsigned faultd_asked(struct faultd *f, const char *path);
/* The head of the last request, with its line ends; it lives until the next. */
const char *faultd_head(struct faultd *f);
void faultd_forget(struct faultd *f);
/* Connections are passed on to this port of 127.0.0.1 from now on, and cut
 * after so many bytes of the answer; 0: as they come. */
void faultd_relay(struct faultd *f, unsigned port, size_t cut_after);

/* Byte `i` of the body that /part/... pages give in its version. */
char faultd_byte(size_t i, int version);

#endif
