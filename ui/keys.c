#include "ui/keys.h"

#include "base/i18n.h"
#include "base/nearest.h"
#include "base/text.h"
#include "ui/conf_lines.h"

#define ACTION_ROW(id, name, keys, help) [ACT_##id] = { name, keys, help },
const struct action_row actions[ACT_COUNT] = { ACTIONS(ACTION_ROW) };

static const struct {
	const char *name;
	uint32_t key;
} names[] = {	/* sorted by name */
	{ "Alt-Left",  KEYCODE_ALT_LEFT },  { "Alt-Right", KEYCODE_ALT_RIGHT },
	{ "Backspace", KEYCODE_BACKSPACE }, { "Del",   KEYCODE_DELETE },
	{ "Down",      KEYCODE_DOWN },      { "End",   KEYCODE_END },
	{ "Enter",     KEYCODE_ENTER },     { "Esc",   KEYCODE_ESC },
	{ "Home",      KEYCODE_HOME },      { "Left",  KEYCODE_LEFT },
	{ "PgDn",      KEYCODE_PGDN },      { "PgUp",  KEYCODE_PGUP },
	{ "Right",     KEYCODE_RIGHT },     { "S-Tab", KEYCODE_BACKTAB },
	{ "Space",     ' ' },               { "Tab",   KEYCODE_TAB },
	{ "Up",        KEYCODE_UP },
};

static bool parse_f(struct slice name, uint32_t *key)
{
	int64_t n;

	if (name.n < 2 || name.p[0] != 'F')
		return false;
	if (!slice_int(slice_make(name.p + 1, name.n - 1), &n) || n < 1 ||
	    n > 12)
		return false;
	*key = KEYCODE_F1 + (uint32_t)n - 1;
	return true;
}

bool keycode_parse(struct slice name, uint32_t *key)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (slice_is(name, names[i].name)) {
			*key = names[i].key;
			return true;
		}
	}
	if (parse_f(name, key))
		return true;
	if (name.n == 2 && name.p[0] == '^' && name.p[1] >= 'A' &&
	    name.p[1] <= 'Z') {
		*key = (uint32_t)(name.p[1] - '@');
		return true;
	}
	return name.n > 0 && text_next(name, 0, key) == name.n && *key > ' ';
}

void keycode_name(uint32_t key, struct str *out)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (key == names[i].key) {
			str_addz(out, names[i].name);
			return;
		}
	}
	if (key >= KEYCODE_F1 && key < KEYCODE_LAST)
		str_addf(out, "F%u", key - KEYCODE_F1 + 1);
	else if (key < ' ')
		str_addf(out, "^%c", (int)('@' + key));
	else
		text_put(out, key);
}

static int no_key(struct slice name, struct err *e)
{
	struct nearest n = { .typed = name };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		nearest_try(&n, names[i].name);
	if (n.best)
		return err_set(e, ERR_USAGE, "no key is called \"%.*s\"; did "
			       "you mean %s?", SLICE_ARG(name), n.best);
	return err_set(e, ERR_USAGE, "no key is called \"%.*s\"; a key is "
		       "one character, ^A to ^Z, F1 to F12, or a name as Up; "
		       "several keys in a row are none", SLICE_ARG(name));
}

static int bind_all(struct keymap *m, enum action act, struct slice keys,
		    int line, struct err *e)
{
	struct slice one;
	uint32_t key;

	while (slice_cut(&keys, ' ', &one)) {
		if (one.n == 0)
			continue;
		if (!keycode_parse(one, &key))
			return no_key(one, e);
		if (m->n == KEYMAP_MAX)
			return err_set(e, ERR_LIMIT, "more than %d keys",
				       KEYMAP_MAX);
		m->bind[m->n].key = key;
		m->bind[m->n].line = line;
		m->bind[m->n++].act = act;
	}
	return 0;
}

void keymap_init(struct keymap *m)
{
	struct err e = { 0 };

	m->n = 0;
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++)
		bind_all(m, (enum action)a, slice_of(actions[a].keys), 0, &e);
}

static void unbind(struct keymap *m, enum action act)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->n; i++)
		if (m->bind[i].act != act)
			m->bind[kept++] = m->bind[i];
	m->n = kept;
}

/* What an earlier line of the file says of the action, or of one of the keys. */
static int check_twice(const struct keymap *m, enum action act,
		       struct slice keys, struct err *e)
{
	struct slice one;
	uint32_t key;

	for (size_t i = 0; i < m->n; i++)
		if (m->bind[i].act == act && m->bind[i].line)
			return err_set(e, ERR_USAGE, "%s has its keys from "
				       "line %d already: put them all on one "
				       "line", actions[act].name,
				       m->bind[i].line);
	while (slice_cut(&keys, ' ', &one)) {
		if (one.n == 0 || !keycode_parse(one, &key))
			continue;
		for (size_t i = 0; i < m->n; i++)
			if (m->bind[i].key == key && m->bind[i].line)
				return err_set(e, ERR_USAGE, "%.*s is the "
					"key of %s since line %d: one key has "
					"one action", SLICE_ARG(one),
					actions[m->bind[i].act].name,
					m->bind[i].line);
	}
	return 0;
}

/* The key's meaning by default goes. */
static void release(struct keymap *m, struct slice keys)
{
	struct slice one;
	size_t kept;
	uint32_t key;

	while (slice_cut(&keys, ' ', &one)) {
		if (one.n == 0 || !keycode_parse(one, &key))
			continue;
		kept = 0;
		for (size_t i = 0; i < m->n; i++)
			if (m->bind[i].key != key)
				m->bind[kept++] = m->bind[i];
		m->n = kept;
	}
}

static int no_action(struct slice name, struct err *e)
{
	struct nearest n = { .typed = name };

	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++)
		nearest_try(&n, actions[a].name);
	if (n.best)
		return err_set(e, ERR_USAGE, "no action is called \"%.*s\"; "
			       "did you mean %s?", SLICE_ARG(name), n.best);
	return err_set(e, ERR_USAGE, "no action is called \"%.*s\"; thaw "
		       "help keys lists them", SLICE_ARG(name));
}

static int conf_line(void *ctx, struct slice line, int no, struct err *e)
{
	struct keymap *m = ctx;
	struct slice name;

	if (!slice_cut(&line, '=', &name) || !line.p)
		return err_set(e, ERR_USAGE, "expected \"action = keys\", "
			       "as in: up = Up k");
	name = slice_trim(name);
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++) {
		if (!slice_is(name, actions[a].name))
			continue;
		if (check_twice(m, (enum action)a, line, e) < 0)
			return -1;
		unbind(m, (enum action)a);
		release(m, line);
		return bind_all(m, (enum action)a, line, no, e);
	}
	return no_action(name, e);
}

int keymap_conf(struct keymap *m, struct slice text, const char *name,
		struct err *e)
{
	struct keymap made = *m;

	for (size_t i = 0; i < made.n; i++)
		made.bind[i].line = 0;
	if (conf_lines(text, name, conf_line, &made, e) < 0)
		return -1;
	*m = made;
	return 0;
}

enum action keymap_find(const struct keymap *m, uint32_t key)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->bind[i].key == key)
			return m->bind[i].act;
	return ACT_NONE;
}

void keymap_keys(const struct keymap *m, enum action act, struct str *out)
{
	bool first = true;

	for (size_t i = 0; i < m->n; i++) {
		if (m->bind[i].act != act)
			continue;
		if (!first)
			str_addc(out, ' ');
		keycode_name(m->bind[i].key, out);
		first = false;
	}
}

enum { KEYS_WIDTH = 14 };

/* Each topic goes from its first action to the next one's. */
static const struct {
	enum action first;
	const char *title;
} groups[] = {
	{ ACT_UP,     N_("Moving") },
	{ ACT_PANE_1, N_("Panes") },
	{ ACT_OPEN,   N_("Opening and leaving") },
	{ ACT_FILTER, N_("Finding and sorting") },
	{ ACT_STAR,   N_("Marking and acting") },
	{ ACT_MERGE,  N_("Who is who, and what is true") },
	{ ACT_LINK,   N_("Links, refresh, commands, help") },
};
enum { GROUPS = sizeof(groups) / sizeof(groups[0]) };

const char *keymap_group(size_t group)
{
	return group < GROUPS ? groups[group].title : NULL;
}

const char *keymap_group_of(enum action act)
{
	for (size_t g = 0; g < GROUPS; g++)
		if (groups[g].first == act)
			return groups[g].title;
	return NULL;
}

void keymap_help_group(const struct keymap *m, size_t group, struct str *out)
{
	int end = group + 1 < GROUPS ? (int)groups[group + 1].first :
				       ACT_COUNT;

	for (int a = (int)groups[group].first; a < end; a++) {
		size_t start = out->n;
		int pad;

		keymap_keys(m, (enum action)a, out);
		if (out->n == start)
			str_addc(out, '-');
		pad = KEYS_WIDTH - text_width(slice_make(
			str_cstr(out) + start, out->n - start));
		str_addf(out, "%*s%s\n", pad > 0 ? pad : 1, "",
			 _(actions[a].help));
	}
}

void keymap_help(const struct keymap *m, struct str *out)
{
	for (size_t g = 0; g < GROUPS; g++) {
		str_addf(out, "%s%s\n", g > 0 ? "\n" : "",
			 _(groups[g].title));
		keymap_help_group(m, g, out);
	}
}
