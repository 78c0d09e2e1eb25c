#include "ui/term_caps.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"
#include "ui/keys.h"

static const struct {
	const char *cap;
	uint32_t key;
} keys[] = {
	{ "kcuu1", KEYCODE_UP },   { "kcud1", KEYCODE_DOWN },
	{ "kcub1", KEYCODE_LEFT }, { "kcuf1", KEYCODE_RIGHT },
	{ "kpp", KEYCODE_PGUP },   { "knp", KEYCODE_PGDN },
	{ "khome", KEYCODE_HOME }, { "kend", KEYCODE_END },
	{ "kcbt", KEYCODE_BACKTAB }, { "kdch1", KEYCODE_DELETE },
	{ "kent", KEYCODE_ENTER },
	{ "kf1", KEYCODE_F1 },      { "kf2", KEYCODE_F1 + 1 },
	{ "kf3", KEYCODE_F1 + 2 },  { "kf4", KEYCODE_F1 + 3 },
	{ "kf5", KEYCODE_F1 + 4 },  { "kf6", KEYCODE_F1 + 5 },
	{ "kf7", KEYCODE_F1 + 6 },  { "kf8", KEYCODE_F1 + 7 },
	{ "kf9", KEYCODE_F1 + 8 },  { "kf10", KEYCODE_F1 + 9 },
	{ "kf11", KEYCODE_F1 + 10 }, { "kf12", KEYCODE_F1 + 11 },
};

static const char *text(const char *cap)
{
	const char *s = tigetstr(cap);

	return s && s != (char *)-1 ? s : NULL;
}

/* Without the padding that terminals of paper and glass needed. */
static void copy(char out[CAPS_BYTES], const char *cap)
{
	const char *s = text(cap);
	size_t n = 0;

	while (s && *s && n + 1 < CAPS_BYTES) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>') + 1;
		else
			out[n++] = *s++;
	}
	out[n] = '\0';
}

static bool starts(const char *s, const char *front)
{
	return s && strncmp(s, front, strlen(front)) == 0;
}

static int colours_of(void)
{
	const char *no = getenv("NO_COLOR"), *is = getenv("COLORTERM");
	int n = tigetnum("colors");

	if ((no && *no) || n < 8)
		return 0;
	if (n > 256 || (n == 256 && is && (strcmp(is, "truecolor") == 0 ||
					   strcmp(is, "24bit") == 0)))
		return 1 << 24;
	return n >= 256 ? 256 : n >= 16 ? 16 : 8;
}

static const char *environment(const char *name)
{
	return getenv(name);
}

static bool any(const char *s, const char *const *of, size_t n, bool front)
{
	for (size_t i = 0; s && i < n; i++)
		if (front ? starts(s, of[i]) : strcmp(s, of[i]) == 0)
			return true;
	return false;
}

#define ANY(s, of, front) any(s, of, sizeof(of) / sizeof((of)[0]), front)

/* Terminals pass over what they do not know of OSC, but for the consoles; those
 * named here are known to take links, and screen is known not to. */
bool term_links(const char *(*env)(const char *name))
{
	static const char *const programs[] = {
		"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio",
		"Tabby", "mintty", "contour",
	};
	static const char *const names[] = {
		"xterm-kitty", "alacritty", "foot", "wezterm", "contour",
		"xterm-ghostty", "vte-", "gnome", "konsole",
	};
	static const char *const not[] = { "screen", "linux", "vt1", "vt2" };
	static const char *const signs[] = {
		"WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION",
		"DOMTERM", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR",
	};
	const char *term = env("TERM"), *vte = env("VTE_VERSION");

	if (!term || env("STY") || ANY(term, not, true))
		return false;
	if (starts(term, "tmux"))	/* which asks the one around it */
		return true;
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (env(signs[i]))
			return true;
	return (vte && atoi(vte) >= 5000) || ANY(term, names, true) ||
	       ANY(env("TERM_PROGRAM"), programs, false);
}

/* The database is missing, or lacks it: what is behind most names is known all
 * the same, and behind any other what all have done for forty years. */
static void guess(struct term_caps *c, const char *name)
{
	static const char *const family[] = {
		"xterm", "screen", "tmux", "rxvt", "vte", "gnome", "konsole",
		"alacritty", "foot", "kitty", "wezterm", "putty", "st-",
		"contour", "ghostty",
	};
	bool no = getenv("NO_COLOR") && *getenv("NO_COLOR");

	c->modern = ANY(name, family, true);
	c->paint.late_wrap = c->modern;
	if (!c->modern)
		return;
	strcpy(c->begin, "\033[?1049h");
	strcpy(c->end, "\033[?1049l");
	c->colours = no ? 0 : strstr(name, "256color") ? 256 : 8;
}

static bool ecma(void)
{
	return starts(text("cup"), "\033[%i%p1%d;%p2%dH") && text("el") &&
	       starts(text("el"), "\033[K");
}

static void take_keys(struct decode *d)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (text(keys[i].cap))
			decode_own(d, text(keys[i].cap), keys[i].key);
}

bool term_caps(struct term_caps *c, struct decode *d, const char **why)
{
	static const char *const paper[] = {
		"dumb", "unknown", "network", "dialup", "emacs",
	};
	const char *name = getenv("TERM");
	int rc = 0;

	*c = (struct term_caps){ .known = false };
	if (!name || !*name || ANY(name, paper, false)) {
		*why = N_("the terminal does not say that it can place its "
			  "cursor ($TERM)");
		return false;
	}
	c->known = setupterm(name, STDOUT_FILENO, &rc) == OK;
	if (!c->known) {
		guess(c, name);
		return true;
	}
	if (!ecma()) {
		del_curterm(cur_term);
		*why = N_("the terminal places its cursor in a way of its own "
			  "($TERM)");
		return false;
	}
	c->paint.late_wrap = tigetflag("xenl") > 0 || tigetflag("am") <= 0;
	c->paint.erases = text("ech") != NULL;
	c->modern = text("kmous") && !starts(name, "linux");
	c->paint.scrolls = text("csr") && text("indn") && text("rin");
	c->paint.isolates = c->modern;
	c->paint.links = term_links(environment);
	c->colours = colours_of();
	copy(c->begin, "smcup");
	copy(c->end, "rmcup");
	copy(c->keys_on, "smkx");
	copy(c->keys_off, "rmkx");
	take_keys(d);
	del_curterm(cur_term);
	return true;
}
