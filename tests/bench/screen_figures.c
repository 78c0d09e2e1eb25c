#include "screen_figures.h"

#include <math.h>
#include <stdio.h>

static const struct { const char *what, *unit; } figures[] = {
#define FIGURE_ROW(id, what, unit) { what, unit },
	FIGURES(FIGURE_ROW)
#undef FIGURE_ROW
};

void figures_tell(const struct run *r)
{
	printf("%dx%d%*s", r->cols, r->rows, 30, "");
	for (int who = 0; who < PROGRAMS; who++)
		if (r->command[who])
			printf("  %-17s", scripts[who].name);
	putchar('\n');
	for (int f = 0; f < FIGURE_COUNT; f++) {
		double mine = r->got[f][THAW];

		printf("%-32s %-3s", figures[f].what, figures[f].unit);
		for (int who = 0; who < PROGRAMS; who++) {
			double v = r->got[f][who];
			char ratio[32] = "";

			if (!r->command[who])
				continue;
			if (who != THAW && v > 0 && !isnan(mine))
				snprintf(ratio, sizeof(ratio), "%.2f", mine / v);
			if (isnan(v))
				printf("  %9s %-7s", "-", "");
			else
				printf("  %9.*f %-7s", v < 100 ? 2 : 0, v, ratio);
		}
		putchar('\n');
	}
}
