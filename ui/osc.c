#include "ui/osc.h"

#include <stdio.h>
#include <string.h>

enum { LINK_BYTES = 2048, SCREEN_PIECE = 500 };

enum osc_through osc_through(const char *(*env)(const char *name))
{
	const char *term = env("TERM");

	if (env("TMUX"))
		return OSC_TMUX;
	if (env("STY") || (term && strncmp(term, "screen", 6) == 0 &&
			   !env("TMUX")))
		return OSC_SCREEN;
	return OSC_STRAIGHT;
}

static void base64(struct slice s, struct str *out)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		size_t n = s.n - i < 3 ? s.n - i : 3;
		unsigned v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)s.p[i + k] : 0);
		str_addc(out, digit[v >> 18 & 63]);
		str_addc(out, digit[v >> 12 & 63]);
		str_addc(out, n > 1 ? digit[v >> 6 & 63] : '=');
		str_addc(out, n > 2 ? digit[v & 63] : '=');
	}
}

/* tmux takes it itself where set-clipboard allows, and passes on what is
 * wrapped where allow-passthrough does: both are sent, one is heard. */
static void through_tmux(struct slice plain, struct str *out)
{
	str_add(out, plain);
	str_addz(out, "\033Ptmux;\033");
	str_add(out, plain);
	str_addz(out, "\033\\");
}

/* screen passes on strings of no more than 768 bytes. */
static void through_screen(struct slice plain, struct str *out)
{
	for (size_t at = 0; at < plain.n; at += SCREEN_PIECE) {
		size_t n = plain.n - at;

		if (n > SCREEN_PIECE)
			n = SCREEN_PIECE;
		str_addz(out, "\033P");
		str_add(out, slice_make(plain.p + at, n));
		str_addz(out, "\033\\");
	}
}

bool osc_copy(struct slice text, enum osc_through through, struct str *out)
{
	struct str plain = STR_INIT(2 * COPY_BYTES);

	if (text.n > COPY_BYTES)
		return false;
	str_addz(&plain, "\033]52;c;");
	base64(text, &plain);
	str_addc(&plain, '\a');	/* ST would end what is wrapped */
	if (through == OSC_TMUX)
		through_tmux(str_slice(&plain), out);
	else if (through == OSC_SCREEN)
		through_screen(str_slice(&plain), out);
	else
		str_add(out, str_slice(&plain));
	str_free(&plain);
	return !out->bad;
}

bool osc_link(struct slice url, struct str *out)
{
	static const char *const schemes[] = {
		"https://", "http://", "mailto:",
	};
	bool known = false;

	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		known |= url.n >= strlen(schemes[i]) &&
			 slice_ieq(slice_make(url.p, strlen(schemes[i])),
				   schemes[i]);
	if (!known || url.n > LINK_BYTES)
		return false;
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c <= ' ' || c >= 0x7F || c == '"' || c == '<' ||
		    c == '>' || c == '\\' || c == '`')
			str_addf(out, "%%%02X", (unsigned)c);
		else
			str_addc(out, (char)c);
	}
	return !out->bad;
}
