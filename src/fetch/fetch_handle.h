/* One request under way: an easy handle, its ceilings, its spooled body.
 * fetch.c drives the multi handle; this file knows nothing of other requests.
 */
#ifndef THAW_FETCH_FETCH_HANDLE_H
#define THAW_FETCH_FETCH_HANDLE_H

#include <curl/curl.h>

#include "fetch/fetch.h"
#include "fetch/fetch_policy.h"

struct fetch_handle {
	CURL *easy;
	struct curl_slist *headers;
	const struct fetch_request *req;
	const struct fetch_options *o;
	size_t index;
	struct fetch_url url;
	struct fetch_trail trail;
	struct fetch_result res;
	int64_t max_bytes, silent_s, whole_s;
	int64_t header_bytes;
	int64_t dropped;	/* of bodies nobody wants */
	int64_t told_at_ms, asked_at_ms;
	int64_t starved_ms;	/* the caller was busy with other results */
	long hops;		/* status lines of redirects seen */
	bool in_headers;
	bool connected;
	bool permanent;		/* all redirects so far were 301 or 308 */
	bool same;		/* an sftp file of the time asked about */
	bool again;		/* second attempt after starving */
	char detail[CURL_ERROR_SIZE];
};

/* -1 with h->res holding the failure as a result; the handle then has nothing
 * to run. Never to be moved in memory after. */
int fetch_handle_open(struct fetch_handle *h, const struct fetch_request *req,
		      size_t index, const struct fetch_options *o);
/* True where the answer is known without a transfer: an unchanged file. */
bool fetch_handle_is_done(const struct fetch_handle *h);
/* Turns the transfer's end (a CURLcode) into h->res. */
void fetch_handle_finish(struct fetch_handle *h, int code);
/* The line broke while the caller kept everything waiting. */
bool fetch_handle_starved(const struct fetch_handle *h, int code);
/* Moves the result out. */
struct fetch_result fetch_handle_take(struct fetch_handle *h);
void fetch_handle_close(struct fetch_handle *h);

#endif
