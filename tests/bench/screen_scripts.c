#include "screen_scripts.h"

#include <stddef.h>

#define PAGE "\033[6~"
#define BACK_PAGE "\033[5~"

/* Keys of one entry are timed one by one; an escape sequence is one key. */
static const char *const thaw_mixed[] = {
	"j", "j", "j", "j", "k", "k", "k", PAGE, PAGE, BACK_PAGE, "G", "g",
	"\t", "1", "2", "3", "4", "5", "8", "8jj" PAGE, "\rjj\033",
	"4/exch\033", "8/kav\033", "/pris\r\033", "4ssS", "f\033", "n", "?\033",
	NULL
};
static const char *const newsboat_mixed[] = {
	"j", "j", "j", "j", "k", "k", "k", PAGE, PAGE, BACK_PAGE,
	"\033OF", "\033OH", "\rjj" PAGE "q", "\rj\rjqq", "/exch\033",
	"?q", NULL
};
static const char *const sfeed_mixed[] = {
	"j", "j", "j", "j", "k", "k", "k", PAGE, PAGE, BACK_PAGE, "G", "g",
	"\t", "h\rl", "/exch\r", "n", NULL
};
static const char *const tig_mixed[] = {
	"j", "j", "j", "j", "k", "k", "k", PAGE, PAGE, BACK_PAGE,
	"\033OF", "\033OH", "\rq", "/exch\r", "n", NULL
};

const struct script scripts[PROGRAMS] = {
	{ "thaw", "4", NULL, "4", PAGE, "\r", "\033", "/", NULL, "\033", thaw_mixed,
	  "R" },
	{ "newsboat", "\r", NULL, "\r", PAGE, "\r", "q", "/", "\r", "q",
	  newsboat_mixed, "R" },
	{ "sfeed", "\r", "l", "", PAGE, NULL, NULL, "/", "\r", NULL, sfeed_mixed,
	  NULL },
	{ "tig", NULL, NULL, "", PAGE, "\r", "q", "/", "\r", NULL, tig_mixed, NULL },
};
