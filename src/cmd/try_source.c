#include "cmd/try_source.h"

#include <inttypes.h>

#include "base/text.h"
#include "cmd/i18n.h"
#include "cmd/print.h"

enum { TRIED_TITLES = 5 };

struct tried {
	struct str text;
	int64_t records[KIND_COUNT];
	int titles;
};

static struct slice title_of(const struct record *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->claims[i].prop == PROP_title ||
		    r->claims[i].prop == PROP_name)
			return r->claims[i].value;
	return SLICE_NONE;
}

static int count_record(void *ctx, const struct record *r, struct err *e)
{
	struct tried *t = ctx;
	struct slice title = title_of(r);

	(void)e;
	t->records[r->kind]++;
	if (title.n > 0 && t->titles < TRIED_TITLES) {
		t->titles++;
		str_addz(&t->text, "  ");
		text_visible(&t->text, title, false);
		str_addc(&t->text, '\n');
	}
	return 0;
}

static void put_counts(struct str *to, const struct tried *t,
		       struct slice format)
{
	str_addf(to, _("format %.*s"), SLICE_ARG(format));
	for (int k = 0; k < KIND_COUNT; k++)
		if (t->records[k] > 0)
			str_addf(to, ", %" PRId64 " %s", t->records[k],
				 kind_name((enum kind)k));
	str_addc(to, '\n');
}

int try_source(struct app *app, struct slice url, struct err *e)
{
	struct tried t = { .text = STR_INIT(PRINT_BYTES) };
	struct str head = STR_INIT(PRINT_BYTES);
	struct slice format = SLICE_NONE;
	struct world w = app_world(app);
	int rc = flow_test(&w, url, count_record, &t, &format, e);

	if (rc == 0) {
		put_counts(&head, &t, format);
		rc = print_out(app, &head, e);
	}
	if (rc == 0)
		rc = print_out(app, &t.text, e);
	str_free(&head);
	str_free(&t.text);
	return rc;
}
