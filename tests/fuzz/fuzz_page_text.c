/* Any text is a page, whose text is that page again. */
#include <stdint.h>
#include <stdlib.h>

#include "read/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct slice text = slice_make((const char *)data, bytes);
	struct page a, b;

	page_init(&a);
	page_init(&b);
	page_from_text(&a, text);
	page_from_text(&b, slice_trim(str_slice(&a.text)));
	if (!a.err.code && !a.cut &&
	    (a.n != b.n || a.rows != b.rows || a.cells != b.cells ||
	     !slice_eq(str_slice(&a.text), str_slice(&b.text))))
		abort();
	page_free(&a);
	page_free(&b);
	return 0;
}
