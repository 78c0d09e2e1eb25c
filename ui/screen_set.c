/* ":set NAME WORD": what settings.conf says, otherwise until the end. Names, words
 * and what they mean are those of the file; here stands which of them can be
 * other at once. */
#include "base/i18n.h"
#include "model/conf_fields.h"
#include "ui/screen.h"
#include "ui/wanted.h"

enum { SAID_BYTES = 1024 };

static void set_theme(struct screen *s, struct slice word)
{
	s->dresses = theme_kind(word, &s->theme);
}

static void set_clock(struct screen *s, struct slice word)
{
	s->o.clock = slice_is(word, "true");
}

static void set_frugal(struct screen *s, struct slice word)
{
	s->o.frugal = slice_is(word, "auto") ? wanted_frugal(NULL) :
					       slice_is(word, "true");
}

static const struct {
	const char *name;
	void (*set)(struct screen *s, struct slice word);
} live[] = {
	{ "theme", set_theme }, { "clock", set_clock },
	{ "frugal", set_frugal },
};
enum { LIVE = sizeof(live) / sizeof(live[0]) };

static size_t find_live(struct slice name)
{
	size_t i = 0;

	while (i < LIVE && !slice_is(name, live[i].name))
		i++;
	return i;
}

/* What the file says of it; false: the file has no such setting. */
static bool find_field(const char *name, struct conf_field *out)
{
	struct conf_field all[CONF_FIELDS];
	size_t n = conf_fields(CONF_SETTINGS, all);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].name, name) == 0 && all[i].choices) {
			*out = all[i];
			return true;
		}
	return false;
}

bool screen_is_setting(struct slice name)
{
	return name.n == 0 || find_live(name) < LIVE;
}

static void say_words(struct screen *s, const char *fmt, const char *name,
		      const char *const *word)
{
	struct str said = STR_INIT(SAID_BYTES), all = STR_INIT(SAID_BYTES);

	for (size_t i = 0; word[i]; i++)
		str_addf(&all, "%s%s", i ? ", " : "", word[i]);
	str_addf(&said, fmt, name, str_cstr(&all));
	screen_say(s, true, str_cstr(&said));
	str_free(&all);
	str_free(&said);
}

static void take(struct screen *s, size_t at, struct slice word)
{
	struct str said = STR_INIT(SAID_BYTES);
	struct conf_field f;

	if (!find_field(live[at].name, &f))
		return;
	for (size_t i = 0; f.choices[i]; i++) {
		if (!slice_is(word, f.choices[i]))
			continue;
		live[at].set(s, word);
		str_addf(&said, _("%s = %s until thaw ends; write it to "
				  "settings.conf to keep it"), f.name, f.choices[i]);
		screen_say(s, false, str_cstr(&said));
		str_free(&said);
		return;
	}
	say_words(s, _("%s can be: %s"), f.name, f.choices);
}

void screen_set(struct screen *s, struct slice rest)
{
	const char *names[LIVE + 1] = { NULL };
	struct slice name = SLICE_NONE;

	slice_cut(&rest, ' ', &name);
	if (find_live(name) < LIVE) {
		take(s, find_live(name), slice_trim(rest));
		return;
	}
	for (size_t i = 0; i < LIVE; i++)
		names[i] = live[i].name;
	say_words(s, _(":%s NAME WORD, with NAME one of: %s"), "set", names);
}

void screen_propose_set(struct slice line, size_t from,
			struct proposals *out)
{
	struct slice rest = slice_make(line.p + from, line.n - from), name;
	struct conf_field f;
	size_t at;

	if (slice_cut(&rest, ' ', &name) && rest.p) {
		at = find_live(name);
		if (at < LIVE && find_field(live[at].name, &f))
			for (size_t i = 0; f.choices[i]; i++)
				propose(out, slice_of(f.choices[i]),
					SLICE_NONE, -1, false);
		return;
	}
	for (size_t i = 0; i < LIVE; i++)
		if (find_field(live[i].name, &f))
			propose(out, slice_of(f.name), slice_of(_(f.help)), -1,
				false);
}
