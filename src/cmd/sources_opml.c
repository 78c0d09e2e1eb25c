/* Lists of feeds, as programs that read news hand them on. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/parts.h"
#include "cmd/print.h"
#include "cmd/sources_conf.h"
#include "model/conf.h"

enum { LIST_BYTES = 64 << 20, KEY_BYTES = 512 };

struct intake {
	struct app *app;
	struct slice group;
	struct arena mem;
	struct source *list;
	size_t n, cap;
	size_t known, strange;		/* left out: there already; no feed */
};

static struct slice value_of(const struct record *r, enum property prop)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->claims[i].prop == prop)
			return r->claims[i].value;
	return SLICE_NONE;
}

static bool has_url(const struct source *s, struct slice url)
{
	for (size_t i = 0; i < s->n_urls; i++)
		if (slice_eq(s->url[i], url))
			return true;
	return false;
}

static bool is_known(const struct intake *in, struct slice url)
{
	const struct sources *own = &in->app->sources;

	for (size_t i = 0; i < own->n; i++)
		if (has_url(&own->list[i], url))
			return true;
	for (size_t i = 0; i < in->n; i++)
		if (has_url(&in->list[i], url))
			return true;
	return false;
}

static bool key_taken(const struct intake *in, struct slice key)
{
	if (sources_find(&in->app->sources, key))
		return true;
	for (size_t i = 0; i < in->n; i++)
		if (slice_eq(in->list[i].key, key))
			return true;
	return false;
}

static struct slice free_key(struct intake *in, struct slice url)
{
	struct str key = STR_INIT(KEY_BYTES);
	struct slice found;

	for (int n = 1; n == 1 || key_taken(in, str_slice(&key)); n++) {
		str_clear(&key);
		sources_key(url, n, &key);
	}
	found = arena_slice(&in->mem, str_slice(&key));
	str_free(&key);
	return found;
}

static int take(void *ctx, const struct record *r, struct err *e)
{
	struct intake *in = ctx;
	struct slice url = value_of(r, PROP_url);
	struct slice title = value_of(r, PROP_title);
	struct source *s;

	if (r->kind != KIND_document || !source_url_valid(url) ||
	    source_tells_login(url)) {
		in->strange++;
		return 0;
	}
	if (is_known(in, url)) {
		in->known++;
		return 0;
	}
	if (vec_room((void **)&in->list, &in->cap, in->n, sizeof(*s),
		     SOURCES_MAX, e) < 0)
		return -1;
	s = &in->list[in->n];
	*s = (struct source){ .n_urls = 1, .format = SLICE("auto"),
			      .group = in->group, .period_s = 7200,
			      .enabled = !value_of(r, PROP_conditions).n };
	s->key = free_key(in, url);
	s->url[0] = arena_slice(&in->mem, url);
	s->title = title.n ? arena_slice(&in->mem, title) : s->key;
	in->n++;
	return arena_ok(&in->mem, "list of feeds", e);
}

static int add_all(struct slice text, const void *what, struct str *out,
		   struct err *e)
{
	const struct intake *in = what;
	struct str from = STR_INIT(CONF_BYTES);
	int rc = 0;

	str_add(out, text);
	for (size_t i = 0; i < in->n && rc == 0; i++) {
		str_clear(&from);
		str_add(&from, str_slice(out));
		str_clear(out);
		rc = conf_add(str_slice(&from), &in->list[i], out, e);
	}
	str_free(&from);
	return rc;
}

static void say_taken(const struct intake *in)
{
	char n[PRINT_NUMBER];

	if (in->n > 0)
		print_note(in->app, _("%s sources added to the group \"%.*s\";"
			   " a refresh will contact those that are enabled; to"
			   " keep it from that: thaw sources disable %.*s"),
			   print_number((int64_t)in->n, n),
			   SLICE_ARG(in->group), SLICE_ARG(in->group));
	if (in->known > 0)
		print_note(in->app, _("%s were there already and are as they "
			   "were"), print_number((int64_t)in->known, n));
	if (in->strange > 0)
		print_note(in->app, _("%s were left out: no address of the web,"
			   " or one with a password in it"),
			   print_number((int64_t)in->strange, n));
}

int sources_import(struct app *app, char *const *file, size_t n,
		   struct slice group, struct err *e)
{
	struct import_options o = { .format = SLICE("opml") };
	struct intake in = { .app = app, .mem = ARENA_INIT(LIST_BYTES),
			     .group = group.n ? group : SLICE("own") };
	struct world w = app_world(app);
	struct parts p = {0};
	int rc = parts_open(&p, file, n, app->settings.max_bytes, e);

	if (rc == 0)
		rc = flow_dry_run(&w, p.part, p.n, &o, take, &in, e);
	if (rc == 0 && in.n > 0)
		rc = sources_edit(app, add_all, &in, e);
	if (rc == 0)
		say_taken(&in);
	parts_close(&p);
	arena_free(&in.mem);
	free(in.list);
	return rc;
}

/* --- export ------------------------------------------------------------------ */

static bool is_feed(const struct source *s)
{
	static const char *const formats[] = { "auto", "rss", "atom",
					       "jsonfeed" };

	if (s->n_urls == 0 || !source_uses_network(s))
		return false;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (slice_is(s->format, formats[i]))
			return true;
	return false;
}

static void put_attribute(struct str *to, const char *name, struct slice value)
{
	str_addf(to, " %s=\"", name);
	for (size_t i = 0; i < value.n; i++) {
		switch (value.p[i]) {
		case '&':
			str_addz(to, "&amp;");
			break;
		case '<':
			str_addz(to, "&lt;");
			break;
		case '"':
			str_addz(to, "&quot;");
			break;
		default:
			if ((unsigned char)value.p[i] >= ' ')
				str_addc(to, value.p[i]);
		}
	}
	str_addc(to, '"');
}

static void put_feed(struct str *to, const struct source *s, struct slice url)
{
	struct slice title = s->title.n ? s->title : s->key;

	str_addz(to, "  <outline");
	put_attribute(to, "text", title);
	put_attribute(to, "title", title);
	put_attribute(to, "type", SLICE("rss"));
	put_attribute(to, "xmlUrl", url);
	if (!s->enabled)	/* ours: who takes it in contacts nobody new */
		put_attribute(to, "enabled", SLICE("false"));
	str_addz(to, "/>\n");
}

int sources_export(struct app *app, struct err *e)
{
	struct str out = STR_INIT(PRINT_BYTES);
	int rc;

	str_addz(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		       "<opml version=\"2.0\">\n<head><title>thaw</title>"
		       "</head>\n<body>\n");
	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		for (size_t k = 0; is_feed(s) && k < s->n_urls; k++)
			put_feed(&out, s, s->url[k]);
	}
	str_addz(&out, "</body>\n</opml>\n");
	rc = str_ok(&out, "list of feeds", e);
	if (rc == 0)
		rc = print_out(app, &out, e);
	str_free(&out);
	return rc;
}
