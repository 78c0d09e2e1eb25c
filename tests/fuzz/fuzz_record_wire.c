/* What a worker that was taken over may send: answers of every kind are
 * refused, or slices of the bytes given. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "flow/sealed_wire.h"
#include "model/record_wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void inside(struct slice v, const uint8_t *data, size_t size)
{
	const char *p = (const char *)data;

	assert(!v.p || (v.p >= p && v.p + v.n < p + size));
}

static void record(const uint8_t *data, size_t size)
{
	struct record_in in = {0};
	struct record r;
	struct err e = {0};

	if (record_in_get(&in, slice_make((const char *)data, size), &r,
			  &e) == 0) {
		inside(r.key, data, size);
		inside(r.subject, data, size);
		inside(r.doc, data, size);
		for (size_t i = 0; i < r.n; i++) {
			inside(r.claims[i].value, data, size);
			inside(r.claims[i].qualifier, data, size);
			inside(r.claims[i].quote, data, size);
			inside(r.claims[i].lang, data, size);
			inside(r.claims[i].as_of, data, size);
		}
	} else {
		assert(e.code != ERR_NONE);
	}
	record_in_free(&in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes;
	struct parsing_head head;
	struct err why = {0}, e = {0};

	if (size == 0)
		return 0;
	bytes = slice_make((const char *)data + 1, size - 1);
	if (data[0] == FRAME_HEAD_OF)
		head_get(bytes, NULL, &head, &e);
	else if (data[0] == FRAME_FAILED)
		failure_get(bytes, &why, &e);
	else
		record(data + 1, size - 1);
	return 0;
}
