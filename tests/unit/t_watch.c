/* Watches in the store: what is a hit, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "storekit.h"
#include "view/view.h"

/* Parties with a filter of their own, as the view of designations has. */
static struct shape parties;
static const struct shape *shapes[] = {
	&parties, &kit_people, &kit_news, &kit_changes, NULL,
};

static void open_with(struct kit *k, const struct shape *const *all)
{
	struct store_options o = kit_options(k);
	struct err e = {0};

	o.shapes = all;
	if (store_open(&k->s, &o, &e) < 0)
		fail_msg("open: %s", e.msg);
}

static void open_store(struct kit *k)
{
	open_with(k, shapes);
}

static void start(struct kit *k)
{
	parties = kit_parties;
	parties.filter = "state:listed,removal_pending";
	kit_start(k);
	store_close(&k->s);
	open_store(k);
}

static void list_version(struct kit *k, const char *evidence,
			 const char *text)
{
	kit_list_version(k, evidence, text, &(struct store_result){0});
}

/* "parties 1, people 0": what the new watch matches already. */
static void add(struct kit *k, const char *name, const char *filter,
		const char *view, const char *want)
{
	struct watch w = { .name = slice_of(name), .view = slice_of(view),
			   .filter = slice_of(filter) };
	struct watch_found found[WATCH_VIEWS];
	struct str got = STR_INIT(4096);
	struct err e = {0};
	size_t n;

	if (own_watch_add(k->s, &w, found, &n, &e) < 0)
		fail_msg("%s: %s", filter, e.msg);
	for (size_t i = 0; i < n; i++)
		str_addf(&got, "%s%s %d", i ? ", " : "",
			 found[i].shape->name, (int)found[i].rows);
	assert_string_equal(str_cstr(&got), want);
	str_free(&got);
}

static int take_hit(void *ctx, const struct hit *h, const struct shape *shape,
		    const struct row *r, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	assert_true(slice_is(h->view, shape->name));
	assert_true(slice_eq(h->id, r->cell[0]));
	assert_true(h->number > 0);
	str_addf(out, "%.*s:%.*s:%.*s ", SLICE_ARG(h->watch),
		 SLICE_ARG(h->subject), SLICE_ARG(h->state));
	return 0;
}

static void take_more(void *ctx, const struct watch *w,
		      const struct shape *shape, int64_t rows)
{
	(void)shape;
	str_addf(ctx, "%.*s+%d ", SLICE_ARG(w->name), (int)rows);
}

static void take_bad(void *ctx, const struct watch *w, const char *why)
{
	str_addf(ctx, "%.*s? %.12s ", SLICE_ARG(w->name), why);
}

static void look(struct kit *k, const char *want)
{
	struct str got = STR_INIT(1 << 20);
	const struct watch_told to = { take_hit, take_more, take_bad, &got };
	struct err e = {0};

	if (own_watch_look(k->s, &to, &e) < 0)
		fail_msg("look: %s", e.msg);
	assert_string_equal(str_cstr(&got), want);
	str_free(&got);
}

static void hits_come_once(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Ales; b name=Maria");
	add(&k, "w", "Ales", NULL, "parties 1, people 0");
	look(&k, "");
	list_version(&k, "2025-01-02", "a name=Ales; b name=Maria;"
		     " c name=Ales_Two");
	look(&k, "w:Ales Two:listed ");
	look(&k, "");
	/* the same again, and one that does not match */
	list_version(&k, "2025-01-03", "a name=Ales; b name=Maria;"
		     " c name=Ales_Two; d name=Olga");
	look(&k, "");
	/* a name that changes into one that matches, and back, and again */
	list_version(&k, "2025-01-04", "a name=Ales; b name=Ales_Three;"
		     " c name=Ales_Two; d name=Olga");
	look(&k, "w:Ales Three:listed ");
	list_version(&k, "2025-01-05", "a name=Ales; b name=Maria;"
		     " c name=Ales_Two; d name=Olga");
	look(&k, "");
	list_version(&k, "2025-01-06", "a name=Ales; b name=Ales_Three;"
		     " c name=Ales_Two; d name=Olga");
	look(&k, "w:Ales Three:listed ");
	kit_stop(&k);
}

/* Another state is told, also the one in which a party leaves the view; a party
 * that had left before the watch was there is not. */
static void another_state_is_a_hit(void **state)
{
	static const char rest[] = "b name=Maria; c name=Olga; d name=Ina;"
				   " e name=Lea; f name=Eva";
	char all[128];
	struct kit k;

	(void)state;
	start(&k);
	snprintf(all, sizeof(all), "a name=Ales; %s", rest);
	list_version(&k, "2025-01-01", "a name=Ales; x name=Ales_Old; b"
		     " name=Maria; c name=Olga; d name=Ina; e name=Lea");
	list_version(&k, "2025-01-02", all);
	list_version(&k, "2025-01-03", all);
	kit_expect(&k, &parties, "is:any x", "state", "");
	kit_expect(&k, &parties, "is:any old", "state", "delisted");
	add(&k, "w", "ales", NULL, "parties 1, people 0");
	list_version(&k, "2025-01-04", rest);
	look(&k, "w:Ales:removal_pending ");
	list_version(&k, "2025-01-05", "b name=Maria; c name=Olga; d name=Ina;"
		     " e name=Lea; f name=Eva_Two");
	look(&k, "w:Ales:delisted ");
	look(&k, "");
	kit_expect(&k, &parties, "ales", "state", "");
	list_version(&k, "2025-01-06", all);
	look(&k, "w:Ales:listed ");
	kit_stop(&k);
}

static void a_corrected_number_is_no_hit(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Ales secondary_id=7; b name=M;"
		     " c name=N; d name=O; e name=P");
	add(&k, "w", "ales", NULL, "parties 1, people 0");
	list_version(&k, "2025-01-02", "z name=Ales secondary_id=7; b name=M;"
		     " c name=N; d name=O; e name=P");
	kit_expect(&k, &parties, "ales", "state", "listed");
	look(&k, "");
	list_version(&k, "2025-01-03", "b name=M; c name=N; d name=O;"
		     " e name=P");
	look(&k, "w:Ales:removal_pending ");
	kit_stop(&k);
}

/* Whoever writes: what no handle has looked at is looked at by the next. */
static void others_rows_are_seen(void **state)
{
	struct kit k;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Ales");
	add(&k, "w", "ales", NULL, "parties 1, people 0");
	list_version(&k, "2025-01-02", "a name=Ales; b name=Ales_Two");
	store_close(&k.s);
	open_store(&k);
	list_version(&k, "2025-01-03", "a name=Ales; b name=Ales_Two;"
		     " c name=Ales_Three");
	look(&k, "w:Ales Two:listed w:Ales Three:listed ");
	store_close(&k.s);
	open_store(&k);
	look(&k, "");
	kit_stop(&k);
}

/* The date alone changes a row, and another process has filled it. */
static void days_pass(void **state)
{
	struct kit k;

	(void)state;
	kit_start(&k);
	store_close(&k.s);
	open_with(&k, views);
	list_version(&k, "2025-11-01", "a name=Ales expires=2025-11-25;"
		     " b name=Ales_Two expires=2026-01-01");
	add(&k, "w", "ales", "designations", "designations 2");
	look(&k, "");
	k.now += 2 * 24 * 60 * 60;
	for (int i = 0; i < 2; i++) {
		store_close(&k.s);
		open_with(&k, views);
	}
	look(&k, "w:Ales:expired ");
	look(&k, "");
	k.now += 40 * 24 * 60 * 60;
	look(&k, "w:Ales Two:expired ");
	kit_stop(&k);
}

static void watches_outlive_a_purge(void **state)
{
	struct err e = {0};
	struct kit k;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Ales");
	add(&k, "w", "ales", NULL, "parties 1, people 0");
	list_version(&k, "2025-01-02", "a name=Ales; b name=Ales_Two");
	look(&k, "w:Ales Two:listed ");
	assert_int_equal(store_purge(k.s, false, &e), 0);
	look(&k, "");
	kit_expect(&k, &view_watches, "", "subject", "Ales Two");
	/* One source comes back before the other: nothing is forgotten. */
	assert_int_equal(kit_import(&k, "other", "2025-01-02", true,
				    KIND_designation, "q name=Maria", NULL,
				    &e), 0);
	look(&k, "");
	list_version(&k, "2025-01-02", "a name=Ales; b name=Ales_Two");
	look(&k, "");
	list_version(&k, "2025-01-03", "a name=Ales; b name=Ales_Two;"
		     " c name=Ales_Three");
	look(&k, "w:Ales Three:listed ");
	assert_int_equal(store_purge(k.s, true, &e), 0);
	kit_expect(&k, &view_watches, "is:any", "subject", "");
	add(&k, "w", "ales", NULL, "parties 0, people 0");
	kit_stop(&k);
}

/* Fetches are numbered anew after a purge, and nobody has looked at them. */
static void rows_after_a_purge_are_seen(void **state)
{
	struct err e = {0};
	struct kit k;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Maria");
	list_version(&k, "2025-01-02", "a name=Maria_Two");
	add(&k, "w", "ales", NULL, "parties 0, people 0");
	assert_int_equal(store_purge(k.s, false, &e), 0);
	list_version(&k, "2025-01-01", "a name=Ales");
	store_close(&k.s);
	open_store(&k);
	look(&k, "w:Ales:listed ");
	look(&k, "");
	kit_stop(&k);
}

static void hits_are_rows(void **state)
{
	struct err e = {0};
	struct kit k;

	(void)state;
	start(&k);
	add(&k, "who", "ales", NULL, "parties 0, people 0");
	add(&k, "other", "name:maria", NULL, "parties 0, people 0");
	list_version(&k, "2025-01-01", "a name=Ales");
	look(&k, "who:Ales:listed ");
	k.now += 3600;
	list_version(&k, "2025-01-02", "a name=Ales; b name=Maria");
	look(&k, "other:Maria:listed ");
	kit_expect(&k, &view_watches, "", "subject", "Maria,Ales");
	kit_expect(&k, &view_watches, "", "watch", "other,who");
	kit_expect(&k, &view_watches, "", "sources", "|l|,|l|");
	kit_expect(&k, &view_watches, "", "at",
		   "2025-11-24T17:00:00Z,2025-11-24T16:00:00Z");
	kit_expect(&k, &view_watches, "watch:who", "filter", "ales");
	kit_expect(&k, &view_watches, "mar", "view", "parties");
	kit_expect(&k, &view_watches, "as-of:2025-11-23", "subject", "");
	kit_expect(&k, &view_watches, "as-of:2025-11-24", "subject",
		   "Maria,Ales");
	assert_int_equal(own_hit_dismiss(k.s, 1, true, &e), 0);
	kit_expect(&k, &view_watches, "", "subject", "Maria");
	kit_expect(&k, &view_watches, "is:any", "subject", "Maria,Ales");
	kit_expect(&k, &view_watches, "dismissed:true", "subject", "Ales");
	assert_int_equal(own_hit_dismiss(k.s, 1, false, &e), 0);
	kit_expect(&k, &view_watches, "", "subject", "Maria,Ales");
	assert_int_equal(own_watch_remove(k.s, SLICE("nobody"), &e), 0);
	assert_int_equal(own_watch_remove(k.s, SLICE("who"), &e), 1);
	kit_expect(&k, &view_watches, "", "subject", "Maria");
	kit_stop(&k);
}


static int take_watch(void *ctx, const struct watch *w, struct err *e)
{
	(void)e;
	str_addf(ctx, "%.*s[%.*s] %d/%d ", SLICE_ARG(w->name),
		 SLICE_ARG(w->view), (int)w->rows, (int)w->hits);
	return 0;
}

static void watches_are_told(void **state)
{
	struct watch twice = { .name = SLICE("b"), .filter = SLICE("x") };
	struct watch_found found[WATCH_VIEWS];
	struct str got = STR_INIT(4096);
	struct err e = {0};
	struct kit k;
	size_t n;

	(void)state;
	start(&k);
	list_version(&k, "2025-01-01", "a name=Ales");
	add(&k, "b", "ales", "parties", "parties 1");
	add(&k, "a", "at>=2025", NULL, "changes 0");
	assert_int_equal(own_watch_add(k.s, &twice, found, &n, &e), -1);
	assert_int_equal(e.code, ERR_USAGE);
	list_version(&k, "2025-01-02", "a name=Ales; c name=Ales_Two");
	look(&k, "a:2025-01-01..2025-01-02 added c :>: b:Ales Two:listed ");
	assert_int_equal(own_watch_each(k.s, take_watch, &got, &e), 0);
	assert_string_equal(str_cstr(&got), "a[] 1/1 b[parties] 2/1 ");
	str_free(&got);
	kit_stop(&k);
}

/* A watch that finds a thousand rows at once keeps the newest, and says how
 * many there are besides. */
static void many_are_counted(void **state)
{
	struct str text = STR_INIT(1 << 20), got = STR_INIT(1 << 20);
	const struct watch_told to = { take_hit, take_more, take_bad, &got };
	struct err e = {0};
	struct kit k;

	(void)state;
	start(&k);
	add(&k, "w", "ales", "parties", "parties 0");
	for (int i = 0; i < WATCH_HITS + 5; i++)
		str_addf(&text, "a%d name=Ales_%d;", i, i);
	list_version(&k, "2025-01-01", str_cstr(&text));
	assert_int_equal(own_watch_look(k.s, &to, &e), 0);
	assert_non_null(strstr(str_cstr(&got), "w+5 "));
	assert_null(strstr(str_cstr(&got), "Ales 4:"));
	assert_non_null(strstr(str_cstr(&got), "Ales 5:"));
	look(&k, "");
	str_addz(&text, "b name=Ales_New");
	list_version(&k, "2025-01-02", str_cstr(&text));
	look(&k, "w:Ales New:listed ");
	str_clear(&got);
	kit_cells(&k, &view_watches, "", "subject", &got);
	assert_true(slice_starts(str_slice(&got), "Ales New,"));
	assert_null(strstr(str_cstr(&got), "Ales 5,"));
	str_free(&text);
	str_free(&got);
	kit_stop(&k);
}

/* Where the whole fails, nothing of it was noted. */
static int refuse_hit(void *ctx, const struct hit *h,
		      const struct shape *shape, const struct row *r,
		      struct err *e)
{
	(void)ctx;
	(void)h;
	(void)shape;
	(void)r;
	return err_set(e, ERR_MEMORY, "no room");
}

static void a_failure_notes_nothing(void **state)
{
	const struct watch_told to = { refuse_hit, take_more, take_bad, NULL };
	struct err e = {0};
	struct kit k;

	(void)state;
	start(&k);
	add(&k, "w", "ales", NULL, "parties 0, people 0");
	list_version(&k, "2025-01-01", "a name=Ales");
	assert_int_equal(own_watch_look(k.s, &to, &e), -1);
	assert_string_equal(e.msg, "watches: no room");
	kit_expect(&k, &view_watches, "", "subject", "");
	look(&k, "w:Ales:listed ");
	kit_stop(&k);
}

/* A filter that a newer thaw understands otherwise. */
static void a_broken_watch_is_told(void **state)
{
	char cmd[256];
	struct kit k;

	(void)state;
	start(&k);
	add(&k, "w", "ales", NULL, "parties 0, people 0");
	add(&k, "x", "ales", "people", "people 0");
	store_close(&k.s);
	snprintf(cmd, sizeof(cmd), "sqlite3 %s/s/thaw-own.db \"UPDATE watch"
		 " SET filter = 'gone:1' WHERE name = 'x'\"", k.dir);
	if (system(cmd) != 0)
		skip();
	open_store(&k);
	list_version(&k, "2025-01-01", "a name=Ales");
	look(&k, "w:Ales:listed x? unknown colu ");
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_come_once),
		cmocka_unit_test(another_state_is_a_hit),
		cmocka_unit_test(a_corrected_number_is_no_hit),
		cmocka_unit_test(others_rows_are_seen),
		cmocka_unit_test(days_pass),
		cmocka_unit_test(watches_outlive_a_purge),
		cmocka_unit_test(rows_after_a_purge_are_seen),
		cmocka_unit_test(hits_are_rows),
		cmocka_unit_test(watches_are_told),
		cmocka_unit_test(many_are_counted),
		cmocka_unit_test(a_failure_notes_nothing),
		cmocka_unit_test(a_broken_watch_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
