/* What is gone on with when a line breaks, and what is begun anew.
 *
 * The rest of a body is asked for where it is large, came as it is (not
 * packed on the line) and the server gave it an ETag that is strong, or a date
 * that is; of an sftp file its time and size vouch. Twice in a run, after a
 * pause; then it is left to a later run, in a file if the request names one.
 */
#ifndef THAW_FETCH_FETCH_RESUME_H
#define THAW_FETCH_FETCH_RESUME_H

#include "fetch/fetch_handle.h"

/* What an earlier run has left, if anything. */
void fetch_resume_load(struct fetch_handle *h);
/* After a transfer's end (`code` is a CURLcode): how long to wait until it is
 * gone on with, in ms, or -1: it has ended. */
int64_t fetch_resume_pause(struct fetch_handle *h, int code);
/* After the pause; as fetch_handle_open(). */
int fetch_resume_begin(struct fetch_handle *h);
/* The last word on a request, h->res not yet taken: what came stays in its file
 * where it is good for another run, and the file goes where it is not. */
void fetch_resume_end(struct fetch_handle *h, int code);

/* The first bytes of an answer are here. False: they do not continue what we
 * have; the transfer is to be ended. */
bool fetch_resume_accepts(struct fetch_handle *h);
/* The answer is the missing rest, as asked for. */
bool fetch_resume_continues(const struct fetch_handle *h);

/* So it is, but it ends early: a server may send less than it was asked. */
bool fetch_resume_is_short(const struct fetch_handle *h);

#endif
