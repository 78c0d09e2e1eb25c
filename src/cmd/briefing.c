#include "cmd/briefing.h"

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"
#include "cmd/rows.h"
#include "view/view.h"

enum { TOP_ROWS = 10, BRIEFING_CELLS = 100 };

struct latest {
	struct app *app;
	int64_t at;
};

static int look_at(struct latest *l, struct slice key, struct err *e)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct source_state st = {0};
	int rc = store_source_state(l->app->store, key, SLICE_NONE, &mem, &st,
				    e);

	if (rc == 0 && st.good_at > l->at)
		l->at = st.good_at;
	arena_free(&mem);
	return rc;
}

static int find_latest(struct latest *l, struct err *e)
{
	int rc = 0;

	for (size_t i = 0; i < l->app->sources.n && rc == 0; i++)
		rc = look_at(l, l->app->sources.list[i].key, e);
	return rc;
}

static int count_latest(void *ctx, struct slice key, int64_t rows,
			struct err *e)
{
	(void)rows;
	return look_at(ctx, key, e);
}

/* A copy has what its collector asked, which sources.conf here need not know. */
static int find_all(struct latest *l, struct err *e)
{
	struct err copy = {0};

	if (app_owns(l->app, &copy) < 0 &&
	    store_source_keys(l->app->store, count_latest, l, e) < 0)
		return -1;
	return find_latest(l, e);
}

static int put_sources(struct app *app, struct err *e)
{
	struct latest l = { .app = app };
	struct str text = STR_INIT(4096);
	char at[CLOCK_TEXT];
	size_t on = 0, network = 0;
	int rc = find_all(&l, e);

	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];

		on += s->enabled;
		network += s->enabled && !source_is_inside(s);
	}
	str_addf(&text, _("Sources: %zu of %zu enabled, %zu contact somebody"),
		 on, app->sources.n, network);
	if (l.at > 0)
		str_addf(&text, _("; last good answer %s"),
			 clock_local(l.at, at));
	str_addz(&text, "\n");
	str_addz(&text, _("Marks: \u2260 (or !) claims contradict each other, ? the "
			  "source itself calls it unverified"));
	str_addz(&text, "\n\n");
	str_addz(&text, _("Next: thaw list releases  ·  thaw show NAME  ·  "
			  "thaw sources enable news  ·  thaw refresh  ·  "
			  "thaw help\n"));
	if (rc == 0)
		rc = print_out(app, &text, e);
	str_free(&text);
	return rc;
}

/* The brief is of the screen's panes, so it is of the screen's desk too, and
 * says so. */
static int open_desk(struct app *app, struct err *e)
{
	struct str line = STR_INIT(4096);
	const struct desk *d;
	int rc = app_configure(app, e);

	if (rc < 0)
		return -1;
	d = app_desk(app);
	if (!d && (d = desks_find(&app->desks, app->settings.desk)))
		str_add(&app->desk_name, d->name);
	if (d) {
		str_addz(&line, _("Desk: "));
		text_visible(&line, d->title.n ? d->title : d->name, false);
		str_addz(&line, _("; thaw list VIEW has everything\n\n"));
		rc = print_out(app, &line, e);
	}
	str_free(&line);
	return rc;
}

int briefing_print(struct app *app, struct err *e)
{
	static const struct shape *const panes[] = {
		&view_releases, &view_sanctions, &view_recommendations,
	};
	struct str blank = STR_INIT(16);
	int width = print_width(), rc = open_desk(app, e);

	if (rc == 0)
		rc = app_open_filled(app, e);

	for (size_t i = 0; i < 3 && rc == 0; i++) {
		rc = rows_top(app, panes[i], TOP_ROWS,
			      width > 0 ? width : BRIEFING_CELLS, e);
		str_addc(&blank, '\n');
		if (rc == 0)
			rc = print_out(app, &blank, e);
	}
	str_free(&blank);
	return rc == 0 ? put_sources(app, e) : -1;
}
