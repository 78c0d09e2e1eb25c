/* What the fuzz targets of readers share: any bytes may be refused, none may
 * crash, and every record must keep its promises. */
#ifndef THAW_TESTS_FUZZ_READER_H
#define THAW_TESTS_FUZZ_READER_H

#include <stdlib.h>

#include "base/text.h"
#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static inline void fuzz_require(bool holds)
{
	if (!holds)
		abort();
}

static inline int fuzz_emit(void *ctx, const struct record *r, struct err *e)
{
	(void)ctx, (void)e;
	fuzz_require(r->key.n > 0 && r->subject.n > 0);
	fuzz_require(text_valid(r->key) && text_valid(r->subject));
	for (size_t i = 0; i < r->n; i++) {
		const struct claim *c = &r->claims[i];

		fuzz_require(c->value.n > 0 && text_valid(c->value));
		fuzz_require(text_valid(c->qualifier) && text_valid(c->lang));
	}
	return 0;
}

/* A failure has a message, a success has none. */
static inline void fuzz_reader(const struct reader *r, const uint8_t *data,
			       size_t bytes)
{
	struct input in = { .n = 1, .source = SLICE("fuzz"),
			    .url = SLICE("https://fuzz.example/a/b") };
	struct err e = {0};
	int rc;

	in.part[0] = input_memory(SLICE("fuzz"),
				  slice_make((const char *)data, bytes));
	rc = r->read(&in, fuzz_emit, NULL, &e);
	fuzz_require(rc == 0 ? e.code == ERR_NONE : e.msg[0] != '\0');
}

#endif
