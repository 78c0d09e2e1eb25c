/* What arrives on one handle: header lines and body bytes, as libcurl's
 * callbacks, and the reading of them once the transfer has ended.
 */
#ifndef THAW_FETCH_FETCH_ANSWER_H
#define THAW_FETCH_FETCH_ANSWER_H

#include "fetch/fetch_handle.h"

/* CURLOPT_HEADERFUNCTION and CURLOPT_WRITEFUNCTION; ctx is the handle. */
size_t fetch_answer_header(char *p, size_t size, size_t n, void *ctx);
size_t fetch_answer_body(char *p, size_t size, size_t n, void *ctx);
/* Another answer comes. */
void fetch_answer_forget(struct fetch_handle *h);
/* An HTTP status whose body is the whole of what was asked for. */
bool fetch_answer_is_whole(const struct fetch_handle *h, long status);
/* What stands for an ETag; absent until the file is looked at. */
struct slice fetch_answer_sftp_etag(struct fetch_handle *h);
/* "Tue, 24 Nov 2026 00:13:05 GMT", as servers write it. */
struct slice fetch_http_date(struct arena *mem, int64_t at);

#endif
