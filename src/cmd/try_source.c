#include "cmd/try_source.h"

#include <inttypes.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"

enum { TRIED_BYTES = 4 << 20, TITLES = sizeof(((struct tried *)0)->title) /
					sizeof(struct slice) };

static struct slice value_of(const struct record *r, enum property prop)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->claims[i].prop == prop)
			return r->claims[i].value;
	return SLICE_NONE;
}

static void take_feed(struct tried *t, const struct record *r)
{
	size_t i = t->feeds++;

	if (i >= TRIED_FEEDS)
		return;
	t->feed[i] = arena_slice(&t->mem, value_of(r, PROP_url));
	t->feed_title[i] = arena_slice(&t->mem, value_of(r, PROP_title));
}

static int take_record(void *ctx, const struct record *r, struct err *e)
{
	struct tried *t = ctx;
	struct slice title = value_of(r, PROP_title);

	(void)e;
	if (r->kind == KIND_document && value_of(r, PROP_url).n > 0) {
		take_feed(t, r);
		return 0;
	}
	t->records[r->kind]++;
	if (title.n == 0)
		title = value_of(r, PROP_name);
	if (title.n > 0 && t->titles < TITLES)
		t->title[t->titles++] = arena_slice(&t->mem, title);
	return 0;
}

int try_address(struct app *app, struct slice url, struct tried *t,
		struct err *e)
{
	struct world w = app_world(app);
	struct slice format = SLICE_NONE;
	int rc;

	*t = (struct tried){ .mem = ARENA_INIT(TRIED_BYTES) };
	rc = flow_test(&w, url, take_record, t, &format, e);
	t->format = arena_slice(&t->mem, format);
	return rc < 0 ? -1 : arena_ok(&t->mem, "what was read", e);
}

void tried_free(struct tried *t)
{
	arena_free(&t->mem);
	*t = (struct tried){0};
}

static void put_line(struct str *to, struct slice text)
{
	str_addz(to, "  ");
	text_visible(to, text, false);
	str_addc(to, '\n');
}

void tried_list_feeds(struct str *to, const struct tried *t)
{
	for (size_t i = 0; i < t->feeds && i < TRIED_FEEDS; i++) {
		str_addz(to, "  ");
		text_visible(to, t->feed[i], false);
		str_addz(to, "  ");
		text_visible(to, t->feed_title[i], false);
		str_addc(to, '\n');
	}
}

static void put_tried(struct str *to, const struct tried *t)
{
	str_addf(to, _("format %.*s"), SLICE_ARG(t->format));
	for (int k = 0; k < KIND_COUNT; k++)
		if (t->records[k] > 0)
			str_addf(to, ", %" PRId64 " %s", t->records[k],
				 kind_said((enum kind)k));
	str_addc(to, '\n');
	for (size_t i = 0; i < t->titles; i++)
		put_line(to, t->title[i]);
	if (t->feeds == 0)
		return;
	str_addz(to, _("a page that tells of feeds; to follow one: thaw sources"
		       " add ADDRESS\n"));
	tried_list_feeds(to, t);
}

int try_source(struct app *app, struct slice url, struct err *e)
{
	struct tried t;
	struct str text = STR_INIT(PRINT_BYTES);
	int rc = try_address(app, url, &t, e);

	if (rc == 0) {
		put_tried(&text, &t);
		rc = print_out(app, &text, e);
	}
	str_free(&text);
	tried_free(&t);
	return rc;
}
