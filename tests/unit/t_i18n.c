#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/plural.h"

/* Rules as catalogues have them, and the forms of 0, 1, 2, 5, 11, 21, 22, 112. */
static const struct {
	const char *header;
	bool good;
	const char *forms;
} plurals[] = {
	{ "Plural-Forms: nplurals=2; plural=(n != 1);\n", true, "10111111" },
	{ "Plural-Forms: nplurals=2; plural=n>1\n", true, "00111111" },
	{ "Plural-Forms: nplurals=1; plural=0;\n", true, "00000000" },
	{ "Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
	  "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n",
	  true, "20122012" },
	{ "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 "
	  "&& (n%100<10 || n%100>=20) ? 1 : 2);\n", true, "20122212" },
	{ "Plural-Forms: nplurals=2; plural=!(n-1)*1/1+0;\n", true,
	  "01000000" },
	{ "nplurals=2; plural=1/n", false, "10111111" },
	{ "nplurals=2; plural=2", false, "10111111" },
	{ "nplurals=9; plural=0", false, "10111111" },
	{ "nplurals=2; plural=n+", false, "10111111" },
	{ "nplurals=2; plural=(n", false, "10111111" },
	{ "nplurals=2; plural=n ? 1", false, "10111111" },
	{ "nplurals=2; plural=m", false, "10111111" },
	{ "nplurals=2; plural=((((((((((((((((((((((((((((((((((((n))))))))"
	  "))))))))))))))))))))))))))))", false, "10111111" },
	{ "Language: be\n", false, "10111111" },
	{ "", false, "10111111" },
};

static void plural_rules(void **state)
{
	static const uint64_t asked[] = { 0, 1, 2, 5, 11, 21, 22, 112 };
	struct plural p;

	(void)state;
	for (size_t i = 0; i < sizeof(plurals) / sizeof(*plurals); i++) {
		char forms[9] = "";

		assert_int_equal(plural_read(&p, slice_of(plurals[i].header)),
				 plurals[i].good);
		for (size_t k = 0; k < 8; k++)
			forms[k] = (char)('0' + plural_form(&p, asked[k]));
		assert_string_equal(forms, plurals[i].forms);
	}
}

/* What the environment says, and what is spoken then. */
static const struct {
	const char *language, *lc_all, *lang, *spoken;
} rows[] = {
	{ NULL, NULL, NULL, "en" },
	{ NULL, "be_BY.UTF-8", NULL, "be_BY" },
	{ NULL, NULL, "ru_RU.UTF-8", "ru" },
	{ NULL, NULL, "uk_UA", "uk" },
	{ NULL, "ru_UA.UTF-8", "be_BY.UTF-8", "ru" },
	{ NULL, "xx_YY.UTF-8", NULL, "en" },
	{ "be", "C.UTF-8", NULL, "be" },
	{ "be", "C", NULL, "en" },
	{ "be", "POSIX", NULL, "en" },
	{ "be", NULL, NULL, "en" },
	{ "xx:uk:be", "ru_RU.UTF-8", NULL, "uk" },
	{ "en:be", "ru_RU.UTF-8", NULL, "en" },
	{ "xx", "ru_RU.UTF-8", NULL, "ru" },
	{ "../be:/be:be/..:a.b", "xx.UTF-8", NULL, "en" },
	{ "bebebebebebebebebebebebebebe", "ru_RU.UTF-8", NULL, "ru" },
	{ "bad", "uk_UA.UTF-8", NULL, "uk" },	/* its file is no catalogue */
};

static void put(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

/* Makes FOLDER/NAME/LC_MESSAGES/thaw.mo of a text that msgfmt takes. */
static void make(const char *folder, const char *name, const char *po)
{
	char command[2048];

	snprintf(command, sizeof(command),
		 "mkdir -p '%s/%s/LC_MESSAGES' && printf '%%s' '%s' | "
		 "msgfmt -o '%s/%s/LC_MESSAGES/thaw.mo' - 2>/dev/null",
		 folder, name, po, folder, name);
	assert_int_equal(system(command), 0);
}

#define HEADER \
	"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"" \
	"\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : " \
	"n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n"

static char folder[] = "/tmp/thaw-i18n-XXXXXX";

static int make_all(void **state)
{
	char bad[128];
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(folder));
	make(folder, "be", HEADER "msgid \"held\"\nmsgstr \"у няволі\"\n"
	     "msgid \"empty\"\nmsgstr \"\"\n"
	     "msgctxt \"state\"\nmsgid \"held\"\nmsgstr \"трымаюць\"\n"
	     "msgid \"%d row\"\nmsgid_plural \"%d rows\"\n"
	     "msgstr[0] \"%d радок\"\nmsgstr[1] \"%d радкі\"\n"
	     "msgstr[2] \"%d радкоў\"\n");
	make(folder, "be_BY", HEADER);
	make(folder, "ru", HEADER);
	make(folder, "uk", HEADER);
	make(folder, "bad", HEADER);
	snprintf(bad, sizeof(bad), "%s/bad/LC_MESSAGES/thaw.mo", folder);
	f = fopen(bad, "w");
	assert_non_null(f);
	fputs("\xDE\x12\x04\x95 is not all that it needs", f);
	fclose(f);
	put("THAW_LOCALEDIR", folder);
	return 0;
}

static int remove_all(void **state)
{
	char command[128];

	(void)state;
	i18n_end();
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

static void by_environment(void **state)
{
	(void)state;
	put("LC_MESSAGES", NULL);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		put("LANGUAGE", rows[i].language);
		put("LC_ALL", rows[i].lc_all);
		put("LANG", rows[i].lang);
		i18n_end();
		i18n_begin();
		assert_string_equal(i18n_language(), rows[i].spoken);
	}
}

static void translates(void **state)
{
	static const char *const forms[] = {
		"%d радкоў", "%d радок", "%d радкі",
	};

	(void)state;
	assert_true(i18n_choose(SLICE("be")));
	assert_string_equal(_("held"), "у няволі");
	assert_string_equal(C_("state", "held"), "трымаюць");
	assert_string_equal(C_("other", "held"), "held");
	assert_string_equal(_("not there"), "not there");
	assert_string_equal(_("empty"), "empty");
	assert_string_equal(_(""), "");		/* never the header */
	for (int n = 0; n < 3; n++)
		assert_string_equal(ngettext("%d row", "%d rows", n),
				    forms[n]);
	assert_string_equal(ngettext("%d man", "%d men", 1), "%d man");
	assert_false(i18n_hush(true));
	assert_string_equal(_("held"), "held");
	assert_string_equal(C_("state", "held"), "held");
	assert_string_equal(ngettext("%d row", "%d rows", 2), "%d rows");
	assert_true(i18n_hush(false));
	assert_string_equal(_("held"), "у няволі");
	assert_false(i18n_choose(SLICE("xx:yy")));
	assert_string_equal(i18n_language(), "be");
	assert_true(i18n_choose(SLICE("en_GB.UTF-8")));
	assert_string_equal(_("held"), "held");
	assert_string_equal(ngettext("%d row", "%d rows", 2), "%d rows");
}

/* What cannot show the letters gets English. */
static void ascii_terminal(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	put("LC_ALL", "be_BY.UTF-8");
	put("LANGUAGE", NULL);
	i18n_begin();
	assert_string_equal(i18n_language(), "en");
	assert_false(i18n_choose(SLICE("be")));
	setlocale(LC_ALL, "C.UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plural_rules),
		cmocka_unit_test(by_environment),
		cmocka_unit_test(translates),
		cmocka_unit_test(ascii_terminal),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, make_all, remove_all);
}
