/* Fragments of HTML as text: what feeds and lists have in their fields. */
#include <string.h>

#include "base/text.h"
#include "read/html.h"
#include "read/plain.h"

/* Nothing in it for a parser: most titles. */
static bool is_bare(struct slice s)
{
	static const char marks[] = "<&\r";

	for (size_t i = 0; i < sizeof(marks); i++)
		if (s.n && memchr(s.p, marks[i], s.n))
			return false;
	return !plain_marked(s);
}

int html_text(struct str *out, struct slice fragment, struct err *e)
{
	struct meta m = {0};
	struct page p;
	int rc;

	if (fragment.n <= PAGE_BYTES && is_bare(fragment)) {
		text_squash(out, fragment);
		return str_ok(out, "text", e);
	}
	page_init(&p);
	rc = html_read(fragment, &p, &m, e);
	if (rc == 0)
		page_lines(out, &p);
	page_free(&p);
	return rc < 0 ? -1 : str_ok(out, "text", e);
}
