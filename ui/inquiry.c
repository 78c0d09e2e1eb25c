#include "ui/inquiry.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "names/asked.h"

enum { MEM_BYTES = SCREENING_BYTES, SAID_BYTES = 1024 };

/* --- the candidates as rows of a list --- */

static int64_t rows_count(void *ctx)
{
	const struct inquiry *q = ctx;

	return (int64_t)q->found.n;
}

static int rows_fetch(void *ctx, int64_t first, int64_t n, row_fn *fn,
		      void *fn_ctx, struct err *e)
{
	const struct inquiry *q = ctx;

	for (int64_t i = first; i < first + n && i < rows_count(ctx); i++)
		if (fn(fn_ctx, &screening_shape, &q->found.list[i].row,
		       e) < 0)
			return -1;
	return 0;
}

static int64_t rows_find(void *ctx, struct slice id, struct err *e)
{
	const struct inquiry *q = ctx;

	(void)e;
	for (size_t i = 0; i < q->found.n; i++)
		if (slice_eq(q->found.list[i].row.cell[0], id))
			return (int64_t)i;
	return -1;
}

static void rows_end(void *ctx)
{
	(void)ctx;
}

static const struct rows_ops found_rows = {
	rows_count, rows_count, rows_fetch, rows_find, rows_end,
};

#define PANE(...) { \
	.name = "screen", .title = N_("Screen a name"), .view = "screen", \
	.column = { \
		{ .name = "score", .width = 5 }, \
		{ .name = "name", .width = -1 }, \
		{ .name = "list", .width = 12, .firm = true }, \
		{ .name = "state", .width = 15, .firm = true }, \
		{ .name = "verdict", .width = 12, .firm = true }, \
		__VA_ARGS__ \
	}, \
	.empty = N_("nobody: that is no clearance"), .unmarked = true, \
}
const struct pane inquiry_narrow = PANE();
const struct pane inquiry_wide = PANE({ .name = "programme", .width = 18 });

/* --- asking --- */

void inquiry_init(struct inquiry *q, const struct data *data,
		  const struct keymap *keymap)
{
	*q = (struct inquiry){ .data = data, .keymap = keymap };
	q->mem = ARENA_INIT(MEM_BYTES);
	q->said = STR_INIT(SAID_BYTES);
	edit_init(&q->name);
	edit_init(&q->note);
	list_init(&q->list, &inquiry_narrow, data);
	q->list.shape = &screening_shape;
}

void inquiry_free(struct inquiry *q)
{
	list_free(&q->list);
	lines_free(&q->lines);
	edit_free(&q->name);
	edit_free(&q->note);
	str_free(&q->said);
	free(q->found.list);
	arena_free(&q->mem);
	*q = (struct inquiry){ 0 };
}

void inquiry_begin(struct inquiry *q)
{
	q->at = INQUIRY_NAME;
	q->dirty = true;
}

/* "born:1960": false where the word is one of the name. */
static bool take_term(struct inquiry *q, struct slice word)
{
	struct slice value = word, key, unknown;
	bool good;

	if (!slice_cut(&value, ':', &key) || !value.p)
		return false;
	if (slice_is(key, "born"))
		good = asked_birth(&q->about, value, DATE_ORDER_UNKNOWN);
	else if (slice_is(key, "country"))
		good = asked_country(&q->about, value, &unknown);
	else if (slice_is(key, "kind"))
		good = asked_kind(&q->about, value);
	else
		return false;
	if (!good)
		q->unread = arena_slice(&q->mem, word);
	return true;
}

static void take_line(struct inquiry *q)
{
	struct slice rest = str_slice(&q->name.text), word;
	struct str name = STR_INIT(EDIT_BYTES);

	q->about = (struct profile){ 0 };
	q->unread = SLICE_NONE;
	while (slice_cut(&rest, ' ', &word)) {
		if (word.n == 0 || take_term(q, word))
			continue;
		if (name.n > 0)
			str_addc(&name, ' ');
		str_add(&name, word);
	}
	q->query = arena_slice(&q->mem, str_slice(&name));
	str_free(&name);
}

/* The list tells rows apart by their first cell. */
void inquiry_ask(struct inquiry *q)
{
	struct asked a = { .about = &q->about };

	q->dirty = false;
	err_clear(&q->err);
	arena_clear(&q->mem);
	q->found.n = 0;
	take_line(q);
	a.name = q->query;
	if (a.name.n > 0)
		q->data->ops->screen(q->data->ctx, &a, &q->mem, &q->found,
				     &q->err);
	for (size_t i = 0; i < q->found.n; i++) {
		struct row *r = &q->found.list[i].row;

		r->cell[0] = r->cell[SCREENING_SUBJECT];
	}
	list_rows(&q->list, (struct rows){ &found_rows, q });
}

const struct candidate *inquiry_current(struct inquiry *q)
{
	struct err e = { 0 };
	int64_t i = q->found.n == 0 ? -1 :
		    rows_find(q, slice_of(q->list.id), &e);

	return i < 0 ? NULL : &q->found.list[i];
}

struct slice inquiry_subject(struct inquiry *q)
{
	const struct candidate *c = inquiry_current(q);

	return c ? c->row.cell[SCREENING_SUBJECT] : SLICE_NONE;
}

/* --- verdicts --- */

static void keep_verdict(struct inquiry *q, const char *word,
			 struct slice note)
{
	struct own_verdict v = {
		.query = q->query, .verdict = slice_of(word), .note = note,
		.born = screening_born(&q->about, &q->mem),
	};

	err_clear(&q->err);
	str_clear(&q->said);
	if (q->data->ops->verdict(q->data->ctx, inquiry_subject(q), &v,
				  &q->err) == 0)
		str_addf(&q->said, _("kept: %s"),
			 vocab_said(VOCAB_verdict, slice_of(word)));
	q->dirty = q->err.code == ERR_NONE;
}

/* What was said already is taken back by saying it again. */
static void give(struct inquiry *q, const char *word)
{
	const struct candidate *c = inquiry_current(q);

	if (!c)
		return;
	if (slice_is(c->row.cell[SCREENING_VERDICT], word)) {
		keep_verdict(q, "none", SLICE_NONE);
		return;
	}
	q->verdict = word;
	q->was = q->at;
	q->at = INQUIRY_NOTE;
	edit_set(&q->note, SLICE_NONE);
}

static const struct {
	enum action act;
	uint32_t letter;	/* while the list has the keys */
	const char *word;
} verdicts[] = {
	{ ACT_SAME,     'y', "same" },
	{ ACT_NOT_SAME, 'n', "not_the_same" },
	{ ACT_UNSURE,   'u', "unsure" },
};

static bool key_verdict(struct inquiry *q, uint32_t key)
{
	enum action act = keymap_find(q->keymap, key);

	for (size_t i = 0; i < sizeof(verdicts) / sizeof(*verdicts); i++) {
		if (act != verdicts[i].act && (q->at != INQUIRY_LIST ||
					       key != verdicts[i].letter))
			continue;
		give(q, verdicts[i].word);
		return true;
	}
	return false;
}

/* --- keys --- */

static bool key_move(struct inquiry *q, enum action act)
{
	switch (act) {
	case ACT_UP:        list_move(&q->list, -1); return true;
	case ACT_DOWN:      list_move(&q->list, 1); return true;
	case ACT_PAGE_UP:   list_move(&q->list, -q->page); return true;
	case ACT_PAGE_DOWN: list_move(&q->list, q->page); return true;
	case ACT_TOP:       list_to(&q->list, 0); return true;
	case ACT_BOTTOM:    list_to(&q->list, q->list.count - 1); return true;
	default:            return false;
	}
}

static void key_note(struct inquiry *q, uint32_t key)
{
	bool changed;

	if (key != KEYCODE_ENTER && key != KEYCODE_ESC) {
		edit_key(&q->note, key, &changed);
		return;
	}
	q->at = q->was;
	if (key == KEYCODE_ENTER)
		keep_verdict(q, q->verdict, str_slice(&q->note.text));
}

static enum inquiry_wish key_name(struct inquiry *q, uint32_t key)
{
	bool changed;

	if (key == KEYCODE_ESC || key == KEYCODE_TAB) {
		if (q->found.n == 0)
			return key == KEYCODE_ESC ? INQUIRY_LEAVE :
						    INQUIRY_NOTHING;
		q->at = INQUIRY_LIST;
		edit_keep(&q->name);
		return INQUIRY_NOTHING;
	}
	/* Home and End are the line's, letters too. */
	if (edit_key(&q->name, key, &changed))
		q->dirty |= changed;
	else if (key == KEYCODE_UP || key == KEYCODE_DOWN ||
		 key == KEYCODE_PGUP || key == KEYCODE_PGDN)
		key_move(q, keymap_find(q->keymap, key));
	return INQUIRY_NOTHING;
}

static enum inquiry_wish key_list(struct inquiry *q, uint32_t key)
{
	enum action act = keymap_find(q->keymap, key);

	if (key_move(q, act))
		return INQUIRY_NOTHING;
	switch (act) {
	case ACT_BACK: case ACT_CLEAR:
		return INQUIRY_LEAVE;
	case ACT_FILTER: case ACT_SCREEN: case ACT_NEXT_PANE:
	case ACT_PREV_PANE:
		q->at = INQUIRY_NAME;
		return INQUIRY_NOTHING;
	default:
		return INQUIRY_NOTHING;
	}
}

enum inquiry_wish inquiry_key(struct inquiry *q, uint32_t key)
{
	enum inquiry_wish wish;

	str_clear(&q->said);
	if (q->dirty)		/* keys are about what would be seen */
		inquiry_ask(q);
	if (q->at == INQUIRY_NOTE) {
		key_note(q, key);
		return INQUIRY_NOTHING;
	}
	if (key_verdict(q, key))
		return INQUIRY_NOTHING;
	if (key == KEYCODE_ENTER)
		return inquiry_current(q) ? INQUIRY_OPEN : INQUIRY_NOTHING;
	wish = q->at == INQUIRY_LIST ? key_list(q, key) : key_name(q, key);
	if (wish == INQUIRY_LEAVE)
		q->at = INQUIRY_OFF;
	return wish;
}

void inquiry_hints(const struct inquiry *q, struct str *out)
{
	if (q->at == INQUIRY_NOTE) {
		str_addz(out, _("Enter keep  Esc do not"));
		return;
	}
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(*verdicts); i++) {
		struct str keys = STR_INIT(256);

		keymap_keys(q->keymap, verdicts[i].act, &keys);
		if (q->at == INQUIRY_LIST)
			str_addf(out, "%c ", (char)verdicts[i].letter);
		str_addf(out, "%s %s  ", str_cstr(&keys),
			 vocab_said(VOCAB_verdict,
				     slice_of(verdicts[i].word)));
		str_free(&keys);
	}
	str_addz(out, q->at == INQUIRY_LIST ?
		 _("Enter open  / name  Esc leave") :
		 _("Enter open  Esc to the list"));
}
