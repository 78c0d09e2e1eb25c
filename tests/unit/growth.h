/* That a cost grows as it should, in the processor's time of the same run: no
 * machine and no sanitizer is too slow for it. */
#ifndef THAW_TESTS_GROWTH_H
#define THAW_TESTS_GROWTH_H

#include <time.h>

enum { GROWTH_STEP = 4, GROWTH_MOST = 9 };	/* a square would be 16 */

static inline double cost_of(void (*run)(size_t n), size_t n)
{
	clock_t from = clock();

	run(n);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* Four times as much costs no more than nine times: not its square. */
static inline void growth_check(const char *what, void (*run)(size_t n),
				size_t n)
{
	double small = cost_of(run, n / GROWTH_STEP), big = cost_of(run, n);

	if (big > GROWTH_MOST * small + 0.3)
		fail_msg("%s: %.2f s for %zu, %.2f s for a quarter of it",
			 what, big, n, small);
}

#endif
