/* By ranges of bytes from any server of files: the sums of all blocks come, and
 * then the blocks that are not there yet. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "flow/asking.h"
#include "flow/blocks.h"
#include "flow/pull_inside.h"

enum { BATCH = 512, COPY_BYTES = 1 << 16 };

struct bringing {
	struct pull *p;
	const struct block_range *range;	/* of the requests, in order */
	const struct fetch_request *first;
	int fd;				/* of the staged file */
	struct str *text;		/* or a small file */
	struct slice etag;
	bool answered, same, whole;
	struct err *e;
};

static bool fetch_stop(void *ctx)
{
	struct bringing *b = ctx;

	return b->p->w->stop && b->p->w->stop(b->p->w->ctx);
}

static int fetch(struct bringing *b, const struct fetch_request *reqs, size_t n,
		 int (*done)(void *ctx, const struct fetch_request *req,
			     struct fetch_result *res))
{
	struct fetch_options fo = { .done = done, .stop = fetch_stop,
				    .ctx = b };
	int rc;

	b->first = reqs;
	asking_options(b->p->w, &fo);
	rc = b->p->w->fetch(reqs, n, &fo, b->e);
	if (rc == 0 && fetch_stop(b))
		rc = err_set(b->e, ERR_STOPPED, "stopped");
	return rc < 0 || b->e->code ? -1 : 0;
}

/* --- a small file -------------------------------------------------------- */

static int read_all(int fd, struct str *out, struct err *e)
{
	char buf[COPY_BYTES];
	ssize_t n;

	while ((n = read(fd, buf, sizeof(buf))) > 0)
		str_add(out, slice_make(buf, (size_t)n));
	return n < 0 ? err_sys(e, "temporary file") :
		       str_ok(out, "answer", e);
}

static int take_text(void *ctx, const struct fetch_request *req,
		     struct fetch_result *res)
{
	struct bringing *b = ctx;

	b->answered = true;
	b->p->out->wire_bytes += res->wire_bytes ? res->wire_bytes : res->bytes;
	b->same = res->outcome == FETCH_SAME;
	if (res->err.code == ERR_LIMIT)
		err_set(b->e, ERR_LIMIT, "%.*s: longer than the %zu bytes that"
			" it may have", SLICE_ARG(req->url), b->text->max);
	else if (res->outcome == FETCH_FAILED || res->outcome == FETCH_GONE)
		err_set(b->e, ERR_NETWORK, "%s: %s", str_cstr(&b->p->base),
			res->err.msg);
	else if (!b->same)
		read_all(res->fd, b->text, b->e);
	if (b->etag.p) {
		str_clear(&b->p->etag);
		str_add(&b->p->etag, res->etag);
	}
	fetch_result_free(res);
	return 0;
}

int pull_fetch_text(struct pull *p, const char *name, size_t most,
		    struct str *out, struct slice etag, bool *same,
		    struct err *e)
{
	struct bringing b = { .p = p, .text = out, .etag = etag, .e = e };
	struct str url = STR_INIT(PATH_BYTES);
	struct fetch_request req = {
		.etag = etag, .max_bytes = (int64_t)most,
		.timeout_s = p->w->settings->timeout_s,
	};
	int rc;

	out->max = most;
	str_clear(out);
	str_addf(&url, "%s/%s", str_cstr(&p->base), name);
	req.url = str_slice(&url);
	rc = str_ok(&url, "address", e);
	if (rc == 0)
		rc = fetch(&b, &req, 1, take_text);
	if (rc == 0 && !b.answered)
		rc = err_set(e, ERR_NETWORK, "%s: no answer",
			     str_cstr(&p->base));
	if (same)
		*same = b.same;
	str_free(&url);
	return rc;
}

/* --- blocks -------------------------------------------------------------- */

static int write_at(int fd, int64_t at, const char *p, size_t n, struct err *e)
{
	while (n > 0) {
		ssize_t done = pwrite(fd, p, n, (off_t)at);

		if (done < 0)
			return err_sys(e, "cannot write what was pulled");
		p += done;
		at += done;
		n -= (size_t)done;
	}
	return 0;
}

static int copy_to(int to, int64_t at, int from, struct err *e)
{
	char buf[COPY_BYTES];
	ssize_t n;

	while ((n = read(from, buf, sizeof(buf))) > 0) {
		if (write_at(to, at, buf, (size_t)n, e) < 0)
			return -1;
		at += n;
	}
	return n < 0 ? err_sys(e, "temporary file") : 0;
}

/* A file that is shorter than the range, as it is while another version takes
 * its place. */
static bool is_shorter(const struct pull *p, const struct fetch_result *res)
{
	return res->status == 416 || res->outcome == FETCH_NEW ||
	       slice_starts(str_slice(&p->base), "file:");
}

/* A server that knows no ranges sends all: then that is taken, once. */
static int take_range(void *ctx, const struct fetch_request *req,
		      struct fetch_result *res)
{
	struct bringing *b = ctx;
	const struct block_range *r = &b->range[req - b->first];
	int64_t at = r->from, wanted = r->to - r->from;

	b->p->out->wire_bytes += res->wire_bytes ? res->wire_bytes : res->bytes;
	if (res->outcome == FETCH_NEW && res->status == 200 &&
	    res->bytes == b->p->out->manifest.bytes) {
		b->whole = true;
		at = 0;
		wanted = res->bytes;
	}
	if (res->outcome == FETCH_NEW && res->bytes == wanted) {
		copy_to(b->fd, at, res->fd, b->e);
	} else if (is_shorter(b->p, res)) {
		b->p->again = true;
		err_set(b->e, ERR_REFUSED, "%s: there is less than its manifest"
			" says", str_cstr(&b->p->base));
	} else {
		err_set(b->e, ERR_NETWORK, "%s: %s", str_cstr(&b->p->base),
			res->err.msg);
	}
	fetch_result_free(res);
	return b->whole || b->e->code ? -1 : 0;
}

static int bring_batch(struct bringing *b, const struct block_range *r,
		       size_t n, struct slice url)
{
	struct fetch_request *reqs = calloc(n, sizeof(*reqs));
	int rc;

	if (!reqs)
		return err_set(b->e, ERR_MEMORY, "no memory for %zu requests",
			       n);
	for (size_t i = 0; i < n; i++)
		reqs[i] = (struct fetch_request){
			.url = url, .range_from = r[i].from,
			.range_to = r[i].to,
			.max_bytes = b->p->out->manifest.bytes,
			.timeout_s = b->p->w->settings->timeout_s,
		};
	b->range = r;
	rc = fetch(b, reqs, n, take_range);
	free(reqs);
	return rc;
}

static int bring(struct pull *p, int fd, const struct block_range *r, size_t n,
		 struct err *e)
{
	struct bringing b = { .p = p, .fd = fd, .e = e };
	struct str url = STR_INIT(PATH_BYTES);
	int rc;

	str_addf(&url, "%s/" SNAPSHOT_NAME, str_cstr(&p->base));
	rc = str_ok(&url, "address", e);
	for (size_t i = 0; rc == 0 && i < n && !b.whole; i += BATCH)
		rc = bring_batch(&b, r + i, n - i < BATCH ? n - i : BATCH,
				 str_slice(&url));
	str_free(&url);
	if (rc == 0 && ftruncate(fd, p->out->manifest.bytes) < 0)
		rc = err_sys(e, "cannot write what was pulled");
	return rc;
}

static int bring_sums(struct pull *p, struct str *sums, struct err *e)
{
	const struct manifest *m = &p->out->manifest;
	unsigned char sum[HASH_BYTES];
	char hex[HASH_HEX];
	struct hash *h = NULL;

	if (pull_fetch_text(p, MANIFEST_BLOCKS, (size_t)manifest_sums(m), sums,
			    SLICE_NONE, NULL, e) < 0) {
		p->again = e->code == ERR_LIMIT;
		return -1;
	}
	if (hash_open(&h, e) < 0)
		return -1;
	hash_add(h, str_slice(sums));
	hash_end(h, sum);
	hash_close(&h);
	hash_hex(sum, hex);
	if ((int64_t)sums->n == manifest_sums(m) &&
	    strcmp(hex, m->blocks_sha256) == 0)
		return 0;
	p->again = true;
	return err_set(e, ERR_REFUSED, "%s: the sums of its blocks are not those"
		       " of its manifest", str_cstr(&p->base));
}

int pull_fetch_data(struct pull *p, struct err *e)
{
	const struct manifest *m = &p->out->manifest;
	struct str sums = {0};
	struct block_sums have = {0};
	struct block_range *r = NULL;
	size_t n = 0;
	int fd = -1, rc = bring_sums(p, &sums, e);

	if (rc == 0) {
		fd = open(p->staged, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		rc = fd < 0 ? err_sys(e, "cannot open %s", p->staged) :
			      blocks_sum(&have, fd, m->block, p->w->stop,
					 p->w->ctx, e);
	}
	if (rc == 0)
		rc = blocks_lacking(str_slice(&sums), str_slice(&have.list),
				    m->bytes, m->block, &r, &n, e);
	if (rc == 0)
		rc = bring(p, fd, r, n, e);
	if (fd >= 0)
		close(fd);
	free(r);
	blocks_free(&have);
	str_free(&sums);
	return rc;
}
