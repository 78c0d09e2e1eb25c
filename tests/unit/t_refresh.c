/* A refresh over canned pages and a frozen clock: what is asked, when, where,
 * and what is remembered of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/path.h"
#include "flow/flow.h"
#include "storekit.h"

enum { START = 1764000000, MIN = 60, HOUR = 3600, DAY = 86400, PAGES = 8 };

#define FEED(n) "<rss version=\"2.0\"><channel><title>t</title><item>" \
	"<guid isPermaLink=\"false\">i" n "</guid><title>Item " n \
	"</title></item></channel></rss>"

struct page {
	const char *url;
	enum fetched outcome;
	long status;
	const char *body, *moved_to;
	int64_t fresh_s, retry_after_s;
};

/* The world of a test; fetch has no ctx of its own. */
static struct net {
	struct page page[PAGES];
	char asked[1024];	/* addresses, a blank behind each */
	char said[2048];	/* "key step why; " */
} net;

static struct kit kit;
static struct source list[3];
static struct sources sources = { .list = list };
static struct settings settings = { .max_bytes = 1 << 20, .jobs = 2 };

static const struct page *page_of(struct slice url)
{
	for (size_t i = 0; i < PAGES && net.page[i].url; i++)
		if (slice_is(url, net.page[i].url))
			return &net.page[i];
	return NULL;
}

static int spool(const char *body)
{
	struct err e = {0};
	int fd = path_spool(&e);

	assert_true(fd >= 0);
	assert_int_equal(path_write_all(fd, slice_of(body), &e), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

static void answer(struct fetch_result *res, const struct page *p)
{
	*res = (struct fetch_result){ .fd = -1, .outcome = FETCH_FAILED,
				      .mem = ARENA_INIT(1 << 16) };
	if (!p) {
		err_set(&res->err, ERR_NETWORK, "no such host");
		return;
	}
	res->outcome = p->outcome;
	res->status = p->status;
	res->fresh_s = p->fresh_s;
	res->retry_after_s = p->retry_after_s;
	if (p->moved_to)
		res->moved_to = arena_slice(&res->mem, slice_of(p->moved_to));
	if (p->outcome == FETCH_FAILED)
		err_set(&res->err, ERR_NETWORK, "status %ld", p->status);
	if (p->outcome == FETCH_NEW) {
		res->fd = spool(p->body);
		res->bytes = (int64_t)strlen(p->body);
	}
}

static int canned(const struct fetch_request *reqs, size_t n,
		  const struct fetch_options *o, struct err *e)
{
	(void)e;
	for (size_t i = 0; i < n; i++) {
		struct fetch_result res;
		size_t used = strlen(net.asked);

		snprintf(net.asked + used, sizeof(net.asked) - used, "%.*s ",
			 SLICE_ARG(reqs[i].url));
		answer(&res, page_of(reqs[i].url));
		if (o->done(o->ctx, &reqs[i], &res) < 0)
			break;
	}
	return 0;
}

static void told(void *ctx, const struct flow_event *ev)
{
	size_t used = strlen(net.said);

	(void)ctx;
	if (ev->step != STEP_READING && ev->step != STEP_FETCHING &&
	    ev->step != STEP_WAITING)
		snprintf(net.said + used, sizeof(net.said) - used,
			 "%.*s %s %s; ", SLICE_ARG(ev->source),
			 step_name(ev->step), ev->why ? ev->why : "");
}

static int64_t now(void *ctx)
{
	(void)ctx;
	return kit.now;
}

static int start(void **state)
{
	static const char *const urls[] = {
		"https://a.test/x", "https://b.test/x", "https://c.test/x",
	};

	(void)state;
	kit_start(&kit);
	kit.now = START;
	memset(&net, 0, sizeof(net));
	sources.n = 1;
	for (size_t i = 0; i < 3; i++) {
		list[i] = (struct source){
			.key = slice_make(&"abc"[i], 1), .n_urls = 1,
			.format = SLICE("rss"), .period_s = HOUR,
			.enabled = true,
		};
		list[i].url[0] = slice_of(urls[i]);
	}
	return 0;
}

static int stop(void **state)
{
	(void)state;
	kit_stop(&kit);
	return 0;
}

/* One refresh; what was said of it. */
static const char *refresh(const char *key, bool force,
			   struct refresh_result *out)
{
	struct world w = {
		.store = kit.s, .sources = &sources, .settings = &settings,
		.clock = { now, NULL }, .fetch = canned, .told = told,
	};
	struct slice only = slice_of(key);
	struct refresh_options o = { .only = &only, .n_only = key != NULL,
				     .force = force };
	struct err e = {0};

	net.asked[0] = net.said[0] = '\0';
	if (flow_refresh(&w, &o, out, &e) < 0)
		snprintf(net.said, sizeof(net.said), "STOPPED %s", e.msg);
	return net.said;
}

static void is_asked(const char *key, bool force, const char *urls)
{
	struct refresh_result out;

	refresh(key, force, &out);
	if (strcmp(net.asked, urls) != 0)
		fail_msg("asked \"%s\", not \"%s\"; %s", net.asked, urls,
			 net.said);
}

static struct due due_of(const char *key)
{
	struct arena mem = ARENA_INIT(1 << 16);
	struct err e = {0};
	struct due d;

	assert_int_equal(store_due(kit.s, slice_of(key), &mem, &d, &e), 0);
	arena_free(&mem);
	d.gone = d.moved = SLICE_NONE;
	return d;
}

static void period_is_kept(void **state)
{
	struct refresh_result out;

	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 0, 0 };
	refresh(NULL, false, &out);
	assert_int_equal(out.done, 1);
	assert_true(out.next_at >= START + HOUR);
	assert_true(out.next_at <= START + HOUR + HOUR / 10);
	kit.now = START + HOUR - 1;
	is_asked(NULL, false, "");
	kit.now = START + HOUR + HOUR / 10;
	is_asked(NULL, false, "https://a.test/x ");
	/* a period that the user changes holds at once */
	list[0].period_s = 10 * MIN;
	kit.now += 11 * MIN;
	is_asked(NULL, false, "https://a.test/x ");
}

static void servers_word_is_heeded(void **state)
{
	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 5 * HOUR, 0 };
	is_asked(NULL, false, "https://a.test/x ");
	kit.now = START + 5 * HOUR - 1;
	is_asked(NULL, false, "");
	kit.now = START + 6 * HOUR;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_FAILED, 429,
				     NULL, NULL, 0, 3 * HOUR };
	is_asked(NULL, false, "https://a.test/x ");
	kit.now += 3 * HOUR - 1;
	is_asked(NULL, false, "");
	kit.now += 1;
	is_asked(NULL, false, "https://a.test/x ");
}

static void feeds_word_is_heeded(void **state)
{
	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
		"<rss version=\"2.0\"><channel><title>t</title><ttl>180</ttl>"
		"<item><guid>i1</guid><title>Item 1</title><ttl>9999</ttl>"
		"</item></channel></rss>", NULL, 0, 0 };
	is_asked(NULL, false, "https://a.test/x ");
	kit.now = START + 3 * HOUR - 1;
	is_asked(NULL, false, "");
	/* unchanged, so it holds on */
	kit.now = START + 3 * HOUR + HOUR / 2;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_SAME, 304,
				     NULL, NULL, 0, 0 };
	is_asked(NULL, false, "https://a.test/x ");
	kit.now += 3 * HOUR - 1;
	is_asked(NULL, false, "");
	/* fourteen times a week */
	kit.now += HOUR;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
		"<rss version=\"2.0\" xmlns:s=\"http://purl.org/rss/1.0/"
		"modules/syndication/\"><channel><title>t</title>"
		"<s:updatePeriod> weekly </s:updatePeriod>"
		"<s:updateFrequency>14</s:updateFrequency>"
		"<item><guid>i2</guid><title>Item 2</title></item>"
		"</channel></rss>", NULL, 0, 0 };
	is_asked(NULL, false, "https://a.test/x ");
	assert_int_equal(due_of("a").wait_s, 12 * HOUR);
}

static void failures_back_off(void **state)
{
	static const int64_t waits[] = { 15 * MIN, 30 * MIN, HOUR, 2 * HOUR,
					 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY,
					 DAY };

	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_FAILED, 500,
				     NULL, NULL, 0, 0 };
	for (size_t i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		is_asked(NULL, false, "https://a.test/x ");
		assert_int_equal(due_of("a").failures, i + 1);
		assert_int_equal(due_of("a").failing_since, START);
		kit.now += waits[i] - 1;
		is_asked(NULL, false, "");
		kit.now += 1 + waits[i] / 10;
	}
	/* who names it, gets it */
	kit.now += 1;
	is_asked("a", false, "https://a.test/x ");
	kit.now += 1;
	is_asked("a", false, "https://a.test/x ");
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 0, 0 };
	is_asked("a", false, "https://a.test/x ");
	assert_int_equal(due_of("a").failures, 0);
	assert_int_equal(due_of("a").failing_since, 0);
}

static void gone_is_not_asked_any_more(void **state)
{
	struct refresh_result out;
	struct err e = {0};

	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_GONE, 410,
				     NULL, NULL, 0, 0 };
	is_asked(NULL, false, "https://a.test/x ");
	kit.now += 30 * DAY;
	is_asked(NULL, false, "");
	is_asked(NULL, true, "");
	assert_non_null(strstr(refresh("a", false, &out), "410"));
	assert_string_equal(net.asked, "");
	assert_int_equal(out.failed, 1);
	is_asked("a", true, "https://a.test/x ");	/* ... but by the user */
	is_asked(NULL, false, "");
	assert_int_equal(store_due_ask_again(kit.s, SLICE("a"), &e), 0);
	is_asked(NULL, false, "https://a.test/x ");
	/* another address is another matter */
	list[0].url[0] = SLICE("https://a.test/new");
	kit.now += DAY;
	is_asked(NULL, false, "https://a.test/new ");
}

static void moved_is_remembered(void **state)
{
	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
		FEED("1"), "https://new.test/y", 0, 0 };
	net.page[1] = (struct page){ "https://new.test/y", FETCH_NEW, 200,
		FEED("2"), NULL, 0, 0 };
	is_asked("a", false, "https://a.test/x ");
	is_asked("a", false, "https://new.test/y ");
	/* whose server is not to be told the key for the old one */
	list[0].net.n_headers = 1;
	is_asked("a", false, "https://a.test/x ");
	list[0].net.n_headers = 0;
	is_asked("a", false, "https://new.test/y ");
	/* a bad day there is no reason to go back */
	net.page[1] = (struct page){ "https://new.test/y", FETCH_FAILED, 503,
		NULL, NULL, 0, 0 };
	is_asked("a", false, "https://new.test/y ");
	is_asked("a", false, "https://new.test/y ");
	/* but where nothing is there any more, the old one knows better;
	 * 410 there does not mean that the source is gone */
	net.page[1] = (struct page){ "https://new.test/y", FETCH_GONE, 410,
		NULL, NULL, 0, 0 };
	is_asked("a", false, "https://new.test/y ");
	is_asked("a", false, "https://a.test/x ");
	is_asked("a", false, "https://new.test/y ");
	/* and what the user configures anew is asked as it stands */
	list[0].url[0] = SLICE("https://b.test/x");
	is_asked("a", false, "https://b.test/x ");
}

/* clock going back a day: neither a stall nor a storm */
static void clock_back_a_day(void **state)
{
	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 0, 0 };
	kit.now = START + DAY;
	is_asked(NULL, false, "https://a.test/x ");
	kit.now = START;	/* ... was put right */
	for (int i = 0; i < 12; i++) {
		is_asked(NULL, false, "");
		kit.now += 5 * MIN - 1;
	}
	kit.now = START + HOUR + HOUR / 10;
	is_asked(NULL, false, "https://a.test/x ");
	kit.now += HOUR - 1;
	is_asked(NULL, false, "");
	kit.now += HOUR / 10 + 1;
	is_asked(NULL, false, "https://a.test/x ");
}

/* no answer from anybody: three sources, and all are asked soon again */
static void network_away(void **state)
{
	(void)state;
	sources.n = 3;
	for (int i = 0; i < 6; i++) {
		is_asked(NULL, false, "https://a.test/x https://b.test/x "
			 "https://c.test/x ");
		assert_int_equal(due_of("b").failures, 1);
		kit.now += 17 * MIN;
	}
	/* one of them alone: that is its own fault */
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 0, 0 };
	is_asked(NULL, false, "https://a.test/x https://b.test/x "
		 "https://c.test/x ");
	assert_int_equal(due_of("b").failures, 2);
}

/* Two at once, the other in another process: it holds the turn until it is
 * killed, and not a moment longer. */
static void one_process_a_source(void **state)
{
	struct refresh_result out;
	int ready[2];
	char byte = 0;
	pid_t pid;

	(void)state;
	net.page[0] = (struct page){ "https://a.test/x", FETCH_NEW, 200,
				     FEED("1"), NULL, 0, 0 };
	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (pid == 0) {
		struct store_options o = kit_options(&kit);
		struct store *s;
		struct err e = {0};
		bool taken = false;

		if (store_open(&s, &o, &e) == 0 &&
		    store_turn_take(s, SLICE("a"), &taken, &e) == 0 && taken)
			byte = 'y';
		(void)!write(ready[1], &byte, 1);
		pause();
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(byte, 'y');
	assert_int_equal(store_turn_who(kit.s, SLICE("a")), pid);
	assert_int_equal(store_turn_who(kit.s, SLICE("b")), 0);
	assert_non_null(strstr(refresh(NULL, false, &out),
			       "a busy is being refreshed by another thaw"));
	assert_int_equal(out.busy, 1);
	assert_int_equal(out.failed, 0);
	refresh("a", true, &out);
	assert_int_equal(out.busy, 1);
	assert_string_equal(net.asked, "");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	assert_int_equal(store_turn_who(kit.s, SLICE("a")), 0);
	is_asked(NULL, false, "https://a.test/x ");
	close(ready[0]);
	close(ready[1]);
}

/* The store locked for longer than we wait: said, nothing lost, nobody blamed,
 * and the others are not fetched in vain. */
static void store_locked_by_another(void **state)
{
	struct store_options o = kit_options(&kit);
	struct refresh_result out;
	struct err e = {0};
	char lock[128];
	int fd;

	(void)state;
	sources.n = 3;
	for (size_t i = 0; i < 3; i++)
		net.page[i] = (struct page){ list[i].url[0].p, FETCH_NEW, 200,
					     FEED("1"), NULL, 0, 0 };
	store_close(&kit.s);
	o.wait_ms = 100;
	assert_int_equal(store_open(&kit.s, &o, &e), 0);
	snprintf(lock, sizeof(lock), "%s-lock", kit.file);
	fd = open(lock, O_RDWR | O_CREAT, 0600);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	assert_non_null(strstr(refresh(NULL, false, &out), "STOPPED"));
	assert_non_null(strstr(net.said, "cannot be written"));
	assert_string_equal(net.asked, "https://a.test/x ");
	assert_int_equal(due_of("a").asked_at, 0);
	close(fd);
	refresh(NULL, false, &out);
	assert_int_equal(out.changed, 3);
}

/* One attempt a minute for a year is no half a million rows. */
static void attempts_are_bounded(void **state)
{
	struct store_fetch f = { .source = &list[0] };
	struct str said = STR_INIT(4096);
	struct err e = {0};
	const char *at;

	(void)state;
	for (int i = 0; i < 500; i++)
		assert_int_equal(store_attempt(kit.s, &f, "same", NULL, &e),
				 0);
	assert_int_equal(store_check(kit.s, &said, &e), 0);
	at = strstr(str_cstr(&said), "200 fetches");
	assert_non_null(at);
	str_free(&said);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, start, stop)
		T(period_is_kept), T(servers_word_is_heeded),
		T(feeds_word_is_heeded), T(failures_back_off), T(gone_is_not_asked_any_more),
		T(moved_is_remembered), T(clock_back_a_day), T(network_away),
		T(one_process_a_source), T(store_locked_by_another),
		T(attempts_are_bounded),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
