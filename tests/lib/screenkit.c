#include "tests/lib/screenkit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/i18n.h"
#include "base/path.h"
#include "base/text.h"

static struct desk desk[] = {
	{ .name = { "belarus", 7 }, .title = { "Belarus", 7 } },
	{ .name = { "journalists", 11 }, .title = { "Journalists", 11 },
	  .filter = { "role:journalist", 15 },
	  .panes = { "news,releases", 13 } },
};

void fix_begin(struct fixture *f, int rows, int cols, bool ascii)
{
	memset(f, 0, sizeof(*f));
	fix_over(f, canned_data(&f->canned), rows, cols, ascii);
}

void fix_over(struct fixture *f, struct data data, int rows, int cols,
	      bool ascii)
{
	static const struct desks desks = { .list = desk, .n = 2 };
	struct err e = { 0 };
	struct screen_options o = { .desks = &desks };

	f->data = data;
	o.data = &f->data;
	f->dump = STR_INIT(1 << 20);
	assert_int_equal(screen_open(&f->screen, &o, &e), 0);
	assert_int_equal(surface_open(&f->surface, rows, cols, ascii, &e),
			 0);
	screen_begin_desk(&f->screen, SLICE("belarus"));
	screen_draw(&f->screen, &f->surface);
}

void fix_speak(const char *language)
{
	const char *build = getenv("builddir");
	char folder[4096];

	snprintf(folder, sizeof(folder), "%s/po", build ? build : ".");
	setenv("THAW_LOCALEDIR", folder, 1);
	assert_true(i18n_choose(slice_of(language)));
	assert_string_equal(i18n_language(), language);
}

void fix_end(struct fixture *f)
{
	screen_free(&f->screen);
	surface_free(&f->surface);
	str_free(&f->dump);
}

/* Blank-separated key names; each is drawn after. */
void fix_keys(struct fixture *f, const char *names)
{
	struct slice rest = slice_of(names), one;
	uint32_t key;

	while (slice_cut(&rest, ' ', &one)) {
		assert_true(keycode_parse(one, &key));
		screen_key(&f->screen, key);
		screen_draw(&f->screen, &f->surface);
	}
}

void fix_type(struct fixture *f, const char *text)
{
	struct slice s = slice_of(text);
	uint32_t key;
	size_t n;

	for (size_t at = 0; (n = text_next(s, at, &key)) > 0; at += n) {
		screen_key(&f->screen, key);
		screen_draw(&f->screen, &f->surface);
	}
}

void fix_resize(struct fixture *f, int rows, int cols)
{
	struct err e = { 0 };

	assert_int_equal(surface_open(&f->surface, rows, cols,
				      f->surface.ascii, &e), 0);
	screen_draw(&f->screen, &f->surface);
}

const char *fix_shown(struct fixture *f, bool map)
{
	str_clear(&f->dump);
	surface_dump(&f->surface, map, &f->dump);
	return str_cstr(&f->dump);
}

void fix_has(struct fixture *f, const char *text)
{
	if (!strstr(fix_shown(f, false), text))
		print_error("no \"%s\" in\n%s", text, fix_shown(f, false));
	assert_non_null(strstr(fix_shown(f, false), text));
}

void fix_lacks(struct fixture *f, const char *text)
{
	assert_null(strstr(fix_shown(f, false), text));
}

const char *fix_cursor_id(struct fixture *f)
{
	return screen_focused(&f->screen)->list.id;
}

void golden_check(const char *name, struct slice got)
{
	const char *root = getenv("srcdir");
	struct str path = STR_INIT(4096), want = STR_INIT(1 << 20);
	struct err e = { 0 };
	bool absent = false;

	str_addf(&path, "%s/tests/golden/screen/%s.txt", root ? root : ".",
		 name);
	if (getenv("THAW_GOLDEN_WRITE")) {
		assert_int_equal(path_replace(str_cstr(&path), got, &e), 0);
	} else {
		path_read(str_cstr(&path), &want, &absent, &e);
		if (!slice_eq(str_slice(&want), got))
			print_error("%s is not what was drawn:\n%.*s\n",
				    str_cstr(&path), SLICE_ARG(got));
		assert_true(slice_eq(str_slice(&want), got));
	}
	str_free(&path);
	str_free(&want);
}
