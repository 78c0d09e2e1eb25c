/* Keys, clicks, pastes, sizes and other data by chance over canned data, many
 * of them a second: nothing may crash, and what is drawn makes sense. The same
 * seed gives the same keys; THAW_RANDOM_SEED and THAW_RANDOM_KEYS choose them.
 * Run it for long under the sanitizers, then make a row of what it finds. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/text.h"
#include "tests/lib/canned_picture.h"
#include "tests/lib/commandkit.h"
#include "tests/lib/chance.h"

static struct {
	struct with w;
	struct canned_picture more;
	const struct data_ops *canned, *pictured;
	struct data_ops as_pictured;
	struct chance c;
	int64_t now;
} all;

static int64_t given_now(void *ctx)
{
	(void)ctx;
	return all.now;
}

/* Rows that only pictures have cannot be marked in the canned table. */
static int mark(void *ctx, const struct slice *id, size_t n, struct slice what,
		struct err *e)
{
	(void)ctx;
	(void)id;
	(void)n;
	(void)what;
	(void)e;
	return 0;
}

static int marks(void *ctx, struct slice id, struct arena *mem,
		 struct own_mark *out, struct err *e)
{
	(void)ctx;
	(void)id;
	(void)mem;
	(void)e;
	*out = (struct own_mark){ .read = chance_below(&all.c, 2) };
	return 0;
}

/* The pictures' data has three views, the canned one all others. */
static int open_rows(void *ctx, const struct shape *shape,
		     const struct query *q, struct rows *out, struct err *e)
{
	bool pictured = strcmp(shape->name, "events") == 0 ||
			strcmp(shape->name, "releases") == 0 ||
			strcmp(shape->name, "sanctions") == 0;

	return (pictured ? all.pictured : all.canned)->open(ctx, shape, q, out,
							    e);
}

static int subject(void *ctx, struct slice id, struct arena *mem,
		   struct facts *out, struct err *e)
{
	int rc = all.pictured->subject(ctx, id, mem, out, e);

	return rc == 0 ? all.canned->subject(ctx, id, mem, out, e) : rc;
}

static int add_desk(void *ctx, const struct desk *d, struct err *e)
{
	(void)ctx;
	return d->title.n > 0 && chance_below(&all.c, 2) ? 0 :
	       err_set(e, ERR_USAGE, "the folder is read-only");
}

static void begin(void)
{
	struct fixture *f = &all.w.f;
	struct screen_options o;
	struct err e = { 0 };

	with_begin(&all.w, 24, 80, false);
	o = f->screen.o;
	o.desk_add = add_desk;
	screen_free(&f->screen);
	all.now = 1795521600;
	all.canned = f->data.ops;
	f->data = canned_picture(&all.more, &f->canned);
	all.as_pictured = all.more.ops;
	all.pictured = &all.as_pictured;
	all.more.ops.open = open_rows;
	all.more.ops.subject = subject;
	f->data.clock = (struct clock){ given_now, NULL };
	all.more.ops.mark = mark;
	all.more.ops.marks = marks;
	assert_int_equal(screen_open(&f->screen, &o, &e), 0);
	screen_begin_desk(&f->screen, SLICE_NONE);
	screen_draw(&f->screen, &f->surface);
}

/* The program ends and begins anew where it was left. */
static void restart(void)
{
	struct str text = STR_INIT(SESSION_BYTES);
	struct screen *s = &all.w.f.screen;
	struct screen_options o = s->o;
	struct err e = { 0 };

	screen_session(s, &text);
	assert_false(text.bad);
	screen_free(s);
	assert_int_equal(screen_open(s, &o, &e), 0);
	screen_begin_desk(s, SLICE_NONE);
	if (screen_resume(s, str_slice(&text), true, &e) < 0)
		fail_msg("%s of\n%s", e.msg, str_cstr(&text));
	str_free(&text);
}

static void click(void)
{
	struct surface *to = &all.w.f.surface;
	struct mouse m = {
		.kind = (enum mouse_kind)chance_below(&all.c, 5),
		.button = (int)chance_below(&all.c, 4),
		.y = (int)chance_below(&all.c, (unsigned)to->rows + 3) - 1,
		.x = (int)chance_below(&all.c, (unsigned)to->cols + 3) - 1,
		.at_ms = (int64_t)chance_below(&all.c, 3) * 200,
	};

	screen_mouse(&all.w.f.screen, &m);
}

static void change_data(void)
{
	struct canned *c = &all.w.f.canned;

	c->first = (int)chance_below(&all.c, 5) ? 0 :
		   (int)chance_below(&all.c, CANNED_ROWS);
	all.more.hidden = c->first;
	all.more.fails = chance_below(&all.c, 8) == 0;
	c->refuses = chance_below(&all.c, 8) == 0;
	c->said = chance_below(&all.c, 2);
	if (chance_below(&all.c, 4) == 0)
		all.now += ((int64_t)chance_below(&all.c, 4001) - 2000) *
			   86400;
	screen_reload(&all.w.f.screen);
}

static void other_size(void)
{
	struct err e = { 0 };
	int rows, cols;

	chance_size(&all.c, &rows, &cols);
	assert_int_equal(surface_open(&all.w.f.surface, rows, cols,
				      chance_below(&all.c, 4) == 0, &e), 0);
	all.w.f.screen.o.reader = chance_below(&all.c, 6) == 0;
	all.w.f.screen.o.frugal = chance_below(&all.c, 6) == 0;
}

static void paste(void)
{
	struct str text = STR_INIT(1 << 20);

	for (unsigned n = chance_below(&all.c, 40); n > 0; n--)
		str_addz(&text, chance_text(&all.c));
	screen_paste(&all.w.f.screen, str_slice(&text));
	str_free(&text);
}

static void type(const char *text)
{
	struct slice s = slice_of(text);
	uint32_t key;
	size_t n;

	for (size_t at = 0; (n = text_next(s, at, &key)) > 0; at += n)
		screen_key(&all.w.f.screen, key);
}

/* What the loop would do. */
static void take_wishes(void)
{
	struct screen *s = &all.w.f.screen;
	struct command_run *r = &all.w.run;

	if (s->quit)
		restart();
	s->refresh = s->exports = s->opens = s->redraw = s->copies = false;
	str_clear(&s->copy);
	if (!s->start)
		return;
	s->start = false;
	str_clear(&r->text);
	str_clear(&r->said);
	for (unsigned n = chance_below(&all.c, 200); n > 0; n--)
		str_addf(&r->text, "%s\n", chance_text(&all.c));
	r->cut = chance_below(&all.c, 9) == 0;
	r->ran = true;
	r->status = (int)chance_below(&all.c, 3);
	screen_ran(s);
}

/* What was seen: where keys never lead nothing is tried. */
static struct {
	long mode[MODE_COUNT], pane[PANE_COUNT], act[ACT_COUNT];
} seen;

static void press(void *ctx, uint32_t key)
{
	struct screen *s = &all.w.f.screen;

	(void)ctx;
	if (s->mode == MODE_PANES)
		seen.act[keymap_find(&s->keymap, key)]++;
	screen_key(s, key);
	take_wishes();
	seen.mode[s->mode]++;
	seen.pane[s->focus]++;
}

static void one(void)
{
	unsigned what = chance_below(&all.c, 100);

	if (what < 55)
		press(NULL, chance_key(&all.c));
	else if (what < 60)
		chance_walk(&all.c, press, NULL);
	else if (what < 80)
		type(chance_text(&all.c));
	else if (what < 90)
		click();
	else if (what < 93)
		paste();
	else if (what < 96)
		other_size();
	else
		change_data();
	take_wishes();
}

/* No cell is wider than the row, none is half; the cursor is on the screen. */
static void makes_sense(void)
{
	const struct surface *f = &all.w.f.surface;
	const struct screen *s = &all.w.f.screen;

	assert_true(s->mode < MODE_COUNT && s->focus < PANE_COUNT);
	if (f->cursor_y < 0 || f->cursor_y >= f->rows || f->cursor_x < 0 ||
	    f->cursor_x >= f->cols)
		fail_msg("mode %d%s: the cursor at %d, %d of %d, %d", s->mode,
			 s->o.reader ? ", reader" : "", f->cursor_y,
			 f->cursor_x, f->rows, f->cols);
	for (int y = 0; y < f->rows; y++)
		for (int x = 0; x < f->cols;) {
			int w = surface_at(f, y, x)->width;

			assert_true(w == 1 || w == 2);
			assert_true(x + w <= f->cols);
			assert_true(w == 1 ||
				    surface_at(f, y, x + 1)->width == 0);
			x += w;
		}
}

static void was_everywhere(void)
{
	for (int i = 0; i < MODE_COUNT; i++)
		if (seen.mode[i] == 0)
			fail_msg("no key was given in mode %d", i);
	for (size_t i = 0; i < PANE_COUNT; i++)
		if (seen.pane[i] == 0)
			fail_msg("no key was given in %s", panes[i]->name);
	for (int i = 1; i < ACT_COUNT; i++)
		if (seen.act[i] == 0)
			fail_msg("nothing asked for: %s", actions[i].name);
	print_message("keys in each mode:");
	for (int i = 0; i < MODE_COUNT; i++)
		print_message(" %ld", seen.mode[i]);
	print_message("\n");
}

static void any_keys(void **state)
{
	long n = chance_number("THAW_RANDOM_KEYS", 20000);

	(void)state;
	chance_begin(&all.c, (uint64_t)chance_number("THAW_RANDOM_SEED", 1));
	begin();
	for (long i = 0; i < n; i++) {
		one();
		if (chance_below(&all.c, 4) == 0) {
			screen_draw(&all.w.f.screen, &all.w.f.surface);
			makes_sense();
		}
	}
	with_end(&all.w);
	was_everywhere();
	chance_end(&all.c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
