/* Bytes from addresses; libcurl's only room. It knows nothing of formats or the
 * store: a list of requests in, a list of results out.
 *
 * All requests run at once on one multi handle, `jobs` at a time, and share its
 * connections. Every request has a ceiling on bytes and time; TLS and SSH host
 * keys are always verified; a redirect may not leave http(s) nor lead from a
 * public host to a private address. Credentials come from ~/.netrc or the SSH
 * agent, and no message repeats one.
 *
 * A large body whose line breaks is continued where it broke (Range, If-Range,
 * the offset of sftp) as long as the server vouches that it is the same one.
 */
#ifndef THAW_FETCH_FETCH_H
#define THAW_FETCH_FETCH_H

#include "base/arena.h"
#include "model/source.h"

#define FETCH_USER_AGENT "thaw/0.1.0 (reads feeds and public lists)"

enum fetched {
	FETCH_NEW,	/* a body arrived, perhaps an empty one */
	FETCH_SAME,	/* 304, or the file is as it was */
	FETCH_GONE,	/* 410: do not ask again */
	FETCH_FAILED,	/* see `err` */
};

struct fetch_request {
	struct slice url;		/* http https file sftp */
	struct slice etag;		/* validators of the last good body */
	struct slice last_modified;	/* as the server wrote it */
	struct slice user_agent;	/* absent: thaw's own */
	const struct source_net *net;	/* how its server wants to be asked;
					 * NULL: like any other */
	/* The file that keeps what came of a body whose line broke, until it
	 * is whole or there is another one; absent: only within this run. */
	struct slice partial;
	int64_t max_bytes;		/* of the body, unpacked; 0: 200 MB */
	/* Bytes from..to-1 of it; `to` 0: all. A status of 200 says that the
	 * server sent all the same. */
	int64_t range_from, range_to;
	/* Of silence: connecting (at most 30), waiting, under 100 bytes a
	 * second. The whole may take 20 times as long. 0: 60. */
	int64_t timeout_s;
	void *tag;			/* the caller's */
};

struct fetch_result {
	enum fetched outcome;
	long status;			/* HTTP status, 0 where there is none */
	int fd;				/* spooled body at offset 0, or -1 */
	int64_t bytes;			/* of the body, unpacked */
	int64_t wire_bytes;		/* as they came over the line */
	struct slice content_type;	/* slices live in `mem` */
	struct slice etag;		/* files get one made up */
	struct slice last_modified;	/* of FETCH_SAME too: as asked with */
	/* Where redirects led as long as they were 301 or 308; absent without
	 * any, after a failure, where it would give up https, and where the
	 * address looks signed, which holds for this once. */
	struct slice moved_to;
	int64_t retry_after_s;		/* 0: not said */
	/* For so long the server will have nothing else (Cache-Control,
	 * Expires, Age); 0: not said, or it wants to be asked each time. */
	int64_t fresh_s;
	struct arena mem;
	struct err err;			/* plain words, with the advice */
};

struct fetch_progress {
	size_t request;			/* index */
	int64_t bytes;			/* over the line, packed as it may be */
	int64_t total;			/* likewise; 0: not known */
	int64_t bytes_per_s;
};

struct fetch_options {
	int jobs;			/* 0: 8 */
	int per_host;			/* parallel on one host, 0: 4 */
	/* Requests to one host that begin in any minute, 0: no limit. The
	 * lowest of this and of its requests' own counts. */
	int per_minute;
	struct slice proxy;		/* of requests that name none */
	/* A folder, made when needed, for what servers ask us to remember:
	 * hsts and alt-svc. NULL: nothing is. */
	const char *memory;
	bool h2c;			/* tests: HTTP/2 without TLS */
	bool allow_private_redirect;	/* tests on loopback start private, so
					 * do not need it */
	const char *known_hosts;	/* NULL: ~/.ssh/known_hosts */
	/* At most five times a second for each request. */
	void (*progress)(void *ctx, const struct fetch_progress *p);
	/* A result is ready; the callee takes it (fetch_result_free). Returning
	 * -1 stops everything. Other transfers wait meanwhile; what breaks by
	 * a long wait is asked for once more. */
	int (*done)(void *ctx, const struct fetch_request *req,
		    struct fetch_result *res);
	bool (*stop)(void *ctx);	/* asked often: true ends cleanly */
	void *ctx;
};

/* Runs until all are done or stopped; what is under way then gets no result.
 * One request's failure is a result, not a failure of the run: -1 is only for
 * what makes any fetching impossible. */
int fetch_run(const struct fetch_request *reqs, size_t n,
	      const struct fetch_options *o, struct err *e);
/* Safe on a zero value and on one freed before. */
void fetch_result_free(struct fetch_result *r);

/* "libcurl 7.88.1: http https file sftp, gzip br zstd": for doctor. */
void fetch_describe(struct str *out);
/* File and folder of the certificates that are trusted, as libcurl was built;
 * absent: the system's own. They live for ever. */
void fetch_roots(struct slice *file, struct slice *dir);

#endif
