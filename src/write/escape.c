#include "write/escape.h"

#include "base/text.h"
#include "write/tame.h"

enum { TEXT_BYTES = 32 << 20, LANG_BYTES = 35 };

static void add_escaped(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		switch (text.p[i]) {
		case '&':
			str_addz(to, "&amp;");
			break;
		case '<':
			str_addz(to, "&lt;");
			break;
		case '>':
			str_addz(to, "&gt;");
			break;
		case '"':
			str_addz(to, "&quot;");
			break;
		case '\'':
			str_addz(to, "&#39;");
			break;
		default:
			str_addc(to, text.p[i]);
		}
	}
}

void escape_text(struct str *to, struct slice text)
{
	struct str tame = STR_INIT(TEXT_BYTES);

	text_tame(&tame, text);
	to->bad |= tame.bad;
	add_escaped(to, str_slice(&tame));
	str_free(&tame);
}

void escape_short(struct str *to, struct slice text, size_t most)
{
	struct str line = STR_INIT(TEXT_BYTES);
	struct slice front = text;

	if (front.n > most) {
		front.n = most;
		while (front.n > 0 &&
		       ((unsigned char)front.p[front.n] & 0xc0) == 0x80)
			front.n--;
	}
	text_visible(&line, front, false);
	add_escaped(to, str_slice(&line));
	if (front.n < text.n)
		str_addz(to, " …");
	str_free(&line);
}

bool escape_url(struct slice url)
{
	size_t lead = slice_starts(url, "https://") ? 8 :
		      slice_starts(url, "http://") ? 7 : 0;

	if (!lead || url.n == lead || slice_has_control(url) ||
	    !text_valid(url))
		return false;
	for (size_t i = 0; i < url.n; i++)
		if (strchr(" \"'<>\\^`{|}", url.p[i]))
			return false;
	return true;
}

static bool is_tag(struct slice lang)
{
	if (lang.n < 2 || lang.n > LANG_BYTES)
		return false;
	for (size_t i = 0; i < lang.n; i++) {
		char c = lang.p[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');

		if (!letter && !(i > 0 && (c == '-' || (c >= '0' && c <= '9'))))
			return false;
	}
	return true;
}

void escape_lang(struct str *to, struct slice lang)
{
	if (is_tag(lang))
		str_addf(to, " lang=\"%.*s\"", SLICE_ARG(lang));
	str_addz(to, " dir=\"auto\"");
}
