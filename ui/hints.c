#include "ui/hints.h"

#include "base/i18n.h"
#include "ui/screen.h"

#define ACTION(a, w) { .act = ACT_##a, .word = w }
#define KEY(k, w) { .key = k, .word = w }
#define END { .word = NULL }

static const struct hint in_panes[] = {
	ACTION(HELP, N_("help")), ACTION(FILTER, N_("filter")),
	ACTION(OPEN, N_("open")), ACTION(FACET, N_("choose")),
	ACTION(REFRESH, N_("refresh")), ACTION(COMMAND, N_("command")),
	ACTION(SORT, N_("sort")), ACTION(NEXT_NEW, N_("next new")),
	ACTION(STAR, N_("star")), ACTION(SCREEN, N_("screen a name")),
	END
};
static const struct hint in_recommendations[] = {
	ACTION(WORK, N_("what came of it")), END
};
static const struct hint in_conflicts[] = {
	ACTION(VERDICT, N_("verdict")), END
};
static const struct hint in_watches[] = {
	ACTION(DISMISS, N_("dismiss")), END
};
static const struct hint in_text[] = {
	ACTION(HELP, N_("help")), ACTION(FILTER, N_("search")), END
};
static const struct hint in_subject[] = {
	ACTION(LINK, N_("link")), END
};
static const struct hint in_related[] = {
	ACTION(OPEN, N_("related")), END
};
static const struct hint in_party[] = {
	ACTION(MERGE, N_("merge")), ACTION(SPLIT, N_("split")), END
};
static const struct hint in_running[] = {
	KEY("Esc", N_("end it")), ACTION(BACK, N_("leave it running")), END
};
static const struct hint sought[] = {
	ACTION(NEXT_NEW, N_("next")), ACTION(PREV_MATCH, N_("before")), END
};
static const struct hint in_filter[] = {
	KEY("Enter", N_("keep")), KEY("Esc", N_("clear")),
	KEY("Tab", N_("complete")), KEY("Up", N_("move")),
	KEY("^P", N_("filters before")), KEY("^W", N_("erase a word")),
	KEY("^U", N_("erase all")), END
};
static const struct hint in_command[] = {
	KEY("Enter", N_("run")), KEY("Esc", N_("leave")),
	KEY("Tab", N_("complete")), KEY("Up", N_("commands before")),
	KEY("^R", N_("search those")), KEY("^W", N_("erase a word")), END
};
static const struct hint in_seek[] = {
	KEY("Enter", N_("keep")), KEY("Esc", N_("leave")),
	KEY("Down", N_("next")), KEY("Up", N_("before")), END
};
static const struct hint in_line[] = {
	KEY("Enter", N_("keep")), KEY("Esc", N_("leave")), END
};
static const struct hint in_state[] = {
	KEY("Tab", N_("complete")), END
};
static const struct hint in_facet[] = {
	ACTION(OPEN, N_("choose")), ACTION(NEXT_PANE, N_("next column")),
	ACTION(CLEAR, N_("close")), END
};
static const struct hint in_welcome[] = {
	KEY("Space", N_("choose")), KEY("y", N_("fetch")),
	KEY("Esc", N_("fetch nothing")), ACTION(QUIT, N_("quit")), END
};
static const struct hint in_welcome_empty[] = {
	KEY("Space", N_("choose")), KEY("Esc", N_("fetch nothing")),
	ACTION(QUIT, N_("quit")), END
};
static const struct hint to_quit[] = { ACTION(BACK, N_("quit")), END };
static const struct hint to_back[] = { ACTION(BACK, N_("back")), END };

static void add(struct hint *out, size_t *n, const struct hint *more)
{
	for (; more->word && *n < HINTS_MAX; more++)
		out[(*n)++] = *more;
}

static void add_text(const struct screen *s, struct hint *out, size_t *n)
{
	bool subject = s->mode == MODE_DETAIL;

	if (s->mode == MODE_OUTPUT && (s->start || s->o.run->pid > 0)) {
		add(out, n, in_running);
		return;
	}
	add(out, n, in_text);
	if (s->seek.sought.n > 0 ||
	    (subject && s->pane[s->focus].list.sought.n > 0))
		add(out, n, sought);
	if (subject && s->conflict.id[0])
		add(out, n, in_conflicts);
	if (subject && s->row_text.n == 0)
		add(out, n, in_subject);
	if (subject && s->facts.listings + s->facts.ties > 1)
		add(out, n, in_party);
	if (subject && s->row_text.n == 0)
		add(out, n, in_related);
	add(out, n, to_back);
}

static void add_panes(const struct screen *s, struct hint *out, size_t *n)
{
	/* What the pane alone can do stands where it is seen. */
	size_t front = 4;

	add(out, n, in_panes);
	*n = front;
	if (s->focus == PANE_recommendations)
		add(out, n, in_recommendations);
	else if (s->focus == PANE_conflicts)
		add(out, n, in_conflicts);
	else if (s->focus == PANE_watches)
		add(out, n, in_watches);
	add(out, n, &in_panes[front]);
	add(out, n, to_quit);
}

static bool any_chosen(const struct screen *s)
{
	bool any = false;

	for (size_t i = 0; i < s->welcome.n; i++)
		any |= s->welcome.on[i];
	return any;
}

size_t hints_here(const struct screen *s, struct hint out[HINTS_MAX])
{
	size_t n = 0;

	switch (s->mode) {
	case MODE_EDIT:    add(out, &n, in_filter); break;
	case MODE_COMMAND: add(out, &n, in_command); break;
	case MODE_SEEK:    add(out, &n, in_seek); break;
	case MODE_SAVE_DESK: add(out, &n, in_line); break;
	case MODE_WORK:
		add(out, &n, in_line);
		add(out, &n, in_state);
		break;
	case MODE_FACET:   add(out, &n, in_facet); break;
	case MODE_WELCOME:
		add(out, &n, any_chosen(s) ? in_welcome : in_welcome_empty);
		break;
	case MODE_DETAIL: case MODE_HELP: case MODE_OUTPUT:
		add_text(s, out, &n);
		break;
	default:
		add_panes(s, out, &n);
		break;
	}
	return n;
}

bool hint_key(const struct screen *s, const struct hint *h, bool one,
	      struct str *out)
{
	struct str keys = STR_INIT(256);
	struct slice rest, key;
	size_t before = out->n;

	if (h->act == ACT_NONE) {
		str_addz(out, h->key);
		return true;
	}
	keymap_keys(&s->keymap, h->act, &keys);
	rest = str_slice(&keys);
	if (one && slice_cut(&rest, ' ', &key))
		str_add(out, key);
	else if (!one)
		str_add(out, str_slice(&keys));
	str_free(&keys);
	return out->n > before;
}
