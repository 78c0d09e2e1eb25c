/* Sentences of any kind: the first byte tells the language, the rest is a plain
 * text. What is taken must be a person with a name, quoted from the text. */
#include "fuzz_reader.h"
#include "read/extract.h"
#include "read/plain.h"

enum { LANGS = 9 };

static int take(void *ctx, const struct record *r, struct err *e)
{
	const struct page *page = ctx;
	bool name = r->kind != KIND_person;

	fuzz_emit(NULL, r, e);
	for (size_t i = 0; i < r->n; i++) {
		const struct claim *c = &r->claims[i];

		name |= c->prop == PROP_name;
		fuzz_require(c->quote.n == 0 ||
			     slice_find(str_slice(&page->text), c->quote,
					0) >= 0);
	}
	fuzz_require(name);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static const char *const langs[LANGS] = {
		"en", "ru", "be", "uk", "pl", "de", "fr", "es", "",
	};
	struct str text = STR_INIT(4 * PAGE_BYTES);
	struct builder b;
	struct page page;
	struct err e = {0};

	if (bytes == 0 || bytes > PAGE_BYTES || build_open(&b, &e) < 0)
		return 0;
	page_init(&page);
	text_repair(&text, slice_make((const char *)data + 1, bytes - 1));
	plain_read(str_slice(&text), &page);
	if (page.err.code == 0)
		extract_document(&page, SLICE("x"),
				 slice_of(langs[data[0] % LANGS]), &b, take,
				 &page, &e);
	build_close(&b);
	page_free(&page);
	str_free(&text);
	return 0;
}
