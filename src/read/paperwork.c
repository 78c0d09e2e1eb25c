#include "read/paperwork.h"

#include <stdlib.h>
#include <string.h>

#include "model/publisher.h"
#include "read/attributed.h"
#include "read/extract.h"
#include "read/story.h"

enum { URL_BYTES = 4096 };

static struct slice summary_of(const struct page *p)
{
	struct slice any = SLICE_NONE;

	for (size_t i = 0; i < p->n; i++) {
		const struct block *b = &p->block[i];

		if (b->kind != BLOCK_PARA)
			continue;
		if (!page_heading_like(b->text))
			return b->text;
		if (!any.n)
			any = b->text;
	}
	return any;
}

/* Mirrors and names of sites lead to the publisher; nobody known is called as
 * the page says, then as the source. */
static struct publisher publisher_of(const struct paperwork *w)
{
	struct publisher who;

	if (publisher_by_url(w->url, &who) ||
	    publisher_by_name(w->meta->publisher, &who) ||
	    (!w->meta->publisher.n && publisher_by_name(w->publisher, &who)))
		return who;
	who.name = w->meta->publisher.n ? w->meta->publisher : w->publisher;
	/* A site that gives its address for its name is called by its host. */
	if (!memchr(who.name.p ? who.name.p : "", ' ', who.name.n) &&
	    publisher_host(who.name).n)
		who.name = publisher_host(who.name);
	return who;
}

/* Tables of aspects and of recommended actions are what machines add to a
 * report that they retell. */
static int has_stock_table(const struct page *p, struct slice lang,
			   bool *stock, struct err *e)
{
	struct extract x = { .page = p, .lang = lang };
	int rc = extract_layout(&x, e);

	*stock = false;
	for (size_t i = 0; rc == 0 && i < p->n; i++)
		*stock |= x.table[i].kind == TABLE_ACTIONS ||
			  x.table[i].kind == TABLE_ASPECTS;
	free(x.table);
	free(x.asked);
	return rc;
}

static int kind_of(const struct paperwork *w, const struct publisher *who,
		   struct slice after, struct slice *kind, struct err *e)
{
	bool stock = false;

	*kind = who->kind;
	if (after.n && !slice_is(*kind, "rewrite") &&
	    has_stock_table(w->page, w->meta->language, &stock, e) < 0)
		return -1;
	if (stock)
		*kind = SLICE("rewrite");
	return 0;
}

uint8_t paperwork_surest(struct slice kind)
{
	return slice_is(kind, "rewrite") ? CONFIDENCE_REWRITE : 0;
}

int paperwork_doubt(const struct page *p, struct slice doc, struct slice lang,
		    uint8_t *surest, struct err *e)
{
	struct publisher who;
	struct meta none = {0};
	bool stock = false;

	*surest = 0;
	publisher_by_url(doc, &who);
	if (!slice_is(who.kind, "rewrite")) {
		if (has_stock_table(p, lang, &stock, e) < 0)
			return -1;
		if (!stock || !attributed_to(p, &none, doc, who.name,
					     NULL).n)
			return 0;
	}
	*surest = CONFIDENCE_REWRITE;
	return 0;
}

/* What begins with "/" is of the same host, with "//" of another. */
static void resolve(struct str *out, struct slice base, struct slice href)
{
	ptrdiff_t slashes = slice_find(base, SLICE("//"), 0), end;

	if (href.p[0] == '/' && slashes > 0) {
		bool whole = href.n > 1 && href.p[1] == '/';

		end = whole ? slashes : slice_find(base, SLICE("/"),
						   (size_t)slashes + 2);
		str_add(out, slice_make(base.p, end < 0 ? base.n :
						(size_t)end));
	} else if (href.p[0] == '/') {
		return;
	}
	str_add(out, href);
}

static void put_links(const struct paperwork *w, struct builder *b)
{
	const struct page *p = w->page;
	struct str url = STR_INIT(URL_BYTES);

	for (size_t i = 0; i < p->links; i++) {
		struct claim *c;

		str_clear(&url);
		url.bad = false;
		resolve(&url, w->url, p->link[i].href);
		if (url.bad || slice_has_control(str_slice(&url)))
			continue;
		c = build_claim(b, PROP_link, str_slice(&url));
		if (!c)
			continue;
		c->quote = build_copy(b, p->link[i].text);
		c->offset = (uint32_t)p->link[i].at;
	}
	str_free(&url);
}

int paperwork_put(const struct paperwork *w, struct builder *b,
		  record_fn *emit, void *ctx, struct err *e)
{
	struct publisher who = publisher_of(w);
	struct slice kind, authors, author, text = str_slice(&w->page->text);
	struct slice after = attributed_to(w->page, w->meta, w->url,
					   who.name, &w->page->mem);

	if (kind_of(w, &who, after, &kind, e) < 0)
		return -1;
	build_begin(b, KIND_news, w->key);
	build_claim(b, PROP_id, w->key);
	build_claim(b, PROP_title, w->meta->title);
	build_claim(b, PROP_url, w->url);
	build_claim(b, PROP_publisher, who.name);
	build_claim(b, PROP_attributed_to, after);
	build_claim(b, PROP_document_kind, kind);
	authors = w->meta->author;
	while (slice_cut(&authors, '\n', &author))
		build_claim(b, PROP_author, author);
	build_claim(b, PROP_published, w->meta->published);
	build_claim(b, PROP_language, w->meta->language);
	build_claim(b, PROP_summary, summary_of(w->page));
	build_claim(b, PROP_text, text);
	put_links(w, b);
	story_put(b, text);
	if (w->page->cut)
		build_claim(b, PROP_note,
			    SLICE("a table was too large and is cut"));
	b->surest = 0;
	if (build_emit(b, emit, ctx, e) < 0)
		return -1;
	b->surest = paperwork_surest(kind);
	return 0;
}
