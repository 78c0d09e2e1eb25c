/* Articles in JSON-LD, as pages write it: one object, a list, or a @graph;
 * authors as text, object, list, or by the @id of another node. */
#include "read/jsontree.h"
#include "read/meta.h"

enum { DEPTH = 6, NODES = 400, IDS = 40 /* that are looked up */ };

struct ld {
	struct meta *m;
	struct arena *mem;
	const struct jnode *root;
	int nodes;		/* looked at */
	int ids;
};

/* Is `v` that text, or a list with it? */
static bool is_or_has(const struct jnode *v, const char *const *words)
{
	const struct jnode *one = jtree_is_array(v) ? jtree_first(v) : v;

	for (; one; one = jtree_is_array(v) ? jtree_next(one) : NULL)
		for (const char *const *w = words; *w; w++)
			if (slice_is(jtree_text(one), *w))
				return true;
	return false;
}

static bool is_article(const struct jnode *v)
{
	static const char *const types[] = {
		"AdvertiserContentArticle", "AnalysisNewsArticle", "Article",
		"AskPublicNewsArticle", "BackgroundNewsArticle", "BlogPosting",
		"LiveBlogPosting", "NewsArticle", "OpinionNewsArticle",
		"Report", "ReportageNewsArticle", "ReviewNewsArticle",
		"ScholarlyArticle", "SocialMediaPosting", "TechArticle",
		"http://schema.org/NewsArticle",
		"https://schema.org/NewsArticle", NULL,
	};

	return is_or_has(jtree_member(v, "@type"), types);
}

static void say(struct ld *l, const char *name, struct slice text)
{
	if (text.n && text.p)
		meta_pair(l->m, l->mem, slice_of(name), text);
}

/* The node of that @id. */
static const struct jnode *by_id(struct ld *l, const struct jnode *v,
				 struct slice id, int depth)
{
	const struct jnode *found = NULL;

	if (depth > DEPTH || ++l->nodes > NODES)
		return NULL;
	if (jtree_is_object(v) && slice_eq(jtree_string(v, "@id"), id) &&
	    jtree_member(v, "name"))
		return v;
	for (const struct jnode *k = jtree_first(v); k && !found;
	     k = jtree_next(k))
		if (jtree_is_object(k) || jtree_is_array(k))
			found = by_id(l, k, id, depth + 1);
	return found;
}

/* Says the name of `v`: a text, an object, the @id of one, or a list. */
static void say_name(struct ld *l, const char *name, const struct jnode *v,
		     int depth)
{
	struct slice id = jtree_string(v, "@id");

	if (depth > DEPTH)
		return;
	if (jtree_is_array(v)) {
		for (const struct jnode *k = jtree_first(v); k;
		     k = jtree_next(k))
			say_name(l, name, k, depth + 1);
	} else if (!jtree_is_object(v)) {
		say(l, name, jtree_text(v));
	} else if (jtree_member(v, "name")) {
		say_name(l, name, jtree_member(v, "name"), depth + 1);
	} else if (id.n && l->ids++ < IDS) {
		l->nodes = 0;
		v = by_id(l, l->root, id, 0);
		if (v)
			say(l, name, jtree_string(v, "name"));
	}
}

static void say_based_on(struct ld *l, const struct jnode *v)
{
	if (jtree_is_array(v))
		v = jtree_first(v);
	if (!jtree_is_object(v)) {
		say(l, "ld:isbasedon", jtree_text(v));
	} else {
		say_name(l, "ld:isbasedon", jtree_member(v, "publisher"), 0);
		say(l, "ld:isbasedon", jtree_string(v, "name"));
		say(l, "ld:isbasedon", jtree_string(v, "url"));
		say(l, "ld:isbasedon", jtree_string(v, "@id"));
	}
}

static void say_language(struct ld *l, const struct jnode *v)
{
	if (jtree_is_array(v))
		v = jtree_first(v);
	if (jtree_is_object(v))
		say(l, "ld:language", jtree_string(v, "alternateName"));
	say(l, "ld:language", jtree_text(v));
}

static void take_article(struct ld *l, const struct jnode *v)
{
	const struct jnode *main = jtree_member(v, "mainEntityOfPage");

	say(l, "ld:headline", jtree_string(v, "headline"));
	say(l, "ld:headline", jtree_string(v, "name"));
	say(l, "ld:published", jtree_string(v, "datePublished"));
	say(l, "ld:published", jtree_string(v, "dateCreated"));
	say(l, "ld:url", jtree_string(v, "url"));
	say(l, "ld:url", jtree_text(main));
	say(l, "ld:url", jtree_string(main, "@id"));
	say(l, "ld:body", jtree_string(v, "articleBody"));
	say_name(l, "ld:author", jtree_member(v, "author"), 0);
	say_name(l, "ld:author", jtree_member(v, "creator"), 0);
	say_name(l, "ld:publisher", jtree_member(v, "publisher"), 0);
	say_language(l, jtree_member(v, "inLanguage"));
	say_based_on(l, jtree_member(v, "isBasedOn"));
}

static bool find_article(struct ld *l, const struct jnode *v, int depth)
{
	bool found = false;

	if (depth > DEPTH || ++l->nodes > NODES)
		return false;
	if (jtree_is_object(v) && is_article(v)) {
		take_article(l, v);
		return true;
	}
	if (jtree_is_object(v)) {
		found = find_article(l, jtree_member(v, "@graph"), depth + 1) ||
			find_article(l, jtree_member(v, "mainEntity"),
				     depth + 1);
		return found;
	}
	for (const struct jnode *k = jtree_first(v); k && !found;
	     k = jtree_next(k))
		found = find_article(l, k, depth + 1);
	return found;
}

void meta_jsonld(struct meta *m, struct arena *mem, struct slice json)
{
	struct ld l = { .m = m, .mem = mem };
	struct str text = STR_INIT(PAGE_BYTES);
	struct jnode *root = NULL;
	struct err none = {0};

	/* A tree wants a NUL behind its text, and some pages a comment. */
	json = slice_trim(json);
	if (slice_starts(json, "<!--"))
		json = slice_make(json.p + 4, json.n - 4);
	if (slice_ends(json, "-->"))
		json.n -= 3;
	str_add(&text, slice_trim(json));
	if (text.n && !text.bad &&
	    jtree_open(&root, str_slice(&text), &none) == 0) {
		l.root = root;
		find_article(&l, root, 0);
		jtree_close(&root);
	}
	str_free(&text);
}
