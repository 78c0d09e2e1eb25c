/* What went wrong, in plain words and with what to do about it. */
#ifndef THAW_FETCH_FETCH_WORDS_H
#define THAW_FETCH_FETCH_WORDS_H

#include "base/str.h"

/* All return -1, like err_set(). */

/* An HTTP status that brings no body to read. */
int fetch_words_status(long status, struct err *e);
/* `code` is a CURLcode. '@' in the table's words becomes the host; `detail` is
 * libcurl's own text, which may quote the server, or the address of a proxy:
 * what may be a secret in it is masked. */
int fetch_words_curl(int code, const char *host, const char *detail,
		     struct err *e);
int fetch_words_proxy(int code, const char *host, const char *detail,
		      struct err *e);
int fetch_words_ssh(int code, const char *host, const char *detail,
		    struct err *e);
/* The host has asked for a pause; it was left in peace. */
int fetch_words_held(const char *host, int64_t pause_s, struct err *e);
int fetch_words_ceiling(int64_t max_bytes, struct err *e);

#endif
