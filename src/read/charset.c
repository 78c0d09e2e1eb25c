/* iconv's doorway. Only encodings of the table are handed to iconv: a document
 * from a stranger must not choose which of the C library's converters run. */
#include "read/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { HEAD_BYTES = 1024, RAW_BYTES = 16384, OUT_BYTES = 4 * RAW_BYTES };

struct charset {
	struct input_part *part;
	const char *name;
	iconv_t cd;		/* none for UTF-8 */
	size_t unit;		/* bytes skipped where one does not decode */
	size_t used;		/* bytes waiting in raw */
	bool at_end;
	bool plain;		/* what lies in raw is given as it is */
	char raw[RAW_BYTES];
	char out[OUT_BYTES];
};

/* As browsers take them: Latin 1 and ASCII mean windows-1252. */
static const struct encoding {
	const char *label;
	const char *name;
} encodings[] = {			/* sorted by label */
	{ "ascii",            "WINDOWS-1252" },
	{ "big5",             "BIG5-HKSCS" },
	{ "cp1250",           "WINDOWS-1250" },
	{ "cp1251",           "WINDOWS-1251" },
	{ "cp1252",           "WINDOWS-1252" },
	{ "cp866",            "CP866" },
	{ "euc-jp",           "EUC-JP" },
	{ "euc-kr",           "EUC-KR" },
	{ "gb18030",          "GB18030" },
	{ "gb2312",           "GB18030" },
	{ "gbk",              "GB18030" },
	{ "ibm866",           "CP866" },
	{ "iso-2022-jp",      "ISO-2022-JP" },
	{ "iso-8859-1",       "WINDOWS-1252" },
	{ "iso-8859-10",      "ISO-8859-10" },
	{ "iso-8859-13",      "ISO-8859-13" },
	{ "iso-8859-14",      "ISO-8859-14" },
	{ "iso-8859-15",      "ISO-8859-15" },
	{ "iso-8859-16",      "ISO-8859-16" },
	{ "iso-8859-2",       "ISO-8859-2" },
	{ "iso-8859-3",       "ISO-8859-3" },
	{ "iso-8859-4",       "ISO-8859-4" },
	{ "iso-8859-5",       "ISO-8859-5" },
	{ "iso-8859-6",       "ISO-8859-6" },
	{ "iso-8859-7",       "ISO-8859-7" },
	{ "iso-8859-8",       "ISO-8859-8" },
	{ "iso-8859-9",       "WINDOWS-1254" },
	{ "koi8-r",           "KOI8-R" },
	{ "koi8-u",           "KOI8-U" },
	{ "latin1",           "WINDOWS-1252" },
	{ "latin2",           "ISO-8859-2" },
	{ "macintosh",        "MACINTOSH" },
	{ "shift_jis",        "CP932" },
	{ "sjis",             "CP932" },
	{ "tis-620",          "CP874" },
	{ "us-ascii",         "WINDOWS-1252" },
	{ "utf-16",           "UTF-16LE" },
	{ "utf-16be",         "UTF-16BE" },
	{ "utf-16le",         "UTF-16LE" },
	{ "utf-32",           "UTF-32LE" },
	{ "utf-32be",         "UTF-32BE" },
	{ "utf-32le",         "UTF-32LE" },
	{ "utf-8",            "UTF-8" },
	{ "utf8",             "UTF-8" },
	{ "windows-1250",     "WINDOWS-1250" },
	{ "windows-1251",     "WINDOWS-1251" },
	{ "windows-1252",     "WINDOWS-1252" },
	{ "windows-1253",     "WINDOWS-1253" },
	{ "windows-1254",     "WINDOWS-1254" },
	{ "windows-1255",     "WINDOWS-1255" },
	{ "windows-1256",     "WINDOWS-1256" },
	{ "windows-1257",     "WINDOWS-1257" },
	{ "windows-1258",     "WINDOWS-1258" },
	{ "windows-31j",      "CP932" },
	{ "windows-874",      "CP874" },
	{ "x-mac-cyrillic",   "MAC-CYRILLIC" },
	{ "x-sjis",           "CP932" },
};

enum { ENCODINGS = sizeof(encodings) / sizeof(encodings[0]) };

/* The longer marks first: UTF-32LE begins like UTF-16LE. The last two rows
 * are "<?" without a mark. */
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
	{ "<\0?\0",       4, 0, "UTF-16LE" },
	{ "\0<\0?",       4, 0, "UTF-16BE" },
};

static const struct mark *mark_find(struct slice head)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (head.n >= marks[i].n &&
		    memcmp(head.p, marks[i].bytes, marks[i].n) == 0)
			return &marks[i];
	return NULL;
}

static const char *encoding_find(struct slice label)
{
	for (size_t i = 0; i < ENCODINGS; i++)
		if (slice_ieq(label, encodings[i].label))
			return encodings[i].name;
	return NULL;
}

/* Position of `word` (lower case) in any ASCII case, or -1. */
static ptrdiff_t find_word(struct slice text, const char *word, size_t from)
{
	size_t n = strlen(word);

	for (size_t i = from; i + n <= text.n; i++)
		if (slice_ieq(slice_make(text.p + i, n), word))
			return (ptrdiff_t)i;
	return -1;
}

static bool is_label_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' ||
	       c == ':' || c == '+';
}

/* The value of `key="value"`, quoted or not; absent when there is none. */
static struct slice attribute(struct slice text, const char *key)
{
	ptrdiff_t at = find_word(text, key, 0);
	size_t i, n = 0;

	if (at < 0)
		return SLICE_NONE;
	i = (size_t)at + strlen(key);
	while (i < text.n && text.p[i] == ' ')
		i++;
	if (i == text.n || text.p[i++] != '=')
		return SLICE_NONE;
	while (i < text.n && text.p[i] == ' ')
		i++;
	if (i < text.n && (text.p[i] == '"' || text.p[i] == '\''))
		i++;
	while (i + n < text.n && is_label_char(text.p[i + n]))
		n++;
	return n ? slice_make(text.p + i, n) : SLICE_NONE;
}

static struct slice tag_at(struct slice head, size_t at)
{
	const char *end = memchr(head.p + at, '>', head.n - at);

	return slice_make(head.p + at, end ? (size_t)(end - head.p) - at :
					     head.n - at);
}

/* What the XML declaration or an HTML meta says. */
static struct slice declared(struct slice head)
{
	struct slice label = SLICE_NONE;
	ptrdiff_t at = 0;

	if (slice_starts(slice_trim(head), "<?xml"))
		label = attribute(tag_at(head, 0), "encoding");
	while (!label.p && (at = find_word(head, "<meta", (size_t)at)) >= 0) {
		label = attribute(tag_at(head, (size_t)at), "charset");
		at++;
	}
	return label;
}

/* Bytes of a character that the chunk's end cuts. */
static size_t cut_tail(struct slice s)
{
	for (size_t back = 1; back <= 3 && back <= s.n; back++) {
		unsigned char c = (unsigned char)s.p[s.n - back];
		size_t want = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

		if (c >= 0xC0)
			return back < want ? back : 0;
		if (c < 0x80)
			return 0;
	}
	return 0;
}

/* 1 when the rest of the part is good UTF-8, 0 when not, -1 on error. */
static int is_utf8(struct input_part *part, char *buf, struct err *e)
{
	size_t used = 0;
	ptrdiff_t n;

	while ((n = input_read(part, buf + used, RAW_BYTES - used, e)) > 0) {
		struct slice got = slice_make(buf, used + (size_t)n);
		size_t tail = cut_tail(got);

		got.n -= tail;
		if (!text_valid(got))
			return 0;
		memmove(buf, buf + got.n, tail);
		used = tail;
	}
	return n < 0 ? -1 : used == 0;
}

static int choose(struct charset *c, struct slice head, struct err *e)
{
	struct slice label = attribute(c->part->content_type, "charset");
	bool from_server = label.p;
	int utf8;

	if (!from_server)
		label = declared(head);
	if (label.p) {
		c->name = encoding_find(label);
		if (!c->name)
			return err_set(e, ERR_FORMAT,
				       "unknown encoding \"%.*s\"",
				       SLICE_ARG(label));
		/* We could read the declaration, so it is not UTF-16. */
		if (!from_server && strncmp(c->name, "UTF-", 4) == 0)
			c->name = "UTF-8";
		return 0;
	}
	input_rewind(c->part);
	utf8 = is_utf8(c->part, c->raw, e);
	c->name = utf8 > 0 ? "UTF-8" : "WINDOWS-1252";
	return utf8 < 0 ? -1 : 0;
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

int charset_open(struct charset **out, struct input_part *part, struct err *e)
{
	struct charset *c = charset_new(part, e);

	*out = NULL;
	if (!c)
		return -1;
	input_rewind(part);
	if (detect(c, e) == 0)
		return begin(c, out, e);
	charset_close(&c);
	return -1;
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
		raw.n -= cut_tail(raw);
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
	for (size_t i = 0; i < ENCODINGS; i++)
		iconv_open("UTF-8", encodings[i].name);
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
