#include "cmd/desk_add.h"

#include "base/i18n.h"
#include "cmd/print.h"
#include "model/desk.h"
#include "view/view.h"

/* A filter that no view understands is refused. */
static int check_filter(const struct desk *d, struct err *e)
{
	struct err first = {0};

	for (const struct shape *const *v = views; *v; v++) {
		struct query q = {0}, alone = {0};
		struct err why = {0};
		bool known = desk_parse(d, NULL, *v, &q, &why) == 0 &&
			     query_check(&q, *v, &why) == 0;
		bool whole = query_parse(&alone, d->filter, &why) == 0 &&
			     alone.n == q.n;

		query_free(&q);
		query_free(&alone);
		if (known && whole && !(*v)->deskless)
			return 0;
		if (!known && first.code == ERR_NONE)
			first = why;
	}
	if (first.code == ERR_NONE)
		return err_set(e, ERR_USAGE, "no view has all the columns of"
			       " this filter: thaw help filter lists them");
	return err_set(e, first.code, "%s", first.msg);
}

static int check_names(const struct app *app, const struct desk *d,
		       struct err *e)
{
	struct slice panes = d->panes, groups = d->groups, one;

	while (slice_cut(&panes, ',', &one))
		if (!view_find(slice_trim(one)))
			return err_set(e, ERR_USAGE, "no pane is called "
				       "\"%.*s\"", SLICE_ARG(one));
	while (slice_cut(&groups, ',', &one)) {
		bool any = false;

		one = slice_trim(one);
		for (size_t i = 0; !any && i < app->sources.n; i++)
			any = slice_eq(app->sources.list[i].group, one);
		if (!any)
			print_note(app, _("no source is in the group \"%.*s\" "
				   "yet"), SLICE_ARG(one));
	}
	return 0;
}

int desk_add(struct app *app, const struct desk *d, struct err *e)
{
	if (check_filter(d, e) < 0 || check_names(app, d, e) < 0)
		return -1;
	return app_edit_desks(app, d, SLICE_NONE, e);
}
