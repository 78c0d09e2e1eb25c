/* See given_clock.c. */
#ifndef THAW_TESTS_GIVEN_CLOCK_H
#define THAW_TESTS_GIVEN_CLOCK_H

struct clock given_clock(void);

enum { GIVEN_NOW = 1796029200 };	/* 2026-11-30T09:00:00Z */

#endif
