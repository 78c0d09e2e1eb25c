/* iconv's doorway. Only encodings of the table are handed to iconv: a document
 * from a stranger must not choose which of the C library's converters run. */
#include "read/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/charset_guess.h"
#include "read/charset_label.h"

enum { HEAD_BYTES = 1024, RAW_BYTES = 16384, OUT_BYTES = 4 * RAW_BYTES };

struct charset {
	struct input_part *part;
	const char *name;
	iconv_t cd;		/* none for UTF-8 */
	size_t unit;		/* bytes skipped where one does not decode */
	size_t used;		/* bytes waiting in raw */
	bool at_end;
	bool plain;		/* what lies in raw is given as it is */
	bool lenient;		/* no label is wrong enough to stop */
	char raw[RAW_BYTES];
	char out[OUT_BYTES];
};

/* The longer marks first: UTF-32LE begins like UTF-16LE. The last rows
 * are a "<" without a mark. */
static const struct mark {
	const char *bytes;
	size_t n;
	size_t skip;
	const char *name;
} marks[] = {
	{ "\xFF\xFE\0\0", 4, 4, "UTF-32LE" },
	{ "\0\0\xFE\xFF", 4, 4, "UTF-32BE" },
	{ "\xEF\xBB\xBF", 3, 3, "UTF-8" },
	{ "\xFF\xFE",     2, 2, "UTF-16LE" },
	{ "\xFE\xFF",     2, 2, "UTF-16BE" },
	{ "<\0\0\0",      4, 0, "UTF-32LE" },
	{ "\0\0\0<",      4, 0, "UTF-32BE" },
	{ "<\0",          2, 0, "UTF-16LE" },
	{ "\0<",          2, 0, "UTF-16BE" },
};

static const struct mark *mark_find(struct slice head)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (head.n >= marks[i].n &&
		    memcmp(head.p, marks[i].bytes, marks[i].n) == 0)
			return &marks[i];
	return NULL;
}

/* What the server says, then what the document says. */
static int choose_told(struct charset *c, struct slice label, bool from_server,
		       struct err *e)
{
	c->name = charset_label_find(label);
	if (!c->name)
		return err_set(e, ERR_FORMAT, "unknown encoding \"%.*s\"",
			       SLICE_ARG(label));
	/* We could read the declaration, so it is not UTF-16. */
	if (!from_server && strncmp(c->name, "UTF-", 4) == 0)
		c->name = "UTF-8";
	return 0;
}

static int choose(struct charset *c, struct slice head, struct err *e)
{
	struct slice server = charset_attribute(c->part->content_type,
						"charset");
	struct slice own = charset_declared(head);
	struct charset_look look = {0};

	if (!c->lenient && (server.p || own.p))
		return choose_told(c, server.p ? server : own, server.p, e);
	input_rewind(c->part);
	if (charset_look(&look, c->part, c->raw, RAW_BYTES, e) < 0)
		return -1;
	if (c->lenient)
		c->name = charset_guess(&look, server, own);
	else
		c->name = look.bad == 0 ? "UTF-8" : "WINDOWS-1252";
	return 0;
}

static int read_head(struct input_part *part, char *buf, size_t *used,
		     struct err *e)
{
	ptrdiff_t n = 0;

	*used = 0;
	while (*used < HEAD_BYTES &&
	       (n = input_read(part, buf + *used, HEAD_BYTES - *used, e)) > 0)
		*used += (size_t)n;
	return n < 0 ? -1 : 0;
}

/* Names the encoding and leaves the part behind the byte-order mark. */
static int detect(struct charset *c, struct err *e)
{
	const struct mark *mark;
	char buf[HEAD_BYTES];
	size_t used, skip;

	if (read_head(c->part, buf, &used, e) < 0)
		return -1;
	mark = mark_find(slice_make(buf, used));
	skip = mark ? mark->skip : 0;
	if (mark)
		c->name = mark->name;
	else if (choose(c, slice_make(buf, used), e) < 0)
		return -1;
	input_rewind(c->part);
	while (skip > 0) {
		ptrdiff_t n = input_read(c->part, buf, skip, e);

		if (n <= 0)
			return n < 0 ? -1 : 0;
		skip -= (size_t)n;
	}
	return 0;
}

static struct charset *charset_new(struct input_part *part, struct err *e)
{
	struct charset *c = calloc(1, sizeof(*c));

	if (!c) {
		err_set(e, ERR_MEMORY, "no memory for a decoder");
		return NULL;
	}
	c->part = part;
	c->cd = (iconv_t)-1;
	return c;
}

/* The converter of c->name. On failure all is freed. */
static int begin(struct charset *c, struct charset **out, struct err *e)
{
	c->unit = strncmp(c->name, "UTF-16", 6) == 0 ? 2 :
		  strncmp(c->name, "UTF-32", 6) == 0 ? 4 : 1;
	*out = c;
	if (strcmp(c->name, "UTF-8") == 0)
		return 0;	/* check_utf8() does it */
	c->cd = iconv_open("UTF-8", c->name);
	if (c->cd != (iconv_t)-1)
		return 0;
	err_set(e, ERR_FORMAT, "unknown encoding \"%s\"", c->name);
	charset_close(out);
	return -1;
}

static int open_as(struct charset **out, struct input_part *part, bool lenient,
		   struct err *e)
{
	struct charset *c = charset_new(part, e);

	*out = NULL;
	if (!c)
		return -1;
	c->lenient = lenient;
	input_rewind(part);
	if (detect(c, e) == 0)
		return begin(c, out, e);
	charset_close(&c);
	return -1;
}

int charset_open(struct charset **out, struct input_part *part, struct err *e)
{
	return open_as(out, part, false, e);
}

int charset_open_feed(struct charset **out, struct input_part *part,
		      struct err *e)
{
	return open_as(out, part, true, e);
}

static int fill(struct charset *c, struct err *e)
{
	ptrdiff_t n;

	if (c->at_end || c->used == RAW_BYTES)
		return 0;
	n = input_read(c->part, c->raw + c->used, RAW_BYTES - c->used, e);
	if (n < 0)
		return -1;
	c->used += (size_t)n;
	c->at_end = n == 0;
	return 0;
}

enum { MARK_BYTES = 4 };

int charset_open_plain(struct charset **out, struct input_part *part,
		       struct err *e)
{
	struct charset *c = charset_new(part, e);
	const struct mark *mark;

	*out = NULL;
	if (!c)
		return -1;
	while (c->used < MARK_BYTES && !c->at_end)
		if (fill(c, e) < 0) {
			charset_close(&c);
			return -1;
		}
	mark = mark_find(slice_make(c->raw, c->used));
	if (mark) {
		c->used -= mark->skip;
		memmove(c->raw, c->raw + mark->skip, c->used);
	}
	c->name = mark ? mark->name : "UTF-8";
	c->plain = strcmp(c->name, "UTF-8") == 0;
	return begin(c, out, e);
}

/* What was read since the last call. */
static int read_plain(struct charset *c, struct slice *chunk, struct err *e)
{
	while (c->used == 0 && !c->at_end)
		if (fill(c, e) < 0)
			return -1;
	*chunk = c->used ? slice_make(c->raw, c->used) : SLICE_NONE;
	c->used = 0;
	return 0;
}

/* Puts U+FFFD for bytes that are none of the encoding's. */
static void replace(struct charset *c, char **in, size_t *left, char **to,
		    size_t *room)
{
	size_t skip = *left < c->unit ? *left : c->unit;

	memcpy(*to, "\xEF\xBF\xBD", 3);
	*to += 3;
	*room -= 3;
	*in += skip;
	*left -= skip;
}

/* UTF-8 is checked by our own rules: iconv lets some bad bytes through. */
static size_t check_utf8(struct charset *c)
{
	struct slice raw = slice_make(c->raw, c->used);
	size_t n, to = 0;
	uint32_t cp;

	if (!c->at_end)
		raw.n -= charset_cut_tail(raw);
	for (size_t at = 0; at < raw.n; at += n) {
		bool bad;

		n = text_ascii(raw, at);
		if (n == 0)
			n = text_next(raw, at, &cp);
		bad = n == 1 && (unsigned char)raw.p[at] >= 0x80;
		memcpy(c->out + to, bad ? "\xEF\xBF\xBD" : raw.p + at,
		       bad ? 3 : n);
		to += bad ? 3 : n;
	}
	c->used -= raw.n;
	memmove(c->raw, c->raw + raw.n, c->used);
	return to;
}

/* Decodes what lies in raw; what is left of it moves to its front. */
static size_t decode(struct charset *c)
{
	char *in = c->raw, *to = c->out;
	size_t left = c->used, room = OUT_BYTES;

	while (left > 0) {
		if (iconv(c->cd, &in, &left, &to, &room) != (size_t)-1)
			break;
		if (errno == E2BIG || room < 3)
			break;
		if (errno == EINVAL && !c->at_end)
			break;
		replace(c, &in, &left, &to, &room);
	}
	if (left == 0 && c->at_end)	/* some converters hold a character */
		iconv(c->cd, NULL, NULL, &to, &room);
	memmove(c->raw, in, left);
	c->used = left;
	return (size_t)(to - c->out);
}

int charset_read(struct charset *c, struct slice *chunk, struct err *e)
{
	size_t n = 0;

	if (c->plain)
		return read_plain(c, chunk, e);
	while (n == 0 && !(c->at_end && c->used == 0)) {
		if (fill(c, e) < 0)
			return -1;
		n = c->cd == (iconv_t)-1 ? check_utf8(c) : decode(c);
	}
	*chunk = n ? slice_make(c->out, n) : SLICE_NONE;
	return 0;
}

const char *charset_name(const struct charset *c)
{
	return c->name;
}

void charset_close(struct charset **c)
{
	if (!*c)
		return;
	if ((*c)->cd != (iconv_t)-1)
		iconv_close((*c)->cd);
	free(*c);
	*c = NULL;
}

void charset_load_all(void)
{
	for (const struct charset_label *l = charset_labels; l->label; l++)
		iconv_open("UTF-8", l->name);
}

int charset_slurp(struct input_part *part, struct str *out, struct err *e)
{
	struct charset *c;
	struct slice chunk;
	int rc = -1;

	if (charset_open(&c, part, e) < 0)
		return -1;
	while ((rc = charset_read(c, &chunk, e)) == 0 && chunk.p && !out->bad)
		str_add(out, chunk);
	charset_close(&c);
	return rc < 0 ? -1 : str_ok(out, "text", e);
}
