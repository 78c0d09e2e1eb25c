/* Fills the templates of the manual and of the completions:
 *
 *   mkguide TEMPLATE... >FILE
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assets/guide.h"
#include "base/path.h"

static const struct {
	const char *name;
	guide_fn *write;
} marks[] = {
	{ "version", man_version },
	{ "commands", man_commands },
	{ "options", man_options },
	{ "keys", man_keys },
	{ "panes", man_panes },
	{ "writers", man_writers },
	{ "views", man_views },
	{ "is", man_is },
	{ "vocab", man_vocab },
	{ "fields", man_fields },
	{ "properties", man_properties },
	{ "readers", man_readers },
	{ "sources", man_sources },
	{ "actions", man_actions },
	{ "roles", man_roles },
	{ "rows", shell_rows },
};

static bool fill(struct str *to, struct slice mark)
{
	struct slice name = mark, arg = SLICE_NONE;
	ptrdiff_t blank = slice_find(mark, slice_of(" "), 0);

	if (blank >= 0) {
		name = slice_make(mark.p, (size_t)blank);
		arg = slice_make(mark.p + blank + 1,
				 mark.n - (size_t)blank - 1);
	}
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (!slice_is(name, marks[i].name))
			continue;
		marks[i].write(to, arg);
		return true;
	}
	return false;
}

static int copy(const char *name, struct str *out, struct err *e)
{
	struct str in = STR_INIT(GUIDE_BYTES);
	struct slice rest, line;
	int rc = path_read(name, &in, NULL, e);

	rest = str_slice(&in);
	while (rc == 0 && rest.n > 0 && slice_cut(&rest, '\n', &line)) {
		bool mark = line.n > 2 && line.p[0] == '@' &&
			    line.p[line.n - 1] == '@';

		if (!mark) {
			str_add(out, line);
			str_addc(out, '\n');
		} else if (!fill(out, slice_make(line.p + 1, line.n - 2))) {
			rc = err_set(e, ERR_USAGE, "%s: no mark is called %.*s",
				     name, SLICE_ARG(line));
		}
	}
	str_free(&in);
	return rc < 0 ? rc : str_ok(out, name, e);
}

int main(int argc, char **argv)
{
	struct str out = STR_INIT(GUIDE_BYTES);
	struct err e = {0};
	int rc = 0;

	for (int i = 1; i < argc && rc == 0; i++)
		rc = copy(argv[i], &out, &e);
	if (rc < 0)
		fprintf(stderr, "mkguide: %s\n", e.msg);
	else if (fwrite(out.p, 1, out.n, stdout) != out.n ||
		 fflush(stdout) != 0)
		rc = -1;
	str_free(&out);
	return rc < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
