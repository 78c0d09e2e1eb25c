/* A map, a byte 1, and the file. Maps are the user's, but go through a pipe. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct slice rest = slice_make((const char *)data, bytes);
	struct input in = { .n = 1 };
	struct err e = {0};
	int rc;

	if (!slice_cut(&rest, '\x01', &in.mapping))
		return 0;
	for (int json = 0; json < 2; json++) {
		in.part[0] = input_memory(SLICE("fuzz"), rest);
		err_clear(&e);
		rc = (json ? &in_json : &in_csv)->read(&in, fuzz_emit, NULL,
						       &e);
		fuzz_require(rc == 0 ? e.code == ERR_NONE :
				       e.msg[0] != '\0');
	}
	return 0;
}
