#include "read/reader.h"

#include <stdio.h>

enum { HEAD_BYTES = 4096, SURE_ENOUGH = 10 };

#define READER_ROW(name) &in_##name,
const struct reader *const readers[] = {	/* sorted by name */
	READERS(READER_ROW)
	NULL,
};
#undef READER_ROW

const struct reader *reader_find(struct slice name)
{
	for (const struct reader *const *r = readers; *r; r++)
		if (slice_is(name, (*r)->name))
			return *r;
	return NULL;
}

/* A part may come in small pieces; a sniffer wants one. */
static ptrdiff_t read_head(struct input_part *part, char *buf, struct err *e)
{
	size_t have = 0;

	while (have < HEAD_BYTES) {
		ptrdiff_t n = input_read(part, buf + have, HEAD_BYTES - have,
					 e);

		if (n < 0)
			return -1;
		if (n == 0)
			break;
		have += (size_t)n;
	}
	return (ptrdiff_t)have;
}

const struct reader *reader_sniff(struct input_part *part, struct err *e)
{
	const struct reader *best = NULL;
	int sure = SURE_ENOUGH;
	char buf[HEAD_BYTES];
	struct slice head;
	ptrdiff_t n;

	input_rewind(part);
	n = read_head(part, buf, e);
	input_rewind(part);
	if (n < 0) {
		reader_in(part, e);
		return NULL;
	}
	head = slice_make(buf, (size_t)n);
	if (slice_starts(head, "\xEF\xBB\xBF"))
		head = slice_make(head.p + 3, head.n - 3);
	for (const struct reader *const *r = readers; *r; r++) {
		int now = (*r)->sniff(head, part);

		if (now > sure) {
			sure = now;
			best = *r;
		}
	}
	return best;
}

int reader_in(const struct input_part *part, struct err *e)
{
	char where[160];

	if (part->name.n == 0)
		return err_in(e, "input");
	snprintf(where, sizeof(where), "%.*s", SLICE_ARG(part->name));
	return err_in(e, where);
}
