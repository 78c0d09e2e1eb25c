/* Desks on the screen: one is chosen, or what is shown is saved as one. */
#include <ctype.h>
#include <stdio.h>

#include "base/i18n.h"
#include "model/desk.h"
#include "ui/screen.h"

enum { WORDS_BYTES = 8192, TO_DESK, TO_ALL, TO_SAVE };

static void take(struct screen *s, const struct menu_item *item,
		 enum action act)
{
	struct str said = STR_INIT(512);

	(void)act;
	if (item->tag == TO_SAVE) {
		edit_set(&s->note, SLICE_NONE);
		s->mode = MODE_SAVE_DESK;
		return;
	}
	screen_go_desk(s, item->value);
	str_addf(&said, _("desk: %.*s"), SLICE_ARG(item->text));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
}

static void add_desk(struct screen *s, const struct desk *d, size_t number,
		     struct err *e)
{
	struct str text = STR_INIT(WORDS_BYTES), words = STR_INIT(WORDS_BYTES);

	desk_words(d, &words);
	str_addf(&text, "%zu  %.*s%s", number, SLICE_ARG(d->title),
		 slice_is(d->name, s->desk) ? _(" (here)") : "");
	menu_add(&s->menu, &(struct menu_item){
		.text = str_slice(&text), .right = str_slice(&words),
		.value = d->name, .tag = TO_DESK }, e);
	str_free(&text);
	str_free(&words);
}

void screen_choose_desk(struct screen *s, enum action act)
{
	struct err e = { 0 };

	(void)act;
	screen_menu_begin(s, _(" Desks "), take);
	for (size_t i = 0; s->o.desks && i < s->o.desks->n; i++)
		add_desk(s, &s->o.desks->list[i], i + 1, &e);
	menu_add(&s->menu, &(struct menu_item){
		.text = slice_of(s->desk[0] ? _("Everything, without a desk") :
				 _("Everything, without a desk (here)")),
		.tag = TO_ALL }, &e);
	if (s->o.desk_add)
		menu_add(&s->menu, &(struct menu_item){
			.text = slice_of(_("Save this view as a desk …")),
			.tag = TO_SAVE }, &e);
	screen_menu_open(s);
}

/* --- saving --- */

/* "Women of Minsk" -> "women-of-minsk"; what has no such letters is
 * "desk". */
static void name_of(struct slice title, struct str *out)
{
	for (size_t i = 0; i < title.n && out->n < SESSION_NAME - 8; i++) {
		unsigned char c = (unsigned char)title.p[i];

		if (c < 0x80 && isalnum(c))
			str_addc(out, (char)tolower(c));
		else if (c == ' ' && out->n > 0)
			str_addc(out, '-');
	}
	if (out->n == 0)
		str_addz(out, "desk");
}

/* A name that no desk has yet. */
static void free_name(const struct screen *s, struct str *name)
{
	size_t n = name->n;

	for (int i = 2; desks_find(s->o.desks, str_slice(name)); i++) {
		str_cut(name, n);
		str_addf(name, "-%d", i);
	}
}

/* What each pane stands under: the desk's filter and its own. */
static void put_views(struct screen *s, struct desk *d, struct arena *mem)
{
	const struct desk *now = screen_desk(s);

	for (size_t i = 0; i < PANE_COUNT; i++) {
		const char *view = panes[i]->view;
		struct slice was = now ? desk_filter(now, view) : SLICE_NONE;
		struct slice own = str_slice(&s->pane[i].filter);

		if (!desk_takes(view) || d->n_views == DESK_VIEWS ||
		    (own.n == 0 && (!now || slice_eq(was, now->filter))))
			continue;
		d->view[d->n_views] = slice_of(view);
		d->view_filter[d->n_views++] = arena_fmt(mem, "%.*s%s%.*s",
			SLICE_ARG(was), was.n && own.n ? " " : "",
			SLICE_ARG(own));
	}
}

static int save(struct screen *s, struct slice title, struct str *name,
		struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	const struct desk *now = screen_desk(s);
	struct desk d = { .title = title };
	int rc;

	name_of(title, name);
	free_name(s, name);
	d.name = str_slice(name);
	d.filter = now ? now->filter : SLICE_NONE;
	d.groups = now ? now->groups : SLICE_NONE;
	d.panes = arena_fmt(&mem, "%s,%s", panes[s->focus]->name,
			    panes[s->other]->name);
	put_views(s, &d, &mem);
	rc = arena_ok(&mem, _("the desk"), e);
	if (rc == 0)
		rc = s->o.desk_add(s->o.desk_ctx, &d, e);
	arena_free(&mem);
	return rc;
}

static void keep(struct screen *s)
{
	struct str name = STR_INIT(256), said = STR_INIT(1024);
	struct slice title = slice_trim(str_slice(&s->note.text));
	struct err e = { 0 };

	s->mode = s->under;
	if (title.n == 0) {
		screen_say(s, false, _("no desk was saved"));
	} else if (save(s, title, &name, &e) < 0) {
		str_addf(&said, _("no desk was saved: %s"), e.msg);
		screen_say(s, true, str_cstr(&said));
	} else {
		screen_go_desk(s, str_slice(&name));
		str_addf(&said, _("saved as a desk; thaw --desk %s opens it"),
			 str_cstr(&name));
		screen_say(s, false, str_cstr(&said));
	}
	str_free(&name);
	str_free(&said);
}

void screen_save_desk(struct screen *s, uint32_t key)
{
	bool changed;

	if (key == KEYCODE_ENTER) {
		keep(s);
	} else if (key == KEYCODE_ESC) {
		s->mode = s->under;
		screen_say(s, false, _("no desk was saved"));
	} else {
		edit_key(&s->note, key, &changed);
	}
}

void screen_draw_save_desk(struct screen *s, struct surface *to, int y)
{
	edit_draw_asked(&s->note, to, y, 0, to->cols, _("Title of the desk"));
}
