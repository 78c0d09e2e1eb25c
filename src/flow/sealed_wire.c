#include "flow/sealed_wire.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/text.h"

/* Programs that differ must not misunderstand each other: one may have been
 * installed over the other while it ran. */
static void put_version(struct str *out)
{
	wire_put_text(out, SLICE(PACKAGE_VERSION));
	wire_put(out, PROP_COUNT);
	wire_put(out, KIND_COUNT);
}

static void get_version(struct wire *w)
{
	w->bad |= !slice_is(wire_get_text(w, TEXT_MOST), PACKAGE_VERSION);
	w->bad |= wire_get(w, UINT32_MAX) != PROP_COUNT;
	w->bad |= wire_get(w, UINT32_MAX) != KIND_COUNT;
}

/* Names of files may be anything. */
static void put_name(struct str *out, struct slice s)
{
	struct str good = STR_INIT(TEXT_MOST);

	if (text_valid(s)) {
		wire_put_text(out, s);
		return;
	}
	text_repair(&good, s);
	wire_put_text(out, str_slice(&good));
	str_free(&good);
}

static void put_part(struct str *out, const struct input_part *p)
{
	put_name(out, p->name);
	put_name(out, p->content_type);
	put_name(out, p->url);
	wire_put(out, p->piece);
	wire_put(out, p->from);
	wire_put(out, p->bytes);
}

static void get_part(struct wire *w, struct input_part *p)
{
	*p = (struct input_part){ .fd = -1 };
	p->name = wire_get_text(w, TEXT_MOST);
	p->content_type = wire_get_text(w, TEXT_MOST);
	p->url = wire_get_text(w, TEXT_MOST);
	p->piece = wire_get(w, 1);
	p->from = wire_get(w, INT64_MAX);
	p->bytes = wire_get(w, INT64_MAX);
}

void failure_put(struct str *out, const struct err *why)
{
	struct str good = STR_INIT(4 * ERR_MAX);

	text_repair(&good, slice_of(why->msg));
	wire_put(out, why->code);
	wire_put_text(out, slice_make(str_cstr(&good), good.n < ERR_MAX ?
						       good.n : ERR_MAX - 1));
	str_free(&good);
}

static void get_failure(struct wire *w, struct err *why)
{
	uint64_t code = wire_get(w, ERR_STOPPED);
	struct slice msg = wire_get_text(w, ERR_MAX);

	err_clear(why);
	if (!w->bad && code != ERR_NONE)
		err_set(why, (enum err_code)code, "%.*s", SLICE_ARG(msg));
}

int failure_get(struct slice bytes, struct err *why, struct err *e)
{
	struct wire w = wire_of(bytes);

	get_failure(&w, why);
	w.bad |= why->code == ERR_NONE;
	return wire_end(&w, e);
}

void job_put(struct str *out, const struct sealed_job *j)
{
	const struct parsing *r = &j->parsing;

	put_version(out);
	wire_put(out, j->kind);
	wire_put(out, j->spools);
	put_name(out, r->list);
	put_name(out, r->format);
	put_name(out, r->source.key);
	put_name(out, r->source.url);
	put_name(out, r->source.publisher);
	put_name(out, r->source.mapping);
	wire_put(out, (uint64_t)r->max_bytes);
	wire_put(out, (uint64_t)j->limits.memory);
	wire_put(out, (uint64_t)j->limits.file_bytes);
	wire_put(out, (uint64_t)j->limits.cpu_s);
	wire_put(out, j->fails_at);
	failure_put(out, &j->fails);
	wire_put(out, j->n_urls);
	for (size_t i = 0; i < j->n_urls; i++)
		put_name(out, j->url[i]);
	wire_put(out, r->n);
	for (size_t i = 0; i < r->n; i++)
		put_part(out, &r->part[i]);
}

int job_get(struct slice bytes, struct sealed_job *out, struct err *e)
{
	struct wire w = wire_of(bytes);
	struct parsing *r = &out->parsing;

	*out = (struct sealed_job){0};
	get_version(&w);
	out->kind = (enum job_kind)wire_get(&w, JOB_KINDS - 1);
	out->spools = wire_get(&w, 1);
	r->list = wire_get_text(&w, TEXT_MOST);
	r->format = wire_get_text(&w, TEXT_MOST);
	r->source.key = wire_get_text(&w, TEXT_MOST);
	r->source.url = wire_get_text(&w, TEXT_MOST);
	r->source.publisher = wire_get_text(&w, TEXT_MOST);
	r->source.mapping = wire_get_text(&w, TEXT_MOST);
	r->max_bytes = (int64_t)wire_get(&w, INT64_MAX);
	out->limits.memory = (int64_t)wire_get(&w, INT64_MAX);
	out->limits.file_bytes = (int64_t)wire_get(&w, INT64_MAX);
	out->limits.cpu_s = (int64_t)wire_get(&w, INT64_MAX);
	out->fails_at = wire_get(&w, INT64_MAX);
	get_failure(&w, &out->fails);
	out->n_urls = wire_get(&w, SOURCE_URLS);
	for (size_t i = 0; i < out->n_urls; i++)
		out->url[i] = wire_get_text(&w, TEXT_MOST);
	r->n = wire_get(&w, INPUT_PARTS);
	r->part = out->part;
	for (size_t i = 0; i < r->n; i++)
		get_part(&w, &out->part[i]);
	return wire_end(&w, e);
}

/* --- answers --- */

void head_put(struct str *out, const struct parsing_head *h)
{
	wire_put(out, h->n);
	for (size_t i = 0; i < h->n; i++)
		wire_put_text(out, slice_of(h->reader[i]->name));
	wire_put_text(out, h->key);
	wire_put_text(out, slice_of(h->declared.date));
	wire_put_text(out, slice_of(h->declared.version));
	wire_put(out, (uint64_t)(h->declared.records + 1));
	wire_put(out, (uint64_t)h->declared.ttl_s);
}

static void get_declared(struct wire *w, struct declared *d)
{
	struct slice date = wire_get_text(w, sizeof(d->date) - 1);
	struct slice version = wire_get_text(w, sizeof(d->version) - 1);

	snprintf(d->date, sizeof(d->date), "%.*s", SLICE_ARG(date));
	snprintf(d->version, sizeof(d->version), "%.*s", SLICE_ARG(version));
	d->records = (int64_t)wire_get(w, INT64_MAX) - 1;
	d->ttl_s = (int64_t)wire_get(w, TTL_MOST_S);
}

int head_get(struct slice bytes, const struct reader *const *also,
	     struct parsing_head *out, struct err *e)
{
	struct wire w = wire_of(bytes);
	struct slice key;

	*out = (struct parsing_head){0};
	out->n = wire_get(&w, INPUT_PARTS);
	for (size_t i = 0; i < out->n && !w.bad; i++) {
		out->reader[i] = pump_reader(wire_get_text(&w, TEXT_MOST),
					     also);
		w.bad |= !out->reader[i];
	}
	key = wire_get_text(&w, TEXT_MOST);
	for (size_t i = 0; i < out->n && !w.bad && !out->key.n; i++)
		out->key = pump_own_key(out->reader[i], key);
	w.bad |= key.n > 0 && out->key.n == 0;
	get_declared(&w, &out->declared);
	if (!w.bad)
		parsing_head_flags(out);
	return wire_end(&w, e);
}

/* --- files over a socket --- */

union control {
	struct cmsghdr align;
	char bytes[CMSG_SPACE(sizeof(int) * JOB_FILES)];
};

int files_send(int sock, const struct job_head *head, const int *file,
	       struct err *e)
{
	union control c = {0};
	struct iovec iov = { (void *)(uintptr_t)head, sizeof(*head) };
	size_t bytes = sizeof(int) * head->files;
	struct msghdr m = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = c.bytes, .msg_controllen = CMSG_SPACE(bytes),
	};
	struct cmsghdr *cm = CMSG_FIRSTHDR(&m);
	ssize_t n;

	cm->cmsg_level = SOL_SOCKET;
	cm->cmsg_type = SCM_RIGHTS;
	cm->cmsg_len = CMSG_LEN(bytes);
	memcpy(CMSG_DATA(cm), file, bytes);
	do
		n = sendmsg(sock, &m, 0);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)sizeof(*head) ? 0 :
		err_sys(e, "cannot ask the reading process");
}

int files_receive(int sock, struct job_head *head, int file[JOB_FILES])
{
	union control c = {0};
	struct iovec iov = { head, sizeof(*head) };
	struct msghdr m = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = c.bytes, .msg_controllen = sizeof(c.bytes),
	};
	struct cmsghdr *cm;
	size_t bytes;
	ssize_t n;

	do
		n = recvmsg(sock, &m, MSG_WAITALL);
	while (n < 0 && errno == EINTR);
	cm = n == (ssize_t)sizeof(*head) ? CMSG_FIRSTHDR(&m) : NULL;
	if (n == 0)
		return 0;
	if (!cm || cm->cmsg_type != SCM_RIGHTS)
		return -1;
	bytes = cm->cmsg_len - CMSG_LEN(0);
	if (bytes > sizeof(int) * JOB_FILES ||
	    bytes != sizeof(int) * head->files)
		return -1;
	memcpy(file, CMSG_DATA(cm), bytes);
	return (int)head->files;
}
