#include "read/html_guard.h"

#include <string.h>

enum {
	ATTRIBUTES = 500,	/* of one tag */
	DEPTH_WORK = 60000000,	/* sum of the depth over all tags */
	OPEN_WORK = 400000,	/* elements opened again over all tags */
};

/* As the HTML standard sorts elements, as far as closing them goes. */
enum class {
	CLASS_PLAIN,	/* closes only where no special one is in between */
	CLASS_SPECIAL,	/* closes all that is open in it */
	CLASS_BARRIER,	/* special, and end tags do not reach out of it */
	CLASS_FORMAT,	/* goes out of the middle; opened again if left open */
	CLASS_IMPLIED,	/* closes by itself: p, li, td */
	CLASS_VOID,	/* holds nothing */
	CLASS_RAW,	/* holds text up to its own end tag */
};

static const struct {
	const char *name;
	enum class class;
} names[] = {
	{ "a", CLASS_FORMAT }, { "b", CLASS_FORMAT }, { "big", CLASS_FORMAT },
	{ "code", CLASS_FORMAT }, { "em", CLASS_FORMAT },
	{ "font", CLASS_FORMAT }, { "i", CLASS_FORMAT },
	{ "nobr", CLASS_FORMAT }, { "s", CLASS_FORMAT },
	{ "small", CLASS_FORMAT }, { "strike", CLASS_FORMAT },
	{ "strong", CLASS_FORMAT }, { "tt", CLASS_FORMAT },
	{ "u", CLASS_FORMAT },
	{ "area", CLASS_VOID }, { "base", CLASS_VOID }, { "br", CLASS_VOID },
	{ "col", CLASS_VOID }, { "embed", CLASS_VOID }, { "hr", CLASS_VOID },
	{ "img", CLASS_VOID }, { "input", CLASS_VOID },
	{ "link", CLASS_VOID }, { "meta", CLASS_VOID },
	{ "param", CLASS_VOID }, { "source", CLASS_VOID },
	{ "track", CLASS_VOID }, { "wbr", CLASS_VOID },
	{ "script", CLASS_RAW }, { "style", CLASS_RAW },
	{ "textarea", CLASS_RAW }, { "title", CLASS_RAW },
	{ "body", CLASS_IMPLIED }, { "dd", CLASS_IMPLIED },
	{ "dt", CLASS_IMPLIED }, { "head", CLASS_IMPLIED },
	{ "html", CLASS_IMPLIED }, { "li", CLASS_IMPLIED },
	{ "optgroup", CLASS_IMPLIED }, { "option", CLASS_IMPLIED },
	{ "p", CLASS_IMPLIED }, { "tbody", CLASS_IMPLIED },
	{ "td", CLASS_IMPLIED }, { "tfoot", CLASS_IMPLIED },
	{ "th", CLASS_IMPLIED }, { "thead", CLASS_IMPLIED },
	{ "tr", CLASS_IMPLIED },
	{ "applet", CLASS_BARRIER }, { "button", CLASS_BARRIER },
	{ "caption", CLASS_BARRIER }, { "foreignobject", CLASS_BARRIER },
	{ "marquee", CLASS_BARRIER }, { "object", CLASS_BARRIER },
	{ "table", CLASS_BARRIER }, { "template", CLASS_BARRIER },
	{ "address", CLASS_SPECIAL }, { "article", CLASS_SPECIAL },
	{ "aside", CLASS_SPECIAL }, { "blockquote", CLASS_SPECIAL },
	{ "center", CLASS_SPECIAL }, { "details", CLASS_SPECIAL },
	{ "dir", CLASS_SPECIAL }, { "div", CLASS_SPECIAL },
	{ "dl", CLASS_SPECIAL }, { "fieldset", CLASS_SPECIAL },
	{ "figure", CLASS_SPECIAL }, { "footer", CLASS_SPECIAL },
	{ "form", CLASS_SPECIAL }, { "h1", CLASS_SPECIAL },
	{ "h2", CLASS_SPECIAL }, { "h3", CLASS_SPECIAL },
	{ "h4", CLASS_SPECIAL }, { "h5", CLASS_SPECIAL },
	{ "h6", CLASS_SPECIAL }, { "header", CLASS_SPECIAL },
	{ "main", CLASS_SPECIAL }, { "nav", CLASS_SPECIAL },
	{ "ol", CLASS_SPECIAL }, { "pre", CLASS_SPECIAL },
	{ "section", CLASS_SPECIAL }, { "select", CLASS_SPECIAL },
	{ "ul", CLASS_SPECIAL },
};

struct open {
	uint64_t name;
	enum class class;
};

struct guard {
	struct slice page;
	size_t at;
	struct open open[HTML_DEPTH];
	size_t depth;
	size_t formats;		/* of the open ones */
	size_t depth_work, open_work;
	size_t tag;		/* where the open tag begins */
	struct str *lean;
	size_t kept;		/* of the page, in `lean` or left out */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static enum class class_of(struct slice name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((name.p[0] | 0x20) == names[i].name[0] &&
		    slice_ieq(name, names[i].name))
			return names[i].class;
	return CLASS_PLAIN;
}

static uint64_t name_hash(struct slice name)
{
	uint64_t h = 0xcbf29ce484222325u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)(name.p[i] | 0x20)) * 0x100000001b3u;
	return h;
}

static struct slice tag_name(struct guard *g)
{
	size_t from = g->at;

	while (g->at < g->page.n && !is_blank(g->page.p[g->at]) &&
	       g->page.p[g->at] != '>' && g->page.p[g->at] != '/')
		g->at++;
	return slice_make(g->page.p + from, g->at - from);
}

/* To behind the tag's '>'; says how many attributes there may be. */
static size_t tag_rest(struct guard *g)
{
	bool gap = false;
	char quote = 0;
	size_t n = 0;

	for (; g->at < g->page.n; g->at++) {
		char c = g->page.p[g->at], before = g->page.p[g->at - 1];

		if (quote) {
			quote = c == quote ? 0 : quote;
			continue;
		}
		if (c == '>')
			break;
		if ((c == '"' || c == '\'') && before == '=')
			quote = c;
		n += (gap && !is_blank(c)) || c == '/';
		gap = is_blank(c) || c == '/';
	}
	g->at += g->at < g->page.n;
	return n;
}

static void remove_at(struct guard *g, size_t i)
{
	g->formats -= g->open[i].class == CLASS_FORMAT;
	memmove(&g->open[i], &g->open[i + 1],
		(g->depth - i - 1) * sizeof(g->open[0]));
	g->depth--;
}

static void close_tag(struct guard *g, struct slice name)
{
	enum class class = class_of(name);
	uint64_t hash = name_hash(name);

	for (size_t i = g->depth; i-- > 0; g->depth_work++) {
		const struct open *o = &g->open[i];

		if (o->name == hash) {
			if (class == CLASS_FORMAT)
				remove_at(g, i);
			else
				while (g->depth > i)
					remove_at(g, g->depth - 1);
			return;
		}
		if (o->class == CLASS_BARRIER ||
		    (class == CLASS_PLAIN && o->class == CLASS_SPECIAL))
			return;
	}
}

/* The parser, too, looks for the end of raw text in any case of letters. */
static void skip_raw(struct guard *g, struct slice name)
{
	for (; g->at + 2 + name.n <= g->page.n; g->at++)
		if (g->page.p[g->at] == '<' && g->page.p[g->at + 1] == '/' &&
		    name_hash(slice_make(g->page.p + g->at + 2, name.n)) ==
		    name_hash(name))
			return;
	g->at = g->page.n;
}

/* May what is in the raw element go? Its tag ended where we think if quotes
 * come in pairs; data about the article stay. */
static bool is_idle(const struct guard *g, struct slice name)
{
	struct slice tag = slice_make(g->page.p + g->tag, g->at - g->tag);
	size_t quotes[2] = {0};

	for (size_t i = 0; i < tag.n; i++) {
		quotes[0] += tag.p[i] == '"';
		quotes[1] += tag.p[i] == '\'';
	}
	return (slice_ieq(name, "script") || slice_ieq(name, "style")) &&
	       quotes[0] % 2 == 0 && quotes[1] % 2 == 0 &&
	       slice_find(tag, SLICE("json"), 0) < 0;
}

static void pass_raw(struct guard *g, struct slice name)
{
	bool idle = is_idle(g, name);
	size_t from = g->at;

	skip_raw(g, name);
	if (!idle)
		return;
	str_add(g->lean, slice_make(g->page.p + g->kept, from - g->kept));
	g->kept = g->at;
}

static int open_tag(struct guard *g, struct slice name, struct err *e)
{
	enum class class = class_of(name);

	g->depth_work += g->depth;
	g->open_work += g->formats > 3 ? g->formats : 0;
	if (class == CLASS_RAW)
		pass_raw(g, name);
	if (class >= CLASS_IMPLIED)
		return 0;
	if (g->depth == HTML_DEPTH)
		return err_set(e, ERR_LIMIT, "elements nested deeper than %d",
			       HTML_DEPTH);
	g->open[g->depth++] = (struct open){ name_hash(name), class };
	g->formats += class == CLASS_FORMAT;
	return 0;
}

static int take_tag(struct guard *g, struct err *e)
{
	bool end = g->page.p[g->at] == '/';
	struct slice name;

	g->tag = g->at;
	g->at += end;
	name = tag_name(g);
	if (tag_rest(g) > ATTRIBUTES)
		return err_set(e, ERR_LIMIT, "tag of more than %d attributes",
			       ATTRIBUTES);
	if (g->depth_work > DEPTH_WORK || g->open_work > OPEN_WORK)
		return err_set(e, ERR_LIMIT, "page of too many open elements");
	if (!end)
		return open_tag(g, name, e);
	close_tag(g, name);
	return 0;
}

static void skip_comment(struct guard *g)
{
	ptrdiff_t end = slice_find(g->page, SLICE("-->"), g->at);

	g->at = end < 0 ? g->page.n : (size_t)end + 3;
}

int html_guard(struct slice page, struct str *lean, struct err *e)
{
	struct guard g = { .page = page, .lean = lean };

	while (g.at < page.n) {
		const char *lt = memchr(page.p + g.at, '<', page.n - g.at);
		struct slice rest;

		if (!lt)
			break;
		g.at = (size_t)(lt - page.p) + 1;
		rest = slice_make(page.p + g.at, page.n - g.at);
		if (slice_starts(rest, "!--"))
			skip_comment(&g);
		else if (rest.n > 1 && (is_letter(rest.p[0]) ||
			 (rest.p[0] == '/' && is_letter(rest.p[1]))))
			if (take_tag(&g, e) < 0)
				return -1;
	}
	str_add(lean, slice_make(page.p + g.kept, page.n - g.kept));
	return str_ok(lean, "page", e);
}
