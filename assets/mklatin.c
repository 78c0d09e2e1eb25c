/* Makes the letters of other scripts Latin at build time: asks ICU of each
 * letter alone, and prints C tables to standard output. So no library is
 * needed, opened or locked where names are folded.
 *
 * The doorway of ICU.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "names/latin_table.h"

enum { UNITS = 64, POOL = 1 << 20 };

static UTransliterator *open_rules(const UChar *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0,
					  NULL, &status);

	if (U_FAILURE(status)) {
		fprintf(stderr, "mklatin: %s\n", u_errorName(status));
		exit(1);
	}
	return t;
}

/* How many units; 0 where it cannot be said. */
static int32_t convert(const UTransliterator *t, UChar32 cp, UChar unit[UNITS])
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 1, limit;

	unit[0] = (UChar)cp;
	limit = n;
	utrans_transUChars(t, unit, &n, UNITS, 0, &limit, &status);
	return U_SUCCESS(status) ? n : 0;
}

static bool is_asked(UChar32 cp)
{
	return latin_is_foreign((uint32_t)cp) &&
	       (u_isalpha(cp) || u_charType(cp) == U_NON_SPACING_MARK ||
		u_charType(cp) == U_COMBINING_SPACING_MARK || u_isdigit(cp));
}

static char pool[POOL];
static size_t pool_n = 1;	/* 0 is the empty text */

/* Where the text stands; texts of neighbours are often the same. */
static unsigned pool_add(const char *text)
{
	size_t n = strlen(text) + 1;

	if (n == 1)
		return 0;
	for (size_t at = 1; at < pool_n; at += strlen(pool + at) + 1)
		if (strcmp(pool + at, text) == 0)
			return (unsigned)at;
	if (pool_n + n > POOL)
		exit(1);
	memcpy(pool + pool_n, text, n);
	pool_n += n;
	return (unsigned)(pool_n - n);
}

static unsigned letter(const UTransliterator *t, UChar32 cp)
{
	UChar unit[UNITS];
	char text[UNITS + 1];
	int32_t n = is_asked(cp) ? convert(t, cp, unit) : 0;
	size_t len = 0;

	for (int32_t i = 0; i < n; i++)
		if ((unit[i] >= 'a' && unit[i] <= 'z') ||
		    (unit[i] >= '0' && unit[i] <= '9'))
			text[len++] = (char)unit[i];
	text[len] = '\0';
	return pool_add(text);
}

static void print_page(const UTransliterator *t, unsigned page)
{
	printf("static const uint32_t page_%02x[256] = {", page);
	for (unsigned i = 0; i < 256; i++)
		printf("%s%u,", i % 16 ? " " : "\n\t",
		       letter(t, (UChar32)(page << 8 | i)));
	printf("\n};\n");
}

static bool has_letters(unsigned page)
{
	for (unsigned i = 0; i < 256; i++)
		if (is_asked((UChar32)(page << 8 | i)))
			return true;
	return false;
}

static void print_letters(void)
{
	static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
	UTransliterator *t = open_rules(id);

	for (unsigned page = 0; page < LATIN_PAGES; page++)
		if (has_letters(page))
			print_page(t, page);
	printf("const uint32_t *const latin_pages[LATIN_PAGES] = {\n");
	for (unsigned page = 0; page < LATIN_PAGES; page++)
		if (has_letters(page))
			printf("\t[0x%02x] = page_%02x,\n", page, page);
	printf("};\nconst char latin_pool[] = {");
	for (size_t at = 0; at < pool_n; at++)
		printf("%s%d,", at % 24 ? "" : "\n\t", pool[at]);
	printf("\n};\n");
	utrans_close(t);
}

static void print_simple(void)
{
	static const UChar id[] = u"Traditional-Simplified";
	UTransliterator *t = open_rules(id);

	printf("const struct latin_pair latin_simples[] = {\n");
	for (UChar32 cp = 0x3400; cp < 0xA000; cp++) {
		UChar unit[UNITS];

		if (convert(t, cp, unit) == 1 && unit[0] != cp)
			printf("\t{ 0x%x, 0x%x },\n", (unsigned)cp,
			       (unsigned)unit[0]);
	}
	printf("};\nconst size_t latin_simples_n = sizeof(latin_simples) /"
	       " sizeof(latin_simples[0]);\n");
	utrans_close(t);
}

int main(void)
{
	printf("#include \"names/latin_table.h\"\n\n");
	print_letters();
	print_simple();
	return fflush(stdout) == 0 ? 0 : 1;
}
