#include "ui/help_text.h"

#include "base/i18n.h"
#include "base/text.h"

enum { HELP_BYTES = 1 << 18, KEY_CELLS = 14, NAME_CELLS = 12 };

static void pad(struct str *out, size_t start, int cells)
{
	int left = cells - text_width(slice_make(str_cstr(out) + start,
						 out->n - start));

	str_addf(out, "%*s", left > 1 ? left : 2, "");
}

void help_here(const struct screen *s, struct str *out)
{
	struct hint hint[HINTS_MAX];
	size_t n = hints_here(s, hint);

	for (size_t i = 0; i < n; i++) {
		size_t start = out->n;

		if (!hint_key(s, &hint[i], false, out))
			continue;
		pad(out, start, KEY_CELLS);
		if (hint[i].act == ACT_NONE)
			str_addf(out, "%s\n", _(hint[i].word));
		else
			str_addf(out, "%s\n", _(actions[hint[i].act].help));
	}
}

/* --- commands --- */

static void add_commands(struct screen *s, struct str *out)
{
	struct proposals *p = &s->completion.found;
	struct command_at at = { .view = "" };

	completion_close(&s->completion);
	propose_begin(p);
	screen_propose_native(s, SLICE(""), p);
	if (s->o.commands)
		s->o.commands->propose(s->o.commands->ctx, &at, SLICE(""), p);
	for (size_t i = 0; i < p->n; i++) {
		size_t start = out->n;

		str_addc(out, ':');
		str_add(out, p->list[i].word);
		pad(out, start, NAME_CELLS);
		str_add(out, p->list[i].about);
		str_addc(out, '\n');
	}
}

/* --- lines --- */

/* A line with a blank in front is an entry; others are headings, which go
 * where nothing under them is sought. */
struct making {
	struct screen *s;
	int cols;
	struct lines *out;
	struct err *e;
	struct slice heading;	/* not shown yet */
	int rc;
};

static void put(struct making *m, int indent, enum role role,
		struct slice text)
{
	if (m->rc == 0)
		m->rc = lines_add(m->out, m->cols, indent, role, SLICE_NONE,
				  text, m->e);
}

static void put_heading(struct making *m)
{
	if (!m->heading.p)
		return;
	if (m->out->n > 0)
		put(m, 0, ROLE_TEXT, SLICE(""));
	put(m, 0, ROLE_HEADING, m->heading);
	m->heading = SLICE_NONE;
}

static bool wanted(const struct making *m, struct slice text)
{
	struct spots spots = { .n = 0 };

	return m->s->seek.sought.n == 0 ||
	       spots_find(&spots, &m->s->seek.sought, -1, text, 0);
}

static void put_all(struct making *m, const char *heading, struct slice text)
{
	struct slice line;

	m->heading = slice_of(heading);
	while (text.n > 0 && slice_cut(&text, '\n', &line)) {
		struct slice bare = slice_trim(line);

		if (bare.p == line.p && slice_ends(bare, ":")) {
			m->heading = bare;
			continue;
		}
		if (!wanted(m, line) || bare.n == 0)
			continue;
		put_heading(m);
		put(m, 2 + (bare.n > 0 ? (int)(bare.p - line.p) : 0),
		    ROLE_TEXT, line);
	}
}

static void put_keys(struct making *m)
{
	struct str text = STR_INIT(HELP_BYTES);

	for (size_t g = 0; keymap_group(g); g++) {
		str_clear(&text);
		keymap_help_group(&m->s->keymap, g, &text);
		put_all(m, _(keymap_group(g)), str_slice(&text));
	}
	str_free(&text);
}

int help_make(struct screen *s, int cols, struct lines *out, struct err *e)
{
	struct making m = { .s = s, .cols = cols, .out = out, .e = e };
	struct str text = STR_INIT(HELP_BYTES);

	put_all(&m, _("Here"), str_slice(&s->here));
	put_keys(&m);
	if (s->o.commands && s->o.commands->filter_help) {
		s->o.commands->filter_help(&text);
		put_all(&m, _("Filters"), str_slice(&text));
	}
	str_clear(&text);
	add_commands(s, &text);
	put_all(&m, _("Commands, behind :"), str_slice(&text));
	if (out->n == 0)
		put(&m, 0, ROLE_DIM, slice_of(_("no line has that: fewer "
						"letters find more")));
	str_free(&text);
	return m.rc;
}
