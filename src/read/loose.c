#include "read/loose.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "read/charset.h"
#include "read/entity.h"
#include "read/loose_own.h"
#include "read/markup.h"

enum {
	WINDOW_BYTES = LOOSE_TEXT_BYTES + (1 << 20), NAMES_BYTES = 64 << 10,
	ATTR_BYTES = 1 << 20, NAME_BYTES = 256,
};

struct binding {
	size_t depth;		/* of the element that declares it */
	size_t at, n;		/* its prefix, in `prefixes` */
	int space;
};

struct loose {
	const struct loose_walk *walk;
	void *ctx;
	struct err *e;
	struct markup m;
	struct str window;	/* what the lexer looks at */
	struct str names;	/* of the open elements, end to end */
	size_t name_at[LOOSE_DEPTH + 1];
	size_t depth;
	size_t taken, skipped;	/* depth of the element, 0: none */
	enum loose_want want;	/* of the element at `taken` */
	struct str text;
	struct binding bound[LOOSE_SPACES];
	size_t bindings;
	struct str prefixes;
	struct loose_own own;
	struct arena attr_mem;
	struct str name;	/* of the tag at hand */
	bool cut;		/* the document is at its end too early */
};

/* --- names ------------------------------------------------------------------- */

static struct slice open_name(const struct loose *x, size_t depth)
{
	size_t end = depth == x->depth ? x->names.n : x->name_at[depth + 1];

	return slice_make(str_cstr(&x->names) + x->name_at[depth],
			  end - x->name_at[depth]);
}

static void lower(struct str *to, struct slice name)
{
	str_clear(to);
	if (name.n > NAME_BYTES)
		name.n = NAME_BYTES;
	for (size_t i = 0; i < name.n; i++)
		str_addc(to, (char)tolower((unsigned char)name.p[i]));
}

static struct slice local_of(struct slice name, struct slice *prefix)
{
	const char *colon = name.n ? memchr(name.p, ':', name.n) : NULL;
	size_t at;

	*prefix = SLICE("");
	if (!colon)
		return name;
	at = (size_t)(colon - name.p);
	*prefix = slice_make(name.p, at);
	return slice_make(colon + 1, name.n - at - 1);
}

/* --- namespaces ---------------------------------------------------------------- */

static void bind(struct loose *x, struct slice prefix, struct slice uri)
{
	struct binding *b;

	if (x->bindings == LOOSE_SPACES || x->prefixes.bad)
		return;
	b = &x->bound[x->bindings++];
	b->depth = x->depth + 1;
	b->at = x->prefixes.n;
	b->n = prefix.n;
	b->space = x->walk->space(prefix, slice_trim(uri));
	str_add(&x->prefixes, prefix);
}

static void bind_all(struct loose *x, struct slice attrs)
{
	struct slice name, value;

	if (slice_find(attrs, SLICE("xmlns"), 0) < 0)
		return;
	while (markup_attr(&attrs, &name, &value)) {
		if (slice_is(name, "xmlns"))
			bind(x, SLICE(""), value);
		else if (slice_starts(name, "xmlns:"))
			bind(x, slice_make(name.p + 6, name.n - 6), value);
	}
}

static void unbind(struct loose *x)
{
	while (x->bindings && x->bound[x->bindings - 1].depth > x->depth)
		str_cut(&x->prefixes, x->bound[--x->bindings].at);
}

/* Prefixes in another case than they were declared in are meant too. */
static int space_of(struct loose *x, struct slice prefix)
{
	for (size_t i = x->bindings; i-- > 0;) {
		const struct binding *b = &x->bound[i];
		char own[NAME_BYTES + 1];

		if (b->n != prefix.n || b->n > NAME_BYTES)
			continue;
		memcpy(own, str_cstr(&x->prefixes) + b->at, b->n);
		own[b->n] = '\0';
		if (slice_ieq(prefix, own))
			return b->space;
	}
	return x->walk->space(prefix, SLICE_NONE);
}

/* --- text ----------------------------------------------------------------------- */

/* Controls are no text, whatever sent them. */
static bool is_control(char c)
{
	return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

static void drop_controls(struct str *s, size_t from)
{
	size_t to = from;

	while (to < s->n && !is_control(s->p[to]))
		to++;
	for (size_t i = to; i < s->n; i++)
		if (!is_control(s->p[i]))
			s->p[to++] = s->p[i];
	if (to < s->n)
		str_cut(s, to);
}

static struct entity_own own_names(struct loose *x)
{
	return (struct entity_own){ loose_own_find, &x->own };
}

static void take_text(struct loose *x, struct slice raw, bool cdata)
{
	struct entity_own own = own_names(x);
	size_t from = x->text.n;

	if (!x->taken || x->skipped)
		return;
	if (raw.n > x->text.max - x->text.n)
		return;
	if (cdata && x->want == LOOSE_MARKUP)
		entity_escape(&x->text, raw);
	else if (cdata || x->want == LOOSE_MARKUP)
		str_add(&x->text, raw);
	else
		entity_text(&x->text, raw, ENTITY_XML, &own);
	x->text.bad = false;
	drop_controls(&x->text, from);
}

static void take_tag(struct loose *x, const char *before, struct slice name,
		     const struct markup_token *t)
{
	struct slice prefix, local = local_of(name, &prefix);

	if (x->want == LOOSE_PLAIN || x->text.max - x->text.n < t->raw.n + 8)
		return;
	str_addz(&x->text, before);
	str_add(&x->text, local);
	str_add(&x->text, t->rest);
	str_addz(&x->text, t->empty ? "/>" : ">");
	x->text.bad = false;
}

/* --- elements --------------------------------------------------------------------- */

static int close_top(struct loose *x)
{
	size_t depth = x->depth;
	int rc = 0;

	if (x->skipped == depth) {
		x->skipped = 0;
	} else if (!x->skipped && (!x->taken || x->taken == depth)) {
		struct slice text = x->taken ? str_slice(&x->text) : SLICE_NONE;

		x->taken = 0;
		rc = x->walk->close(x->ctx, depth, text, x->cut, x->e);
	}
	str_cut(&x->names, x->name_at[depth]);
	x->depth--;
	unbind(x);
	return rc;
}

static int close_down_to(struct loose *x, size_t depth)
{
	while (x->depth >= depth && x->depth > 0)
		if (close_top(x) < 0)
			return -1;
	return 0;
}

/* Closes the innermost element of that name, and what is left open in it. One
 * that was never opened is nothing. */
static int close_tag(struct loose *x, const struct markup_token *t)
{
	struct slice name;

	lower(&x->name, t->name);
	name = str_slice(&x->name);
	for (size_t d = x->depth; d > 0; d--) {
		if (!slice_eq(open_name(x, d), name))
			continue;
		if (x->taken && x->taken < d)
			take_tag(x, "</", t->name, t);
		return close_down_to(x, d);
	}
	if (x->taken)
		take_tag(x, "</", t->name, t);
	return 0;
}

/* In HTML they have no end; in a text that is cited they need none. */
static bool is_void(struct slice name)
{
	static const char *const names[] = {
		"br", "img", "hr", "input", "meta", "link", "wbr", "source",
		"area", "base", "col", "embed", "param", "track",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (slice_is(name, names[i]))
			return true;
	return false;
}

static void push(struct loose *x, struct slice name)
{
	x->depth++;
	x->name_at[x->depth] = x->names.n;
	str_add(&x->names, name);
}

static int open_element(struct loose *x, struct loose_tag *tag, bool empty)
{
	enum loose_want want = LOOSE_DOWN;

	if (x->walk->open(x->ctx, tag, &want, x->e) < 0)
		return -1;
	if (want == LOOSE_SKIP) {
		x->skipped = x->depth;
	} else if (want != LOOSE_DOWN) {
		x->taken = x->depth;
		x->want = want;
		str_clear(&x->text);
	}
	return empty ? close_top(x) : 0;
}

static int open_tag(struct loose *x, const struct markup_token *t)
{
	struct loose_tag tag = { .attrs = t->rest, .mem = &x->attr_mem };
	struct slice name, prefix;
	size_t ends = 0;

	lower(&x->name, t->name);
	name = str_slice(&x->name);
	arena_clear(&x->attr_mem);
	tag.name = local_of(name, &prefix);
	tag.depth = x->depth + 1;
	if (!x->skipped) {
		tag.space = space_of(x, prefix);
		ends = x->walk->ends(x->ctx, &tag, x->taken);
	}
	if (ends && close_down_to(x, ends) < 0)
		return -1;
	if (x->taken)
		take_tag(x, "<", t->name, t);
	if ((x->taken || x->skipped) && (t->empty || is_void(tag.name)))
		return 0;
	if (x->depth == LOOSE_DEPTH || x->names.bad)
		return x->taken ? 0 : err_set(x->e, ERR_LIMIT, "elements"
				" nested deeper than %d", LOOSE_DEPTH);
	bind_all(x, t->rest);
	push(x, name);
	if (x->taken || x->skipped)
		return 0;
	tag.space = space_of(x, prefix);
	tag.depth = x->depth;
	return open_element(x, &tag, t->empty);
}

struct slice loose_attr(const struct loose_tag *tag, const char *name)
{
	struct slice rest = tag->attrs, key, value, best = SLICE_NONE, prefix;
	struct str text = STR_INIT(ATTR_BYTES);

	while (markup_attr(&rest, &key, &value)) {
		bool whole = slice_ieq(key, name);

		if (!whole && (best.p || !slice_ieq(local_of(key, &prefix),
						    name)))
			continue;
		best = value;
		if (whole)
			break;
	}
	if (!best.p)
		return SLICE_NONE;
	entity_text(&text, best, ENTITY_XML, NULL);
	drop_controls(&text, 0);
	best = arena_slice(tag->mem, str_slice(&text));
	str_free(&text);
	return best.p ? best : SLICE_NONE;
}

/* --- the document ------------------------------------------------------------------- */

static int take_token(struct loose *x, const struct markup_token *t)
{
	switch (t->kind) {
	case MARKUP_TEXT:
		take_text(x, t->raw, false);
		return 0;
	case MARKUP_CDATA:
		take_text(x, t->raw, true);
		return 0;
	case MARKUP_OPEN:
		return open_tag(x, t);
	case MARKUP_CLOSE:
		return close_tag(x, t);
	case MARKUP_DOCTYPE:
		if (x->walk->doctype)
			x->walk->doctype(x->ctx, t->rest);
		return loose_own_declare(&x->own, t->rest, x->e);
	default:
		return 0;
	}
}

/* All tokens that the window has whole. */
static int take_tokens(struct loose *x)
{
	struct markup_token t;

	x->m.text = str_slice(&x->window);
	x->m.at = 0;
	while (markup_next(&x->m, &t) != MARKUP_END && t.kind != MARKUP_MORE)
		if (take_token(x, &t) < 0)
			return -1;
	memmove(x->window.p, x->window.p + x->m.at, x->window.n - x->m.at);
	str_cut(&x->window, x->window.n - x->m.at);
	return 0;
}

/* A token that is not whole is looked at again only when twice as much of it is
 * there, or a huge one would cost the square of its size. */
static int walk_all(struct loose *x, struct charset *c)
{
	struct slice chunk = SLICE("");
	size_t wait = 0;
	bool any = false;

	while (chunk.p) {
		if (charset_read(c, &chunk, x->e) < 0)
			return -1;
		any |= chunk.n > 0;
		str_add(&x->window, chunk);
		if (x->window.bad)
			return err_set(x->e, ERR_LIMIT, "a tag, comment or "
				       "text of more than %d bytes",
				       WINDOW_BYTES);
		if (chunk.p && x->window.n < wait)
			continue;
		x->m.whole = !chunk.p;
		if (x->window.n && take_tokens(x) < 0)
			return -1;
		wait = 2 * x->window.n;
	}
	if (!any)
		return err_set(x->e, ERR_FORMAT, "the document is empty");
	x->cut = x->depth > 0;
	return close_down_to(x, 1);
}

static void loose_free(struct loose *x)
{
	str_free(&x->window);
	str_free(&x->names);
	str_free(&x->text);
	str_free(&x->prefixes);
	str_free(&x->name);
	arena_free(&x->attr_mem);
	loose_own_free(&x->own);
}

int loose_read(struct input_part *part, const struct loose_walk *walk,
	       void *ctx, bool *cut, struct err *e)
{
	struct loose x = { .walk = walk, .ctx = ctx, .e = e,
			   .window = STR_INIT(WINDOW_BYTES),
			   .names = STR_INIT(NAMES_BYTES),
			   .text = STR_INIT(LOOSE_TEXT_BYTES),
			   .prefixes = STR_INIT(NAMES_BYTES),
			   .name = STR_INIT(NAME_BYTES),
			   .attr_mem = ARENA_INIT(4 * ATTR_BYTES) };
	struct charset *c = NULL;
	int rc = charset_open_feed(&c, part, e);

	if (rc == 0)
		rc = walk_all(&x, c);
	*cut = x.cut;
	charset_close(&c);
	loose_free(&x);
	return rc;
}
