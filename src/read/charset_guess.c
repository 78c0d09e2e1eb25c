#include "read/charset_guess.h"

#include <string.h>

#include "base/text.h"
#include "read/charset_label.h"

size_t charset_cut_tail(struct slice s)
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


/* The same bytes as letters of one byte each. */
static void count_letters(struct charset_look *look, struct slice s, size_t at,
			  size_t n)
{
	for (size_t i = at; i < at + n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		look->high++;
		look->runs += i > 0 && (unsigned char)s.p[i - 1] >= 0x80;
		look->upper += c >= 0xC0 && c < 0xE0;
		look->lower += c >= 0xE0;
	}
}

static void look_at(struct charset_look *look, struct slice s)
{
	size_t n;

	for (size_t at = 0; at < s.n; at += n) {
		uint32_t cp;

		n = text_ascii(s, at);
		if (n > 0) {
			look->escapes |= memchr(s.p + at, 0x1B, n) != NULL;
			continue;
		}
		n = text_next(s, at, &cp);
		look->good += n > 1;
		look->bad += n == 1;
		count_letters(look, s, at, n);
	}
}

int charset_look(struct charset_look *look, struct input_part *part, char *buf,
		 size_t bytes, struct err *e)
{
	size_t used = 0;
	ptrdiff_t n;

	while ((n = input_read(part, buf + used, bytes - used, e)) > 0) {
		struct slice got = slice_make(buf, used + (size_t)n);
		size_t tail = charset_cut_tail(got);

		got.n -= tail;
		look_at(look, got);
		memmove(buf, buf + got.n, tail);
		used = tail;
	}
	look->bad += used;
	return n < 0 ? -1 : 0;
}

/* Of two or three letters of such an encoding one in a hundred is good UTF-8
 * by chance. */
static bool is_east_asian(const char *name)
{
	static const char *const names[] = {
		"BIG5-HKSCS", "EUC-JP", "GB18030", "CP932", "UHC", "EUC-TW",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static bool is_utf8(const char *name)
{
	return strcmp(name, "UTF-8") == 0;
}

static bool is_wide(const char *name)
{
	return strncmp(name, "UTF-16", 6) == 0 ||
	       strncmp(name, "UTF-32", 6) == 0;
}

/* Cyrillic words are runs of high bytes, nearly all of them small letters. */
static const char *by_letters(const struct charset_look *look)
{
	if (look->good > 2 * look->bad)
		return "UTF-8";
	if (2 * look->runs < look->high)
		return "WINDOWS-1252";
	return look->upper > look->lower ? "KOI8-R" : "WINDOWS-1251";
}

/* What to believe of the two labels. Servers add their own default to what they
 * know nothing of. */
static const char *told_by(const char *server, const char *own)
{
	if (server && !(own && strcmp(server, "WINDOWS-1252") == 0))
		return server;
	return own;
}

const char *charset_guess(const struct charset_look *look,
			  struct slice server, struct slice own)
{
	const char *s = charset_label_find(server);
	const char *o = charset_label_find(own);
	const char *told;

	if (o && is_wide(o))		/* or it could not have been read */
		o = "UTF-8";
	told = told_by(s, o);
	if (look->high == 0)
		return told && look->escapes ? told : "UTF-8";
	if (look->bad == 0 && !(told && is_east_asian(told)))
		return "UTF-8";
	if (told && !is_utf8(told))
		return told;
	return o && !is_utf8(o) ? o : by_letters(look);
}
