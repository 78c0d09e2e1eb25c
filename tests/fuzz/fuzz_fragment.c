/* Whatever a feed calls HTML: a page of blocks that keeps its promises, a line,
 * and an address. */
#include <stdlib.h>

#include "base/text.h"
#include "base/url.h"
#include "read/fragment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

static void require(bool holds)
{
	if (!holds)
		abort();
}

static void try_page(struct slice text)
{
	struct page p;

	page_init(&p);
	fragment_page(&p, text);
	for (size_t i = 0; i < p.n && !p.err.code; i++)
		require(p.block[i].at <= p.text.n + 1);
	require(text_valid(str_slice(&p.text)));
	page_free(&p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct str text = STR_INIT(1 << 22), line = STR_INIT(1 << 22);
	struct slice s;

	text_repair(&text, slice_make((const char *)data, bytes));
	s = str_slice(&text);
	try_page(s);
	fragment_line(&line, s, true);
	require(text_valid(str_slice(&line)));
	fragment_like(s);
	url_resolve(&line, SLICE("https://a.example/b/c?d"), s);
	url_resolve(&line, s, SLICE("../x"));
	str_free(&line);
	str_free(&text);
	return 0;
}
