#include "read/xml.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "read/charset.h"
#include "read/entity.h"

/* Between namespace and local name; no URI holds it. */
#define NS_SEP '\n'

enum {
	PIECE = 64 << 10,		/* bytes that expat gets at once */
	PIECES_MAX = XML_TEXT_BYTES + PIECE,
};

struct xml {
	XML_Parser expat;
	const struct xml_walk *walk;
	void *ctx;
	struct err *e;
	size_t depth;
	size_t taken;		/* depth of the element whose text is taken */
	size_t skipped;		/* depth of the element that is skipped */
	enum xml_want want;	/* of the element at `taken` */
	struct str text;
	size_t fed;		/* bytes given to expat */
	size_t event_at;	/* `fed` at its last sign of life */
	struct str held;	/* bytes that wait, see feed() */
};

static struct slice local_name(const char *name, struct slice *space)
{
	const char *at = strrchr(name, NS_SEP);

	if (space)
		*space = at ? slice_make(name, (size_t)(at - name))
			    : SLICE_NONE;
	return slice_of(at ? at + 1 : name);
}

struct slice xml_attr(const struct xml_tag *tag, const char *name)
{
	for (const char *const *a = tag->attr; a && a[0]; a += 2)
		if (slice_is(local_name(a[0], NULL), name))
			return slice_of(a[1]);
	return SLICE_NONE;
}

static int line_of(const struct xml *x)
{
	return (int)XML_GetCurrentLineNumber(x->expat);
}

/* The first failure stays; expat may call back once more after a stop. */
static void stop(struct xml *x)
{
	char where[32];

	snprintf(where, sizeof(where), "line %d", line_of(x));
	err_in(x->e, where);
	XML_StopParser(x->expat, XML_FALSE);
}

static bool stopped(const struct xml *x)
{
	return x->e->code != ERR_NONE;
}

static void put_tag(struct xml *x, const char *before, const char *name)
{
	str_addz(&x->text, before);
	str_add(&x->text, local_name(name, NULL));
	str_addc(&x->text, '>');
}

static void check_text(struct xml *x)
{
	if (str_ok(&x->text, "text of one element", x->e) < 0)
		stop(x);
}

static void open_element(struct xml *x, const char *name, const char **attr)
{
	struct xml_tag tag = { .depth = x->depth,
			       .attr = (const char *const *)attr };
	enum xml_want want = XML_DOWN;

	tag.name = local_name(name, &tag.space);
	if (x->walk->open(x->ctx, &tag, &want, x->e) < 0) {
		stop(x);
		return;
	}
	if (want == XML_SKIP) {
		x->skipped = x->depth;
	} else if (want != XML_DOWN) {
		x->taken = x->depth;
		x->want = want;
		str_clear(&x->text);
	}
}

static void XMLCALL on_open(void *user, const char *name, const char **attr)
{
	struct xml *x = user;

	x->event_at = x->fed;
	if (stopped(x))
		return;
	if (++x->depth > XML_DEPTH) {
		err_set(x->e, ERR_LIMIT, "elements nested deeper than %d",
			XML_DEPTH);
		stop(x);
	} else if (x->taken) {
		put_tag(x, "<", name);
		check_text(x);
	} else if (!x->skipped) {
		open_element(x, name, attr);
	}
}

static void close_element(struct xml *x, const char *name)
{
	struct slice text = SLICE_NONE;

	if (x->taken == x->depth) {
		text = str_slice(&x->text);
		x->taken = 0;
	}
	if (x->walk->close(x->ctx, local_name(name, NULL), x->depth, text,
			   x->e) < 0)
		stop(x);
}

static void XMLCALL on_close(void *user, const char *name)
{
	struct xml *x = user;

	x->event_at = x->fed;
	if (stopped(x))
		return;
	if (x->taken && x->taken < x->depth) {
		put_tag(x, "</", name);
		check_text(x);
	} else if (!x->skipped) {
		close_element(x, name);
	} else if (x->skipped == x->depth) {
		x->skipped = 0;
	}
	x->depth--;
}

static void XMLCALL on_text(void *user, const char *p, int n)
{
	struct xml *x = user;
	struct slice s = slice_make(p, (size_t)n);

	x->event_at = x->fed;
	if (stopped(x) || !x->taken)
		return;
	if (x->want == XML_MARKUP)
		entity_escape(&x->text, s);
	else
		str_add(&x->text, s);
	check_text(x);
}

static void XMLCALL on_comment(void *user, const char *text)
{
	struct xml *x = user;

	(void)text;
	x->event_at = x->fed;
}

static void XMLCALL on_doctype(void *user, const char *name, const char *sysid,
			       const char *pubid, int internal)
{
	struct xml *x = user;

	(void)sysid, (void)pubid, (void)internal;
	x->event_at = x->fed;
	if (stopped(x) || x->walk->doctype)
		return;
	err_set(x->e, ERR_FORMAT,
		"<!DOCTYPE %.40s> found, which is not allowed here", name);
	stop(x);
}

static int fail_parse(struct xml *x)
{
	if (!stopped(x)) {
		err_set(x->e, ERR_FORMAT, "%s at column %d",
			XML_ErrorString(XML_GetErrorCode(x->expat)),
			(int)XML_GetCurrentColumnNumber(x->expat) + 1);
		stop(x);
	}
	return -1;
}

static int parse(struct xml *x, struct slice s, bool last)
{
	x->fed += s.n;
	if (XML_Parse(x->expat, s.n ? s.p : "", (int)s.n, last) !=
	    XML_STATUS_OK || stopped(x))
		return fail_parse(x);
	if (x->fed - x->event_at <= XML_TEXT_BYTES)
		return 0;
	err_set(x->e, ERR_LIMIT, "a tag or comment of more than %d bytes",
		XML_TEXT_BYTES);
	stop(x);
	return -1;
}

/* expat scans an unfinished tag from its start with every piece it gets; so
 * each next piece is as long as what already waits, or a huge tag costs the
 * square of its size. */
static int feed(struct xml *x, struct slice s)
{
	size_t waiting = x->fed - x->event_at;

	if (waiting < PIECE && x->held.n == 0)
		return parse(x, s, false);
	str_add(&x->held, s);
	if (str_ok(&x->held, "one tag", x->e) < 0)
		return -1;
	if (x->held.n < waiting)
		return 0;
	if (parse(x, str_slice(&x->held), false) < 0)
		return -1;
	str_clear(&x->held);
	return 0;
}

static int feed_all(struct xml *x, struct charset *c)
{
	struct slice chunk, piece;

	do {
		if (charset_read(c, &chunk, x->e) < 0)
			return -1;
		while (chunk.n > 0) {
			piece = slice_make(chunk.p, chunk.n < PIECE ? chunk.n
								    : PIECE);
			if (feed(x, piece) < 0)
				return -1;
			chunk.p += piece.n;
			chunk.n -= piece.n;
		}
	} while (chunk.p);
	if (x->fed == 0 && x->held.n == 0)
		return err_set(x->e, ERR_FORMAT, "the document is empty");
	return parse(x, str_slice(&x->held), true);
}

static int start(struct xml *x)
{
	/* The text comes as UTF-8 whatever its declaration says. */
	x->expat = XML_ParserCreateNS("UTF-8", NS_SEP);
	if (!x->expat)
		return err_set(x->e, ERR_MEMORY, "no memory for XML");
	XML_SetUserData(x->expat, x);
	XML_SetElementHandler(x->expat, on_open, on_close);
	XML_SetCharacterDataHandler(x->expat, on_text);
	XML_SetCommentHandler(x->expat, on_comment);
	XML_SetStartDoctypeDeclHandler(x->expat, on_doctype);
	return 0;
}

int xml_read(struct input_part *part, const struct xml_walk *walk, void *ctx,
	     struct err *e)
{
	struct xml x = { .walk = walk, .ctx = ctx, .e = e,
			 .text = STR_INIT(XML_TEXT_BYTES),
			 .held = STR_INIT(PIECES_MAX) };
	struct charset *c = NULL;
	int rc = -1;

	if (charset_open(&c, part, e) < 0 || start(&x) < 0)
		goto out;
	rc = feed_all(&x, c);
out:
	if (x.expat)
		XML_ParserFree(x.expat);
	charset_close(&c);
	str_free(&x.text);
	str_free(&x.held);
	return rc;
}
