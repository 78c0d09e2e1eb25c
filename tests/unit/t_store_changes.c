/* Changes between versions: what came, went, was amended or re-keyed, what
 * lists of changes do, and which versions are not accepted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include <sqlite3.h>

#include "storekit.h"

enum { STEPS = 4 };

static const struct {
	const char *name;
	struct { const char *evidence, *text; } v[STEPS];
	const char *changes;	/* lines, in order */
	const char *names;	/* of those listed or pending at the end */
	const char *states;
} histories[] = {
	{ "the first version changes nothing",
	  { { "2025-01-01", "a name=A; b name=B" } }, "", "A,B",
	  "listed,listed" },
	{ "one comes, one goes and is pending",
	  { { "2025-01-01", "a name=A; b name=B; c name=C; d name=D; e name=E" },
	    { "2025-02-01", "a name=A; b name=B; c name=C; d name=D; f name=F" } },
	  "2025-01-01..2025-02-01 added f :>,"
	  "2025-01-01..2025-02-01 removed e :>?",
	  "A,B,C,D,E,F", "listed,listed,listed,listed,removal_pending,listed" },
	{ "a second version confirms",
	  { { "2025-01-01", "a name=A; b name=B; c name=C; d name=D; e name=E" },
	    { "2025-02-01", "a name=A; b name=B; c name=C; d name=D" },
	    { "2025-03-01", "a name=A; b name=B; c name=C; d name=D" } },
	  "2025-01-01..2025-02-01 removed e :>",
	  "A,B,C,D,E", "listed,listed,listed,listed,delisted" },
	{ "amended by property",
	  { { "2025-01-01", "a name=A born=1962 born=1963" },
	    { "2025-02-01", "a name=Alpha born=1963 country=BY" } },
	  "2025-01-01..2025-02-01 amended a born:1962>,"
	  "2025-01-01..2025-02-01 amended a country:>BY,"
	  "2025-01-01..2025-02-01 amended a name:A>Alpha", "Alpha", "listed" },
	{ "returned",
	  { { "2025-01-01", "a name=A; b name=B; c name=C; d name=D; e name=E" },
	    { "2025-02-01", "a name=A; b name=B; c name=C; d name=D" },
	    { "2025-03-01", "a name=A; b name=B; c name=C; d name=D; e name=E" } },
	  "2025-01-01..2025-02-01 removed e :>,"
	  "2025-02-01..2025-03-01 returned e :>",
	  "A,B,C,D,E", "listed,listed,listed,listed,listed" },
	{ "re-keyed by the secondary number, though the birth changed too",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E;"
		" k5 name=Ivan native_id=k5 secondary_id=77 born=1962-01-02" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E;"
		" k5.1 name=Ivan native_id=k5.1 secondary_id=77"
		" born=1962-01-03" } },
	  "2025-01-01..2025-02-01 amended k5.1 born:1962-01-02>1962-01-03,"
	  "2025-01-01..2025-02-01 re-keyed k5.1 native_id:k5>k5.1",
	  "B,C,D,E,Ivan", "listed,listed,listed,listed,listed" },
	{ "re-keyed by name and birth",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Ivan native_id=12 programme=P born=1962" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E;"
		" 11 name=IVAN native_id=11 programme=P born=1962-03-04" } },
	  "2025-01-01..2025-02-01 amended 11 born:1962>1962-03-04,"
	  "2025-01-01..2025-02-01 amended 11 name:Ivan>IVAN,"
	  "2025-01-01..2025-02-01 re-keyed 11 native_id:12>11",
	  "B,C,D,E,IVAN", "listed,listed,listed,listed,listed" },
	{ "re-keyed, and back again: nobody went, nobody came",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Ivan native_id=12 programme=P born=1962" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E;"
		" 11 name=Ivan native_id=11 programme=P born=1962" },
	    { "2025-03-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Ivan native_id=12 programme=P born=1962" },
	    { "2025-04-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Ivan native_id=12 programme=P born=1962" } },
	  "2025-01-01..2025-02-01 re-keyed 11 native_id:12>11,"
	  "2025-02-01..2025-03-01 re-keyed 12 native_id:11>12",
	  "B,C,D,E,Ivan", "listed,listed,listed,listed,listed" },
	{ "another man of that name",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Ivan programme=P born=1962" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E;"
		" 11 name=Ivan programme=P born=1970" } },
	  "2025-01-01..2025-02-01 added 11 :>,"
	  "2025-01-01..2025-02-01 removed 12 :>?",
	  "B,C,D,E,Ivan,Ivan",
	  "listed,listed,listed,listed,listed,removal_pending" },
	{ "two that would fit: neither",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E; f name=F;"
		" 12 name=Ivan programme=P" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E; f name=F;"
		" 10 name=Ivan programme=P; 11 name=Ivan programme=P" } },
	  "2025-01-01..2025-02-01 added 10 :>,"
	  "2025-01-01..2025-02-01 added 11 :>,"
	  "2025-01-01..2025-02-01 removed 12 :>?",
	  "B,C,D,E,F,Ivan,Ivan,Ivan", NULL },
	{ "taken off and listed again under another programme",
	  { { "2025-01-01", "b name=B; c name=C; d name=D; e name=E;"
		" 12 name=Firm programme=P" },
	    { "2025-02-01", "b name=B; c name=C; d name=D; e name=E;"
		" 13 name=Firm programme=P programme=Q" } },
	  "2025-01-01..2025-02-01 added 13 :>,"
	  "2025-01-01..2025-02-01 removed 12 :>?",
	  "B,C,D,E,Firm,Firm", NULL },
};

static void histories_tell(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(histories) / sizeof(*histories); i++) {
		struct kit k;

		print_message("%s\n", histories[i].name);
		kit_start(&k);
		for (int v = 0; v < STEPS && histories[i].v[v].text; v++)
			kit_list_version(&k, histories[i].v[v].evidence,
					 histories[i].v[v].text, NULL);
		kit_expect(&k, &kit_changes, "", "line",
			   histories[i].changes);
		kit_expect(&k, &kit_parties, "sort:name,state", "name",
			   histories[i].names);
		if (histories[i].states)
			kit_expect(&k, &kit_parties, "sort:name,state",
				   "state", histories[i].states);
		kit_stop(&k);
	}
}

/* A store of an older thaw has no changes: they are derived from its spans. */
static void derived_anew_they_are_the_same(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(histories) / sizeof(*histories); i++) {
		sqlite3 *db;
		struct kit k;

		kit_start(&k);
		for (int v = 0; v < STEPS && histories[i].v[v].text; v++)
			kit_list_version(&k, histories[i].v[v].evidence,
					 histories[i].v[v].text, NULL);
		store_close(&k.s);
		assert_int_equal(sqlite3_open(k.file, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, "DELETE FROM change;"
			"DELETE FROM rekey; DELETE FROM meta", NULL, NULL,
			NULL), SQLITE_OK);
		sqlite3_close(db);
		kit_open(&k);
		kit_expect(&k, &kit_changes, "", "line",
			   histories[i].changes);
		kit_expect(&k, &kit_parties, "sort:name,state", "name",
			   histories[i].names);
		kit_stop(&k);
	}
}

/* A list of changes after a whole list of a b c. */
static const struct {
	const char *name, *delta;
	const char *changes, *names, *states;
	int64_t unknown;
} deltas[] = {
	{ "the source's own word needs no second version", "gone:b",
	  "2025-01-01..2025-02-01 removed b :>", "A,B,C",
	  "listed,delisted,listed", 0 },
	{ "new and changed", "d name=D; c name=C2 programme=P",
	  "2025-01-01..2025-02-01 added d :>,"
	  "2025-01-01..2025-02-01 amended c country:BY>,"
	  "2025-01-01..2025-02-01 amended c name:C>C2", "A,B,C2,D",
	  "listed,listed,listed,listed", 0 },
	{ "a patch leaves what it does not tell",
	  "patch:c name=C2 programme=Q; patch:b other_name@taken=Bee",
	  "2025-01-01..2025-02-01 amended b other_name:Bee>,"
	  "2025-01-01..2025-02-01 amended c name:C>C2,"
	  "2025-01-01..2025-02-01 amended c programme:>Q", "A,B,C2",
	  "listed,listed,listed", 0 },
	{ "of what is not there nothing is known", "patch:x name=X; gone:y",
	  "", "A,B,C", "listed,listed,listed", 2 },
};

static const char whole[] = "a name=A; b name=B other_name=Bee;"
			    " c name=C programme=P country=BY";

static int import_delta(struct kit *k, const char *text,
			struct store_result *out, struct err *e)
{
	struct source src = { .key = SLICE("l") };
	struct store_fetch f = { .source = &src, .changes = true,
				 .evidence = SLICE("2025-02-01") };
	struct store_tx *tx;

	if (store_begin(&tx, k->s, &f, e) < 0 ||
	    kit_puts(tx, KIND_designation, text, e) < 0)
		return -1;
	return store_accept(&tx, false, out, e);
}

static void one_delta(size_t i, bool late)
{
	struct store_result res = {0};
	struct err e = {0};
	struct kit k;

	print_message("%s%s\n", deltas[i].name, late ? ", late" : "");
	kit_start(&k);
	kit_list_version(&k, "2025-01-01", whole, NULL);
	/* A delta that comes in after a later one must tell the same. */
	if (late)
		assert_int_equal(kit_import(&k, "l", "2025-02-03", false,
			KIND_designation, "gone:none", &res, &e), 0);
	if (import_delta(&k, deltas[i].delta, &res, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(res.unknown, deltas[i].unknown);
	kit_expect(&k, &kit_changes, "", "line", deltas[i].changes);
	kit_expect(&k, &kit_parties, "sort:name", "name", deltas[i].names);
	kit_expect(&k, &kit_parties, "sort:name", "state", deltas[i].states);
	kit_expect(&k, &kit_parties, "sort:name as-of:2025-01-31", "name",
		   "A,B,C");
	kit_stop(&k);
}

static void deltas_tell(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(deltas) / sizeof(*deltas); i++) {
		one_delta(i, false);
		one_delta(i, true);
	}
}

static int import_bytes(struct kit *k, const char *evidence, const char *sum,
			const char *text, struct store_result *out,
			struct err *e)
{
	struct source src = { .key = SLICE("l") };
	struct store_fetch f = { .source = &src, .complete = true,
				 .evidence = slice_of(evidence),
				 .sha256 = slice_of(sum) };
	struct store_tx *tx;

	if (store_begin(&tx, k->s, &f, e) < 0 ||
	    kit_puts(tx, KIND_designation, text, e) < 0)
		return -1;
	return store_accept(&tx, false, out, e);
}

/* A file that was cut short is cut short under any date. */
static void the_same_bytes_confirm_nothing(void **state)
{
	static const char full[] = "a name=A; b name=B; c name=C; d name=D;"
		" e name=E";
	static const char less[] = "a name=A; b name=B; c name=C; d name=D";
	static const struct {
		const char *evidence, *sum, *text, *state;
		int64_t removed;
	} rows[] = {
		{ "2025-01-01", "1", full, "listed", 0 },
		{ "2025-02-01", "2", less, "removal_pending", 0 },
		{ "2025-03-01", "2", less, "removal_pending", 0 },
		{ "2025-04-01", "2", less, "removal_pending", 0 },
		{ "2025-05-01", "3", less, "delisted", 1 },
		{ "2025-06-01", "2", less, "delisted", 0 },
	};
	struct kit k;

	(void)state;
	kit_start(&k);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct store_result res = {0};
		struct err e = {0};

		if (import_bytes(&k, rows[i].evidence, rows[i].sum,
				 rows[i].text, &res, &e) < 0)
			fail_msg("%s", e.msg);
		kit_expect(&k, &kit_parties, "name:E", "state", rows[i].state);
		assert_int_equal(res.removed, rows[i].removed);
	}
	kit_expect(&k, &kit_changes, "", "line",
		   "2025-01-01..2025-02-01 removed e :>");
	kit_expect(&k, &kit_changes, "as-of:2025-04-01", "line",
		   "2025-01-01..2025-02-01 removed e :>?");
	kit_stop(&k);
}

#define MANY "m name=M; n name=N; o name=O; p name=P; "

/* Whichever comes first: the list without the party, or the word that it is
 * gone. */
static void the_source_confirms(void **state)
{
	static const char less[] = MANY " a name=A; c name=C";
	static const char *const lists[] = { "2025-02-01", "2025-01-20" };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct store_result res = {0};
		struct err e = {0};
		struct kit k;

		kit_start(&k);
		kit_list_version(&k, "2025-01-01", MANY " a name=A;"
				 " b name=B; c name=C", NULL);
		for (size_t turn = 0; turn < 2; turn++)
			if (turn == i % 2) {
				if (import_bytes(&k, lists[i / 2], "1", less,
						 &res, &e) < 0)
					fail_msg("%s", e.msg);
			} else if (import_delta(&k, "gone:b", &res, &e) < 0) {
				fail_msg("%s", e.msg);
			}
		kit_expect(&k, &kit_parties, "name:B", "state", "delisted");
		kit_expect(&k, &kit_parties, "name:B as-of:2025-01-25",
			   "state", i < 2 ? "listed" : "removal_pending");
		kit_expect(&k, &kit_changes, "", "line", i < 2 ?
			   "2025-01-01..2025-02-01 removed b :>" :
			   "2025-01-01..2025-01-20 removed b :>");
		kit_stop(&k);
	}
}

/* The word comes first, and then an older list that still has the party. */
static void gone_before_the_list(void **state)
{
	struct store_result res;
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	if (import_delta(&k, "gone:b", &res, &e) < 0)
		fail_msg("%s", e.msg);
	assert_int_equal(res.unknown, 1);
	kit_list_version(&k, "2025-01-01", "a name=A; b name=B", NULL);
	kit_expect(&k, &kit_parties, "sort:name", "state", "listed,delisted");
	kit_expect(&k, &kit_changes, "", "line",
		   "2025-01-01..2025-02-01 removed b :>");
	kit_expect(&k, &kit_parties, "sort:name as-of:2025-01-15", "state",
		   "listed,listed");
	kit_stop(&k);
}

/* What a whole list has besides those that a list of changes told before it
 * stood there all along. */
static void changes_before_the_list(void **state)
{
	static const char *const ends[] = { "2025-02-02", "2025-01-01" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct store_result res;
		struct err e = {0};
		struct kit k;

		kit_start(&k);
		if (import_delta(&k, "d name=D; measure:m measure=M", &res,
				 &e) < 0)
			fail_msg("%s", e.msg);
		kit_list_version(&k, ends[i], "a name=A; b name=B;"
				 " d name=D; measure:m measure=M", NULL);
		kit_expect(&k, &kit_changes, "", "line", i ? "" :
			   "..2025-02-01 added d :>");
		kit_stop(&k);
	}
}

static void whole_lists_tell_no_changes(void **state)
{
	struct err e = {0};
	struct kit k;

	(void)state;
	kit_start(&k);
	assert_int_equal(kit_import(&k, "l", "2025-01-01", true,
		KIND_designation, "a name=A; gone:b", NULL, &e), -1);
	assert_non_null(strstr(e.msg, "whole list"));
	kit_stop(&k);
}

/* What a version says of itself must hold. */
static void declared_counts(void **state)
{
	static const struct {
		bool declares, force;
		int64_t declared;
		int rc;
	} rows[] = {
		{ false, false, 0, 0 }, { true, false, 2, 0 },
		{ true, false, 3, -1 }, { true, false, 1, -1 },
		{ true, true, 3, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct source src = { .key = SLICE("l") };
		struct store_fetch f = { .source = &src, .complete = true,
			.evidence = SLICE("2025-01-01"),
			.declares = rows[i].declares,
			.declared = rows[i].declared };
		struct store_result res;
		struct store_tx *tx;
		struct err e = {0};
		struct kit k;

		kit_start(&k);
		assert_int_equal(store_begin(&tx, k.s, &f, &e), 0);
		assert_int_equal(kit_puts(tx, KIND_designation,
			"a name=A; b name=B", &e), 0);
		assert_int_equal(store_accept(&tx, rows[i].force, &res, &e),
				 rows[i].rc);
		assert_true(rows[i].rc == 0 || e.code == ERR_REFUSED);
		kit_expect(&k, &kit_parties, "", "name",
			   rows[i].rc ? "" : "A,B");
		kit_stop(&k);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(histories_tell),
		cmocka_unit_test(derived_anew_they_are_the_same),
		cmocka_unit_test(deltas_tell),
		cmocka_unit_test(the_same_bytes_confirm_nothing),
		cmocka_unit_test(the_source_confirms),
		cmocka_unit_test(gone_before_the_list),
		cmocka_unit_test(changes_before_the_list),
		cmocka_unit_test(whole_lists_tell_no_changes),
		cmocka_unit_test(declared_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
