#include "ui/conf_lines.h"

int conf_lines(struct slice text, const char *name, conf_line_fn *fn,
	       void *ctx, struct err *e)
{
	struct slice line;
	int no = 0;

	while (slice_cut(&text, '\n', &line)) {
		struct err why = { 0 };

		no++;
		line = slice_trim(line);
		if (line.n == 0 || line.p[0] == '#')
			continue;
		if (fn(ctx, line, no, &why) < 0)
			return err_set(e, why.code, "%s:%d: %s. Mend the "
				       "line, or put # before it", name, no,
				       why.msg);
	}
	return 0;
}
