#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	fuzz_reader(&in_kept, data, bytes);
	return 0;
}
