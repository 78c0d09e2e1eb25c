/* What is open is read anew where the data have changed: the page stays at the
 * line where it was, and of what is gone the last that was known stays to be
 * read. */
#include "base/i18n.h"
#include "ui/human.h"
#include "ui/screen.h"

/* --- lines that are found again --- */

/* What is chosen, what is read, where a match stands, and the page. */
enum held_line { HELD_PICK, HELD_READ, HELD_MATCH, HELD_PAGE, HELD_LINES };

struct held_lines {
	struct str text[HELD_LINES];
	size_t at[HELD_LINES];
	size_t below;		/* that of the page, below its first line */
	struct str all;		/* every line, with its link */
};

static size_t line_of_pick(const struct screen *s)
{
	size_t i = 0;

	while (i < s->lines.n && s->lines.line[i].pick != s->pick)
		i++;
	return i;
}

static bool is_only(const struct lines *l, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n && n < 2; i++)
		n += slice_eq(l->line[i].text, l->line[at].text);
	return n == 1;
}

/* A line of the page that says what no other does: blank ones, and sources that
 * are named again and again, stand everywhere. */
static size_t line_of_page(const struct screen *s)
{
	size_t end = s->top + (size_t)(s->page > 0 ? s->page : 1);

	for (size_t i = s->top; i < s->lines.n && i < end; i++)
		if (is_only(&s->lines, i))
			return i;
	return s->top;
}

static void all_lines(const struct lines *l, struct str *out)
{
	for (size_t i = 0; i < l->n; i++) {
		str_add(out, l->line[i].text);
		str_addc(out, '\n');
		str_add(out, l->line[i].link);
		str_addc(out, '\n');
	}
}

static void hold(const struct screen *s, struct held_lines *h)
{
	*h = (struct held_lines){ .at = {
		[HELD_PICK] = line_of_pick(s), [HELD_READ] = s->read,
		[HELD_MATCH] = s->seek.line, [HELD_PAGE] = line_of_page(s),
	} };
	h->below = h->at[HELD_PAGE] - s->top;
	h->all = STR_INIT(2 * LINES_BYTES);
	all_lines(&s->lines, &h->all);
	for (size_t i = 0; i < HELD_LINES; i++) {
		h->text[i] = STR_INIT(LINES_BYTES);
		if (h->at[i] < s->lines.n)
			str_add(&h->text[i], s->lines.line[h->at[i]].text);
	}
}

/* The nearest that says the same; else where it stood. */
static size_t found(const struct screen *s, const struct held_lines *h,
		    enum held_line which)
{
	const struct lines *l = &s->lines;
	struct slice text = str_slice(&h->text[which]);
	size_t at = h->at[which];

	for (size_t by = 0; by < l->n + at; by++) {
		if (by <= at && at - by < l->n &&
		    slice_eq(l->line[at - by].text, text))
			return at - by;
		if (at + by < l->n && slice_eq(l->line[at + by].text, text))
			return at + by;
	}
	return at < l->n ? at : l->n > 0 ? l->n - 1 : 0;
}

static void put_back(struct screen *s, struct held_lines *h)
{
	size_t page = found(s, h, HELD_PAGE);

	s->top = page > h->below ? page - h->below : 0;
	if (s->pick > 0 && s->lines.n > 0)
		s->pick = s->lines.line[found(s, h, HELD_PICK)].pick;
	s->read = found(s, h, HELD_READ);
	if (s->seek.n > 0)
		screen_seek_moved(s, found(s, h, HELD_MATCH));
}

static void let_go(struct held_lines *h)
{
	for (size_t i = 0; i < HELD_LINES; i++)
		str_free(&h->text[i]);
	str_free(&h->all);
}

/* Numbers of links may be of others now. What was said of something else
 * stands. */
static void say_other(struct screen *s, const struct held_lines *h, bool gone)
{
	struct str now = STR_INIT(2 * LINES_BYTES);

	all_lines(&s->lines, &now);
	if (gone || !slice_eq(str_slice(&now), str_slice(&h->all))) {
		if (gone || s->number > 0 || s->message.n == 0)
			screen_say(s, false, _("the data have changed: this "
					       "is what is known now"));
		s->number = 0;
	}
	str_free(&now);
}

/* --- what it is now --- */

/* What lies in the other arena is known instead. */
static void take_mem(struct screen *s, struct arena *mem)
{
	arena_free(&s->facts_mem);
	s->facts_mem = *mem;
}

static int again_subject(struct screen *s, struct arena *mem, struct err *e)
{
	struct facts f = { 0 };
	int rc = s->o.data->ops->subject(s->o.data->ctx, slice_of(s->open_id),
					 mem, &f, e);

	if (rc > 0) {
		take_mem(s, mem);
		s->facts = f;
	}
	return rc;
}

static int again_conflict(struct screen *s, struct arena *mem, struct err *e)
{
	struct slice name = arena_slice(mem, s->conflict_name);
	struct store_conflict x = { 0 };
	int rc = s->o.data->ops->conflict(s->o.data->ctx,
					  slice_of(s->open_id), mem, &x, e);

	if (rc > 0) {
		take_mem(s, mem);
		s->conflict = x;
		s->conflict_name = name;
	}
	return rc;
}

struct reading {
	struct screen *s;
	struct arena *mem;
	struct slice text;
};

static int read_source(void *ctx, const struct shape *shape,
		       const struct row *row, struct err *e)
{
	struct reading *r = ctx;

	(void)shape;
	return screen_source_text(r->s, row, r->mem, &r->text, e) < 0 ? -1 : 0;
}

/* Whatever the pane asks for: what is open may have left its filter only. */
static int source_of_all(struct screen *s, struct arena *mem,
			 struct slice *text, struct err *e)
{
	const struct data *d = s->o.data;
	const struct shape *shape = s->pane[PANE_sources].list.shape;
	struct reading r = { s, mem, SLICE_NONE };
	struct rows rows = { 0 };
	struct query q = { 0 };
	int64_t at = -1;
	int rc = -1;

	if (query_defaults(&q, shape, e) == 0 &&
	    query_check(&q, shape, e) == 0 &&
	    d->ops->open(d->ctx, shape, &q, &rows, e) == 0) {
		at = rows.ops->find(rows.ctx, slice_of(s->open_id), e);
		rc = at < 0 ? 0 :
		     rows.ops->fetch(rows.ctx, at, 1, read_source, &r, e);
	}
	rows_close(&rows);
	query_free(&q);
	*text = r.text;
	return rc == 0 ? at >= 0 : -1;
}

/* The cursor of the list stays on its record as long as there is one. */
static int again_source(struct screen *s, struct arena *mem, struct err *e)
{
	const struct list_row *r = list_current(screen_list(s));
	struct slice text = SLICE_NONE;
	int rc;

	if (r && slice_is(r->row.cell[0], s->open_id))
		rc = screen_source_text(s, &r->row, mem, &text, e);
	else if (s->focus == PANE_sources)
		rc = source_of_all(s, mem, &text, e);
	else
		return 0;
	if (rc > 0) {
		take_mem(s, mem);
		s->row_text = text;
	}
	return rc;
}

static int again(struct screen *s, struct err *e)
{
	struct arena mem = ARENA_INIT(s->facts_mem.max);
	int rc = s->conflict.id[0] ? again_conflict(s, &mem, e) :
		 s->row_text.n > 0 ? again_source(s, &mem, e) :
				     again_subject(s, &mem, e);

	if (rc <= 0)
		arena_free(&mem);
	return rc;
}

/* The text may be replaced: no question stands about it, nor a menu of it. */
static bool may(const struct screen *s)
{
	return s->open_stale && s->open_id[0] && s->mode != MODE_MENU &&
	       screen_under(s) == MODE_DETAIL;
}

void screen_look_anew(struct screen *s)
{
	const struct data *d = s->o.data;
	struct held_lines held;
	struct err e = { 0 };
	bool gone = s->open_gone;
	int rc;

	if (!may(s))
		return;
	if (s->o.hurry)
		d->ops->heed(d->ctx, s->o.hurry, s->o.hurry_ctx);
	screen_make_lines(s);
	hold(s, &held);
	rc = again(s, &e);
	d->ops->heed(d->ctx, NULL, NULL);
	s->late |= rc < 0 && e.code == ERR_STOPPED;
	if (rc >= 0 || e.code != ERR_STOPPED)
		s->open_stale = false;
	if (rc == 0 && !s->open_gone)
		screen_say(s, true, _("it is gone from the data; what stands "
				      "here is the last that was known"));
	else if (rc < 0 && e.code != ERR_STOPPED)
		screen_say(s, true, e.msg);
	s->open_gone = rc == 0 || (rc < 0 && s->open_gone);
	if (rc > 0) {
		lines_clear(&s->lines);
		s->lines_cols = 0;
		screen_make_lines(s);
		put_back(s, &held);
		say_other(s, &held, gone);
	}
	let_go(&held);
}
