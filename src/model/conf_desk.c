/* One desk in the text of desks.conf: put behind the others, or taken out;
 * comments and the rest stay as they are. */
#include "model/conf.h"
#include "model/conf_edit.h"

static void put_option(struct str *out, struct slice name, struct slice value)
{
	str_addf(out, "\t%.*s = ", SLICE_ARG(name));
	conf_put_string(out, value);
	str_addc(out, '\n');
}

static void put_list(struct str *out, const char *name, struct slice list)
{
	struct slice one;
	bool any = false;

	while (slice_cut(&list, ',', &one)) {
		one = slice_trim(one);
		if (one.n == 0)
			continue;
		if (any)
			str_addz(out, ", ");
		else
			str_addf(out, "\t%s = {", name);
		conf_put_string(out, one);
		any = true;
	}
	if (any)
		str_addz(out, "}\n");
}

/* What libconfuse makes of the text is what counts. */
static int check(const struct str *text, struct slice name, bool there,
		 struct err *e)
{
	struct desks d;
	bool as_asked;

	if (conf_desks(str_slice(text), "desks.conf", &d, e) < 0)
		return -1;
	as_asked = (desks_find(&d, name) != NULL) == there;
	desks_free(&d);
	return as_asked ? 0 : err_set(e, ERR_USAGE, "desk \"%.*s\" is written "
		"in a way that thaw cannot edit; nothing was changed",
		SLICE_ARG(name));
}

int conf_desk_add(struct slice text, const struct desk *d, struct str *out,
		  struct err *e)
{
	struct conf_span span;

	if (!source_key_valid(d->name))
		return err_set(e, ERR_USAGE, "\"%.*s\" is no name of a desk: "
			       "use a-z, 0-9 and -", SLICE_ARG(d->name));
	if (conf_section(text, "desk", d->name, &span))
		return err_set(e, ERR_USAGE, "there is a desk \"%.*s\" "
			       "already, in line %d; remove it first",
			       SLICE_ARG(d->name), span.line);
	str_add(out, text);
	if (text.n > 0 && text.p[text.n - 1] != '\n')
		str_addc(out, '\n');
	str_addf(out, "%sdesk \"%.*s\" {\n", text.n ? "\n" : "",
		 SLICE_ARG(d->name));
	put_option(out, SLICE("title"), d->title.n ? d->title : d->name);
	put_option(out, SLICE("filter"), d->filter);
	for (size_t i = 0; i < d->n_views; i++)
		put_option(out, d->view[i], d->view_filter[i]);
	put_list(out, "groups", d->groups);
	put_list(out, "panes", d->panes);
	str_addz(out, "}\n");
	if (str_ok(out, "desks.conf", e) < 0)
		return -1;
	return check(out, d->name, true, e);
}

int conf_desk_remove(struct slice text, struct slice name, struct str *out,
		     struct err *e)
{
	struct conf_span span;

	if (!conf_section(text, "desk", name, &span))
		return err_set(e, ERR_USAGE, "there is no desk \"%.*s\"",
			       SLICE_ARG(name));
	conf_cut(text, &span, out);
	if (str_ok(out, "desks.conf", e) < 0)
		return -1;
	return check(out, name, false, e);
}
