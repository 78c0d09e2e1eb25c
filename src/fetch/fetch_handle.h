/* One request under way: an easy handle, its ceilings, its spooled body.
 * fetch.c drives the multi handle; this file knows nothing of other requests.
 */
#ifndef THAW_FETCH_FETCH_HANDLE_H
#define THAW_FETCH_FETCH_HANDLE_H

#include <curl/curl.h>

#include "fetch/fetch.h"
#include "fetch/fetch_head.h"
#include "fetch/fetch_hsts.h"
#include "fetch/fetch_part.h"
#include "fetch/fetch_policy.h"

/* One body over several attempts. */
struct fetch_tries {
	struct fetch_part part;	/* bytes: what the attempt before left */
	int breaks;		/* attempts that were gone on with */
	bool began_anew;	/* what came did not continue it; once */
	bool anew;		/* so it is to be begun anew */
	bool started;		/* bytes of this attempt came */
	bool loaded;		/* there is a file of it */
	bool straight;		/* past what the host has told of others */
	int64_t wire_bytes;	/* of the attempts before */
};

struct fetch_handle {
	CURL *easy;
	struct curl_slist *headers;	/* with those of the source */
	struct curl_slist *own_headers;	/* for other hosts than the first */
	struct curl_slist *resolve;
	struct fetch_loan hsts;
	struct slice key_file;		/* of sftp */
	const struct fetch_request *req;
	const struct fetch_options *o;
	size_t index;
	struct fetch_url url;
	struct fetch_trail trail;
	struct fetch_result res;
	struct fetch_head head;		/* of the last answer */
	struct fetch_tries tries;
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
		      size_t index, const struct fetch_options *o,
		      struct fetch_hsts *hsts);
/* Drops the easy handle and what the last answer said; the spool stays. */
void fetch_handle_reset(struct fetch_handle *h);
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
