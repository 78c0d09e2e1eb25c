/* Faults of parsers, seeded: readers that crash, hang, eat memory, open what
 * they must not, or lie. Each costs its reading and nothing else. This program
 * is its own reading server. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/clock.h"
#include "base/seal.h"
#include "cmd/sealed_serve.h"
#include "flow/flow.h"
#include "flow/sealed.h"
#include "faulty.h"
#include "storekit.h"

enum {
	QUIET_MS = 1500,
	MEMORY = 96 << 20,
};

/* --- what is said of each --- */

enum needs { ANYWHERE, MEMORY_LIMIT, SECCOMP };

#define NOT_KEPT "; nothing of this version was kept, what was known before" \
	" stays"
#define REPORT NOT_KEPT "; please report it, with the file"

static const struct {
	const char *format;
	const char *says;
	enum needs needs;
} told[] = {
	{ "crash", "the reader of crash crashed (signal 11)" REPORT,
	  MEMORY_LIMIT },
	{ "give_up", "the reader of give_up crashed (signal 6)" REPORT,
	  MEMORY_LIMIT },
	{ "early", "the reader crashed (signal 7)" REPORT, MEMORY_LIMIT },
	{ "hang", "the reader of hang said nothing for 2 s and was ended"
	  REPORT, ANYWHERE },
	{ "eat", "the reader of eat ended for want of memory (more than"
	  " 96 MB)" NOT_KEPT, MEMORY_LIMIT },
	{ "want", "no memory for a test", MEMORY_LIMIT },
	{ "open_file", "no file for a test: Operation not permitted", SECCOMP },
	{ "make_file", "the reader of make_file tried what no reader may do"
	  " and was ended (signal 31)" REPORT, SECCOMP },
	{ "open_socket", "tried what no reader may do", SECCOMP },
	{ "start_program", "tried what no reader may do", SECCOMP },
	{ "make_process", "tried what no reader may do", SECCOMP },
	{ "signal_others", "tried what no reader may do", SECCOMP },
	{ "run_data", "tried what no reader may do", SECCOMP },
	{ "spoil_input", "tried what no reader may do", SECCOMP },
	{ "garbage", "the reader of garbage sent what makes no sense" REPORT,
	  ANYWHERE },
	{ "huge", "sent what makes no sense", ANYWHERE },
	{ "two_heads", "sent what makes no sense", ANYWHERE },
	{ "flood", "sent what makes no sense", ANYWHERE },
	{ "half", "the reader of half ended without a word (code 0)" REPORT,
	  ANYWHERE },
	{ "leave", "ended without a word (code 0)", ANYWHERE },
	{ "leave_with_code", "ended without a word (code 7)", ANYWHERE },
};

static bool holds(const char *what)
{
	struct str s = STR_INIT(256);
	bool is;

	seal_describe(&s);
	is = strstr(str_cstr(&s), what) != NULL;
	str_free(&s);
	return is;
}

static bool can_test(enum needs n)
{
	return n == ANYWHERE ||
	       (!seal_speaks() && (n != SECCOMP || holds("seccomp")));
}

static int take_head(void *ctx, const struct parsing_head *h, struct err *e)
{
	(void)ctx;
	(void)h;
	(void)e;
	return 0;
}

static int count(void *ctx, const struct record *r, struct err *e)
{
	(void)r;
	(void)e;
	++*(int *)ctx;
	return 0;
}

/* How many records, -1 with the reason. */
static int read_as(struct sealed *s, const char *format, struct err *e)
{
	struct input_part part = input_memory(SLICE("x"), SLICE("a,b\n1,2\n"));
	struct parsing r = { .part = &part, .n = 1,
			     .format = slice_of(format),
			     .max_bytes = 1 << 20 };
	int n = 0;

	err_clear(e);
	return parsing_run(s, &r, take_head, count, &n, e) < 0 ? -1 : n;
}

static struct sealed *start(const struct sealed_options *more)
{
	struct sealed_options o = *more;
	struct sealed *s = NULL;
	struct err e = {0};

	o.program = "/proc/self/exe";
	o.also = faulty;
	assert_int_equal(sealed_open(&s, &o, &e), 0);
	return s;
}

static void each_fault_costs_its_reading(void **state)
{
	/* Only who is silent is to be ended for it, however slow the machine. */
	struct sealed *hasty = start(&(struct sealed_options){
		.memory = MEMORY, .quiet_ms = QUIET_MS });
	struct sealed *calm = start(&(struct sealed_options){
		.memory = MEMORY, .quiet_ms = 10 * QUIET_MS });

	(void)state;
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		struct sealed *s = strstr(told[i].says, "said nothing") ?
				   hasty : calm;
		struct err e = {0};

		if (!can_test(told[i].needs)) {
			print_message("%s: not with this system or build\n",
				      told[i].format);
			continue;
		}
		assert_int_equal(read_as(s, told[i].format, &e), -1);
		if (!strstr(e.msg, told[i].says))
			fail_msg("%s: \"%s\", not \"%s\"", told[i].format,
				 e.msg, told[i].says);
		if (read_as(s, "good", &e) != 1)
			fail_msg("after %s: %s", told[i].format, e.msg);
	}
	sealed_close(&hasty);
	sealed_close(&calm);
	assert_int_equal(access("/tmp/thaw-seeded", F_OK), -1);
}

static void processor_time_is_limited(void **state)
{
	struct sealed *s = start(&(struct sealed_options){
		.quiet_ms = 15000, .cpu_s = 1 });
	int64_t from = clock_mono_ms();
	struct err e = {0};

	(void)state;
	assert_int_equal(read_as(s, "hang", &e), -1);
	assert_non_null(strstr(e.msg, "the reader of hang took more than 1 s"
			       " of processor time" NOT_KEPT));
	assert_true(clock_mono_ms() - from < 14000);
	assert_int_equal(read_as(s, "good", &e), 1);
	sealed_close(&s);
}

static bool at_once(void *ctx)
{
	(void)ctx;
	return true;
}

/* Told to stop, a run does not wait for a reader that hangs; but it does for
 * one that reads. */
static void hanging_does_not_keep_from_stopping(void **state)
{
	struct sealed *s = start(&(struct sealed_options){
		.quiet_ms = 15000 });
	struct input_part part = input_memory(SLICE("x"), SLICE("a\n"));
	struct parsing r = { .part = &part, .n = 1, .format = SLICE("hang"),
			     .max_bytes = 1 << 20, .stop = at_once };
	int64_t from = clock_mono_ms();
	struct err e = {0};
	int n = 0;

	(void)state;
	assert_int_equal(parsing_run(s, &r, take_head, count, &n, &e), -1);
	assert_int_equal(e.code, ERR_STOPPED);
	assert_true(clock_mono_ms() - from < 10000);
	err_clear(&e);
	r.format = SLICE("good");
	assert_int_equal(parsing_run(s, &r, take_head, count, &n, &e), 0);
	assert_int_equal(n, 1);
	sealed_close(&s);
}

/* The server itself is ended by somebody else. */
static void lost_server_is_started_anew(void **state)
{
	struct sealed *s = start(&(struct sealed_options){ .memory = MEMORY });
	struct err e = {0};
	int failed = 0, n;

	(void)state;
	assert_int_equal(read_as(s, "good", &e), 1);
	kill(sealed_pid(s), SIGKILL);
	for (int i = 0; i < 2; i++) {
		n = read_as(s, "good", &e);
		assert_true(n == 1 || n == -1);
		failed += n < 0;
	}
	assert_int_equal(n, 1);
	assert_true(failed <= 1);
	sealed_close(&s);
}

static int no_more(void *ctx, const struct record *r, struct err *e)
{
	(void)ctx;
	(void)r;
	return err_set(e, ERR_STORE, "the disk is full");
}

static void what_the_taker_says_comes_back(void **state)
{
	struct sealed *s = start(&(struct sealed_options){ .memory = MEMORY });
	struct input_part part = input_memory(SLICE("x"), SLICE("a\n"));
	struct parsing r = { .part = &part, .n = 1, .format = SLICE("good"),
			     .max_bytes = 1 << 20 };
	struct err e = {0};

	(void)state;
	assert_int_equal(parsing_run(s, &r, take_head, no_more, NULL, &e), -1);
	assert_int_equal(e.code, ERR_STORE);
	assert_string_equal(e.msg, "the disk is full");
	sealed_close(&s);
}

static void no_program_is_said(void **state)
{
	struct sealed_options o = { .program = "/nonexistent/thaw" };
	struct sealed *s = NULL;
	struct err e = {0};

	(void)state;
	assert_int_equal(sealed_open(&s, &o, &e), 0);
	assert_int_equal(read_as(s, "good", &e), -1);
	assert_non_null(strstr(e.msg, "cannot start the process that reads"));
	sealed_close(&s);
	/* One that is no reading server. */
	o.program = "/bin/true";
	assert_int_equal(sealed_open(&s, &o, &e), 0);
	assert_int_equal(read_as(s, "good", &e), -1);
	assert_true(e.msg[0]);
	sealed_close(&s);
}

/* No descriptor and no process is left behind, however it ends. */
static void nothing_is_left_behind(void **state)
{
	static const char *const formats[] = { "good", "leave", "garbage" };
	struct err e = {0};
	int before = dup(STDIN_FILENO), after;

	(void)state;
	close(before);
	for (size_t i = 0; i < 3; i++) {
		struct sealed *s = start(&(struct sealed_options){
			.memory = MEMORY });

		for (int k = 0; k < 3; k++)
			read_as(s, formats[i], &e);
		sealed_close(&s);
	}
	after = dup(STDIN_FILENO);
	close(after);
	assert_int_equal(before, after);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

/* --- with a store --- */

static int import_as(struct world *w, const char *format, const char *text,
		     struct err *e)
{
	struct input_part part = input_memory(SLICE("x"), slice_of(text));
	struct import_options o = { .source = SLICE("s"),
				    .format = slice_of(format) };
	struct store_result res;
	struct slice source;

	err_clear(e);
	return flow_import(w, &part, 1, &o, &res, &source, e);
}

static void store_stays_as_it_was(void **state)
{
	static const char *const formats[] = { "crash", "garbage", "hang",
					       "leave", "flood" };
	struct sealed *s = start(&(struct sealed_options){
		.memory = MEMORY, .quiet_ms = QUIET_MS });
	struct sources sources = {0};
	struct settings settings = { .max_bytes = 1 << 20 };
	struct str words = STR_INIT(4096);
	struct kit k;
	struct world w = { .sources = &sources, .settings = &settings,
			   .sealed = s };
	struct err e = {0};

	(void)state;
	kit_start(&k);
	w.store = k.s;
	w.clock = clock_system();
	assert_int_equal(import_as(&w, "good", "one", &e), 0);
	kit_expect(&k, &kit_news, "", "title", "seeded");
	for (size_t i = 0; i < 5; i++) {
		struct source_state st;
		struct arena mem = ARENA_INIT(1 << 20);

		assert_int_equal(import_as(&w, formats[i], "two", &e), -1);
		kit_expect(&k, &kit_news, "", "title", "seeded");
		assert_int_equal(store_source_state(k.s, SLICE("s"),
						    SLICE_NONE, &mem, &st, &e),
				 0);
		assert_true(strstr(st.why.p, "the reader of ") == st.why.p);
		arena_free(&mem);
		str_clear(&words);
		assert_int_equal(store_check(k.s, &words, &e), 0);
	}
	assert_int_equal(import_as(&w, "good", "three", &e), 0);
	kit_expect(&k, &kit_news, "", "title", "seeded");
	str_free(&words);
	kit_stop(&k);
	sealed_close(&s);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_fault_costs_its_reading),
		cmocka_unit_test(processor_time_is_limited),
		cmocka_unit_test(hanging_does_not_keep_from_stopping),
		cmocka_unit_test(lost_server_is_started_anew),
		cmocka_unit_test(what_the_taker_says_comes_back),
		cmocka_unit_test(no_program_is_said),
		cmocka_unit_test(nothing_is_left_behind),
		cmocka_unit_test(store_stays_as_it_was),
	};

	if (argc == 2 && strcmp(argv[1], SEALED_WORD) == 0)
		sealed_serve(faulty);
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
