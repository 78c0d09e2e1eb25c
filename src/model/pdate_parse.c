/* Reading dates: a lexer of numbers, words and signs, and a scanner that takes
 * a date at one place, so that whole cells and running text share one grammar.
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/pdate.h"

enum { WORD_BYTES = 64, YEAR_MIN = 1000 };

/* Wordings as text_key() makes them, between blanks; en ru be uk pl de. */
static const char *const month_words[12] = {
	" january jan январь января январе янв студзень студзеня студзені сту"
	" січень січня січні січ styczeń stycznia styczniu sty januar jänner janvier enero"
	" gennaio sausio januara јануара ",
	" february feb февраль февраля феврале фев февр люты лютага лютым лют"
	" лютий лютого лютому luty lutego lutym lut februar février febrero"
	" febbraio vasario februara фебруара ",
	" march mar март марта марте мар сакавік сакавіка сакавіку сак"
	" березень березня березні бер marzec marca marcu märz mär mrz mars marzo"
	" kovo marta ",
	" april apr апрель апреля апреле апр красавік красавіка красавіку кра"
	" квітень квітня квітні кві kwiecień kwietnia kwietniu kwi avril abril aprile"
	" balandžio aprila априла ",
	" may май мая мае маі травень траўня траўні травеня тра травня травні"
	" maj maja maju mai mayo maggio gegužės ",
	" june jun июнь июня июне июн чэрвень чэрвеня чэрвені чэр"
	" червень червня червні чер czerwiec czerwca czerwcu cze juni juin junio giugno birželio"
	" juna јуна ",
	" july jul июль июля июле июл ліпень ліпеня ліпені ліп"
	" липень липня липні лип lipiec lipca lipcu lip juli juillet julio luglio liepos"
	" jula јула ",
	" august aug август августа августе авг жнівень жніўня жніўні жні"
	" серпень серпня серпні сер sierpień sierpnia sierpniu sie août agosto rugpjūčio"
	" avgusta ",
	" september sep sept сентябрь сентября сентябре сен сент верасень"
	" верасня верасні вер вересень вересня вересні wrzesień września"
	" wrześniu wrz septembre septiembre settembre rugsėjo septembra"
	" септембра ",
	" october oct октябрь октября октябре окт кастрычнік кастрычніка"
	" кастрычніку кас жовтень жовтня жовтні жов październik października"
	" październiku paź oktober okt octobre octubre"
	" ottobre spalio oktobra октобра ",
	" november nov ноябрь ноября ноябре ноя нояб лістапад лістапада"
	" лістападзе ліс листопад листопада листопаді лис listopad listopada"
	" listopadzie lis novembre noviembre lapkričio novembra"
	" новембра ",
	" december dec декабрь декабря декабре дек снежань снежня снежні сне"
	" грудень грудня грудні гру grudzień grudnia grudniu gru dezember"
	" dez décembre diciembre dicembre gruodžio decembra децембра ",
};
static const char weekday_words[] =
	" mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday"
	" thursday friday saturday sunday ";
static const char ordinal_words[] = " st nd rd th го га ";
static const char of_words[] = " of de del mėn ";
static const char year_words[] =
	" г год года году годзе р рік року r roku rok"
	" godine године ";

enum tok_kind { TOK_END, TOK_NUMBER, TOK_WORD, TOK_SIGN };

struct tok {
	enum tok_kind kind;
	bool gap;		/* white space before it */
	int number;		/* 0 to 99999999 */
	size_t digits;
	uint32_t sign;
	char word[WORD_BYTES];	/* its key; "" when too long */
};

struct scan {
	struct slice text;
	size_t at;
};

static bool is_digit(struct slice s, size_t at)
{
	return at < s.n && s.p[at] >= '0' && s.p[at] <= '9';
}

static void lex_number(struct scan *s, struct tok *t)
{
	t->kind = TOK_NUMBER;
	for (; is_digit(s->text, s->at); s->at++) {
		if (++t->digits <= 8)
			t->number = t->number * 10 + s->text.p[s->at] - '0';
	}
}

static void lex_word(struct scan *s, struct tok *t)
{
	struct str key = STR_INIT(WORD_BYTES - 1);
	size_t start = s->at, n;
	uint32_t cp;

	t->kind = TOK_WORD;
	while ((n = text_next(s->text, s->at, &cp)) > 0 && text_is_letter(cp))
		s->at += n;
	if (s->at - start < WORD_BYTES)
		text_key(&key, slice_make(s->text.p + start, s->at - start));
	if (!key.bad)
		memcpy(t->word, str_cstr(&key), key.n + 1);
	str_free(&key);
}

static struct tok lex(struct scan *s)
{
	struct tok t = {0};
	uint32_t cp = 0;
	size_t n;

	while ((n = text_next(s->text, s->at, &cp)) > 0 &&
	       (cp == ' ' || cp == 0xA0 || (cp >= '\t' && cp <= '\r'))) {
		s->at += n;
		t.gap = true;
	}
	if (n == 0)
		return t;
	if (cp >= '0' && cp <= '9') {
		lex_number(s, &t);
	} else if (text_is_letter(cp)) {
		lex_word(s, &t);
	} else {
		t.kind = TOK_SIGN;
		t.sign = cp;
		s->at += n;
	}
	return t;
}

static bool word_in(const struct tok *t, const char *words)
{
	char padded[WORD_BYTES + 2];

	if (t->kind != TOK_WORD || !t->word[0])
		return false;
	snprintf(padded, sizeof(padded), " %s ", t->word);
	return strstr(words, padded);
}

static int month_of(const struct tok *t)
{
	for (int i = 0; i < 12; i++)
		if (word_in(t, month_words[i]))
			return i + 1;
	return 0;
}

/* Takes the next token if it is one of these words, or this sign. */
static bool skip_word(struct scan *s, const char *words)
{
	struct scan ahead = *s;
	struct tok t = lex(&ahead);

	if (!word_in(&t, words))
		return false;
	*s = ahead;
	return true;
}

static bool skip_sign(struct scan *s, uint32_t sign)
{
	struct scan ahead = *s;
	struct tok t = lex(&ahead);

	if (t.kind != TOK_SIGN || t.sign != sign)
		return false;
	*s = ahead;
	return true;
}

static bool take_number(struct scan *s, size_t min, size_t max, int *out)
{
	struct scan ahead = *s;
	struct tok t = lex(&ahead);

	if (t.kind != TOK_NUMBER || t.digits < min || t.digits > max)
		return false;
	*out = t.number;
	*s = ahead;
	return true;
}

static bool make_date(int year, int month, int day, struct pdate *out)
{
	struct pdate d = { year, month, day };

	if (year < YEAR_MIN || month > 12 || (day && !month))
		return false;
	if (day > 28 && pdate_of_day(pdate_first_day(d)).month != month)
		return false;
	*out = d;
	return true;
}

/* "2026", "2026-04", "2026-04-12", "2026/04/12", "2026 April 12" */
static bool scan_year_first(struct scan *s, int year, struct pdate *out)
{
	static const char signs[] = "-/.";
	int month = 0, day = 0;

	for (const char *c = signs; *c; c++) {
		struct scan ahead = *s;

		if (!skip_sign(&ahead, (uint32_t)*c) ||
		    !take_number(&ahead, 2, 2, &month))
			continue;
		*s = ahead;
		if (skip_sign(&ahead, (uint32_t)*c)) {
			if (!take_number(&ahead, 2, 2, &day))
				return false;
			*s = ahead;
		}
		return make_date(year, month, day, out);
	}
	return make_date(year, 0, 0, out);
}

/* "05/03/1962" once both numbers and the sign are known. A point is only
 * written day first; otherwise the reader says, or one number is over 12. */
static bool make_ordered(int a, int b, int year, uint32_t sign,
			 enum date_order order, struct pdate *out)
{
	if (sign == '.')
		order = DATE_ORDER_DMY;
	if (order == DATE_ORDER_UNKNOWN && (a > 12 || a == b))
		order = DATE_ORDER_DMY;
	if (order == DATE_ORDER_UNKNOWN && b > 12)
		order = DATE_ORDER_MDY;
	if (order == DATE_ORDER_DMY)
		return make_date(year, b, a, out);
	if (order == DATE_ORDER_MDY)
		return make_date(year, a, b, out);
	return false;
}

/* "13.12.2025", "13/12/2025", "12.2025" after the first number. */
static bool scan_signed(struct scan *s, int first, enum date_order order,
			struct pdate *out)
{
	struct scan at = *s;
	struct tok sign = lex(&at);
	int second, year;

	if (sign.kind != TOK_SIGN ||
	    !(sign.sign == '.' || sign.sign == '/' || sign.sign == '-'))
		return false;
	*s = at;
	if (take_number(s, 4, 4, &year))
		return make_date(year, first, 0, out);
	if (!take_number(s, 1, 2, &second) || !skip_sign(s, sign.sign) ||
	    !take_number(s, 4, 4, &year))
		return false;
	return make_ordered(first, second, year, sign.sign, order, out);
}

/* "14 Aug 1960", "14th of August, 1960", "14. Dezember 2025", "14-Aug-1960" */
static bool scan_day_first(struct scan *s, int day, enum date_order order,
			   struct pdate *out)
{
	struct scan at = *s;
	struct tok t;
	int month, year;

	if (!skip_sign(&at, '.'))
		skip_sign(&at, '-');
	skip_word(&at, ordinal_words);
	skip_word(&at, of_words);
	t = lex(&at);
	month = month_of(&t);
	if (month == 0)
		return scan_signed(s, day, order, out);
	*s = at;
	skip_sign(s, '.');
	if (!skip_sign(s, ','))
		skip_sign(s, '-');
	skip_word(s, of_words);
	return day > 0 && take_number(s, 4, 4, &year) &&
	       make_date(year, month, day, out);
}

/* "August 14, 1960", "Mar 1962" after the month. */
static bool scan_month_first(struct scan *s, int month, struct pdate *out)
{
	int day = 0, year;

	skip_sign(s, '.');
	skip_sign(s, ',');
	skip_word(s, of_words);
	if (take_number(s, 4, 4, &year))
		return make_date(year, month, 0, out);
	if (!take_number(s, 1, 2, &day) || day == 0)
		return false;
	skip_word(s, ordinal_words);
	skip_sign(s, ',');
	return take_number(s, 4, 4, &year) &&
	       make_date(year, month, day, out);
}

static bool scan_date(struct scan *s, enum date_order order,
		      struct pdate *out)
{
	struct tok t;
	int month;

	if (skip_word(s, weekday_words)) {
		skip_sign(s, '.');
		skip_sign(s, ',');
	}
	t = lex(s);
	if (t.kind == TOK_NUMBER && t.digits == 4) {
		if (!scan_year_first(s, t.number, out))
			return false;
	} else if (t.kind == TOK_NUMBER && t.digits <= 2) {
		if (!scan_day_first(s, t.number, order, out))
			return false;
	} else {
		month = month_of(&t);
		if (month == 0 || !scan_month_first(s, month, out))
			return false;
	}
	if (skip_word(s, year_words))
		skip_sign(s, '.');
	return true;
}

/* Seconds east of UTC; false when no zone that we know follows. */
static bool scan_zone(struct scan *s, int *east)
{
	static const struct {
		const char *words;
		int hours;
	} zones[] = {
		{ " z ut utc gmt ", 0 },
		{ " est ", -5 }, { " edt ", -4 }, { " cst ", -6 },
		{ " cdt ", -5 }, { " mst ", -7 }, { " mdt ", -6 },
		{ " pst ", -8 }, { " pdt ", -7 }, { " cet ", 1 },
		{ " cest ", 2 }, { " msk ", 3 },
	};
	int hours, minutes = 0, sign = 1;

	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		*east = zones[i].hours * 3600;
		if (skip_word(s, zones[i].words))
			return true;
	}
	if (skip_sign(s, '-'))
		sign = -1;
	else if (!skip_sign(s, '+'))
		return false;
	if (take_number(s, 4, 4, &hours)) {
		minutes = hours % 100;
		hours /= 100;
	} else if (!take_number(s, 2, 2, &hours)) {
		return false;
	} else if (skip_sign(s, ':') && !take_number(s, 2, 2, &minutes)) {
		return false;
	}
	*east = sign * (hours * 3600 + minutes * 60);
	return hours < 24 && minutes < 60;
}

/* "T08:00:00.123Z", " 08:00 +0300". *zoned: the moment is known. */
static bool scan_time(struct scan *s, int *second, bool *zoned)
{
	int h, m, sec = 0, east = 0, fraction;

	skip_sign(s, ',');
	skip_word(s, " t ");
	if (!take_number(s, 1, 2, &h) || !skip_sign(s, ':') ||
	    !take_number(s, 2, 2, &m))
		return false;
	if (skip_sign(s, ':') && !take_number(s, 2, 2, &sec))
		return false;
	if (skip_sign(s, '.') && !take_number(s, 1, 9, &fraction))
		return false;
	*zoned = scan_zone(s, &east);
	*second = h * 3600 + m * 60 + sec - east;
	return h < 24 && m < 60 && sec <= 60;
}

static bool at_end(struct scan s)
{
	return lex(&s).kind == TOK_END;
}

static bool parse_whole(struct slice text, enum date_order order,
			struct pdate *out, int *second, bool *zoned)
{
	struct scan s = { text, 0 };
	struct pdate d;

	*zoned = false;
	if (!scan_date(&s, order, &d))
		return false;
	if (!at_end(s) && (!d.day || !scan_time(&s, second, zoned)))
		return false;
	if (!at_end(s))
		return false;
	*out = d;
	return true;
}

bool pdate_parse(struct slice s, enum date_order order, struct pdate *out)
{
	int second = 0;
	bool zoned;

	return parse_whole(s, order, out, &second, &zoned);
}

bool pdate_parse_time(struct slice s, char out[PDATE_TIME_TEXT])
{
	struct pdate d;
	char day[PDATE_TEXT];
	int second = 0;
	bool zoned;
	int64_t at;
	unsigned rest;

	if (!parse_whole(s, DATE_ORDER_UNKNOWN, &d, &second, &zoned))
		return false;
	if (!zoned) {
		snprintf(out, PDATE_TIME_TEXT, "%s", pdate_text(d, day));
		return true;
	}
	at = pdate_first_day(d) * 86400 + second;
	rest = (unsigned)((at % 86400 + 86400) % 86400);
	pdate_text(pdate_of_day((at - rest) / 86400), day);
	snprintf(out, PDATE_TIME_TEXT, "%s" "T%02u:%02u:%02uZ", day,
		 rest / 3600, rest / 60 % 60, rest % 60);
	return true;
}

bool pdate_lead(struct slice text, struct pdate *out, size_t *used)
{
	struct scan s = { text, 0 };
	struct pdate d;

	if (!scan_date(&s, DATE_ORDER_UNKNOWN, &d) || is_digit(text, s.at))
		return false;
	*out = d;
	*used = s.at;
	return true;
}

bool pdate_find(struct slice text, struct pdate *out)
{
	struct scan s = { text, 0 };
	bool joined = false;	/* behind a digit's sign: "1.13.12.2025" */

	for (;;) {
		struct scan ahead = s;
		struct pdate d;
		struct tok t = lex(&s);

		if (t.kind == TOK_END)
			return false;
		if (!(joined && !t.gap) && t.kind != TOK_SIGN &&
		    scan_date(&ahead, DATE_ORDER_UNKNOWN, &d) && d.day &&
		    !is_digit(text, ahead.at)) {
			*out = d;
			return true;
		}
		joined = t.kind == TOK_NUMBER ||
			 (t.kind == TOK_SIGN && !t.gap && joined);
	}
}
