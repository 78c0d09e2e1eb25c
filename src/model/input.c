#include "model/input.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

ptrdiff_t input_read(struct input_part *p, void *buf, size_t n,
		     struct err *e)
{
	ssize_t got;

	if (p->mem) {
		if (n > p->bytes - p->at)
			n = p->bytes - p->at;
		if (n)
			memcpy(buf, p->mem + p->at, n);
		p->at += n;
		return (ptrdiff_t)n;
	}
	if (p->piece && n > p->bytes - p->at)
		n = p->bytes - p->at;
	do
		got = p->flows ? read(p->fd, buf, n) :
				 pread(p->fd, buf, n, (off_t)(p->from + p->at));
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return err_sys(e, "%.*s: cannot read", SLICE_ARG(p->name));
	p->at += (size_t)got;
	return got;
}

void input_rewind(struct input_part *p)
{
	p->at = 0;
}

int input_slurp(struct input_part *p, struct str *out, struct err *e)
{
	char buf[16384];
	ptrdiff_t n;

	while ((n = input_read(p, buf, sizeof(buf), e)) > 0) {
		str_add(out, slice_make(buf, (size_t)n));
		if (out->bad)
			return err_set(e, ERR_LIMIT, "%.*s: larger than %zu"
				       " bytes", SLICE_ARG(p->name), out->max);
	}
	return n < 0 ? -1 : 0;
}

struct input_part input_memory(struct slice name, struct slice data)
{
	return (struct input_part){ .name = name, .fd = -1, .bytes = data.n,
				    .mem = data.p ? data.p : "" };
}
