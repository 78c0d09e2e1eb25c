/* The real program where the locale is not UTF-8: no byte on the line that its
 * charset has not, the letters that it has, '?' for others; and what is typed or
 * pasted is understood. The locales are made for the test, where localedef is. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

static const char people[] =
	"Name,Role,Detention Duration,Released\n"
	"Алесь Бяляцкі,politician,18 months,2025-12-13\n"
	"Łucja Wymyślona,student,18 months,2025-11-13\n"
	"Zoja Vydumanaja,student,2 months,2012-04-14\n";

static const struct {
	const char *locale, *source, *charset;
	const char *shown[2];	/* of the first two, in UTF-8 */
	const char *typed, *rest;	/* letters by which one of them is found,
					 * and what is not marked of it */
} rows[] = {
	{ "ru_RU.KOI8-R", "ru_RU", "KOI8-R",
	  { "Алесь Бяляцк?", "?ucja Wymy?lona" }, "бял", "яцк" },
	{ "be_BY.CP1251", "be_BY", "CP1251",
	  { "Алесь Бяляцкі", "?ucja Wymy?lona" }, "бял", "яцк" },
	{ "ru_RU.ISO-8859-5", "ru_RU", "ISO-8859-5",
	  { "Алесь Бяляцкі", "?ucja Wymy?lona" }, "бял", "яцк" },
	{ "pl_PL.ISO-8859-2", "pl_PL", "ISO-8859-2",
	  { "????? ???????", "Łucja Wymyślona" }, "łuc", "ja Wymy" },
	{ "C", NULL, "ASCII", { "????? ???????", "?ucja Wymy?lona" }, NULL, NULL },
	{ "POSIX", NULL, "ASCII", { "????? ???????", "?ucja Wymy?lona" }, NULL, NULL },
};
enum { N_ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Appends the text as the charset writes it. */
static void in_charset(const char *charset, const char *text, struct str *out)
{
	char buf[256], *in = (char *)(uintptr_t)text, *to = buf;
	size_t left = strlen(text), room = sizeof(buf);
	iconv_t cd = iconv_open(charset, "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &left, &to, &room) != (size_t)-1);
	iconv_close(cd);
	str_add(out, slice_make(buf, (size_t)(to - buf)));
}

static void await_sent(struct run *r, const char *charset, const char *text)
{
	struct str bytes = STR_INIT(512);

	in_charset(charset, text, &bytes);
	for (int i = 0; i < 50 && !pty_sent(r, str_cstr(&bytes)); i++)
		pty_settle(r);
	if (!pty_sent(r, str_cstr(&bytes)))
		fail_msg("%s: never sent: %s", charset, text);
	str_free(&bytes);
}

static bool has_sent(const struct run *r, const char *charset,
		     const char *text)
{
	struct str bytes = STR_INIT(512);
	bool yes;

	in_charset(charset, text, &bytes);
	yes = pty_sent(r, str_cstr(&bytes));
	str_free(&bytes);
	return yes;
}

/* Each byte is one of the charset, and none a control of eight bits. */
static void are_whole(const struct run *r, const char *charset)
{
	iconv_t cd = iconv_open("UTF-32LE", charset);

	assert_true(cd != (iconv_t)-1);
	for (size_t i = 0; i < r->sent.n; i++) {
		unsigned char cp[8] = { 0 };
		char *in = r->sent.p + i, *to = (char *)cp;
		size_t left = 1, room = sizeof(cp);

		if (iconv(cd, &in, &left, &to, &room) == (size_t)-1)
			fail_msg("%s: byte %02x", charset,
				 (unsigned char)r->sent.p[i]);
		if (cp[1] == 0 && cp[0] >= 0x80 && cp[0] < 0xA0)
			fail_msg("%s: control %02x", charset, cp[0]);
	}
	iconv_close(cd);
}

static void press(struct run *r, const char *charset, const char *front,
		  const char *text, const char *end)
{
	struct str bytes = STR_INIT(512);

	str_addz(&bytes, front);
	in_charset(charset, text, &bytes);
	str_addz(&bytes, end);
	pty_press(r, str_cstr(&bytes));
	str_free(&bytes);
}

static bool have_localedef(void)
{
	return system("localedef --version >/dev/null 2>&1") == 0;
}

/* False where the system has not what it is made of. */
static bool make_locale(struct run *r, size_t i)
{
	struct str cmd = STR_INIT(1024);
	bool made;

	str_addf(&cmd, "mkdir -p %s/locales && localedef -c -i %s -f %s "
		 "%s/locales/%s >/dev/null 2>&1; test -s "
		 "%s/locales/%s/LC_CTYPE", r->dir, rows[i].source,
		 rows[i].charset, r->dir, rows[i].locale, r->dir,
		 rows[i].locale);
	made = system(str_cstr(&cmd)) == 0;
	if (!made)
		print_message("no locale %s can be made here: left out\n",
			      rows[i].locale);
	str_free(&cmd);
	return made;
}

/* Found by letters typed, and by letters pasted: only that row stays. */
static void find(struct run *r, size_t i)
{
	const char *charset = rows[i].charset;

	for (int pasted = 0; pasted < 2; pasted++) {
		press(r, charset, pasted ? "\033[200~" : "/", rows[i].typed,
		      pasted ? "\033[201~\r" : "\r");
		pty_settle(r);
		str_clear(&r->sent);
		pty_press(r, "\014");
		await_sent(r, charset, rows[i].typed);
		await_sent(r, charset, rows[i].rest);
		assert_false(has_sent(r, charset, "Zoja"));
		are_whole(r, charset);
		pty_press(r, "\033");
		await_sent(r, charset, "Zoja");
	}
}

static void one(size_t i)
{
	const char *charset = rows[i].charset;
	struct str path = STR_INIT(256);
	struct run r;

	pty_home(&r);
	str_addf(&path, "%s/locales", r.dir);
	if (!rows[i].source || make_locale(&r, i)) {
		pty_file(&r, "people.csv", people);
		pty_thaw(&r, "import --format csv --source fixture "
			 "people.csv");
		r.env[0][0] = "LOCPATH";
		r.env[0][1] = rows[i].source ? str_cstr(&path) : NULL;
		/* The C library keeps what it makes of LOCPATH. */
		r.env[1][0] = "ASAN_OPTIONS";
		r.env[1][1] = "detect_leaks=0";
		r.blind = true;
		pty_start(&r, 24, 80, rows[i].locale, false);
		await_sent(&r, charset, rows[i].shown[0]);
		await_sent(&r, charset, rows[i].shown[1]);
		are_whole(&r, charset);
		if (rows[i].typed)
			find(&r, i);
		pty_press(&r, "?");
		pty_settle(&r);
		pty_press(&r, "q\r");
		pty_settle(&r);
		pty_press(&r, "Q");
		assert_int_equal(pty_finish(&r), 0);
		are_whole(&r, charset);
	}
	str_free(&path);
	pty_clean(&r);
}

static void test_charsets(void **state)
{
	(void)state;
	if (!getenv("THAW_BIN") || !have_localedef()) {
		print_message("no THAW_BIN, or no localedef: skipped\n");
		skip();
	}
	for (size_t i = 0; i < N_ROWS; i++)
		one(i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_charsets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
