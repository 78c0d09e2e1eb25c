#include "ui/decode.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ui/keys.h"
#include "ui/letters.h"

static const char paste_end[] = "\033[201~";

enum {
	ESC_MS = 25, ESC_SLOW_MS = 100,	/* between ESC and the rest */
	REST_MS = 500,			/* between others */
	PASTE_MS = 2000,
	PARAMS = 8,
	ALT = 3,			/* among the parameters of a key */
};

void decode_init(struct decode *d, bool utf8)
{
	*d = (struct decode){ .utf8 = utf8,
			      .paste = STR_INIT(PASTE_BYTES) };
}

void decode_free(struct decode *d)
{
	str_free(&d->paste);
	*d = (struct decode){ 0 };
}

void decode_own(struct decode *d, const char *bytes, uint32_t key)
{
	size_t n = strlen(bytes);

	if (d->n_own == DECODE_OWN || n < 2 || n >= sizeof(d->own[0].bytes) ||
	    bytes[0] != KEYCODE_ESC)
		return;
	memcpy(d->own[d->n_own].bytes, bytes, n + 1);
	d->own[d->n_own++].key = key;
}

static void rest(struct decode *d)
{
	d->state = DECODE_TEXT;
	d->n = 0;
}

static bool key(struct decode *d, uint32_t code, struct decoded *out)
{
	rest(d);
	if (code == KEYCODE_NONE)
		return false;
	*out = (struct decoded){ .kind = DECODED_KEY, .key = code };
	return true;
}

/* --- text --- */

static size_t utf8_length(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 :
	       c < 0xF5 ? 4 : 0;
}

static bool in_locale(struct decode *d, unsigned char c, struct decoded *out)
{
	uint32_t cp = letters_of(c);

	return cp != 0 && key(d, cp, out);
}

static bool character(struct decode *d, unsigned char c, struct decoded *out)
{
	struct slice held;
	uint32_t cp;

	if (c < 0x80 && c != KEYCODE_ESC)
		return key(d, c, out);
	if (c < 0x80) {
		d->n = 0;
		d->held[d->n++] = c;
		d->state = DECODE_ESC;
		return false;
	}
	if (!d->utf8)
		return in_locale(d, c, out);
	if (d->n > 0 && (c & 0xC0) != 0x80)
		d->n = 0;	/* the one before was cut off */
	if (d->n == 0 && utf8_length(c) == 0)
		return false;
	d->held[d->n++] = c;
	if (d->n < utf8_length(d->held[0]))
		return false;
	held = slice_make((const char *)d->held, d->n);
	d->n = 0;
	return text_valid(held) && text_next(held, 0, &cp) == held.n &&
	       cp >= 0xA0 && key(d, cp, out);
}

/* --- sequences --- */

struct params {
	int v[PARAMS];
	int n;
};

static void read_params(const struct decode *d, size_t at, struct params *p)
{
	*p = (struct params){ .n = 1 };
	for (; at + 1 < d->n; at++) {
		unsigned char c = d->held[at];
		int *v = &p->v[p->n - 1];

		if (c >= '0' && c <= '9' && *v < 100000)
			*v = *v * 10 + (c - '0');
		else if (c == ';' && p->n < PARAMS)
			p->n++;
		else if (c == ';')
			return;
	}
}

static uint32_t by_letter(unsigned char c)
{
	static const struct {
		unsigned char c;
		uint32_t key;
	} letters[] = {
		{ 'A', KEYCODE_UP },    { 'B', KEYCODE_DOWN },
		{ 'C', KEYCODE_RIGHT }, { 'D', KEYCODE_LEFT },
		{ 'H', KEYCODE_HOME },  { 'F', KEYCODE_END },
		{ 'Z', KEYCODE_BACKTAB }, { 'M', KEYCODE_ENTER },
		{ 'I', KEYCODE_TAB },
		{ 'P', KEYCODE_F1 },     { 'Q', KEYCODE_F1 + 1 },
		{ 'R', KEYCODE_F1 + 2 }, { 'S', KEYCODE_F1 + 3 },
	};

	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].c == c)
			return letters[i].key;
	return KEYCODE_NONE;
}

/* The keypad in its own mode: "j" is "*", "p" is "0". */
static uint32_t by_ss3(unsigned char c)
{
	static const char pad[] = "*+,-./0123456789";

	if (c >= 'j' && c <= 'y')
		return (uint32_t)pad[c - 'j'];
	return c == 'I' ? KEYCODE_TAB : by_letter(c);
}

static uint32_t by_number(int n)
{
	static const uint32_t numbers[] = {
		[1] = KEYCODE_HOME, [3] = KEYCODE_DELETE, [4] = KEYCODE_END,
		[5] = KEYCODE_PGUP, [6] = KEYCODE_PGDN, [7] = KEYCODE_HOME,
		[8] = KEYCODE_END,
		[11] = KEYCODE_F1, [12] = KEYCODE_F1 + 1,
		[13] = KEYCODE_F1 + 2, [14] = KEYCODE_F1 + 3,
		[15] = KEYCODE_F1 + 4, [17] = KEYCODE_F1 + 5,
		[18] = KEYCODE_F1 + 6, [19] = KEYCODE_F1 + 7,
		[20] = KEYCODE_F1 + 8, [21] = KEYCODE_F1 + 9,
		[23] = KEYCODE_F1 + 10, [24] = KEYCODE_F1 + 11,
	};

	return n >= 0 && (size_t)n < sizeof(numbers) / sizeof(numbers[0]) ?
	       numbers[n] : KEYCODE_NONE;
}

static bool mouse(struct decode *d, int code, int x, int y, bool release,
		  struct decoded *out)
{
	struct mouse m = { .button = (code & 3) + 1, .y = y - 1, .x = x - 1 };

	rest(d);
	if (x < 1 || y < 1 || code < 0 || code >= 128)
		return false;
	if (code & 64) {
		if ((code & 3) > 1 || release)
			return false;	/* to the sides */
		m.kind = code & 1 ? MOUSE_WHEEL_DOWN : MOUSE_WHEEL_UP;
		m.button = 0;
	} else if (release || (code & 3) == 3) {
		m.kind = MOUSE_RELEASE;
		m.button = (code & 3) == 3 ? 1 : m.button;
	} else {
		m.kind = code & 32 ? MOUSE_DRAG : MOUSE_PRESS;
	}
	*out = (struct decoded){ .kind = DECODED_MOUSE, .mouse = m };
	return true;
}

static bool own_key(struct decode *d, struct decoded *out)
{
	for (size_t i = 0; i < d->n_own; i++)
		if (strlen(d->own[i].bytes) == d->n &&
		    memcmp(d->own[i].bytes, d->held, d->n) == 0)
			return key(d, d->own[i].key, out);
	return false;
}

/* Of the arrows alone Alt makes another key: "CSI 1 ; 3 D". 'I' alone is the
 * focus that has come. */
static uint32_t by_final(unsigned char final, const struct params *p)
{
	uint32_t key = final == 'I' || final == 'M' ? KEYCODE_NONE :
						      by_letter(final);
	bool alt = p->n == 2 && p->v[1] == ALT;

	return alt && key == KEYCODE_LEFT ? KEYCODE_ALT_LEFT :
	       alt && key == KEYCODE_RIGHT ? KEYCODE_ALT_RIGHT : key;
}

static bool control_sequence(struct decode *d, unsigned char final,
			     struct decoded *out)
{
	unsigned char private = d->n > 2 ? d->held[2] : 0;
	struct params p;

	read_params(d, private == '<' ? 3 : 2, &p);
	if (private == '<' && (final == 'M' || final == 'm'))
		return p.n == 3 && mouse(d, p.v[0], p.v[1], p.v[2],
					 final == 'm', out);
	if (private >= '<' && private <= '?')
		return key(d, KEYCODE_NONE, out);
	if (final == '~' && p.v[0] == 200) {
		rest(d);
		str_clear(&d->paste);
		d->end_seen = 0;
		d->state = DECODE_PASTE;
		return false;
	}
	if (final == '~')
		return key(d, by_number(p.v[0]), out);
	return key(d, by_final(final, &p), out);
}

static bool csi(struct decode *d, unsigned char c, struct decoded *out)
{
	if (c == 'M' && d->n == 3) {
		d->state = DECODE_LEGACY;
		return false;
	}
	if (c == '[' && d->n == 3) {
		d->state = DECODE_LINUX;
		return false;
	}
	if (c >= 0x40 && c <= 0x7E) {
		bool is = control_sequence(d, c, out);

		if (d->state == DECODE_CSI)
			rest(d);
		return is;
	}
	return false;
}

static int hex(unsigned char c)
{
	return c >= '0' && c <= '9' ? c - '0' :
	       c >= 'a' && c <= 'f' ? c - 'a' + 10 :
	       c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "11;rgb:RRRR/GGGG/BBBB", of one to four digits each. */
static bool ground(struct decode *d, struct decoded *out)
{
	struct slice s = slice_make((const char *)d->held + 2, d->n - 2), one;
	unsigned rgb = 0;
	int parts = 0;

	if (!slice_starts(s, "11;rgb:"))
		return key(d, KEYCODE_NONE, out);
	s = slice_make(s.p + 7, s.n - 7);
	while (parts < 3 && slice_cut(&s, '/', &one)) {
		int hi = one.n ? hex((unsigned char)one.p[0]) : -1;
		int lo = one.n > 1 ? hex((unsigned char)one.p[1]) : hi;

		if (hi < 0 || lo < 0)
			break;
		rgb = rgb << 8 | (unsigned)(hi << 4 | lo);
		parts++;
	}
	rest(d);
	*out = (struct decoded){ .kind = DECODED_GROUND, .ground = rgb };
	return parts == 3;
}

static bool osc(struct decode *d, unsigned char c, struct decoded *out)
{
	bool bell = c == '\a';
	bool st = c == '\\' && d->n > 2 && d->held[d->n - 2] == KEYCODE_ESC;

	if (!bell && !st)
		return false;
	d->n -= bell ? 1 : 2;
	return ground(d, out);
}

static bool after_esc(struct decode *d, unsigned char c)
{
	switch (c) {
	case '[':
		d->state = DECODE_CSI;
		return false;
	case 'O':
		d->state = DECODE_SS3;
		return false;
	case ']': case 'P': case '_': case '^':
		d->state = DECODE_OSC;
		return false;
	default:
		return false;
	}
}

/* One byte more of a sequence that is held, the byte with it. */
static bool sequence(struct decode *d, unsigned char c, struct decoded *out)
{
	if (own_key(d, out))
		return true;
	switch (d->state) {
	case DECODE_ESC: return after_esc(d, c);
	case DECODE_CSI: return csi(d, c, out);
	case DECODE_SS3: return key(d, by_ss3(c), out);
	case DECODE_OSC: return osc(d, c, out);
	case DECODE_LINUX:
		return key(d, c >= 'A' && c <= 'E' ?
			   KEYCODE_F1 + (uint32_t)(c - 'A') : KEYCODE_NONE,
			   out);
	case DECODE_LEGACY:
		if (d->n < 6)
			return false;
		return mouse(d, d->held[3] - 32, d->held[4] - 32,
			     d->held[5] - 32, false, out);
	default:
		return false;
	}
}

/* --- paste --- */

static void paste_byte(struct decode *d, unsigned char c)
{
	while (d->end_seen > 0 &&
	       c != (unsigned char)paste_end[d->end_seen]) {
		/* not the end: no byte of it but ESC can begin another */
		if (d->paste.n + d->end_seen < PASTE_BYTES)
			str_add(&d->paste, slice_make(paste_end,
						      d->end_seen));
		d->end_seen = 0;
	}
	if (c == (unsigned char)paste_end[d->end_seen])
		d->end_seen++;
	else if (d->paste.n < PASTE_BYTES)
		str_addc(&d->paste, (char)c);
}

static size_t in_locale_next(const struct str *s, size_t at, uint32_t *cp)
{
	unsigned char c = (unsigned char)s->p[at];

	*cp = c < 0x80 ? c : letters_of(c);
	return 1;
}

/* Lines and tabs become blanks, other controls go: text is no key. */
static void one_line(struct str *s, bool utf8)
{
	struct str made = STR_INIT(PASTE_BYTES);
	uint32_t cp;
	size_t n;

	for (size_t at = 0; at < s->n; at += n) {
		if (utf8)
			n = text_next(str_slice(s), at, &cp);
		else
			n = in_locale_next(s, at, &cp);
		if (cp == '\r' && at + n < s->n && s->p[at + n] == '\n')
			continue;
		if (cp == '\n' || cp == '\r' || cp == '\t')
			str_addc(&made, ' ');
		else if (cp >= ' ' && cp < 0x7F)
			str_addc(&made, (char)cp);
		else if (cp >= 0xA0 && cp != 0xFFFD)
			text_put(&made, cp);
	}
	str_free(s);
	*s = made;
}

static bool pasted(struct decode *d, struct decoded *out)
{
	rest(d);
	d->end_seen = 0;
	one_line(&d->paste, d->utf8);
	*out = (struct decoded){ .kind = DECODED_PASTE,
				 .paste = str_slice(&d->paste) };
	return d->paste.n > 0;
}

/* --- in and out --- */

/* True where the byte begins something of its own. */
static bool breaks_off(const struct decode *d, unsigned char c)
{
	if (d->state == DECODE_LEGACY)
		return false;
	if (d->state == DECODE_OSC)
		return c == 0x18 || c == 0x1A;
	return c < ' ' || c >= 0x80;
}

static bool take(struct decode *d, unsigned char c, struct slice *in,
		 struct decoded *out)
{
	if (d->state == DECODE_PASTE) {
		paste_byte(d, c);
		return d->end_seen == sizeof(paste_end) - 1 &&
		       pasted(d, out);
	}
	if (d->state == DECODE_TEXT)
		return character(d, c, out);
	/* ESC and a letter: two keys; ESC within a sequence: another one */
	if (d->state == DECODE_ESC && !strchr("[O]P_^", c ? c : 'x')) {
		in->p--;
		in->n++;
		return key(d, KEYCODE_ESC, out);
	}
	if (breaks_off(d, c)) {
		rest(d);
		return character(d, c, out);
	}
	if (d->n == DECODE_SEQUENCE) {	/* too long: its end is waited for */
		d->n = d->state == DECODE_OSC ? 3 : DECODE_SEQUENCE - 1;
		if (d->state != DECODE_OSC)
			d->held[2] = '?';
	}
	d->held[d->n++] = c;
	return sequence(d, c, out);
}

bool decode_next(struct decode *d, struct slice *in, struct decoded *out)
{
	while (in->n > 0) {
		unsigned char c = (unsigned char)*in->p;

		in->p++;
		in->n--;
		if (take(d, c, in, out))
			return true;
	}
	return false;
}

int decode_patience(const struct decode *d, bool slow)
{
	if (d->state == DECODE_PASTE)
		return PASTE_MS;
	if (d->state == DECODE_ESC)
		return slow ? ESC_SLOW_MS : ESC_MS;
	return d->n > 0 ? REST_MS : -1;
}

bool decode_silence(struct decode *d, struct decoded *out)
{
	if (d->state == DECODE_PASTE)
		return pasted(d, out);
	if (d->state == DECODE_ESC)
		return key(d, KEYCODE_ESC, out);
	rest(d);
	return false;
}
