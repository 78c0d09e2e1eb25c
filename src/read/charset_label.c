#include "read/charset_label.h"

#include <string.h>

/* As browsers take them: Latin 1 and ASCII mean windows-1252, and EUC-KR and GBK
 * what contains them. UTF-7 is not among them: it hides tags. */
const struct charset_label charset_labels[] = {	/* sorted by label */
	{ "ascii",               "WINDOWS-1252" },
	{ "big5",                "BIG5-HKSCS" },
	{ "big5-hkscs",          "BIG5-HKSCS" },
	{ "cp1250",              "WINDOWS-1250" },
	{ "cp1251",              "WINDOWS-1251" },
	{ "cp1252",              "WINDOWS-1252" },
	{ "cp1253",              "WINDOWS-1253" },
	{ "cp1254",              "WINDOWS-1254" },
	{ "cp1255",              "WINDOWS-1255" },
	{ "cp1256",              "WINDOWS-1256" },
	{ "cp1257",              "WINDOWS-1257" },
	{ "cp1258",              "WINDOWS-1258" },
	{ "cp437",               "CP437" },
	{ "cp850",               "CP850" },
	{ "cp852",               "CP852" },
	{ "cp855",               "CP855" },
	{ "cp866",               "CP866" },
	{ "cp932",               "CP932" },
	{ "cp936",               "GB18030" },
	{ "cp949",               "UHC" },
	{ "cp950",               "BIG5-HKSCS" },
	{ "euc-cn",              "GB18030" },
	{ "euc-jp",              "EUC-JP" },
	{ "euc-kr",              "UHC" },
	{ "euc-tw",              "EUC-TW" },
	{ "gb18030",             "GB18030" },
	{ "gb2312",              "GB18030" },
	{ "gbk",                 "GB18030" },
	{ "ibm437",              "CP437" },
	{ "ibm850",              "CP850" },
	{ "ibm852",              "CP852" },
	{ "ibm855",              "CP855" },
	{ "ibm866",              "CP866" },
	{ "iso-10646-ucs-2",     "UTF-16LE" },
	{ "iso-2022-jp",         "ISO-2022-JP" },
	{ "iso-2022-kr",         "ISO-2022-KR" },
	{ "iso-8859-1",          "WINDOWS-1252" },
	{ "iso-8859-10",         "ISO-8859-10" },
	{ "iso-8859-11",         "CP874" },
	{ "iso-8859-13",         "ISO-8859-13" },
	{ "iso-8859-14",         "ISO-8859-14" },
	{ "iso-8859-15",         "ISO-8859-15" },
	{ "iso-8859-16",         "ISO-8859-16" },
	{ "iso-8859-2",          "ISO-8859-2" },
	{ "iso-8859-3",          "ISO-8859-3" },
	{ "iso-8859-4",          "ISO-8859-4" },
	{ "iso-8859-5",          "ISO-8859-5" },
	{ "iso-8859-6",          "ISO-8859-6" },
	{ "iso-8859-7",          "ISO-8859-7" },
	{ "iso-8859-8",          "ISO-8859-8" },
	{ "iso-8859-8-i",        "ISO-8859-8" },
	{ "iso-8859-9",          "WINDOWS-1254" },
	{ "koi8",                "KOI8-R" },
	{ "koi8-r",              "KOI8-R" },
	{ "koi8-ru",             "KOI8-U" },
	{ "koi8-u",              "KOI8-U" },
	{ "ks_c_5601-1987",      "UHC" },
	{ "l1",                  "WINDOWS-1252" },
	{ "latin1",              "WINDOWS-1252" },
	{ "latin2",              "ISO-8859-2" },
	{ "latin5",              "WINDOWS-1254" },
	{ "latin9",              "ISO-8859-15" },
	{ "mac",                 "MACINTOSH" },
	{ "maccyrillic",         "MAC-CYRILLIC" },
	{ "macintosh",           "MACINTOSH" },
	{ "ms932",               "CP932" },
	{ "shift_jis",           "CP932" },
	{ "sjis",                "CP932" },
	{ "tis-620",             "CP874" },
	{ "ucs-2",               "UTF-16LE" },
	{ "ucs-4",               "UTF-32LE" },
	{ "unicode",             "UTF-16LE" },
	{ "unicode-1-1-utf-8",   "UTF-8" },
	{ "us-ascii",            "WINDOWS-1252" },
	{ "utf-16",              "UTF-16LE" },
	{ "utf-16be",            "UTF-16BE" },
	{ "utf-16le",            "UTF-16LE" },
	{ "utf-32",              "UTF-32LE" },
	{ "utf-32be",            "UTF-32BE" },
	{ "utf-32le",            "UTF-32LE" },
	{ "utf-8",               "UTF-8" },
	{ "utf8",                "UTF-8" },
	{ "win1250",             "WINDOWS-1250" },
	{ "win1251",             "WINDOWS-1251" },
	{ "win1252",             "WINDOWS-1252" },
	{ "windows-1250",        "WINDOWS-1250" },
	{ "windows-1251",        "WINDOWS-1251" },
	{ "windows-1252",        "WINDOWS-1252" },
	{ "windows-1253",        "WINDOWS-1253" },
	{ "windows-1254",        "WINDOWS-1254" },
	{ "windows-1255",        "WINDOWS-1255" },
	{ "windows-1256",        "WINDOWS-1256" },
	{ "windows-1257",        "WINDOWS-1257" },
	{ "windows-1258",        "WINDOWS-1258" },
	{ "windows-31j",         "CP932" },
	{ "windows-874",         "CP874" },
	{ "windows-936",         "GB18030" },
	{ "windows-949",         "UHC" },
	{ "x-cp1250",            "WINDOWS-1250" },
	{ "x-cp1251",            "WINDOWS-1251" },
	{ "x-cp1252",            "WINDOWS-1252" },
	{ "x-gbk",               "GB18030" },
	{ "x-mac-cyrillic",      "MAC-CYRILLIC" },
	{ "x-sjis",              "CP932" },
	{ "x-user-defined",      "WINDOWS-1252" },
	{ NULL, NULL },
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

static char low(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* "UTF_8" is utf-8 and "ISO8859-1" iso-8859-1: signs and case tell nothing. */
static bool is_meant(struct slice label, const char *row)
{
	size_t i = 0;

	for (;; i++, row++) {
		while (i < label.n && !is_alnum(label.p[i]) &&
		       strchr("-_ .:", label.p[i]))
			i++;
		while (*row && !is_alnum(*row))
			row++;
		if (i == label.n || !*row)
			return i == label.n && !*row;
		if (low(label.p[i]) != *row)
			return false;
	}
}

const char *charset_label_find(struct slice label)
{
	if (label.n == 0)
		return NULL;
	for (const struct charset_label *l = charset_labels; l->label; l++)
		if (is_meant(label, l->label))
			return l->name;
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

static size_t past_blanks(struct slice text, size_t i)
{
	while (i < text.n && text.p[i] == ' ')
		i++;
	return i;
}

struct slice charset_attribute(struct slice text, const char *key)
{
	ptrdiff_t at = find_word(text, key, 0);
	size_t i, n = 0;

	if (at < 0)
		return SLICE_NONE;
	i = past_blanks(text, (size_t)at + strlen(key));
	if (i == text.n || text.p[i++] != '=')
		return SLICE_NONE;
	i = past_blanks(text, i);
	if (i < text.n && (text.p[i] == '"' || text.p[i] == '\''))
		i = past_blanks(text, i + 1);
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
struct slice charset_declared(struct slice head)
{
	struct slice label = SLICE_NONE;
	ptrdiff_t at = find_word(head, "<?xml", 0);

	if (at >= 0)
		label = charset_attribute(tag_at(head, (size_t)at), "encoding");
	at = 0;
	while (!label.p && (at = find_word(head, "<meta", (size_t)at)) >= 0) {
		label = charset_attribute(tag_at(head, (size_t)at),
					  "charset");
		at++;
	}
	return label;
}
