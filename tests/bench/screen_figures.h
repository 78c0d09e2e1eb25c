/* What is measured of a screen, and how it is told: a line a figure. */
#ifndef THAW_BENCH_SCREEN_FIGURES_H
#define THAW_BENCH_SCREEN_FIGURES_H

#include <stdbool.h>

#include "screen_scripts.h"

#define FIGURES(X) \
	X(START,      "start to complete first frame", "ms") \
	X(START_CPU,  "  processor",                   "ms") \
	X(START_SENT, "  bytes",                       "") \
	X(START_RSS,  "  resident",                    "MB") \
	X(BEHIND,     "  processor in the 2 s behind", "ms") \
	X(LIST,       "open a list",                   "ms") \
	X(LIST_SENT,  "  bytes",                       "") \
	X(ALL,        "open a list of all items",      "ms") \
	X(ALL_DOWN,   "  j in it",                     "ms") \
	X(DOWN,       "j",                             "ms") \
	X(DOWN_SENT,  "  bytes",                       "") \
	X(PAGED,      "page down",                     "ms") \
	X(PAGED_SENT, "  bytes",                       "") \
	X(OPEN,       "open an article",               "ms") \
	X(OPEN_SENT,  "  bytes",                       "") \
	X(LETTER,     "a letter of a filter, a search", "ms") \
	X(LETTER_SENT, "  bytes",                      "") \
	X(LETTER_CELL, "  bytes a cell changed",       "") \
	X(SEARCH,     "search a word, all of it",      "ms") \
	X(MIXED_50,   "mixed keys, p50",               "ms") \
	X(MIXED_99,   "  p99",                         "ms") \
	X(MIXED_MAX,  "  max",                         "ms") \
	X(BROWSED,    "  resident behind them",        "MB") \
	X(BUSY_50,    "the same during a refresh, p50", "ms") \
	X(BUSY_99,    "  p99",                         "ms") \
	X(BUSY_MAX,   "  max",                         "ms") \
	X(RELOAD,     "reload of all feeds, bytes",    "") \
	X(RELOAD_S,   "  seconds",                     "s") \
	X(IDLE_SENT,  "idle: bytes",                   "") \
	X(IDLE_WAKES, "  wake-ups",                    "") \
	X(IDLE_CPU,   "  processor",                   "ms")

#define FIGURE_ENUM(id, what, unit) id,
enum figure { FIGURES(FIGURE_ENUM) FIGURE_COUNT };
#undef FIGURE_ENUM

struct run {
	int rows, cols;
	const char *command[PROGRAMS], *all[PROGRAMS];
	const char *busy, *reload;	/* of thaw */
	double got[FIGURE_COUNT][PROGRAMS];	/* NAN: not measured */
	bool show;
	long keys, idle_s;
};

void figures_tell(const struct run *r);

#endif
