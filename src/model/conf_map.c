#include "model/conf_map.h"

#include <stdio.h>
#include <string.h>

#include "model/record.h"

enum { MAP_BYTES = 64 << 10 };

#define TEXT(name, def) ((cfg_opt_t)CFG_STR((name), (def), CFGF_NONE))
#define MANY(name) ((cfg_opt_t)CFG_STR_LIST((name), NULL, CFGF_NONE))

static const char *const settings[] = {
	"kind", "key", "rows", "date_order", "list_separator", "lang",
};

enum { SETTINGS = sizeof(settings) / sizeof(*settings) };

/* What a row must tell to be anything. */
static const struct {
	enum kind kind;
	enum property needs;
} kinds[] = {
	{ KIND_person, PROP_name }, { KIND_event, PROP_date },
	{ KIND_measure, PROP_measure }, { KIND_recommendation, PROP_action },
	{ KIND_news, PROP_title },
};

enum { KINDS_HERE = sizeof(kinds) / sizeof(*kinds) };

void conf_map_options(cfg_opt_t map[CONF_MAP_OPTIONS],
		      cfg_opt_t constant[CONF_MAP_OPTIONS])
{
	size_t n = 0;

	for (size_t i = 0; i < PROP_COUNT; i++)
		constant[i] = MANY(properties[i].name);
	constant[PROP_COUNT] = (cfg_opt_t)CFG_END();
	for (size_t i = 0; i < SETTINGS; i++)
		map[n++] = TEXT(settings[i], "");
	map[n++] = MANY("words");
	map[n++] = (cfg_opt_t)CFG_SEC("const", constant, CFGF_NONE);
	for (size_t i = 0; i < PROP_COUNT; i++)
		map[n++] = MANY(properties[i].name);
	map[n] = (cfg_opt_t)CFG_END();
}

static bool fits(const char *text)
{
	return !strpbrk(text, "\t\n\r\x1f");
}

static const char *add(struct str *to, const char *lead, const char *name,
		       const char *value)
{
	if (!fits(value))
		return "a value has a tab or a line end in it";
	str_addf(to, "%s%s\t%s\n", lead, name, value);
	return NULL;
}

static const char *add_all(struct str *to, const char *lead, cfg_t *sec)
{
	const char *wrong = NULL;

	for (size_t p = 0; p < PROP_COUNT && !wrong; p++)
		for (unsigned i = 0; i < cfg_size(sec, properties[p].name) &&
		     !wrong; i++)
			wrong = add(to, lead, properties[p].name,
				    cfg_getnstr(sec, properties[p].name, i));
	return wrong;
}

/* Each is "theirs = ours". */
static const char *add_words(struct str *to, cfg_t *map)
{
	const char *wrong = NULL;

	for (unsigned i = 0; i < cfg_size(map, "words") && !wrong; i++) {
		const char *pair = cfg_getnstr(map, "words", i);

		wrong = strchr(pair, '=') ? add(to, ".", "word", pair) :
			"map: words = {\"THEIR WORD = OURS\", ...}";
	}
	return wrong;
}

static const char *check_kind(cfg_t *map, char why[ERR_MAX])
{
	const char *kind = cfg_getstr(map, "kind"), *needs = NULL;

	for (size_t i = 0; i < KINDS_HERE; i++)
		if (strcmp(kind_name(kinds[i].kind), kind) == 0)
			needs = properties[kinds[i].needs].name;
	if (!needs) {
		snprintf(why, ERR_MAX, "map: kind = \"%.40s\": valid are "
			 "person, event, measure, recommendation, news", kind);
		return why;
	}
	if (cfg_size(map, needs) > 0)
		return NULL;
	snprintf(why, ERR_MAX, "map: a %s needs %s = \"THE COLUMN\"", kind,
		 needs);
	return why;
}

static const char *check_settings(cfg_t *map, char why[ERR_MAX])
{
	const char *order = cfg_getstr(map, "date_order");
	const char *separator = cfg_getstr(map, "list_separator");

	if (*order && strcmp(order, "dmy") != 0 && strcmp(order, "mdy") != 0 &&
	    strcmp(order, "ymd") != 0) {
		snprintf(why, ERR_MAX, "map: date_order = \"%.40s\": valid are "
			 "dmy, mdy, ymd", order);
		return why;
	}
	return strlen(separator) <= 1 ? NULL :
	       "map: list_separator is one character, such as \";\"";
}

const char *conf_map_text(cfg_t *source, struct arena *mem,
			  struct slice *text, char why[ERR_MAX])
{
	struct str out = STR_INIT(MAP_BYTES);
	const char *wrong;
	cfg_t *map;

	if (cfg_size(source, "map") == 0)
		return NULL;
	map = cfg_getsec(source, "map");
	wrong = check_kind(map, why);
	if (!wrong)
		wrong = check_settings(map, why);
	str_addz(&out, "map\n");
	for (size_t i = 0; i < SETTINGS && !wrong; i++)
		wrong = add(&out, ".", settings[i],
			    cfg_getstr(map, settings[i]));
	if (!wrong)
		wrong = add_words(&out, map);
	if (!wrong)
		wrong = add_all(&out, "", map);
	if (!wrong)
		wrong = add_all(&out, "=", cfg_getsec(map, "const"));
	if (!wrong && out.bad)
		wrong = "map: too long";
	if (!wrong)
		*text = arena_slice(mem, str_slice(&out));
	str_free(&out);
	return wrong;
}
