/* What is said of a snapshot, and which of its blocks are lacking. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/path.h"
#include "flow/blocks.h"
#include "flow/pull.h"

#define SUM "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define GOOD "thaw-manifest=1\nschema=7\nmade=1795660042\nby=0.1.0\n" \
	"bytes=638976\npage_size=8192\nblock=8192\nsha256=" SUM "\n" \
	"blocks_sha256=" SUM "\nnewest=0\n"

static const struct { const char *text, *why; } manifests[] = {
	{ GOOD, NULL },
	{ GOOD "rows.designations=12\nrows.x=0\n", NULL },
	{ GOOD "tomorrow=something else\n", NULL },
	{ "", "cut off" },
	{ "thaw-manifest=1\nschema=7", "cut off" },
	{ "thaw-manifest=1\nschema=7\n", "made is missing" },
	{ "<html>\n", "not a manifest of thaw" },
	{ "thaw-manifest=2\n", "newer thaw" },
	{ "thaw-manifest=0\n", "not such a value" },
	{ "thaw-manifest=\n", "not such a value" },
	{ GOOD "made=1\n", "for the second time" },
	{ GOOD "\n", "not NAME=VALUE" },
	{ GOOD "rows.designations\n", "not NAME=VALUE" },
	{ GOOD "rows.=1\n", "not a view" },
	{ GOOD "rows.a/b=1\n", "not a view" },
	{ GOOD "rows.abcdefghijklmnopqrstuvwxyzabcdefghi=1\n", "not a view" },
	{ GOOD "rows.a=-1\n", "not a number of rows" },
	{ GOOD "rows.a=1 \n", "not a number of rows" },
	{ GOOD "rows.a=99999999999999999999999\n", "not a number of rows" },
};

/* Of a good one, another value. */
static const struct { const char *from, *to, *why; } values[] = {
	{ "schema=7", "schema=0", "not such a value" },
	{ "schema=7", "schema=+7", "not such a value" },
	{ "schema=7", "schema=0x7", "not such a value" },
	{ "made=1795660042", "made=253402300800", "not such a value" },
	{ "by=0.1.0", "by=\033[31m", "not such a value" },
	{ "by=0.1.0", "by=", "not such a value" },
	{ "bytes=638976", "bytes=638977", "do not fit" },
	{ "bytes=638976", "bytes=68719476737", "not such a value" },
	{ "bytes=638976", "bytes=68719476736", NULL },
	{ "page_size=8192", "page_size=8191", "do not fit" },
	{ "page_size=8192", "page_size=131072", "not such a value" },
	{ "block=8192", "block=2048", "not such a value" },
	{ "block=8192", "block=8193", "do not fit" },
	{ "\nsha256=0", "\nsha256=g", "not such a value" },
	{ "\nsha256=0", "\nsha256=", "not such a value" },
	{ "\nsha256=0", "\nsha256=00", "not such a value" },
};

static void judge(const char *text, const char *why)
{
	struct manifest m;
	struct err e = {0};
	int rc = manifest_parse(&m, slice_of(text), &e);

	if ((rc == 0) != (why == NULL) || (why && !strstr(e.msg, why)))
		fail_msg("\"%.80s\": %s, wanted %s", text, e.msg,
			 why ? why : "none");
}

static void test_manifests(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(manifests) / sizeof(manifests[0]); i++)
		judge(manifests[i].text, manifests[i].why);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		struct str text = STR_INIT(MANIFEST_BYTES);
		const char *at = strstr(GOOD, values[i].from);

		assert_non_null(at);
		str_add(&text, slice_make(GOOD, (size_t)(at - GOOD)));
		str_addz(&text, values[i].to);
		str_addz(&text, at + strlen(values[i].from));
		judge(str_cstr(&text), values[i].why);
		str_free(&text);
	}
}

static void test_comes_back(void **state)
{
	struct str text = STR_INIT(MANIFEST_BYTES);
	struct manifest m;
	struct err e = {0};

	(void)state;
	assert_int_equal(manifest_parse(&m, SLICE(GOOD "rows.a=12\n"), &e), 0);
	assert_int_equal(manifest_sums(&m), 78 * BLOCK_SUM);
	manifest_write(&m, &text);
	assert_string_equal(str_cstr(&text), GOOD "rows.a=12\n");
	str_free(&text);
}

/* A letter is a block of 4096 bytes, the last one is shorter. */
static void sums_of(const char *letters, struct block_sums *out)
{
	struct err e = {0};
	int fd = path_spool(&e);
	char block[4096];

	assert_true(fd >= 0);
	for (; *letters; letters++) {
		memset(block, *letters, sizeof(block));
		assert_int_equal(path_write_all(fd, slice_make(block,
				 letters[1] ? sizeof(block) : 100), &e), 0);
	}
	assert_int_equal(blocks_sum(out, fd, 4096, NULL, NULL, &e), 0);
	close(fd);
}

static const struct { const char *wanted, *have, *lacking; } lacks[] = {
	{ "abc", "abc", "" },
	{ "abc", "", "0-8292 " },
	{ "abcde", "abxde", "8192-12288 " },
	/* A block between is brought with them, two are not. */
	{ "abcdef", "axcxef", "4096-16384 " },
	{ "abcdefg", "axcdxfg", "4096-8192 16384-20480 " },
	{ "abc", "abcd", "8192-8292 " },	/* there it was whole */
	{ "abcd", "abc", "8192-12388 " },
	{ "a", "b", "0-100 " },
};

static void test_lacking(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lacks) / sizeof(lacks[0]); i++) {
		struct block_sums wanted, have;
		struct block_range *r;
		struct str got = STR_INIT(4096);
		struct err e = {0};
		size_t n;

		sums_of(lacks[i].wanted, &wanted);
		sums_of(lacks[i].have, &have);
		assert_int_equal(blocks_lacking(str_slice(&wanted.list),
			str_slice(&have.list), wanted.bytes, 4096, &r, &n,
			&e), 0);
		for (size_t k = 0; k < n; k++)
			str_addf(&got, "%d-%d ", (int)r[k].from, (int)r[k].to);
		assert_string_equal(str_cstr(&got), lacks[i].lacking);
		str_free(&got);
		free(r);
		blocks_free(&wanted);
		blocks_free(&have);
	}
}

/* Addresses; NULL: none. */
static const struct { const char *from, *to; } addresses[] = {
	{ "host:dir", "host:dir" },
	{ "user@host:/srv/thaw/", "user@host:/srv/thaw" },
	{ "https://host/thaw/", "https://host/thaw" },
	{ "sftp://user@host/srv/thaw", "sftp://user@host/srv/thaw" },
	{ "rsync://host/module/", "rsync://host/module" },
	{ "/", "file:///" },
	{ "/tmp/../tmp", "file:///tmp" },
	{ "", NULL }, { "-e", NULL }, { "--rsh=x", NULL }, { "-host:dir", NULL },
	{ "user@-oProxyCommand=x:dir", NULL }, { "rsync://-x/module", NULL },
	{ "sftp://user@-x/dir", NULL }, { "https://me:secret@host/dir", NULL },
	{ "https://host/dir?key=secret", NULL },
	{ "host:a\nb", NULL }, { "/nobody/has/this", NULL },
};

static void test_addresses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct str got = {0};
		struct err e = {0};
		int rc = pull_address(slice_of(addresses[i].from), &got, &e);

		if (rc == 0 && addresses[i].to)
			assert_string_equal(str_cstr(&got), addresses[i].to);
		else if (rc == 0 || addresses[i].to)
			fail_msg("\"%s\": %s", addresses[i].from, e.msg);
		str_free(&got);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_manifests),
		cmocka_unit_test(test_comes_back),
		cmocka_unit_test(test_lacking),
		cmocka_unit_test(test_addresses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
