/* Which claim is meant by a key, and when its value is right. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "quality/cases.h"

enum { SLACK_DAYS = 2, KEY_BYTES = 4096 };

enum compare {
	CMP_SKIP, CMP_TEXT, CMP_WORD, CMP_DATE, CMP_MIN, CMP_MAX, CMP_BOTH,
	CMP_HAS, CMP_MANY,
};

/* A kind of KIND_COUNT is any. */
static const struct key_row {
	const char *key;
	enum kind kind;
	enum property prop;
	enum property prop2;	/* the upper bound of CMP_BOTH */
	enum compare compare;
} keys[] = {
#define PERSON(key, prop, compare) \
	{ key, KIND_person, PROP_##prop, PROP_##prop, CMP_##compare }
#define OTHER(key, kind, prop, compare) \
	{ key, KIND_##kind, PROP_##prop, PROP_##prop, CMP_##compare }
	PERSON("name", name, TEXT),
	PERSON("person", name, TEXT),
	PERSON("role", role, WORD),
	PERSON("age", age, WORD),
	{ "dur", KIND_person, PROP_held_min_days, PROP_held_max_days,
	  CMP_BOTH },
	PERSON("dur.min", held_min_days, MIN),
	PERSON("dur.max", held_max_days, MAX),
	{ "sentence", KIND_person, PROP_sentence_min_days,
	  PROP_sentence_max_days, CMP_BOTH },
	PERSON("sentence.min", sentence_min_days, MIN),
	PERSON("sentence.max", sentence_max_days, MAX),
	PERSON("max", sentence_max_days, MAX),
	PERSON("life", life, WORD),
	PERSON("suspended", suspended, WORD),
	PERSON("base", held_base, WORD),
	PERSON("arrest", detained_on, DATE),
	PERSON("verdict", sentenced_on, DATE),
	PERSON("release", released_on, DATE),
	PERSON("type", release_type, WORD),
	PERSON("manner", manner, WORD),
	PERSON("status", custody, WORD),
	PERSON("custody", custody, WORD),
	PERSON("prison", prison, TEXT),
	PERSON("charge", charge, TEXT),
	PERSON("country", country, TEXT),
	PERSON("gender", gender, WORD),
	PERSON("born", born, DATE),
	{ "count", KIND_event, PROP_count, PROP_part, CMP_HAS },
	OTHER("cumulative", event, count, HAS),
	OTHER("remaining", event, count, HAS),
	OTHER("stock", event, count, HAS),
	OTHER("in", event, count, HAS),
	OTHER("out", event, count, HAS),
	OTHER("foreign", event, part, HAS),
	OTHER("f", event, part, HAS),
	OTHER("m", event, part, HAS),
	OTHER("measure", measure, jurisdiction, WORD),
	OTHER("authority", measure, jurisdiction, WORD),
	OTHER("state", measure, news_state, WORD),
	OTHER("quantifier", measure, news_state, HAS),
	OTHER("instrument", measure, instrument, TEXT),
	OTHER("date", measure, since, DATE),
	OTHER("imposed", measure, since, DATE),
	OTHER("since", event, since, DATE),
	OTHER("expires", measure, expires, DATE),
	OTHER("targets", measure, targets, WORD),
	OTHER("target", measure, target, TEXT),
	OTHER("sector", measure, sector, WORD),
	OTHER("persons", measure, persons, WORD),
	OTHER("entities", measure, entities, WORD),
	OTHER("term", measure, term, WORD),
	OTHER("unblocks", measure, unblocks, WORD),
	OTHER("fifty", measure, fifty_percent, WORD),
	OTHER("open_ended", measure, open_ended, WORD),
	OTHER("share", event, share, HAS),
	OTHER("done", brief, share, HAS),
	OTHER("events", event, count, MANY),
	OTHER("act.date", event, date, DATE),
	OTHER("act.type", event, release_type, WORD),
	OTHER("act.manner", event, manner, WORD),
	OTHER("to", event, destination, WORD),
	OTHER("scope", event, count_scope, WORD),
	OTHER("bound", event, count, HAS),
	OTHER("part", event, part, TEXT),
	OTHER("action", recommendation, action, TEXT),
	OTHER("addressee", recommendation, addressee, TEXT),
	OTHER("from", recommendation, from, TEXT),
	OTHER("stance", brief, stance, WORD),
	OTHER("actor", brief, actor, TEXT),
	OTHER("label", brief, slot, HAS),
#undef PERSON
#undef OTHER
};

static const struct key_row *row_of(struct slice key)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (slice_is(key, keys[i].key))
			return &keys[i];
	return NULL;
}

static bool is_name(struct slice key)
{
	return slice_is(key, "name") || slice_is(key, "person");
}

/* "5y" or "2y suspended" is what it says; "49?" and "16(word)" are not read to
 * their end. */
void wants_read(struct wants *w, struct slice expect)
{
	struct slice item;

	*w = (struct wants){ .nothing = slice_is(expect, "none") };
	while (!w->nothing && w->n < WANT_MAX &&
	       slice_cut(&expect, ';', &item)) {
		ptrdiff_t at = slice_find(item, SLICE("="), 0);
		struct want *one = &w->list[w->n];
		ptrdiff_t bracket;

		item = slice_trim(item);
		if (item.n == 0)
			continue;
		w->n++;
		*one = (struct want){ .key = item, .skipped = true };
		at = slice_find(item, SLICE("="), 0);
		if (at <= 0)
			continue;
		one->key = slice_make(item.p, (size_t)at);
		one->value = slice_make(item.p + at + 1,
					item.n - (size_t)at - 1);
		bracket = slice_find(one->value, SLICE("("), 0);
		if (bracket > 0 && !is_name(one->key) &&
		    !slice_is(one->key, "charge"))
			one->value.n = (size_t)bracket;
		one->skipped = !row_of(one->key) ||
			       row_of(one->key)->compare == CMP_SKIP;
	}
}

static bool same_text(struct slice a, struct slice b)
{
	struct str x = STR_INIT(KEY_BYTES), y = STR_INIT(KEY_BYTES);
	bool same;

	text_key(&x, a);
	text_key(&y, b);
	same = slice_eq(str_slice(&x), str_slice(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* Days of "14y4m"; *unit those of its smallest unit. -1: none. */
static int days_of(struct slice s, int *unit)
{
	int days = 0, n = 0;

	*unit = 1;
	for (size_t i = 0; i < s.n && s.p[i] != ' '; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9') {
			n = n * 10 + s.p[i] - '0';
			continue;
		}
		*unit = s.p[i] == 'y' ? 366 : s.p[i] == 'm' ? 31 :
			s.p[i] == 'w' ? 7 : 1;
		days += s.p[i] == 'y' ? n * 36525 / 100 :
			s.p[i] == 'm' ? n * 3044 / 100 :
			s.p[i] == 'w' ? n * 7 : n;
		n = 0;
	}
	return days > 0 ? days : -1;
}

static bool near_days(struct slice value, struct slice want)
{
	int unit, days = days_of(want, &unit);
	int64_t got;

	/* "4 1/2 years" is as sharp as a quarter */
	if (slice_ends(want, "y6m"))
		unit = 92;
	return slice_int(value, &got) && got >= days - unit - SLACK_DAYS &&
	       got <= days + unit + SLACK_DAYS;
}

static struct slice custody_word(struct slice value)
{
	return slice_is(value, "released") ? SLICE("free") :
	       slice_is(value, "eased") ? SLICE("eased_by_licence") :
	       slice_is(value, "died") ? SLICE("dead_in_custody") : value;
}

static bool is_right(const struct key_row *row, const struct found *f,
		     struct slice want)
{
	switch (row->compare) {
	case CMP_TEXT:
		return same_text(f->value, want);
	case CMP_WORD:
		return slice_eq(f->value, row->prop == PROP_custody ||
				row->prop == PROP_news_state ?
				custody_word(want) : want);
	case CMP_DATE:
		return slice_eq(f->value, want);
	case CMP_MIN:
	case CMP_MAX:
	case CMP_BOTH:
		return near_days(f->value, want);
	case CMP_HAS:
		return slice_find(f->value, want, 0) >= 0 ||
		       slice_find(f->qualifier, want, 0) >= 0;
	default:
		return false;
	}
}

/* A person's facts may also stand on their own, where nobody is named. */
static bool fits(const struct key_row *row, const struct found *f,
		 ptrdiff_t record)
{
	bool kind = row->kind == f->kind ||
		    (row->kind == KIND_person && f->kind == KIND_brief &&
		     record < 0);

	return kind && (row->prop == f->prop || row->prop2 == f->prop) &&
	       (record < 0 || row->kind != KIND_person ||
		f->record == (size_t)record);
}

/* "dur.max=" wants that there is none. */
static bool match_absent(const struct key_row *row, const struct finds *f,
			 ptrdiff_t record)
{
	for (size_t i = 0; i < f->n; i++)
		if (fits(row, &f->list[i], record))
			return false;
	return true;
}

static bool match_one(const struct key_row *row, struct finds *f,
		      struct slice want, ptrdiff_t record)
{
	size_t right = 0;

	if (want.n == 0)
		return match_absent(row, f, record);
	for (size_t i = 0; i < f->n; i++)
		if (fits(row, &f->list[i], record) &&
		    is_right(row, &f->list[i], want)) {
			f->list[i].right = true;
			right++;
		}
	return right >= (row->compare == CMP_BOTH ? 2 : 1);
}

/* How many records say it. */
static bool match_many(const struct key_row *row, const struct finds *f,
		       struct slice want)
{
	size_t last = SIZE_MAX;
	int64_t n = 0, expect;

	for (size_t i = 0; i < f->n; i++)
		if (fits(row, &f->list[i], -1) && f->list[i].record != last) {
			last = f->list[i].record;
			n++;
		}
	return slice_int(want, &expect) && n == expect;
}

/* A number of targets may be a list of their names. */
static bool match_names(const struct finds *f, struct slice want)
{
	static const struct key_row target = {
		"target", KIND_measure, PROP_target, PROP_target, CMP_MANY,
	};
	int64_t n = 0, expect;

	for (size_t i = 0; i < f->n; i++)
		n += fits(&target, &f->list[i], -1);
	return slice_int(want, &expect) && n == expect;
}

static ptrdiff_t record_of(const struct finds *f, struct slice name)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].kind == KIND_person &&
		    f->list[i].prop == PROP_name &&
		    same_text(f->list[i].value, name))
			return (ptrdiff_t)f->list[i].record;
	return -1;
}

void wants_match(struct wants *w, struct finds *f)
{
	ptrdiff_t record = -1;
	bool lost = false;	/* the person is not there */

	for (size_t i = 0; i < w->n; i++) {
		struct want *one = &w->list[i];
		const struct key_row *row = row_of(one->key);

		if (one->skipped)
			continue;
		if (is_name(one->key)) {
			record = record_of(f, one->value);
			lost = record < 0;
		}
		if (row->compare == CMP_MANY)
			one->got = match_many(row, f, one->value);
		else if (!(lost && row->kind == KIND_person))
			one->got = match_one(row, f, one->value, record);
		if (!one->got && row->prop == PROP_targets)
			one->got = match_names(f, one->value);
		if (one->got && slice_is(one->key, "imposed"))
			match_one(row_of(SLICE("state")), f,
				  SLICE("imposed"), record);
		if (slice_ends(one->value, " suspended") && one->got)
			match_one(row_of(SLICE("suspended")), f,
				  SLICE("yes"), record);
	}
}

static bool is_field(enum property prop)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (keys[i].prop == prop || keys[i].prop2 == prop)
			return true;
	return false;
}

bool wants_counts(const struct wants *w, const struct found *f, bool strict)
{
	if (!is_field(f->prop) || f->kind == KIND_news)
		return false;
	if (strict && (f->kind == KIND_person ||
		       (w->nothing && f->kind == KIND_brief)))
		return f->prop != PROP_slot;
	for (size_t i = 0; i < w->n; i++) {
		const struct key_row *row = row_of(w->list[i].key);

		/* A part is asked for by its own keys. */
		if (row && f->prop == PROP_part && row->prop != PROP_part)
			continue;
		if (row && (row->prop == f->prop || row->prop2 == f->prop))
			return row->kind == f->kind ||
			       (row->kind == KIND_person &&
				f->kind == KIND_brief);
		if (row && strict && row->kind == f->kind &&
		    row->kind != KIND_person)
			return true;
	}
	return false;
}
