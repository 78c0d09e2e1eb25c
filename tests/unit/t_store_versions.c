/* Versions of lists: in any order, pending, confirmed, returned, refused,
 * and cut off in the middle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "storekit.h"

enum { VERSIONS = 4 };

/* Each history is imported in every order and must tell the same. */
static const struct history {
	const char *name;
	struct { const char *evidence, *text; } v[VERSIONS + 1];
} histories[] = {
	{ "comes, changes, goes, returns", {
		{ "2025-01-01", "a name=A; b name=B; c name=C; d name=D;"
			" e name=E" },
		{ "2025-02-01", "a name=A2; b name=B; d name=D; e name=E" },
		{ "2025-03-01", "a name=A2; c name=C; d name=D; e name=E;"
			" f name=F" },
		{ "2025-04-01", "a name=A; c name=C; d name=D; e name=E;"
			" f name=F" } } },
	{ "flickers", {
		{ "2025-01-01", "a name=A; b name=B; c name=C; d name=D;"
			" e name=E" },
		{ "2025-02-01", "b name=B; c name=C; d name=D; e name=E" },
		{ "2025-03-01", "a name=A; b name=B; c name=C; d name=D;"
			" e name=E" },
		{ "2025-04-01", "b name=B; c name=C; d name=D; e name=E" } } },
	{ "one and another in turn", {
		{ "2025-01", "a name=A; b name=B" },
		{ "2025-02", "a name=Z; b name=B" },
		{ "2025-03", "a name=A; b name=B" },
		{ "2025-04", "a name=Z; b name=B2" } } },
	{ "no change", {
		{ "2024-12-31", "a name=A; b name=B" },
		{ "2025-02-01", "a name=A; b name=B" },
		{ "2025-03-01", "a name=A; b name=B" } } },
};

static const char *const dates[] = {
	"2024", "2025-01", "2025-01-15", "2025-02", "2025-02-15", "2025-03",
	"2025-03-15", "2025-04", "2026", NULL,
};
static const char *const keys[] = { "a", "b", "c", "d", "e", "f", NULL };

static void tell(struct kit *k, struct str *out)
{
	static const char *const columns[] = { "name", "state", "gone_on" };

	for (size_t d = 0; dates[d]; d++) {
		char query[64];

		snprintf(query, sizeof(query), "as-of:%s", dates[d]);
		for (size_t c = 0; c < 3; c++) {
			str_addf(out, "%s %s ", dates[d], columns[c]);
			kit_cells(k, &kit_parties, query, columns[c], out);
			str_addc(out, '\n');
		}
		for (size_t i = 0; keys[i]; i++)
			kit_facts(k, KIND_designation, "l", keys[i], dates[d],
				  out);
	}
	for (size_t c = 0; c < 3; c++) {
		kit_cells(k, &kit_parties, "", columns[c], out);
		str_addc(out, '\n');
	}
	for (size_t i = 0; keys[i]; i++)
		kit_facts(k, KIND_designation, "l", keys[i], NULL, out);
	kit_cells(k, &kit_changes, "", "line", out);
	str_addc(out, '\n');
	kit_cells(k, &kit_changes, "as-of:2025-03", "line", out);
}

static void run_order(const struct history *h, const int *order, int n,
		      struct str *out)
{
	struct kit k;

	kit_start(&k);
	for (int i = 0; i < n; i++)
		kit_list_version(&k, h->v[order[i]].evidence,
				 h->v[order[i]].text, NULL);
	*out = STR_INIT(1 << 20);
	tell(&k, out);
	kit_stop(&k);
}

/* The first line that is not as it was in order. */
static void differ(const struct history *h, const int *order, int n,
		   const char *got, const char *want)
{
	size_t line = 0, i = 0;

	for (; got[i] && got[i] == want[i]; i++)
		if (got[i] == '\n')
			line = i + 1;
	fail_msg("%s in order %d %d %d %d:\n%.*s\nwanted\n%.*s", h->name,
		 order[0], order[1], order[2], n > 3 ? order[3] : 0,
		 (int)strcspn(got + line, "\n"), got + line,
		 (int)strcspn(want + line, "\n"), want + line);
}

static void permute(const struct history *h, int *order, int at, int n,
		    const char *want)
{
	if (at == n) {
		struct str got;

		run_order(h, order, n, &got);
		if (strcmp(str_cstr(&got), want) != 0)
			differ(h, order, n, str_cstr(&got), want);
		str_free(&got);
		return;
	}
	for (int i = at; i < n; i++) {
		int held = order[at];

		order[at] = order[i];
		order[i] = held;
		permute(h, order, at + 1, n, want);
		order[i] = order[at];
		order[at] = held;
	}
}

static void any_order_tells_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(histories) / sizeof(histories[0]);
	     i++) {
		int order[VERSIONS] = { 0, 1, 2, 3 }, n = 0;
		struct str want;

		while (histories[i].v[n].text)
			n++;
		run_order(&histories[i], order, n, &want);
		permute(&histories[i], order, 0, n, str_cstr(&want));
		str_free(&want);
	}
}

#define FULL "a name=A; b name=B; c name=C; d name=D; e name=E"
#define LESS "b name=B; c name=C; d name=D; e name=E"

static void expect(struct kit *k, const char *query, const char *column,
		   const char *want)
{
	kit_expect(k, &kit_parties, query, column, want);
}

static void removal_is_pending_then_confirmed(void **state)
{
	struct store_result r;
	struct kit k;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, &r);
	assert_int_equal(r.added, 5);
	kit_list_version(&k, "2025-02-01", LESS, &r);
	assert_int_equal(r.pending, 1);
	assert_int_equal(r.unchanged, 4);
	assert_int_equal(r.last_good, 5);
	expect(&k, "name:a", "state", "removal_pending");
	expect(&k, "name:a", "gone_on", "2025-02-01");
	kit_list_version(&k, "2025-03-01", LESS, &r);
	expect(&k, "name:a", "state", "delisted");
	expect(&k, "name:a", "gone_on", "2025-02-01");
	expect(&k, "name:a as-of:2025-02-10", "state", "removal_pending");
	expect(&k, "name:a as-of:2025-01-10", "state", "listed");
	kit_list_version(&k, "2025-04-01", FULL, &r);
	assert_int_equal(r.added + r.amended, 1);
	expect(&k, "name:a", "state", "listed");
	expect(&k, "name:a as-of:2025-03-10", "state", "delisted");
	kit_stop(&k);
}

static void a_short_list_is_refused(void **state)
{
	struct store_result r;
	struct err e = {0};
	struct store_tx *tx;
	struct kit k;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, NULL);
	assert_int_equal(kit_import(&k, "l", "2025-02-01", true,
				    KIND_designation, "a name=X; b name=B;"
				    " z name=Z", NULL, &e), -1);
	assert_int_equal(e.code, ERR_REFUSED);
	assert_non_null(strstr(e.msg, "3"));
	assert_non_null(strstr(e.msg, "5"));
	assert_non_null(strstr(e.msg, "--accept"));
	expect(&k, "", "name", "A,B,C,D,E");
	err_clear(&e);
	assert_int_equal(kit_import(&k, "l", "2025-02-01", true,
				    KIND_designation, "", NULL, &e), -1);
	assert_int_equal(e.code, ERR_REFUSED);
	err_clear(&e);
	tx = kit_begin(&k, "l", "2025-02-01", true);
	assert_int_equal(kit_puts(tx, KIND_designation, "a name=A", &e), 0);
	assert_int_equal(store_accept(&tx, true, &r, &e), 0);
	assert_int_equal(r.pending, 4);
	/* in the middle too, by the version before it */
	assert_int_equal(kit_import(&k, "l", "2025-01-15", true,
				    KIND_designation, "a name=A", NULL, &e),
			 -1);
	assert_int_equal(e.code, ERR_REFUSED);
	expect(&k, "state:listed as-of:2025-01-20", "name", "A,B,C,D,E");
	kit_stop(&k);
}

/* Records are read ahead in the order of the list before; whatever order they
 * come in, the counts are the same. */
static const struct {
	int first, step;	/* numbers modulo RECORDS, in this order */
	int leave, change;	/* each so many-th; 0: none */
	int add;		/* at the end, and one in the middle */
} orders[] = {
	{ 0, 1, 0, 0, 0 },
	{ 0, 1, 0, 7, 0 },
	{ 0, 1, 11, 0, 3 },
	{ 599, -1, 0, 0, 0 },
	{ 0, 7, 0, 5, 2 },
	{ 300, 1, 13, 9, 0 },
	{ 0, 1, 0, 0, 0 },
};
enum { RECORDS = 600 };

static void any_order_counts_the_same(void **state)
{
	struct str text = STR_INIT(1 << 20);
	int said[RECORDS] = {0}, extra = 0;
	bool there[RECORDS] = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	for (int v = 0; v < (int)(sizeof(orders) / sizeof(orders[0])); v++) {
		int64_t added = 0, amended = 0, same = 0, gone = 0;
		struct store_result r;
		char date[32];

		str_clear(&text);
		for (int i = 0; i < RECORDS; i++) {
			int n = (orders[v].first + i * orders[v].step +
				 RECORDS * RECORDS) % RECORDS;
			bool leave = orders[v].leave &&
				     n % orders[v].leave == 1;
			bool change = orders[v].change &&
				      n % orders[v].change == 2;

			if (i == RECORDS / 2 && orders[v].add)
				str_addf(&text, "m%d name=M;", v);
			gone += leave && there[n];
			if (leave) {
				there[n] = false;
				continue;
			}
			said[n] += change;
			if (!there[n])
				added++;
			else
				*(change ? &amended : &same) += 1;
			there[n] = true;
			str_addf(&text, "k%d name=N%d;", n, said[n]);
		}
		for (int i = 0; i < orders[v].add; i++)
			str_addf(&text, "e%d-%d name=E;", v, i);
		gone += extra;
		extra = orders[v].add ? orders[v].add + 1 : 0;
		snprintf(date, sizeof(date), "2025-01-%02d", v + 1);
		kit_list_version(&k, date, str_cstr(&text), &r);
		if (r.added != added + extra || r.amended != amended ||
		    r.unchanged != same || r.pending != gone)
			fail_msg("%d: %d added %d amended %d the same %d gone",
				 v, (int)r.added, (int)r.amended,
				 (int)r.unchanged, (int)r.pending);
	}
	str_free(&text);
	kit_stop(&k);
}

/* One of the two would be lost, so it is no good version. */
static void a_list_tells_a_party_once(void **state)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st;
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, NULL);
	assert_int_equal(kit_import(&k, "l", "2025-02-01", true,
				    KIND_designation, FULL "; c name=C2",
				    NULL, &e), -1);
	assert_int_equal(e.code, ERR_FORMAT);
	assert_string_equal(e.msg, "key c stands there twice");
	expect(&k, "", "name", "A,B,C,D,E");
	assert_int_equal(store_source_state(k.s, SLICE("l"), SLICE_NONE, &mem,
					    &st, &e), 0);
	assert_true(slice_is(st.outcome, "failed"));
	assert_true(slice_is(st.why, "key c stands there twice"));
	/* what is no party, and what is no whole list, may repeat itself */
	err_clear(&e);
	assert_int_equal(kit_import(&k, "l", "2025-02-01", true,
				    KIND_designation, FULL "; person:p name=P;"
				    "person:p name=P2", NULL, &e), 0);
	kit_expect(&k, &kit_people, "", "name", "P");
	assert_int_equal(kit_import(&k, "f", "2025-02-01", false,
				    KIND_designation, "x name=X; x name=X2",
				    NULL, &e), 0);
	expect(&k, "source:f", "name", "X");
	arena_free(&mem);
	kit_stop(&k);
}

static void absence_from_a_feed_says_nothing(void **state)
{
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	for (int i = 0; i < 3; i++) {
		static const struct { const char *on, *text; } v[] = {
			{ "2025-01-01", "a name=A" },
			{ "2025-01-03", "b name=B" },
			{ "2025-01-02", "c name=C" },
		};

		assert_int_equal(kit_import(&k, "f", v[i].on, false,
					    KIND_designation, v[i].text, NULL,
					    &e), 0);
	}
	expect(&k, "", "state", "listed,listed,listed");
	kit_stop(&k);
}

static void write_and_die(struct kit *k)
{
	struct store_tx *tx;
	struct err e = {0};
	char text[64];

	kit_open(k);
	tx = kit_begin(k, "l", "2025-02-01", true);
	if (kit_puts(tx, KIND_designation, "a name=Changed", &e) < 0)
		_exit(1);
	for (int i = 0; i < 30000; i++) {
		snprintf(text, sizeof(text), "%d name=N%d", i, i);
		if (kit_puts(tx, KIND_designation, text, &e) < 0)
			_exit(1);
	}
	_exit(0);
}

/* A process that dies after its first steps leaves nothing that counts. */
static void a_dead_fetch_is_undone(void **state)
{
	struct str before = STR_INIT(1 << 20), after = STR_INIT(1 << 20);
	struct kit k;
	pid_t pid;
	int status;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, NULL);
	tell(&k, &before);
	store_close(&k.s);
	pid = fork();
	if (pid == 0)
		write_and_die(&k);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	kit_open(&k);
	tell(&k, &after);
	assert_string_equal(str_cstr(&before), str_cstr(&after));
	/* and the list goes on as if nothing had been */
	kit_list_version(&k, "2025-02-01", FULL, NULL);
	expect(&k, "", "state", "listed,listed,listed,listed,listed");
	str_free(&before);
	str_free(&after);
	kit_stop(&k);
}

/* Another handle sees nothing of a fetch in progress. */
static void an_open_fetch_is_inert(void **state)
{
	struct store_options o;
	struct err e = {0};
	struct store_tx *tx;
	struct store *mine;
	struct kit k;
	char text[64];

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, NULL);
	tx = kit_begin(&k, "l", "2025-02-01", true);
	assert_int_equal(kit_puts(tx, KIND_designation, "a name=Changed", &e),
			 0);
	for (int i = 0; i < 30000; i++) {
		snprintf(text, sizeof(text), "%d name=N%d", i, i);
		assert_int_equal(kit_puts(tx, KIND_designation, text, &e), 0);
	}
	o = kit_options(&k);
	o.read_only = true;
	mine = k.s;
	assert_int_equal(store_open(&k.s, &o, &e), 0);
	expect(&k, "", "name", "A,B,C,D,E");
	expect(&k, "as-of:2026", "name", "A,B,C,D,E");
	store_close(&k.s);
	k.s = mine;
	store_reject(&tx, "no");
	expect(&k, "", "name", "A,B,C,D,E");
	kit_stop(&k);
}

static void a_rejected_fetch_is_undone(void **state)
{
	struct err e = {0};
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st;
	struct store_tx *tx;
	struct kit k;

	(void)state;
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", FULL, NULL);
	tx = kit_begin(&k, "l", "2025-02-01", true);
	assert_int_equal(kit_puts(tx, KIND_designation, "a name=X; q name=Q",
				  &e), 0);
	store_reject(&tx, "row 7: no name");
	expect(&k, "", "name", "A,B,C,D,E");
	assert_int_equal(store_source_state(k.s, SLICE("l"), SLICE_NONE, &mem,
					    &st, &e), 0);
	assert_true(slice_is(st.outcome, "failed"));
	assert_true(slice_is(st.why, "row 7: no name"));
	assert_int_equal(st.records, 5);
	/* in the middle of history */
	tx = kit_begin(&k, "l", "2024-02-01", true);
	assert_int_equal(kit_puts(tx, KIND_designation, "a name=X; q name=Q",
				  &e), 0);
	store_reject(&tx, "no");
	expect(&k, "is:any", "name", "A,B,C,D,E");
	arena_free(&mem);
	kit_stop(&k);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_order_tells_the_same),
		cmocka_unit_test(removal_is_pending_then_confirmed),
		cmocka_unit_test(a_short_list_is_refused),
		cmocka_unit_test(any_order_counts_the_same),
		cmocka_unit_test(a_list_tells_a_party_once),
		cmocka_unit_test(absence_from_a_feed_says_nothing),
		cmocka_unit_test(a_dead_fetch_is_undone),
		cmocka_unit_test(an_open_fetch_is_inert),
		cmocka_unit_test(a_rejected_fetch_is_undone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
