#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

#include "ui/conf_lines.h"

#define ROLE_ROW(id, letter, colour, look) { letter, colour, look },
const struct role_row roles[ROLE_COUNT] = { ROLES(ROLE_ROW) };

#define ROLE_NAME(id, letter, colour, look) #id,
static const char *const role_names[ROLE_COUNT] = { ROLES(ROLE_NAME) };

struct hue {
	int basic;
	int exact;
};

#define HUE(id, basic, rgb) [COLOUR_##id] = { basic, INK_EXACT | (rgb) },
static const struct hue hues[][COLOUR_COUNT] = {
	[THEME_DARK] = { DARK_HUES(HUE) },
	[THEME_LIGHT] = { LIGHT_HUES(HUE) },
};

static const char *const kinds[] = {
	[THEME_DARK] = "dark", [THEME_LIGHT] = "light",
	[THEME_MONO] = "mono", [THEME_AUTO] = "auto",
};

bool theme_kind(struct slice name, enum theme_kind *kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!slice_is(name, kinds[i]))
			continue;
		*kind = (enum theme_kind)i;
		return true;
	}
	return false;
}

void theme_init(struct theme *t, enum theme_kind kind)
{
	if (kind == THEME_AUTO)
		kind = THEME_DARK;
	for (int r = 0; r < ROLE_COUNT; r++) {
		enum colour c = roles[r].colour;

		t->ink[r] = (struct ink){ INK_OWN, INK_OWN, roles[r].look };
		if (kind == THEME_MONO || c == COLOUR_NONE)
			continue;
		t->ink[r].basic = hues[kind][c].basic;
		t->ink[r].exact = hues[kind][c].exact;
	}
}

/* --- colours --- */

static const unsigned basic_rgb[16] = {	/* as xterm has them */
	0x000000, 0xCD0000, 0x00CD00, 0xCDCD00,
	0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
	0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
	0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
};

static unsigned level(int i)
{
	return i ? 55 + 40 * (unsigned)i : 0;
}

unsigned colour_rgb(int index)
{
	unsigned grey;

	if (index < 16)
		return basic_rgb[index & 15];
	if (index < 232) {
		index -= 16;
		return level(index / 36) << 16 | level(index / 6 % 6) << 8 |
		       level(index % 6);
	}
	grey = 8 + 10 * (unsigned)(index - 232);
	return grey << 16 | grey << 8 | grey;
}

static int part(unsigned rgb, int shift)
{
	return (int)(rgb >> shift & 0xFF);
}

int colour_nearest(unsigned rgb, int from, int n)
{
	int best = from, least = 1 << 30;

	for (int i = from; i < n; i++) {
		int far = 0;

		for (int shift = 0; shift < 24; shift += 8) {
			int d = part(rgb, shift) - part(colour_rgb(i), shift);

			far += d * d;
		}
		if (far < least) {
			least = far;
			best = i;
		}
	}
	return best;
}

bool colour_dark(unsigned rgb)
{
	return 299 * part(rgb, 16) + 587 * part(rgb, 8) +
	       114 * part(rgb, 0) < 128000;
}

/* --- as the terminal takes it --- */

static void add(char out[INK_BYTES], const char *code)
{
	size_t n = strlen(out);

	snprintf(out + n, INK_BYTES - n, "%s%s", n ? ";" : "", code);
}

static void add_colour(const struct ink *ink, int colours,
		       char out[INK_BYTES])
{
	unsigned rgb = (unsigned)ink->exact & 0xFFFFFF;
	char code[INK_BYTES];
	int i = ink->basic;

	if (colours >= INK_EXACT && ink->exact >= INK_EXACT) {
		snprintf(code, sizeof(code), "38;2;%d;%d;%d", part(rgb, 16),
			 part(rgb, 8), part(rgb, 0));
		add(out, code);
		return;
	}
	if (colours >= 256)
		i = ink->exact >= INK_EXACT ?
		    colour_nearest(rgb, 16, 256) : ink->exact;
	else if (colours < 16 && i >= 8)
		i -= 8;
	if (i < 0)
		return;
	if (i >= 16)
		snprintf(code, sizeof(code), "38;5;%d", i);
	else
		snprintf(code, sizeof(code), "%d", i < 8 ? 30 + i : 82 + i);
	add(out, code);
}

/* where there are eight, bold is what makes them bright */
static unsigned looks(const struct ink *ink, int colours)
{
	return colours == 8 && ink->basic >= 8 ? ink->look | LOOK_BOLD :
						 ink->look;
}

static void add_looks(unsigned look, char out[INK_BYTES])
{
	static const struct {
		unsigned look;
		const char *code;
	} code[] = {
		{ LOOK_BOLD, "1" }, { LOOK_DIM, "2" }, { LOOK_LINE, "4" },
		{ LOOK_REVERSE, "7" },
	};

	for (size_t i = 0; i < sizeof(code) / sizeof(code[0]); i++)
		if (look & code[i].look)
			add(out, code[i].code);
}

void theme_ink(const struct theme *t, enum role role, int colours,
	       char out[INK_BYTES])
{
	const struct ink *ink = &t->ink[role];

	out[0] = '\0';
	add_looks(looks(ink, colours), out);
	if (colours >= 8)
		add_colour(ink, colours, out);
}

/* What is only more, or another colour, needs nothing to be taken away. */
static bool only_more(const struct theme *t, enum role from, enum role to,
		      int colours, char out[INK_BYTES])
{
	const struct ink *a = &t->ink[from], *b = &t->ink[to];
	char was[INK_BYTES] = "", is[INK_BYTES] = "";

	if (colours >= 8) {
		add_colour(a, colours, was);
		add_colour(b, colours, is);
	}
	if ((looks(a, colours) & ~looks(b, colours)) || (was[0] && !is[0]))
		return false;
	out[0] = '\0';
	add_looks(looks(b, colours) & ~looks(a, colours), out);
	if (strcmp(was, is) != 0)
		add(out, is);
	return true;
}

void theme_change(const struct theme *t, enum role from, enum role to,
		  int colours, char out[INK_BYTES])
{
	char all[INK_BYTES], more[INK_BYTES];

	theme_ink(t, to, colours, all);
	snprintf(out, INK_BYTES, "%s%.*s", all[0] ? ";" : "", INK_BYTES - 2,
		 all);
	if (only_more(t, from, to, colours, more) && more[0] &&
	    strlen(more) < strlen(out))
		memcpy(out, more, INK_BYTES);
}

unsigned theme_look(const struct theme *t, enum role role)
{
	return t->ink[role].look;
}

/* --- theme.conf --- */

const char *theme_role(enum role role)
{
	return role_names[role];
}

static const struct {
	const char *name;
	int index;
} colour_names[] = {
	{ "default", INK_OWN }, { "black", 0 }, { "red", 1 }, { "green", 2 },
	{ "yellow", 3 }, { "blue", 4 }, { "magenta", 5 }, { "cyan", 6 },
	{ "white", 7 }, { "bright-black", 8 }, { "bright-red", 9 },
	{ "bright-green", 10 }, { "bright-yellow", 11 },
	{ "bright-blue", 12 }, { "bright-magenta", 13 },
	{ "bright-cyan", 14 }, { "bright-white", 15 },
};

static const struct {
	const char *name;
	unsigned look;
} look_names[] = {
	{ "plain", 0 }, { "bold", LOOK_BOLD }, { "dim", LOOK_DIM },
	{ "reverse", LOOK_REVERSE }, { "underline", LOOK_LINE },
};

static bool hex(struct slice word, unsigned *rgb)
{
	unsigned v = 0;

	if (word.n != 7 || word.p[0] != '#')
		return false;
	for (size_t i = 1; i < word.n; i++) {
		static const char digits[] = "0123456789abcdef";
		char c = word.p[i];
		const char *at;

		if (c >= 'A' && c <= 'F')
			c = (char)(c - 'A' + 'a');
		at = c ? strchr(digits, c) : NULL;
		if (!at)
			return false;
		v = v << 4 | (unsigned)(at - digits);
	}
	*rgb = v;
	return true;
}

static bool take_colour(struct ink *ink, struct slice word)
{
	unsigned rgb;
	int64_t n;

	for (size_t i = 0; i < sizeof(colour_names) / sizeof(colour_names[0]);
	     i++) {
		if (!slice_is(word, colour_names[i].name))
			continue;
		ink->basic = ink->exact = colour_names[i].index;
		return true;
	}
	if (hex(word, &rgb)) {
		ink->basic = colour_nearest(rgb, 0, 16);
		ink->exact = (int)(INK_EXACT | rgb);
		return true;
	}
	if (!slice_int(word, &n) || n < 0 || n > 255)
		return false;
	ink->exact = (int)n;
	ink->basic = n < 16 ? (int)n : colour_nearest(colour_rgb((int)n), 0,
						      16);
	return true;
}

static bool take_look(struct ink *ink, struct slice word)
{
	for (size_t i = 0; i < sizeof(look_names) / sizeof(look_names[0]);
	     i++) {
		if (!slice_is(word, look_names[i].name))
			continue;
		ink->look |= look_names[i].look;
		return true;
	}
	return false;
}

static int conf_line(void *ctx, struct slice line, int no, struct err *e)
{
	struct theme *t = ctx;
	struct ink ink = { INK_OWN, INK_OWN, 0 };
	struct slice name, word;

	(void)no;
	if (!slice_cut(&line, '=', &name) || !line.p)
		return err_set(e, ERR_USAGE,
			       "expected \"role = colour look\"");
	name = slice_trim(name);
	line = slice_trim(line);
	while (slice_cut(&line, ' ', &word))
		if (word.n > 0 && !take_colour(&ink, word) &&
		    !take_look(&ink, word))
			return err_set(e, ERR_USAGE, "no colour or look is "
				       "called '%.*s' (red, bright-red, 0 to "
				       "255, #rrggbb, default; bold, dim, "
				       "reverse, underline, plain)",
				       SLICE_ARG(word));
	for (int r = 0; r < ROLE_COUNT; r++) {
		if (!slice_ieq(name, role_names[r]))
			continue;
		t->ink[r] = ink;
		return 0;
	}
	return err_set(e, ERR_USAGE, "no role is called '%.*s'",
		       SLICE_ARG(name));
}

int theme_conf(struct theme *t, struct slice text, const char *name,
	       struct err *e)
{
	struct theme made = *t;

	if (text.n > THEME_BYTES)
		return err_set(e, ERR_LIMIT, "%s: longer than %d bytes", name,
			       THEME_BYTES);
	if (conf_lines(text, name, conf_line, &made, e) < 0)
		return -1;
	*t = made;
	return 0;
}
