#include "read/html.h"

#include "read/html_main.h"
#include "read/html_meta.h"
#include "read/html_walk.h"

enum { BODY_BYTES = 400, LINE_BYTES = 8192 };

/* The page's only <article>, else its only <main>, else all of it. */
static size_t only_root(const struct dom *d)
{
	static const enum tag roots[2] = { TAG_ARTICLE, TAG_MAIN };

	for (size_t k = 0; k < 2; k++) {
		size_t at = 0, count = 0;

		for (size_t i = 0; i < d->n; i++) {
			if (d->node[i].tag != roots[k])
				continue;
			at = i;
			count++;
		}
		if (count == 1)
			return at;
	}
	return 0;
}

static int read_page(struct slice text, struct page *p, struct meta *m,
		     size_t root(struct dom *), struct err *e)
{
	struct dom d;
	int rc = -1;

	if (text.n > PAGE_BYTES)
		return err_set(e, ERR_LIMIT, "page of more than %d bytes",
			       PAGE_BYTES);
	if (dom_open(&d, text, e) == 0 && d.n > 0) {
		html_meta(&d, m, &p->mem);
		html_survey_tables(&d);
		rc = html_walk(&d, root(&d), p, e);
	}
	dom_close(&d);
	return rc;
}

static size_t whole(struct dom *d)
{
	return only_root(d);
}

int html_read(struct slice text, struct page *p, struct meta *m,
	      struct err *e)
{
	return read_page(text, p, m, whole, e);
}

/* A page that hides most of its article, or makes it in the browser, has it all
 * in its data. */
static void take_body(struct page *p, const struct meta *m)
{
	struct str lines = STR_INIT(PAGE_BYTES);
	struct err none = {0};
	struct slice rest, line;

	if (m->body.n < 2 * p->text.n || m->body.n < BODY_BYTES)
		return;
	if (html_text(&lines, m->body, &none) == 0) {
		page_clear(p);
		page_heading(p, 1, m->head);
		rest = str_slice(&lines);
		while (slice_cut(&rest, '\n', &line))
			page_para(p, line);
	}
	str_free(&lines);
}

/* JSON-LD is often made of text with entities in it. */
static void decode(struct slice *s, struct arena *mem)
{
	struct str out = STR_INIT(LINE_BYTES);
	struct err none = {0};

	if (s->n && memchr(s->p, '&', s->n) && memchr(s->p, ';', s->n) &&
	    html_text(&out, *s, &none) == 0 && out.n &&
	    !memchr(out.p, '\n', out.n))
		*s = arena_slice(mem, str_slice(&out));
	str_free(&out);
}

int html_article(struct slice text, struct page *p, struct meta *m,
		 struct err *e)
{
	if (read_page(text, p, m, html_main, e) < 0)
		return -1;
	take_body(p, m);
	decode(&m->title, &p->mem);
	decode(&m->publisher, &p->mem);
	return 0;
}
