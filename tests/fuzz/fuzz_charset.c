/* Whatever the bytes claim to be, what comes out is UTF-8, chunk by chunk. */
#include <stdlib.h>

#include "base/text.h"
#include "read/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct input_part part = input_memory(SLICE("fuzz"),
		slice_make((const char *)data, bytes));
	struct charset *c = NULL;
	struct slice chunk = SLICE_NONE;
	struct err e = {0};

	for (int feed = 0; feed < 2; feed++) {
		if ((feed ? charset_open_feed : charset_open)(&c, &part,
							      &e) < 0)
			continue;
		while (charset_read(c, &chunk, &e) == 0 && chunk.p)
			if (!text_valid(chunk))
				abort();
		charset_close(&c);
	}
	return 0;
}
