/* What the pane shows goes to a file: `thaw export` does it, as another
 * process, so that the file is what the command line would write and no key
 * waits for it. */
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "ui/screen.h"
#include "write/writer.h"

enum { ARGS_BYTES = 1 << 20, SAID_BYTES = 8192 };

/* --- the name --- */

static bool begin(struct screen *s, const struct list *l)
{
	s->export_asks = false;
	s->export_as = NULL;
	if (l->shape && l->count > 0)
		return true;
	screen_say(s, false, _("no row to write"));
	return false;
}

void screen_begin_export(struct screen *s, enum action act)
{
	struct list *l = screen_list(s);
	struct str name = STR_INIT(512);
	char day[CLOCK_TEXT];

	(void)act;
	if (!begin(s, l))
		return;
	clock_iso(clock_now(&s->o.data->clock), day);
	str_addf(&name, "%s-%.10s.csv", l->shape->name, day);
	edit_set(&s->note, str_slice(&name));
	s->mode = MODE_EXPORT;
	str_free(&name);
}

static struct slice ending_of(struct slice name)
{
	for (size_t i = name.n; i > 0 && name.p[i - 1] != '/'; i--)
		if (name.p[i - 1] == '.')
			return slice_make(name.p + i, name.n - i);
	return SLICE_NONE;
}

/* NULL where it is no format, or has no place for such rows: that is said. */
static const struct writer *choose(struct screen *s, struct slice ending)
{
	const struct shape *shape = screen_focused(s)->list.shape;
	const struct writer *w = writer_find(slice_is(ending, "txt") ?
					     SLICE("table") : ending);
	struct str said = STR_INIT(SAID_BYTES);

	if (w && (!w->fits || w->fits(shape)))
		return w;
	str_addf(&said, w ? _("%.*s has no place for rows of %s; these have:") :
		 _("\".%.*s\" is no format for %s; end the name with one of"),
		 SLICE_ARG(ending), shape->name);
	for (const struct writer *const *x = writers; *x; x++)
		if (!(*x)->fits || (*x)->fits(shape))
			str_addf(&said, " .%s", (*x)->name);
	screen_say(s, true, str_cstr(&said));
	str_free(&said);
	return NULL;
}

/* --- the words of the command --- */

static void add_columns(const struct screen *s, const struct list *l,
			struct str *out)
{
	const struct pane_column *c = l->pane->column;

	str_addz(out, "--columns=");
	for (size_t i = 0; i < PANE_COLUMNS && c[i].name; i++) {
		if (shape_find(l->shape, slice_of(c[i].name)) < 0)
			continue;
		if (strcmp(c[i].name, "held_text") == 0)
			str_addz(out, screen_held_columns(s));
		else
			str_addz(out, c[i].name);
		str_addc(out, ',');
	}
	/* Whoever reads the file asks who says so, and finds the row again. */
	str_addz(out, "disputed,sources,id\n");
}

static void add_sort(const struct pane_state *p, struct str *out)
{
	if (p->sort == SORT_VIEW)
		return;
	str_addf(out, "--sort=%s%s\n", p->down ? "-" : "",
		 p->sort == SORT_BEST ? "match" :
		 p->list.pane->column[p->sort].name);
}

static void add_marked(const struct marked *m, struct str *out)
{
	if (m->n == 0)
		return;
	str_addz(out, "--ids=");
	for (size_t i = 0; i < m->n; i++)
		str_addf(out, "%s%s", i ? "," : "", m->id[i]);
	str_addc(out, '\n');
}

static void add_file(struct slice name, struct str *out)
{
	str_addz(out, "--output=");
	path_add_home(out, name);
	str_addc(out, '\n');
}

/* One a line; a filter has none. */
static void make_args(struct screen *s, const struct writer *w)
{
	struct pane_state *p = screen_focused(s);
	struct str *out = &s->export_args;

	out->max = ARGS_BYTES;
	out->bad = false;
	str_clear(out);
	if (s->desk[0])
		str_addf(out, "--desk=%s\n", s->desk);
	str_addf(out, "export\n%s\n--format=%s\n", p->list.shape->name,
		 w->name);
	if (!(w->asks & ASKS_FACTS))
		add_columns(s, &p->list, out);
	add_sort(p, out);
	add_marked(&p->marked, out);
	add_file(slice_trim(str_slice(&s->note.text)), out);
	str_addz(out, "--\n");
	str_add(out, str_slice(&p->filter));
	s->exports = !out->bad;
}

/* --- keys --- */

static bool is_there(struct slice name)
{
	struct str path = STR_INIT(PATH_BYTES);
	bool there;

	path_add_home(&path, name);
	there = path_exists(str_cstr(&path));
	str_free(&path);
	return there;
}

static void take(struct screen *s)
{
	struct slice name = slice_trim(str_slice(&s->note.text));
	const struct writer *w;

	if (name.n == 0) {
		s->mode = MODE_PANES;
		screen_say(s, false, _("nothing was written"));
		return;
	}
	w = s->export_as ? s->export_as : choose(s, ending_of(name));
	if (!w)
		return;
	if (!s->export_asks && is_there(name)) {
		s->export_asks = true;
		return;
	}
	s->export_asks = false;
	s->mode = MODE_PANES;
	make_args(s, w);
	screen_say(s, !s->exports, s->exports ? _("writing …") :
		   _("too many marked rows for one file"));
}

/* Into that file, of whatever ending. */
void screen_export_as(struct screen *s, struct slice format,
		      struct slice file)
{
	const struct writer *w;

	if (!begin(s, screen_list(s)) || !(w = choose(s, format)))
		return;
	s->export_as = w;
	edit_set(&s->note, file);
	s->mode = MODE_EXPORT;
	take(s);
}

static void answer(struct screen *s, uint32_t key)
{
	if (key == 'y' || key == 'Y') {
		take(s);
		return;
	}
	s->export_asks = false;
	screen_say(s, false, _("the file there was kept; another name?"));
}

void screen_export(struct screen *s, uint32_t key)
{
	bool changed;

	if (s->export_asks) {
		answer(s, key);
	} else if (key == KEYCODE_ENTER) {
		take(s);
	} else if (key == KEYCODE_ESC) {
		s->mode = MODE_PANES;
		screen_say(s, false, _("nothing was written"));
	} else {
		edit_key(&s->note, key, &changed);
	}
}

void screen_draw_export(struct screen *s, struct surface *to, int y)
{
	edit_draw_asked(&s->note, to, y, 0, to->cols, s->export_asks ?
			_("It is there already; replace it? y/n") :
			_("Write to"));
}

void screen_export_hints(const struct screen *s, struct str *out)
{
	size_t marked = s->pane[s->focus].marked.n;
	int64_t n = marked ? (int64_t)marked : s->pane[s->focus].list.count;

	str_addf(out, ngettext("%lld row; the ending says the format: csv tsv "
			       "json md html ftm ics", "%lld rows; the ending "
			       "says the format: csv tsv json md html ftm ics",
			       n), (long long)n);
}
