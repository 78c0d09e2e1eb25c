#include "write/json.h"

#include "base/text.h"
#include "write/tame.h"

static void put_char(struct str *to, uint32_t cp)
{
	switch (cp) {
	case '"': str_addz(to, "\\\""); return;
	case '\\': str_addz(to, "\\\\"); return;
	case '\n': str_addz(to, "\\n"); return;
	case '\r': str_addz(to, "\\r"); return;
	case '\t': str_addz(to, "\\t"); return;
	default: break;
	}
	if (char_is_obeyed(cp))
		str_addf(to, "\\u%04x", (unsigned)cp);
	else
		text_put(to, cp);
}

void json_text(struct str *to, struct slice s)
{
	uint32_t cp;
	size_t n;

	if (!s.p) {
		str_addz(to, "null");
		return;
	}
	str_addc(to, '"');
	for (size_t at = 0; (n = text_next(s, at, &cp)) > 0; at += n)
		put_char(to, cp);
	str_addc(to, '"');
}

static size_t digits(struct slice s, size_t at)
{
	size_t from = at;

	while (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
		at++;
	return at - from;
}

/* -?digits(.digits)? without a leading zero. */
static bool is_number(struct slice s)
{
	size_t at = s.n > 0 && s.p[0] == '-' ? 1 : 0;
	size_t n = digits(s, at);

	if (n == 0 || (n > 1 && s.p[at] == '0'))
		return false;
	at += n;
	if (at == s.n)
		return true;
	if (s.p[at] != '.')
		return false;
	n = digits(s, at + 1);
	return n > 0 && at + 1 + n == s.n;
}

void json_number(struct str *to, struct slice s)
{
	if (is_number(s))
		str_add(to, s);
	else
		json_text(to, s);
}

void json_next(struct str *to)
{
	char last = to->n > 0 ? to->p[to->n - 1] : '{';

	if (last != '{' && last != '[' && last != '\n' && last != ':')
		str_addc(to, ',');
}

void json_key(struct str *to, const char *key)
{
	json_next(to);
	json_text(to, slice_of(key));
	str_addc(to, ':');
}

void json_member(struct str *to, const char *key, struct slice text,
		 bool also_null)
{
	if (!text.p && !also_null)
		return;
	json_key(to, key);
	json_text(to, text);
}
