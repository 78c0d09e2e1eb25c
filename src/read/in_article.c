/* An article, as HTML or plain text: one document and what it says. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/charset.h"
#include "read/extract.h"
#include "read/html.h"
#include "read/paperwork.h"
#include "read/plain.h"
#include "read/reader.h"

enum { HEAD_BYTES = 4096, KEY_BYTES = 8192, NOTICE_BYTES = 80 };

/* --- what it is --------------------------------------------------------------- */

static bool has_tag(struct slice head, const char *tag)
{
	size_t n = strlen(tag);

	for (size_t i = 0; i + n <= head.n; i++)
		if (head.p[i] == '<' &&
		    slice_ieq(slice_make(head.p + i, n), tag))
			return true;
	return false;
}

static struct slice head_of(struct slice text)
{
	if (slice_starts(text, "\xEF\xBB\xBF"))
		text = slice_make(text.p + 3, text.n - 3);
	text = slice_trim(text);
	if (text.n > HEAD_BYTES)
		text.n = HEAD_BYTES;
	return text;
}

static bool has_any(struct slice head, const char *const *tags)
{
	while (*tags && !has_tag(head, *tags))
		tags++;
	return *tags != NULL;
}

/* A fragment may begin with any tag of a text, with attributes or without; what
 * has such a tag further on may be XML of another kind. */
static bool begins_as_html(struct slice head)
{
	static const char *const names[] = {
		"p", "h4", "h5", "h6", "span", "a", "b", "i", "strong", "em",
		"blockquote", "dl", "header", "figure", "center", "font", "br",
		"hr", "img", "nav", "style", "script",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t n = strlen(names[i]);

		if (head.n > n + 1 &&
		    slice_ieq(slice_make(head.p + 1, n), names[i]) &&
		    head.p[n + 1] && strchr(" >/\t\n", head.p[n + 1]))
			return true;
	}
	return false;
}

static bool is_html(struct slice head)
{
	static const char *const tags[] = {
		"<!doctype html", "<html", "<head", "<body", "<article",
		"<div", "<p>", "<h1", "<h2", "<h3", "<table", "<pre", "<meta",
		"<ul", "<ol", "<main", "<section", "<title", NULL,
	};

	return head.n && head.p[0] == '<' &&
	       (has_any(head, tags) || begins_as_html(head));
}

static bool is_feed(struct slice head)
{
	static const char *const tags[] = {
		"<rss", "<feed", "<rdf:rdf", "<opml", NULL,
	};

	return head.n && head.p[0] == '<' && has_any(head, tags) &&
	       !has_tag(head, "<!doctype html");
}

static bool is_type(const struct input_part *part, const char *type)
{
	struct slice t = part->content_type;
	size_t n = strlen(type);

	return t.n >= n && slice_ieq(slice_make(t.p, n), type);
}

static bool has_ending(struct slice name, const char *ending)
{
	size_t n = strlen(ending);

	return name.n >= n &&
	       slice_ieq(slice_make(name.p + name.n - n, n), ending);
}

/* Two lines with the same number of commas, semicolons or tabs, two or more,
 * are a table. */
static bool is_csv(struct slice head)
{
	for (const char *sep = ",;\t"; *sep; sep++) {
		struct slice rest = head, line;
		size_t count[2] = {0};

		for (size_t i = 0; i < 2 && slice_cut(&rest, '\n', &line); i++)
			for (size_t k = 0; k < line.n; k++)
				count[i] += line.p[k] == *sep;
		if (count[0] >= 2 && count[0] == count[1])
			return true;
	}
	return false;
}

static int sniff_text(struct slice head, const struct input_part *part)
{
	if (head.n == 0 || memchr(head.p, '\0', head.n) ||
	    strchr("<{[", head.p[0]) || has_ending(part->name, ".csv") ||
	    (is_csv(head) && !has_ending(part->name, ".txt")))
		return 0;
	if (is_type(part, "text/plain") || is_type(part, "text/markdown") ||
	    has_ending(part->name, ".txt") || has_ending(part->name, ".md"))
		return is_csv(head) ? 11 : 25;
	return slice_find(head, SLICE(". "), 0) > 0 ? 12 : 0;
}

static int article_sniff(struct slice head, const struct input_part *part)
{
	head = head_of(head);
	if (is_feed(head))
		return 0;
	if (has_tag(head, "<!doctype html") || has_tag(head, "<html"))
		return head.p[0] == '<' ? 80 : 60;
	if (is_type(part, "text/html") ||
	    is_type(part, "application/xhtml+xml"))
		return 70;
	if (is_html(head))
		return 60;
	return sniff_text(head, part);
}

/* --- the document -------------------------------------------------------------- */

struct doc {
	struct page page;
	struct meta meta;
	struct str utf8;
	struct builder b;
};

/* A server that sends one elsewhere says so in a line: such a notice is no
 * article, and must not pass for one. */
static int check_page(const struct doc *d, struct err *e)
{
	static const char *const notices[] = {
		"may be found here", "document has moved", "moved permanently",
		"moved temporarily", "object moved", "redirecting",
	};
	struct slice text = str_slice(&d->page.text);
	struct str low = STR_INIT(4 * NOTICE_BYTES);
	int rc = 0;

	if (d->page.n > 2 || text.n >= NOTICE_BYTES)
		return 0;
	text_lower(&low, text);
	for (size_t i = 0; i < sizeof(notices) / sizeof(*notices); i++)
		if (slice_find(str_slice(&low), slice_of(notices[i]), 0) >= 0)
			rc = -1;
	str_free(&low);
	return rc == 0 ? 0 : err_set(e, ERR_FORMAT, "no article, only a"
				     " notice: \"%.*s\"",
				     SLICE_ARG(slice_trim(text)));
}

static int load(struct doc *d, struct input_part *part, struct err *e)
{
	struct slice text, head;

	if (charset_slurp(part, &d->utf8, e) < 0)
		return -1;
	text = str_slice(&d->utf8);
	if (memchr(text.p, '\0', text.n))
		return err_set(e, ERR_FORMAT, "not a text");
	head = head_of(text);
	if (slice_starts(text, "\xEF\xBB\xBF"))
		text = slice_make(text.p + 3, text.n - 3);
	if (is_html(head) || is_type(part, "text/html"))
		return html_article(text, &d->page, &d->meta, e) < 0 ? -1 :
							check_page(d, e);
	plain_read(text, &d->page);
	return d->page.err.code ? err_set(e, d->page.err.code, "%s",
					  d->page.err.msg) : 0;
}

static struct slice address_of(const struct input *in,
			       const struct input_part *part,
			       const struct meta *m)
{
	struct slice url = m->url.n ? m->url : in->url.n ? in->url : part->url;

	return url.n <= KEY_BYTES ? url : SLICE_NONE;
}

static int put_all(struct doc *d, const struct input *in,
		   const struct input_part *part, record_fn *emit, void *ctx,
		   struct err *e)
{
	struct paperwork w = { .page = &d->page, .meta = &d->meta,
			       .publisher = in->publisher };

	meta_guess(&d->meta, &d->page);
	w.url = address_of(in, part, &d->meta);
	w.key = w.url.n ? w.url : part->name.n ? part->name :
						 SLICE("article");
	d->b.lang = d->meta.language;
	d->page.published = d->meta.published;
	return paperwork_put(&w, &d->b, emit, ctx, e) < 0 ? -1 :
		extract_document(&d->page, w.key, d->meta.language, &d->b,
				 emit, ctx, e);
}

static int read_part(const struct input *in, struct input_part *part,
		     record_fn *emit, void *ctx, struct err *e)
{
	struct doc *d = calloc(1, sizeof(*d));
	int rc = -1;

	if (!d)
		return err_set(e, ERR_MEMORY, "no memory for an article");
	page_init(&d->page);
	d->utf8 = STR_INIT(PAGE_BYTES);
	if (build_open(&d->b, e) < 0 || load(d, part, e) < 0)
		goto out;
	if (d->page.text.n == 0)
		err_set(e, ERR_FORMAT, "no article text");
	else
		rc = put_all(d, in, part, emit, ctx, e);
out:
	build_close(&d->b);
	page_free(&d->page);
	str_free(&d->utf8);
	free(d);
	return rc;
}

static int article_read(struct input *in, record_fn *emit, void *ctx,
			struct err *e)
{
	for (size_t i = 0; i < in->n; i++) {
		char where[256];

		if (read_part(in, &in->part[i], emit, ctx, e) == 0)
			continue;
		snprintf(where, sizeof(where), "%.*s",
			 SLICE_ARG(in->part[i].name));
		return err_in(e, where);
	}
	return 0;
}

const struct reader in_article = {
	.name = "article",
	.title = N_("article as HTML or plain text"),
	.max_bytes = PAGE_BYTES,
	.max_records = 1 << 18,
	.sniff = article_sniff,
	.read = article_read,
};
