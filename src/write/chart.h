/* The parts that charts of cells are made of, for the screen and for text: bars
 * by eighths, lines of small bars, shades, patterns. UTF-8, or ASCII where the
 * locale has no other letters. Every part is one cell wide. */
#ifndef THAW_WRITE_CHART_H
#define THAW_WRITE_CHART_H

#include "write/timeline.h"

enum { CHART_PATTERNS = 8 };

/* The sign of a mark; a blank for SIGN_COUNT. */
const char *chart_sign(enum mark_sign sign, bool ascii);
const char *chart_vague(bool ascii);	/* what stands for no exact number */
/* What stands in a line of a bar that is `height` lines high where it is
 * `most`, line 0 at the foot; what is vague stands on what is exact. */
const char *chart_bar(int64_t exact, int64_t vague, int64_t most, int line,
		      int height, bool ascii);
/* Appends one small bar a number, between the least and the largest of them:
 * equal ones stand in the middle. */
void chart_spark(struct str *to, const int64_t *n, size_t count, bool ascii);
/* The heavier, the more of `most` it is, by halves of halves: sizes of lists
 * differ a hundredfold. 0 for none, else 1 to 4. */
int chart_level(int64_t n, int64_t most);
const char *chart_shade(int64_t n, int64_t most, bool ascii);
/* Parts of one bar are told apart without colours. */
const char *chart_pattern(size_t part, bool ascii);

/* The numbers of a cell such as "2025-11-28 228" "2025-12-19 232", at most
 * `most`, the newest ones; how many. */
size_t chart_trend(struct slice cell, int64_t *n, size_t most);
/* Appends "+3", "-4" or "±0": the newest against the oldest. */
void chart_change(struct str *to, const int64_t *n, size_t count, bool ascii);

#endif
