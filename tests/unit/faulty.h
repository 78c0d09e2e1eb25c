/* Readers that go wrong, each by one fault, and one that does not ("good"). */
#ifndef THAW_TESTS_FAULTY_H
#define THAW_TESTS_FAULTY_H

#include "read/reader.h"

extern const struct reader *const faulty[];	/* NULL at the end */

#endif
