/* That a cost grows as it should, in the processor's time of the same run: no
 * machine and no sanitizer is too slow for it. */
#ifndef THAW_TESTS_GROWTH_H
#define THAW_TESTS_GROWTH_H

#include <time.h>

enum {
	GROWTH_STEP = 4, GROWTH_MOST = 9,	/* a square would be 16 */
	GROWTH_RUNS = 3,
};

static inline double cost_once(void (*run)(size_t n), size_t n)
{
	clock_t from = clock();

	run(n);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/* The least of a few, since what others do on the machine only adds to it. Ends
 * with the first that is not above `enough`. */
static inline double cost_of(void (*run)(size_t n), size_t n, double enough)
{
	double least = cost_once(run, n);

	for (int i = 1; i < GROWTH_RUNS && least > enough; i++) {
		double cost = cost_once(run, n);

		least = cost < least ? cost : least;
	}
	return least;
}

/* Four times as much costs no more than nine times: not its square. */
static inline void growth_check(const char *what, void (*run)(size_t n),
				size_t n)
{
	double small = cost_of(run, n / GROWTH_STEP, 0);
	double most = GROWTH_MOST * small + 0.3, big = cost_of(run, n, most);

	if (big > most)
		fail_msg("%s: %.2f s for %zu, %.2f s for a quarter of it",
			 what, big, n, small);
}

#endif
