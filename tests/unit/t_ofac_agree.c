/* The fixtures of OFAC's formats are one list of invented parties: whoever
 * changes the format of a source must see no change of the list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

enum { LINES = 1024, PARTS = 4 };

struct lines {
	char *line[LINES];	/* "designation 101 TAB name = FROST", sorted */
	size_t n;
};

static int by_line(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void dump(const char *reader, const char *const *file,
		 struct recdump *d)
{
	struct input in = { .source = SLICE("test") };
	struct str data[PARTS] = {0};
	struct err e = {0};
	char path[PATH_BYTES];

	for (; in.n < PARTS && file[in.n]; in.n++) {
		data[in.n] = STR_INIT(1 << 20);
		snprintf(path, sizeof(path), "%s/tests/data/readers/%s",
			 test_srcdir(), file[in.n]);
		assert_int_equal(path_read(path, &data[in.n], NULL, &e), 0);
		in.part[in.n] = input_memory(slice_of(file[in.n]),
					     str_slice(&data[in.n]));
	}
	if (reader_find(slice_of(reader))->read(&in, recdump_emit, d, &e) < 0)
		fail_msg("%s: %s", reader, e.msg);
	for (size_t i = 0; i < PARTS; i++)
		str_free(&data[i]);
}

static void load(struct lines *l, const char *reader, const char *const *file)
{
	struct recdump d = RECDUMP_INIT;
	struct slice rest, one, record = SLICE_NONE;
	char line[1024];

	l->n = 0;
	dump(reader, file, &d);
	rest = str_slice(&d.text);
	while (slice_cut(&rest, '\n', &one) && one.n) {
		if (one.p[0] != '\t') {
			record = one;
			continue;
		}
		assert_true(l->n < LINES);
		snprintf(line, sizeof(line), "%.*s%.*s", SLICE_ARG(record),
			 SLICE_ARG(one));
		l->line[l->n++] = strdup(line);
	}
	qsort(l->line, l->n, sizeof(*l->line), by_line);
	recdump_free(&d);
}

static void drop(struct lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->line[i]);
}

static const char *const csv[] = {
	"ofac_csv.sdn.csv", "ofac_csv.alt.csv", "ofac_csv.add.csv",
	"ofac_csv.comments.csv", NULL,
};

/* `more`: claims that only this format has, where it says more; `apart`: what
 * it says otherwise. */
static const struct {
	const char *reader, *file[2];
	size_t more;
	const char *apart;
} others[] = {
	{ "ofac_advanced", { "ofac_advanced.sdn.xml" }, 12, "[linked to]" },
	{ "ofac_enhanced", { "ofac_enhanced.sdn.xml" }, 11, "\n" },
	{ "ofac_xml",      { "ofac_xml.sdn.xml" },      0,  "\n" },
};

static void test_agree(void **state)
{
	struct lines a, b;

	(void)state;
	load(&a, "ofac_csv", csv);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		size_t same = 0;

		load(&b, others[i].reader, others[i].file);
		for (size_t k = 0; k < a.n; k++) {
			if (strstr(a.line[k], others[i].apart))
				continue;
			same++;
			if (!bsearch(&a.line[k], b.line, b.n,
				     sizeof(*b.line), by_line))
				fail_msg("%s: no %s", others[i].reader,
					 a.line[k]);
		}
		assert_int_equal(b.n, same + others[i].more);
		drop(&b);
	}
	drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
