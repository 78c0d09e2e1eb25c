#include "ui/edit.h"

#include "base/text.h"
#include "ui/keys.h"

enum {
	CTRL_A = 1, CTRL_E = 5, CTRL_H = 8, CTRL_K = 11, CTRL_N = 14,
	CTRL_P = 16, CTRL_U = 21, CTRL_W = 23,
};

void edit_init(struct edit *ed)
{
	*ed = (struct edit){ .text = STR_INIT(EDIT_BYTES),
			     .sought = STR_INIT(EDIT_BYTES) };
	for (size_t i = 0; i < EDIT_HISTORY; i++)
		ed->past[i] = STR_INIT(EDIT_BYTES);
}

void edit_free(struct edit *ed)
{
	str_free(&ed->text);
	str_free(&ed->sought);
	for (size_t i = 0; i < EDIT_HISTORY; i++)
		str_free(&ed->past[i]);
	edit_init(ed);
}

void edit_set(struct edit *ed, struct slice text)
{
	str_clear(&ed->text);
	str_add(&ed->text, text);
	ed->at = ed->text.n;
	ed->recalled = 0;
}

void edit_keep(struct edit *ed)
{
	struct str oldest = ed->past[EDIT_HISTORY - 1];
	struct slice text = str_slice(&ed->text);

	if (text.n == 0 ||
	    (ed->n_past && slice_eq(str_slice(&ed->past[0]), text)))
		return;
	for (size_t i = EDIT_HISTORY - 1; i > 0; i--)
		ed->past[i] = ed->past[i - 1];
	ed->past[0] = oldest;
	str_clear(&ed->past[0]);
	str_add(&ed->past[0], text);
	if (ed->n_past < EDIT_HISTORY)
		ed->n_past++;
}

/* Beginning of the grapheme before `at`. */
static size_t before(const struct edit *ed, size_t at)
{
	struct slice text = str_slice(&ed->text);
	size_t from = 0, n;
	int w;

	for (size_t i = 0; (n = text_grapheme(text, i, &w)) > 0 && i < at;
	     i += n)
		from = i;
	return from;
}

static size_t after(const struct edit *ed, size_t at)
{
	int w;

	return at + text_grapheme(str_slice(&ed->text), at, &w);
}

static size_t word_before(const struct edit *ed, size_t at)
{
	const char *p = str_cstr(&ed->text);

	while (at > 0 && p[at - 1] == ' ')
		at--;
	while (at > 0 && p[at - 1] != ' ')
		at--;
	return at;
}

bool edit_replace(struct edit *ed, size_t from, size_t to, struct slice with)
{
	struct str made = STR_INIT(EDIT_BYTES);
	struct slice old = str_slice(&ed->text);

	str_add(&made, slice_make(old.p, from));
	str_add(&made, with);
	str_add(&made, slice_make(old.p + to, old.n - to));
	if (made.bad || (from == to && with.n == 0)) {
		str_free(&made);
		return false;
	}
	str_free(&ed->text);
	ed->text = made;
	ed->at = from + with.n;
	str_clear(&ed->sought);
	return true;
}

static bool recall(struct edit *ed, bool older)
{
	size_t want = older ? ed->recalled + 1 :
		      ed->recalled > 0 ? ed->recalled - 1 : 0;

	if (want > ed->n_past || want == ed->recalled)
		return false;
	edit_set(ed, want ? str_slice(&ed->past[want - 1]) : SLICE_NONE);
	ed->recalled = want;
	return true;
}

void edit_seek(struct edit *ed)
{
	struct str front = STR_INIT(EDIT_BYTES);

	if (ed->sought.n == 0) {	/* something else was typed since */
		str_add(&ed->sought, str_slice(&ed->text));
		ed->recalled = 0;
	}
	str_add(&front, str_slice(&ed->sought));
	for (size_t i = ed->recalled + 1; i <= ed->n_past; i++) {
		struct slice past = str_slice(&ed->past[i - 1]);

		if (slice_find(past, str_slice(&front), 0) < 0)
			continue;
		edit_set(ed, past);
		ed->recalled = i;
		break;
	}
	str_free(&front);
}

static bool insert(struct edit *ed, uint32_t key)
{
	struct str c = STR_INIT(8);
	bool changed;

	text_put(&c, key);
	changed = edit_replace(ed, ed->at, ed->at, str_slice(&c));
	str_free(&c);
	return changed;
}

static bool move(struct edit *ed, uint32_t key)
{
	switch (key) {
	case KEYCODE_LEFT:
		ed->at = before(ed, ed->at);
		return true;
	case KEYCODE_RIGHT:
		ed->at = after(ed, ed->at);
		return true;
	case KEYCODE_HOME: case CTRL_A:
		ed->at = 0;
		return true;
	case KEYCODE_END: case CTRL_E:
		ed->at = ed->text.n;
		return true;
	default:
		return false;
	}
}

bool edit_key(struct edit *ed, uint32_t key, bool *changed)
{
	*changed = false;
	if (move(ed, key))
		return true;
	switch (key) {
	case KEYCODE_BACKSPACE: case CTRL_H:
		*changed = edit_replace(ed, before(ed, ed->at), ed->at,
					SLICE_NONE);
		return true;
	case KEYCODE_DELETE:
		*changed = edit_replace(ed, ed->at, after(ed, ed->at), SLICE_NONE);
		return true;
	case CTRL_U:
		*changed = edit_replace(ed, 0, ed->at, SLICE_NONE);
		return true;
	case CTRL_K:
		*changed = edit_replace(ed, ed->at, ed->text.n, SLICE_NONE);
		return true;
	case CTRL_W:
		*changed = edit_replace(ed, word_before(ed, ed->at), ed->at,
				   SLICE_NONE);
		return true;
	case CTRL_P: case CTRL_N:
		*changed = recall(ed, key == CTRL_P);
		return true;
	default:
		if (key < ' ' || key >= KEYCODE_UP ||
		    (key >= 0x7F && key < 0xA0))
			return false;
		*changed = insert(ed, key);
		return true;
	}
}

enum { TYPED_CELLS = 8 };	/* that are left to what is typed */

void edit_draw(const struct edit *ed, struct surface *s, int y, int x,
	       int cells)
{
	struct slice text = str_slice(&ed->text);
	size_t from = 0;
	int w, at;

	surface_putz(s, y, x, 1, "/", ROLE_INPUT);
	for (;;) {
		at = surface_width(s, slice_make(text.p + from,
						 ed->at - from));
		if (at < cells - 1 || from >= ed->at)
			break;
		from += text_grapheme(text, from, &w);
	}
	surface_put(s, y, x + 1, cells - 1,
		    slice_make(text.p + from, text.n - from), ROLE_INPUT);
	s->cursor_y = y;
	s->cursor_x = x + 1 + at < s->cols ? x + 1 + at : s->cols - 1;
}

void edit_draw_asked(const struct edit *ed, struct surface *s, int y, int x,
		     int cells, const char *words)
{
	int room = cells > 2 * TYPED_CELLS ? cells - TYPED_CELLS : cells / 2;
	int used = surface_putz(s, y, x, room, words, ROLE_HEADING);

	edit_draw(ed, s, y, x + used, cells - used);
	surface_putz(s, y, x + used, 1, " ", ROLE_INPUT);
}
