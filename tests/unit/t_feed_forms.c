/* How feeds say things: tests/data/feeds/forms.tsv, a document a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

enum { FILE_BYTES = 1 << 20, VALUE_BYTES = 1 << 16, LEAST = 250 };

struct found {
	struct slice field;
	struct str value;
	size_t n;		/* items */
};

static int take(void *ctx, const struct record *r, struct err *e)
{
	struct found *f = ctx;

	(void)e;
	if (r->kind != KIND_news || f->n++ > 0)
		return 0;
	for (size_t i = 0; i < r->n; i++) {
		if (!slice_is(f->field, properties[r->claims[i].prop].name))
			continue;
		if (f->value.n)
			str_addc(&f->value, '|');
		str_add(&f->value, r->claims[i].value);
	}
	return 0;
}

static int hex(char c)
{
	return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static void unescape(struct str *out, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c != '\\') {
			str_addc(out, c);
			continue;
		}
		c = s.p[++i];
		if (c == 'x') {
			str_addc(out, (char)(hex(s.p[i + 1]) * 16 +
					     hex(s.p[i + 2])));
			i += 2;
		} else {
			str_addc(out, c == 'n' ? '\n' : c == 't' ? '\t' :
				      c == 'r' ? '\r' : c);
		}
	}
}

static const struct reader *reader_of(struct input_part *part)
{
	struct err e = {0};
	const struct reader *r = reader_sniff(part, &e);

	return r ? r : &in_rss;
}

/* What is wrong with it, or "". */
static void try_form(struct slice field, struct slice want, struct slice text,
		     struct str *wrong)
{
	struct found f = { .field = field, .value = STR_INIT(VALUE_BYTES) };
	struct input in = { .n = 1 };
	struct err e = {0};

	in.part[0] = input_memory(SLICE("f.xml"), text);
	if (reader_of(&in.part[0])->read(&in, take, &f, &e) < 0)
		str_addf(wrong, "refused: %s", e.msg);
	if (slice_is(field, "N"))
		str_addf(&f.value, "%zu", f.n);
	if (f.value.n == 0)
		str_addz(&f.value, "-");
	if (!slice_eq(str_slice(&f.value), want))
		str_addf(wrong, "%.*s is \"%s\", not \"%.*s\"",
			 SLICE_ARG(field), str_cstr(&f.value),
			 SLICE_ARG(want));
	str_free(&f.value);
}

static void test_forms(void **state)
{
	struct str file = STR_INIT(FILE_BYTES), path = STR_INIT(4096);
	struct slice rest, line;
	struct err e = {0};
	int n = 0, bad = 0;

	(void)state;
	str_addf(&path, "%s/tests/data/feeds/forms.tsv", test_srcdir());
	assert_int_equal(path_read(str_cstr(&path), &file, NULL, &e), 0);
	rest = str_slice(&file);
	while (slice_cut(&rest, '\n', &line)) {
		struct str want = STR_INIT(VALUE_BYTES), wrong = want;
		struct str text = want;
		struct slice row = line, field, value;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		slice_cut(&row, '\t', &field);
		slice_cut(&row, '\t', &value);
		unescape(&want, value);
		unescape(&text, row);
		try_form(field, str_slice(&want), str_slice(&text), &wrong);
		n++;
		if (wrong.n) {
			bad++;
			print_error("%.*s\n  %s\n", SLICE_ARG(row),
				    str_cstr(&wrong));
		}
		str_free(&want);
		str_free(&wrong);
		str_free(&text);
	}
	print_message("%d of %d forms of feeds are read right\n", n - bad, n);
	assert_true(n > LEAST);
	assert_int_equal(bad, 0);
	str_free(&path);
	str_free(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_forms) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
