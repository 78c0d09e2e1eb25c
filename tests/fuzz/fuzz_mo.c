/* A catalogue: whatever is found lies within it and ends in NUL, and the rule of
 * plurals gives a form that it said it had. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_found(const struct mo *m, const char *id)
{
	struct slice s = mo_find(m, slice_of(id));

	if (!s.p)
		return;
	assert(s.p >= m->data.p && s.p + s.n < m->data.p + m->data.n);
	assert(s.p[s.n] == '\0');
	for (unsigned i = 0; i < PLURAL_FORMS; i++) {
		const char *form = mo_form(s, i);

		assert(form >= s.p && form + strlen(form) <= s.p + s.n);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint64_t asked[] = { 0, 1, 2, 5, 11, 112, UINT64_MAX };
	struct err e = {0};
	struct plural p;
	struct mo m;

	plural_read(&p, slice_make((const char *)data, size));
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		assert(plural_form(&p, asked[i]) < p.forms);
	if (mo_open(&m, slice_make((const char *)data, size), &e) != 0) {
		assert(e.code == ERR_FORMAT && m.n == 0);
		return 0;
	}
	check_found(&m, "");
	check_found(&m, "held");
	check_found(&m, "%d row");
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		assert(plural_form(&m.plural, asked[i]) < m.plural.forms);
	return 0;
}
