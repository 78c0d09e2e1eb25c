/* Reads a duration in three steps: numbers and signs become words ("9,5" is
 * "q950", hundredths), text_key() makes one row of words of all that, and a
 * walk over the words sums terms of number and unit. */
#include "model/duration.h"

#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "model/duration_walk.h"

enum { TEXT_BYTES = 4096 };
/* Nobody is sentenced to more than 500 years. */
static const int64_t ticks_max = (int64_t)366 * 500 * TICKS;

static const char *const life_words[] = {
	"life", "lifelong", "пожизненно", "пожизненное", "пожизненного",
	"пажыццёва", "пажыццёвае", "пажыццёвага", "пажыцьцёва",
	"dożywocie", "dożywotnio", "dożywotnie", "lebenslang",
	"lebenslange", "lebenslänglich", "довічно", "довічне", "довічного",
};
static const char *const suspended_words[] = {
	"suspended", "conditional", "conditionally", "on probation",
	"условно", "условный", "условного", "умоўна", "умоўны",
	"auf bewährung", "w zawieszeniu", "умовно", "умовний",
	"avec sursis",
};
static const char *const since_words[] = {
	"since", "from", "с", "со", "з", "са", "від", "ад", "от", "od",
	"seit", "depuis", "dal", "desde",
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static bool has_word(struct slice key, const char *const *words, size_t n)
{
	struct walk w = { .key = key };

	for (; w.at < key.n; w.at++)
		for (size_t i = 0; i < n; i++)
			if ((w.at == 0 || key.p[w.at - 1] == ' ') &&
			    walk_stands(&w, words[i]))
				return true;
	return false;
}

static int days_of(int64_t ticks, bool up)
{
	return (int)((ticks + (up ? TICKS - 1 : 0)) / TICKS);
}

static void set_bounds(const struct walk *w, struct duration *out)
{
	const struct term *from = &w->from;
	int64_t low = from->ticks - from->slack;
	int64_t high = from->ticks + from->slack;
	int64_t about = from->unit > TICKS ? from->unit : from->ticks / 10;

	if (w->to.unit > 0) {
		bool up = from->ticks < w->to.ticks;

		low = up ? from->ticks : w->to.ticks;
		high = up ? w->to.ticks : from->ticks;
	} else if (w->bound == BOUND_ABOUT) {
		low = from->ticks - about;
		high = from->ticks + about;
	} else if (w->bound == BOUND_NEARLY) {
		low = from->ticks - from->unit;
		high = from->ticks;
	} else if (w->bound != BOUND_NONE) {
		low = high = from->ticks;
	}
	if (w->bound != BOUND_UNDER || w->to.unit > 0)
		out->min_days = days_of(low > 0 ? low : 0, false);
	if (w->bound != BOUND_OVER || w->to.unit > 0)
		out->max_days = days_of(high, true);
}

/* "since July 2021" in the text as written, which keeps the date's signs. */
static bool parse_since(struct slice text, struct duration *out)
{
	struct slice rest = text, word;
	ptrdiff_t bracket;

	while (slice_cut(&rest, ' ', &word)) {
		struct str key = STR_INIT(64);
		struct slice date = slice_trim(rest);
		bool is;

		text_key(&key, word);
		is = !key.bad && has_word(str_slice(&key), since_words,
					  COUNT(since_words));
		str_free(&key);
		if (!is || !date.p)
			continue;
		bracket = slice_find(date, SLICE("("), 0);
		if (bracket >= 0)
			date = slice_trim(slice_make(date.p,
						     (size_t)bracket));
		if (slice_ends(date, ".") || slice_ends(date, ","))
			date.n--;
		if (pdate_parse(date, DATE_ORDER_UNKNOWN, &out->since))
			return out->since_known = true;
	}
	return false;
}

/* "01--01--00": years, months and days as one list writes them. */
static bool parse_dashes(struct slice text, struct duration *out)
{
	static const int64_t unit[3] = { YEAR, MONTH, DAY };
	int64_t ticks = 0;
	size_t at = 0;

	text = slice_trim(text);
	for (int i = 0; i < 3; i++) {
		size_t n = walk_digits(text, at);
		int v = 0;

		if (n == 0 || n > 3)
			return false;
		for (; n > 0; n--)
			v = v * 10 + text.p[at++] - '0';
		ticks += v * unit[i] * 100;
		if (i < 2 && !slice_starts(slice_make(text.p + at,
						      text.n - at), "--"))
			return false;
		at += i < 2 ? 2 : 0;
	}
	if (at != text.n || ticks <= 0 || ticks > ticks_max)
		return false;
	out->min_days = days_of(ticks, false);
	out->max_days = days_of(ticks, true);
	return true;
}

static bool parse_words(struct slice text, struct duration *out)
{
	struct str words = STR_INIT(TEXT_BYTES * 4);
	struct str key = STR_INIT(TEXT_BYTES * 8);
	struct walk w = {0};
	bool ok = duration_words(&words, text);

	text_key(&key, str_slice(&words));
	ok = ok && !words.bad && !key.bad;
	if (ok) {
		w.key = str_slice(&key);
		duration_walk(&w);
		if (w.from.ticks > 0 && w.from.ticks <= ticks_max &&
		    w.to.ticks <= ticks_max)
			set_bounds(&w, out);
		else
			out->life = has_word(w.key, life_words,
					     COUNT(life_words));
		out->suspended = has_word(w.key, suspended_words,
					  COUNT(suspended_words));
	}
	str_free(&words);
	str_free(&key);
	return ok && (out->life || out->suspended ||
		      out->min_days >= 0 || out->max_days >= 0);
}

bool duration_parse(struct slice text, struct duration *out)
{
	struct duration none = { .min_days = DURATION_OPEN,
				 .max_days = DURATION_OPEN };
	struct duration d = none;
	ptrdiff_t bracket = slice_find(text, SLICE("("), 0);
	bool ok;

	if (text.n > TEXT_BYTES)
		return false;
	ok = parse_dashes(text, &d) || parse_since(text, &d);
	/* "1,808 days (nearly five years)" says the same thing twice */
	if (!ok && bracket > 0)
		ok = parse_words(slice_make(text.p, (size_t)bracket), &d);
	if (!ok)
		d = none;
	ok = ok || parse_words(text, &d);
	if (ok)
		*out = d;
	return ok;
}

char *duration_human(int days, char buf[DURATION_TEXT])
{
	/* A month is 487/16 days here: twelve are 365.25. */
	int months = days < 0 ? 0 : (int)((int64_t)days * 16 / 487);

	buf[0] = '\0';
	if (days < 0)
		return buf;
	if (months < 2)
		snprintf(buf, DURATION_TEXT, "%dd", days);
	else if (months < 24)
		snprintf(buf, DURATION_TEXT, "%dm", months);
	else if (months % 12 == 0)
		snprintf(buf, DURATION_TEXT, "%dy", months / 12);
	else
		snprintf(buf, DURATION_TEXT, "%dy %dm", months / 12,
			 months % 12);
	return buf;
}

void duration_said(struct slice human, struct str *out)
{
	for (size_t i = 0; i < human.n; i++) {
		char c = human.p[i];

		/* TRANSLATORS: a letter each, of year, month and day: 4y 5m */
		if (c == 'y')
			str_addz(out, C_("duration", "y"));
		else if (c == 'm')
			str_addz(out, C_("duration", "m"));
		else if (c == 'd')
			str_addz(out, C_("duration", "d"));
		else
			str_addc(out, c);
	}
}

bool duration_short(struct slice text, int *days)
{
	int64_t n;

	if (text.n < 2 || text.n > 6 ||
	    !slice_int(slice_make(text.p, text.n - 1), &n) || n < 0)
		return false;
	switch (text.p[text.n - 1]) {
	case 'd':
		*days = (int)n;
		return true;
	case 'w':
		*days = (int)(n * 7);
		return true;
	case 'm':
		*days = (int)(n * 3044 / 100);
		return true;
	case 'y':
		*days = (int)(n * 36525 / 100);
		return true;
	default:
		return false;
	}
}
