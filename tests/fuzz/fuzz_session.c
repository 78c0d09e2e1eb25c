/* A session: whatever lies there is refused, or written as it was read. */
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str once = STR_INIT(4 * SESSION_BYTES);
	struct str twice = STR_INIT(4 * SESSION_BYTES);
	struct session s, again;
	struct err e = { 0 };

	if (session_read(&s, slice_make((const char *)data, size), &e) < 0) {
		assert(e.code == ERR_FORMAT && e.msg[0] && !s.known);
		return 0;
	}
	session_write(&s, &once);
	assert(!once.bad);
	if (once.n <= SESSION_BYTES) {
		assert(session_read(&again, str_slice(&once), &e) == 0);
		session_write(&again, &twice);
		assert(slice_eq(str_slice(&once), str_slice(&twice)));
		session_free(&again);
	}
	session_free(&s);
	str_free(&once);
	str_free(&twice);
	return 0;
}
