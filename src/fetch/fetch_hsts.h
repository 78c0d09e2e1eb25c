/* Hosts that want to be asked by TLS only (RFC 6797), over runs: libcurl keeps
 * the rules, this the list, once for all transfers, as lines of a file in
 * libcurl's own form. A cache: what cannot be read or written is not there. */
#ifndef THAW_FETCH_FETCH_HSTS_H
#define THAW_FETCH_FETCH_HSTS_H

#include <curl/curl.h>

#include "base/str.h"

struct fetch_hsts;

/* `file` must outlive it. NULL: no memory, or a libcurl without HSTS. */
struct fetch_hsts *fetch_hsts_open(const char *file);
/* Writes the file where something is new. */
void fetch_hsts_close(struct fetch_hsts **list);
/* What one transfer has of it; it lives as long as its easy handle. */
struct fetch_loan {
	struct fetch_hsts *list;
	size_t told;
};

void fetch_hsts_lend(struct fetch_loan *loan, CURL *easy);
/* The host has said that it wants it no more. */
void fetch_hsts_drop(struct fetch_hsts *list, const char *host);

#endif
