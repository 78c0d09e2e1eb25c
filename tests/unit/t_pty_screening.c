/* Screening in the real program on a pseudo-terminal. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/lib/ptykit.h"

static void again(struct run *r)
{
	pty_start(r, 24, 80, "C.UTF-8", false);
	pty_await(r, "Bialiatski", false, START_MS);
}

/* Whom a list has beside the three people. */
static void begin_listed(struct run *r)
{
	static const char list[] =
		"11,\"PRYKLAD, Ivan\",\"individual\",\"BELARUS\",,,,,,,,"
		"\"DOB 03 Feb 1960.\"\r\n\032";

	pty_begin(r, 24, 80);
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
	pty_file(r, "sdn.csv", list);
	pty_thaw(r, "import --quiet --format ofac_csv --source us-ofac-sdn"
		 " sdn.csv");
	again(r);
}

/* A name is typed, a verdict given; it is there again in the next session. */
static void test_screening(void **state)
{
	struct run r;

	(void)state;
	begin_listed(&r);
	pty_press(&r, "c");
	pty_await(&r, "Screen a name", false, KEY_MS);
	pty_press(&r, "Ivan Pry");
	pty_await(&r, "as far as it is typed", false, START_MS);
	pty_press(&r, "klad");
	pty_await(&r, "pryklad = pryklad: the same", false, KEY_MS);
	assert_true(pty_sees(&r, "us-ofac-sdn: listed"));
	pty_press(&r, "\033[17~");	/* F6 */
	pty_await(&r, "Note, and Enter", false, KEY_MS);
	pty_press(&r, "another Ivan\r");
	pty_await(&r, "another Ivan", false, KEY_MS);
	pty_await(&r, "not the same, said", false, KEY_MS);
	pty_press(&r, "\r");
	pty_await(&r, "Claims", false, KEY_MS);
	pty_press(&r, "q");
	pty_await(&r, "Screen a name", false, KEY_MS);
	pty_press(&r, "\033");
	pty_await(&r, "Esc leave", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	again(&r);
	pty_press(&r, "c");
	pty_press(&r, "pryklad");
	pty_await(&r, "us-ofac-sdn: listed", false, KEY_MS);
	assert_false(pty_sees(&r, "another Ivan"));
	pty_press(&r, "\025pryklad, ivan");
	pty_await(&r, "another Ivan", false, KEY_MS);
	pty_press(&r, "\033");
	pty_await(&r, "Esc leave", false, KEY_MS);
	pty_press(&r, "Q");
	assert_int_equal(pty_finish(&r), 0);
	pty_clean(&r);
}

static void flip_byte(const struct run *r, const char *file, off_t at)
{
	struct str path = STR_INIT(4096);
	char c;
	int fd;

	str_addf(&path, "%s/%s", r->dir, file);
	fd = open(str_cstr(&path), O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &c, 1, at), 1);
	c = (char)~c;
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	close(fd);
	str_free(&path);
}

static void ask_and_leave(struct run *r)
{
	pty_press(r, "c");
	pty_await(r, "Screen a name", false, KEY_MS);
	pty_press(r, "Ivan Pryklad");
	pty_await(r, "pryklad = pryklad: the same", false, KEY_MS);
	assert_false(pty_sees(r, "damaged"));
	pty_press(r, "\033");
	pty_await(r, "Esc leave", false, KEY_MS);
	pty_press(r, "Q");
	assert_int_equal(pty_finish(r), 0);
}

/* The index of names is made anew where it has gone bad. */
static void test_damage(void **state)
{
	struct run r;

	(void)state;
	begin_listed(&r);
	ask_and_leave(&r);
	flip_byte(&r, "s.db-names", 700);
	again(&r);
	ask_and_leave(&r);
	pty_thaw(&r, "doctor");
	pty_clean(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screening),
		cmocka_unit_test(test_damage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
