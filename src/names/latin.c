#include "names/latin.h"

#include <pthread.h>
#include <stdlib.h>

#include <unicode/utrans.h>
#include <unicode/ustring.h>

enum { TEXT_UNITS = 1024 };

/* Made once, by whoever first meets another script (it costs some 10 ms), and
 * never changed: tables rather than state. ICU's own stay mapped. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static UTransliterator *to_latin, *to_simple;

static UTransliterator *open_rules(const UChar *id)
{
	UErrorCode status = U_ZERO_ERROR;
	UTransliterator *t = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0,
					  NULL, &status);

	return U_FAILURE(status) ? NULL : t;
}

static void make(void)
{
	static const UChar latin[] =
		u"Any-Latin; Latin-ASCII; Lower; [^a-z0-9\\ ] Remove";
	static const UChar simple[] = u"Traditional-Simplified";

	to_latin = open_rules(latin);
	to_simple = open_rules(simple);
}

static void put(struct str *out, struct slice text, const UTransliterator *t)
{
	UChar unit[TEXT_UNITS];
	char bytes[4 * TEXT_UNITS];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n, limit, got = 0;

	if (!t || text.n == 0)
		return;
	/* A quarter: one letter can become a syllable. */
	if (text.n > TEXT_UNITS / 4)
		text.n = TEXT_UNITS / 4;
	u_strFromUTF8WithSub(unit, TEXT_UNITS / 4, &n, text.p,
			     (int32_t)text.n, ' ', NULL, &status);
	if (U_FAILURE(status))
		return;
	limit = n;
	utrans_transUChars(t, unit, &n, TEXT_UNITS, 0, &limit, &status);
	u_strToUTF8(bytes, sizeof(bytes), &got, unit, n, &status);
	if (U_SUCCESS(status))
		str_add(out, slice_make(bytes, (size_t)got));
}

void latin_put(struct str *out, struct slice text)
{
	pthread_once(&once, make);
	put(out, text, to_latin);
}

void latin_simplify(struct str *out, struct slice text)
{
	pthread_once(&once, make);
	put(out, text, to_simple);
}
