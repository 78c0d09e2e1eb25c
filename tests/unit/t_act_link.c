/* Texts of several sources on one release: one row for the act, one for each
 * person. The people are invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"

enum { MEM_BYTES = 16 << 20, TEXT_BYTES = 1 << 16 };

static void tell(struct kit *k, const char *source, bool whole,
		 const char *text)
{
	struct err e = {0};

	if (kit_import(k, source, "2025-12-20", whole, KIND_person, text, NULL,
		       &e) < 0)
		fail_msg("%s: %s", source, e.msg);
}

/* A text of a source, with its own key, on one act and who was freed. */
static void text_of(struct kit *k, const char *source, const char *doc,
		    const char *act, const char *names)
{
	struct slice rest = slice_of(names), one;
	struct str text = STR_INIT(TEXT_BYTES);
	int n = 0;

	str_addf(&text, "news:%s title=%s published=2025-12-14;"
		 " event:%s#e subject=release/%s doc=%s %s;",
		 doc, doc, doc, act, doc, act);
	while (rest.n > 0 && slice_cut(&rest, ',', &one))
		str_addf(&text, " %s#%d subject=person/%.*s doc=%s name=%.*s"
			 " event=release/%s;", doc, n++, SLICE_ARG(one), doc,
			 SLICE_ARG(one), act);
	/* the key of an act is no claim: "date=..." has blanks in it */
	for (size_t i = 0; i < text.n; i++)
		if (strncmp(text.p + i, "release/", 8) == 0)
			for (i += 8; text.p[i] != ' ' && text.p[i] != ';'; i++)
				if (text.p[i] == '=' || text.p[i] == '+')
					text.p[i] = '-';
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '+')
			text.p[i] = ' ';
	tell(k, source, false, str_cstr(&text));
	str_free(&text);
}

#define ACT "date=2025-12-13+count=123"

static char *id_of(enum kind kind, const char *source, const char *subject,
		   char id[ID_TEXT])
{
	return record_id(kind, slice_of(source), slice_of(subject), id);
}

/* Id of the row that an id leads to. */
static void leads(struct kit *k, const char *id, const char *want)
{
	struct arena mem = ARENA_INIT(MEM_BYTES);
	struct err e = {0};
	struct facts f;

	if (store_subject(k->s, slice_of(id), SLICE_NONE, &mem, &f, &e) != 1)
		fail_msg("%s: %s", id, e.msg);
	if (!slice_is(f.id, want))
		fail_msg("%s leads to %.*s, not %s", id, SLICE_ARG(f.id), want);
	assert_true(slice_is(f.asked, strcmp(id, want) == 0 ? "" : id));
	arena_free(&mem);
}

static void test_one_act(void **state)
{
	struct kit *k = *state;
	char a[ID_TEXT], b[ID_TEXT];

	text_of(k, "a", "d1", ACT, "Ivan_Pryklad,Ala_Inshaja");
	k->now += 60;
	text_of(k, "b", "d2", "date=2025-12-13+count@~over=120",
		"Иван_Приклад,Piotr_Treci");
	kit_expect(k, &kit_events, "is:any", "members", "3");
	kit_expect(k, &kit_events, "is:any", "sources", "|a|b|");
	kit_expect(k, &kit_people, "is:any", "sources", "|a|,|a|b|,|b|");
	kit_expect(k, &kit_people, "source:b", "name",
		   "Ivan Pryklad,Piotr Treci");
	/* the first seen has the row, and the other id leads there */
	id_of(KIND_event, "a", "release/date-2025-12-13-count-123", a);
	id_of(KIND_event, "b", "release/date-2025-12-13-count@~over-120", b);
	kit_expect(k, &kit_events, "is:any", "id", a);
	leads(k, b, a);
	leads(k, a, a);
	id_of(KIND_person, "a", "person/Ivan_Pryklad", a);
	id_of(KIND_person, "b", "person/Иван_Приклад", b);
	leads(k, b, a);
}

static void test_one_source(void **state)
{
	struct kit *k = *state;

	text_of(k, "a", "d1", ACT, "Ivan_Pryklad,Iwan_Pryklad");
	kit_expect(k, &kit_people, "is:any", "name",
		   "Ivan Pryklad,Iwan Pryklad");	/* one text: two men */
	text_of(k, "b", "d2", ACT, "Maryja_Kalesnikawa");
	text_of(k, "b", "d3", "date=2025-12-13+count@~over=120",
		"Мария_Колесникова");
	kit_expect(k, &kit_people, "source:b", "sources", "|b|");
	kit_expect(k, &kit_events, "is:any", "members", "3");
	/* of the two of one text nobody can tell which is meant */
	text_of(k, "c", "d4", ACT, "Іван_Прыклад");
	kit_expect(k, &kit_people, "source:c", "sources", "|c|");
	kit_expect(k, &kit_events, "is:any", "members", "4");
}

/* A list has two of that name, though only one of them was freed that day. */
static void test_namesakes(void **state)
{
	struct kit *k = *state;

	tell(k, "v", true, "1 name=Ivan_Pryklad released_on=2025-12-13;"
	     " 2 name=Іван_Прыклад; 3 name=Ala_Inshaja"
	     " released_on=2025-12-13; 4 name=Ала_Іншая released_on=2024-01-01"
	     " born=1980-01-05; 5 name=Piotr_Treci detained_on=2021-05-06");
	text_of(k, "a", "d1", ACT, "Ivan_Pryklad,Ala_Inshaja,Piotr_Treci");
	kit_expect(k, &kit_people, "source:a", "sources", "|a|,|a|,|a|");
	tell(k, "w", true, "1 name=Ivan_Pryklad released_on=2025-12-13");
	kit_expect(k, &kit_people, "source:w", "sources", "|a|w|");
	/* what one source numbers differently is two, whatever the texts */
	tell(k, "u", false, "news:x title=x; news:y title=y;"
	     " 1 doc=x name=Eva_Pachatak native_id=1 released_on=2025-12-13;"
	     " 2 doc=y name=Ева_Пачатак native_id=2 released_on=2025-12-13");
	kit_expect(k, &kit_people, "source:u", "sources", "|u|,|u|");
}

static void say(struct kit *k, enum tie_word word, const char *a,
		const char *b)
{
	struct err e = {0};

	if (store_tie(k->s, word, slice_of(a), slice_of(b), SLICE_NONE, 0,
		      &e) < 0)
		fail_msg("%s: %s", a, e.msg);
}

static void reopen(struct kit *k)
{
	store_close(&k->s);
	kit_open(k);
}

static void test_own_word(void **state)
{
	struct kit *k = *state;
	char a[ID_TEXT], b[ID_TEXT], c[ID_TEXT], p[ID_TEXT];
	struct err e = {0};

	id_of(KIND_event, "a", "release/date-2025-12-13-count-123", a);
	id_of(KIND_event, "b", "release/date-2025-12-13-count-123", b);
	id_of(KIND_event, "c", "release/date-2025-09-11-count-52", c);
	id_of(KIND_person, "a", "person/Ivan_Pryklad", p);
	text_of(k, "a", "d1", ACT, "Ivan_Pryklad");
	text_of(k, "b", "d2", ACT, "Ivan_Pryklad");
	text_of(k, "c", "d3", "date=2025-09-11+count=52", "");
	kit_expect(k, &kit_events, "is:any", "sources", "|a|b|,|c|");
	say(k, SAY_TWO, a, b);
	kit_expect(k, &kit_events, "is:any", "members", "1,1,0");
	leads(k, b, b);
	say(k, SAY_ONE, a, c);
	kit_expect(k, &kit_events, "sort:sources", "sources", "|a|c|,|b|");
	/* own words outlive the data, whoever comes first */
	assert_int_equal(store_purge(k->s, false, &e), 0);
	reopen(k);
	text_of(k, "c", "d3", "date=2025-09-11+count=52", "");
	text_of(k, "b", "d2", ACT, "Ivan_Pryklad");
	text_of(k, "a", "d1", ACT, "Ivan_Pryklad");
	kit_expect(k, &kit_events, "sort:sources", "sources", "|a|c|,|b|");
	say(k, SAY_NOTHING, a, c);
	say(k, SAY_NOTHING, a, b);
	kit_expect(k, &kit_events, "is:any", "sources", "|a|b|,|c|");
	say(k, SAY_TWO, b, "");
	kit_expect(k, &kit_events, "is:any", "members", "1,1,0");
	assert_int_equal(store_tie(k->s, SAY_ONE, slice_of(a), slice_of(p),
				   SLICE_NONE, 0, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
}

/* What was said of one holds for the row, and stays with it. */
static void test_marks(void **state)
{
	struct kit *k = *state;
	struct arena mem = ARENA_INIT(MEM_BYTES);
	char a[ID_TEXT], b[ID_TEXT];
	struct own_mark mark;
	struct err e = {0};

	id_of(KIND_person, "a", "person/Ivan_Pryklad", a);
	id_of(KIND_person, "b", "person/Иван_Приклад", b);
	text_of(k, "b", "d2", ACT, "Иван_Приклад");
	own_mark_set(k->s, slice_of(b), SLICE("starred"), SLICE_NONE, &e);
	own_mark_set(k->s, slice_of(b), SLICE("note"), SLICE("first"), &e);
	k->now += 60;
	text_of(k, "a", "d1", ACT, "Ivan_Pryklad,Ala_Inshaja");
	leads(k, a, b);
	kit_expect(k, &kit_people, "is:starred", "sources", "|a|b|");
	own_mark_set(k->s, slice_of(a), SLICE("note"), SLICE("second"), &e);
	own_mark_get(k->s, slice_of(b), &mem, &mark, &e);
	assert_true(mark.starred && slice_is(mark.note, "second"));
	own_mark_set(k->s, slice_of(a), SLICE("unstarred"), SLICE_NONE, &e);
	own_mark_set(k->s, slice_of(a), SLICE("read"), SLICE_NONE, &e);
	kit_expect(k, &kit_people, "is:starred", "sources", "");
	kit_expect(k, &kit_people, "is:new", "sources", "|a|");
	own_mark_get(k->s, slice_of(b), &mem, &mark, &e);
	assert_true(!mark.starred && mark.read);
	own_mark_set(k->s, slice_of(b), SLICE("note"), SLICE(""), &e);
	own_mark_get(k->s, slice_of(a), &mem, &mark, &e);
	assert_int_equal(mark.note.n, 0);
	arena_free(&mem);
}

/* The one that has the row is gone from its list: another takes it. */
static void test_gone(void **state)
{
	struct kit *k = *state;
	struct err e = {0};
	char a[ID_TEXT], b[ID_TEXT];
	static const char *const days[] = { "2025-12-21", "2025-12-22" };

	tell(k, "v", true, "1 name=Ivan_Pryklad released_on=2025-12-13"
	     " custody=free; 2 name=Ala_Inshaja; 3 name=Eva_Pachatak;"
	     " 4 name=Jan_Kanec; 5 name=Adam_Pershy; 6 name=Nina_Druhaja");
	k->now += 60;
	text_of(k, "a", "d1", ACT, "Иван_Приклад");
	id_of(KIND_person, "v", "1", a);
	id_of(KIND_person, "a", "person/Иван_Приклад", b);
	leads(k, b, a);
	kit_expect(k, &kit_people, "pryklad", "custody", "free");
	for (int i = 0; i < 2; i++) {
		char text[256];

		snprintf(text, sizeof(text), "2 name=Ala_Inshaja note=%d;"
			 " 3 name=Eva_Pachatak; 4 name=Jan_Kanec;"
			 " 5 name=Adam_Pershy; 6 name=Nina_Druhaja", i);
		assert_int_equal(kit_import(k, "v", days[i], true, KIND_person,
					    text, NULL, &e), 0);
	}
	kit_expect(k, &kit_people, "pryklad", "sources", "|a|");
	kit_expect(k, &kit_people, "pryklad", "id", b);
	kit_expect(k, &kit_people, "pryklad", "custody", "-");
	leads(k, b, b);
	leads(k, a, a);
}

/* An act that is told anew takes its people along. */
static void test_amended(void **state)
{
	struct kit *k = *state;

	text_of(k, "a", "d1", ACT, "Ivan_Pryklad");
	text_of(k, "b", "d2", "date=2025-09-11+count=52", "Іван_Прыклад");
	kit_expect(k, &kit_people, "is:any", "sources", "|a|,|b|");
	tell(k, "b", false, "news:d2 title=d2 published=2025-12-14;"
	     " event:d2#e subject=release/date-2025-09-11-count-52 doc=d2"
	     " date=2025-12-13 count=123");
	kit_expect(k, &kit_people, "is:any", "sources", "|a|b|");
	kit_expect(k, &kit_events, "is:any", "members", "1");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, kit_party_set_up, kit_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_one_act),
		TEST(test_one_source),
		TEST(test_namesakes),
		TEST(test_own_word),
		TEST(test_marks),
		TEST(test_gone),
		TEST(test_amended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
