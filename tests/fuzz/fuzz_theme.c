/* theme.conf: refused with its line, and then nothing has changed, or it makes
 * ink that every kind of terminal takes. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "ui/theme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int colours[] = { 0, 8, 16, 256, 1 << 24 };
	struct err e = { 0 };
	struct theme t, was;

	theme_init(&t, THEME_DARK);
	was = t;
	if (theme_conf(&t, slice_make((const char *)data, size), "theme.conf",
		       &e) < 0) {
		assert(e.msg[0] && memcmp(&t, &was, sizeof(t)) == 0);
		return 0;
	}
	for (int r = 0; r < ROLE_COUNT; r++) {
		for (size_t i = 0; i < 5; i++) {
			char ink[INK_BYTES];

			theme_ink(&t, (enum role)r, colours[i], ink);
			assert(strspn(ink, "0123456789;") == strlen(ink));
			assert(strlen(ink) + 1 < INK_BYTES);
		}
	}
	return 0;
}
