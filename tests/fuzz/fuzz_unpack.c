#include "fuzz_reader.h"
#include "read/unpack.h"

enum { MAX_BYTES = 4 << 20 };

/* The parts that come out are as long as they say, and below the ceiling. */
static void drain(struct input_part *part)
{
	struct err e = {0};
	size_t total = 0;
	char buf[4096];
	ptrdiff_t n;

	while ((n = input_read(part, buf, sizeof(buf), &e)) > 0)
		total += (size_t)n;
	fuzz_require(n == 0 && total == part->bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct input_part part = input_memory(SLICE("fuzz"),
				slice_make((const char *)data, bytes));
	struct err e = {0};
	struct unpacked u;

	if (unpack_open(&u, &part, MAX_BYTES, &e) < 0) {
		fuzz_require(e.msg[0] != '\0' && u.n == 0);
		return 0;
	}
	for (size_t i = 0; i < u.n; i++)
		drain(&u.part[i]);
	unpack_close(&u);
	return 0;
}
