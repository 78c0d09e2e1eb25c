#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	fuzz_reader(&in_ofac_enhanced, data, bytes);
	return 0;
}
