/* Where a detail leads: the designations of a measure, those whom an act freed,
 * the listings of a party, who a conflict is about; and the links that it
 * cites, by their numbers. */
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "model/record.h"
#include "model/sentence.h"
#include "ui/screen.h"

enum { TEXT_BYTES = 4096, FILTER_VALUES = 30, TO_SUBJECT = -1, TO_SIDES = -2 };

struct collecting {
	struct screen *s;
	struct str text, value;
	struct err e;
};

/* --- rows of another pane --- */

/* Rows under the filter; nothing where it is not understood. */
static void add_count(struct screen *s, size_t pane, struct slice filter,
		      struct str *out)
{
	const struct data *d = s->o.data;
	struct pane_state bare = { .sort = SORT_VIEW };
	struct query q = { 0 };
	struct rows rows = { 0 };
	struct err e = { 0 };

	bare.list.shape = s->pane[pane].list.shape;
	if (bare.list.shape && screen_query(s, &bare, filter, &q, &e) &&
	    d->ops->open(d->ctx, bare.list.shape, &q, &rows, &e) == 0)
		str_addf(out, "%lld", (long long)rows.ops->count(rows.ctx));
	rows_close(&rows);
	query_free(&q);
}

static void add_rows(struct collecting *c, size_t pane, const char *text)
{
	struct str right = STR_INIT(32);

	add_count(c->s, pane, str_slice(&c->value), &right);
	menu_add(&c->s->menu, &(struct menu_item){
		.text = slice_of(text), .right = str_slice(&right),
		.value = str_slice(&c->value), .tag = (int)pane }, &c->e);
	str_free(&right);
	str_clear(&c->value);
}

static void add_subject(struct collecting *c, struct slice id,
			struct slice right, int tag)
{
	for (size_t i = 0; i < c->s->menu.n; i++)
		if (slice_eq(c->s->menu.item[i].value, id)) {
			str_clear(&c->text);
			return;
		}
	menu_add(&c->s->menu, &(struct menu_item){
		.text = str_slice(&c->text), .right = right, .value = id,
		.tag = tag }, &c->e);
	str_clear(&c->text);
}

/* A term of the values, quoted; the first of a list that is not too long. */
static void add_term(struct str *out, const char *column, struct slice cell)
{
	struct slice one;
	int n = 0;

	while (n < FILTER_VALUES && slice_cut(&cell, LIST_SEP, &one)) {
		if (one.n == 0 || memchr(one.p, '"', one.n))
			continue;
		str_addf(out, "%s%s%s\"%.*s\"", n || !out->n ? "" : " ",
			 n ? "," : column, n ? "" : ":", SLICE_ARG(one));
		n++;
	}
}

/* --- what leads where --- */

/* Of a list under its programmes; of a licence the parties that it covers. */
static void of_measure(struct collecting *c, const struct facts *f,
		       struct arena *mem)
{
	struct slice covers = facts_list(f, PROP_covers, mem), one, list;
	struct str numbers = STR_INIT(TEXT_BYTES);

	add_term(&c->value, "list", facts_value(f, PROP_list));
	if (c->value.n > 0) {
		add_term(&c->value, "programme",
			 facts_list(f, PROP_programme, mem));
		add_rows(c, PANE_designations, _("Designations of this list"));
		return;
	}
	while (slice_cut(&covers, LIST_SEP, &one)) {
		if (one.n == 0 || !slice_cut(&one, '/', &list) || !one.p)
			continue;
		str_addc(&numbers, LIST_SEP);
		str_add(&numbers, one);
	}
	add_term(&c->value, "native_id", str_slice(&numbers));
	if (c->value.n > 0)
		add_rows(c, PANE_designations, _("Parties that it covers"));
	str_free(&numbers);
}

static void of_event(struct collecting *c, const struct facts *f)
{
	add_term(&c->value, "event", f->id);
	add_rows(c, PANE_releases, _("Persons of this act"));
}

/* His acts; and who is called so on the lists, which is no verdict. */
static void of_person(struct collecting *c, const struct facts *f)
{
	struct slice name = facts_value(f, PROP_name);
	struct str act = STR_INIT(TEXT_BYTES);
	char id[ID_TEXT];

	for (size_t i = 0; i < f->n; i++) {
		const struct fact *x = &f->fact[i];

		if (x->claim.prop != PROP_event || x->until.n)
			continue;
		record_id(KIND_event, x->source, x->claim.value, id);
		human_value(PROP_event, x->claim.value, &act);
		str_addf(&c->text, _("The act: %s"), str_cstr(&act));
		str_clear(&act);
		add_subject(c, slice_of(id), x->source, TO_SUBJECT);
	}
	str_free(&act);
	add_term(&c->value, "name", name);
	if (c->value.n > 0)
		add_rows(c, PANE_designations,
			 _("Designations of that name"));
}

static struct slice called(const struct cited *x)
{
	static const enum property names[] = {
		PROP_name, PROP_action, PROP_target, PROP_measure,
		PROP_aspect, PROP_details, PROP_count, PROP_date,
	};

	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		for (size_t i = 0; i < x->n; i++)
			if (x->claims[i].prop == names[k])
				return x->claims[i].value;
	return x->subject;
}

static void of_document(struct collecting *c, const struct facts *f)
{
	for (size_t i = 0; i < f->cites; i++) {
		str_add(&c->text, called(&f->cited[i]));
		add_subject(c, f->cited[i].id,
			    slice_of(kind_name(f->cited[i].kind)), TO_SUBJECT);
	}
}

static void of_party(struct collecting *c, const struct facts *f)
{
	if (f->listings > 1 && f->kind == KIND_designation) {
		add_term(&c->value, "party", f->party);
		str_addz(&c->value, " is:any");
		add_rows(c, PANE_designations, _("The listings of the party"));
	}
	for (size_t i = 0; i < f->ties; i++) {
		const struct tie *t = &f->tie[i];

		if (t->kind != TIE_POSSIBLY || t->b.n == 0)
			continue;
		str_addf(&c->text, _("Possibly the same: %.*s"),
			 SLICE_ARG(t->name));
		add_subject(c, t->b, t->source, TO_SUBJECT);
	}
}

static void of_contested(struct collecting *c, const struct facts *f)
{
	for (size_t i = 0; i < f->n_contested; i++) {
		const char *check = vocab_said(VOCAB_check,
						f->contested[i].check);

		str_addz(&c->text, "≠ ");
		sentence_say(&c->text, f->contested[i].why);
		add_subject(c, f->contested[i].id, slice_of(check), TO_SIDES);
	}
}

static void of_sides(struct collecting *c, const struct store_conflict *x)
{
	struct str says = STR_INIT(TEXT_BYTES);

	if (x->row.facts) {
		sentence_say(&c->text, c->s->conflict_name);
		add_subject(c, x->row.facts->id, SLICE_NONE, TO_SUBJECT);
	}
	for (size_t i = 0; x->row.conflict && i < x->row.conflict->n; i++) {
		const struct conflict_side *side = &x->row.conflict->side[i];

		sentence_say(&says, side->says);
		str_addf(&c->text, _("Who it is told of: %s"),
			 str_cstr(&says));
		str_clear(&says);
		if (side->id.n > 0)
			add_subject(c, side->id, side->fact ?
				    side->fact->source : SLICE_NONE,
				    TO_SUBJECT);
		str_clear(&c->text);
	}
	str_free(&says);
}

static void collect(struct collecting *c)
{
	const struct facts *f = &c->s->facts;
	struct arena mem = ARENA_INIT(1 << 20);

	if (c->s->conflict.id[0]) {
		of_sides(c, &c->s->conflict);
	} else if (f->id.n > 0) {
		if (f->kind == KIND_measure)
			of_measure(c, f, &mem);
		if (f->kind == KIND_event)
			of_event(c, f);
		if (f->kind == KIND_person)
			of_person(c, f);
		if (f->kind == KIND_news)
			of_document(c, f);
		of_party(c, f);
		of_contested(c, f);
	}
	arena_free(&mem);
}

/* --- going there --- */

static void go(struct screen *s, const struct menu_item *item, enum action act)
{
	struct place to = { .pane = item->tag >= 0 ? (size_t)item->tag : 0,
			    .filter = STR_INIT(PLACE_FILTER),
			    .sort = SORT_VIEW };

	(void)act;
	screen_leave(s);
	if (item->tag == TO_SUBJECT) {
		screen_open_subject(s, item->value);
	} else if (item->tag == TO_SIDES) {
		screen_open_conflict(s, item->value, item->text);
	} else {
		str_add(&to.filter, item->value);
		screen_put(s, &to);
	}
	str_free(&to.filter);
}

/* The one that is chosen in the detail comes before any menu. */
static bool chosen(struct screen *s)
{
	const struct tie *t = detail_tie(&s->facts, s->pick);
	struct menu_item item = { .tag = TO_SUBJECT };

	if (!t || t->kind != TIE_POSSIBLY || t->b.n == 0)
		return false;
	item.value = t->b;
	go(s, &item, ACT_OPEN);
	return true;
}

void screen_related(struct screen *s, enum action act)
{
	struct collecting c = { .s = s, .text = STR_INIT(TEXT_BYTES),
				.value = STR_INIT(TEXT_BYTES) };

	(void)act;
	if (s->mode != MODE_DETAIL || chosen(s))
		return;
	if (s->beside && !s->full) {
		s->full = true;
		return;
	}
	screen_menu_begin(s, _(" Goes to "), go);
	collect(&c);
	if (s->menu.n > 0)
		screen_menu_open(s);
	else
		screen_say(s, false, _("nothing else hangs on this one"));
	str_free(&c.text);
	str_free(&c.value);
}

/* --- links --- */

void screen_open_link(struct screen *s, struct slice url)
{
	s->open_url.max = TEXT_BYTES;
	s->open_url.bad = false;
	str_clear(&s->open_url);
	str_add(&s->open_url, url);
	s->opens = !s->open_url.bad && url.n > 0;
}

static void take_link(struct screen *s, const struct menu_item *item,
		      enum action act)
{
	(void)act;
	if (item->tag == ACT_COPY_LINK)
		screen_copy_text(s, item->value);
	else
		screen_open_link(s, item->value);
}

static void add_link(struct screen *s, size_t i, enum action act,
		     struct err *e)
{
	struct str text = STR_INIT(TEXT_BYTES);

	str_addf(&text, "%zu  %.*s", i + 1, SLICE_ARG(s->lines.link[i]));
	menu_add(&s->menu, &(struct menu_item){ .text = str_slice(&text),
		.value = s->lines.link[i], .tag = (int)act }, e);
	str_free(&text);
}

bool screen_has_link(struct screen *s, size_t number)
{
	struct str said = STR_INIT(256);
	size_t n = s->lines.n_links;

	if (number > 0 && number <= n)
		return true;
	if (n > 0)
		str_addf(&said, ngettext("no link %zu here, there is %zu",
					 "no link %zu here, there are %zu", n),
			 number, n);
	else
		str_addz(&said, _("no link is cited here"));
	screen_say(s, false, str_cstr(&said));
	str_free(&said);
	return false;
}

/* The one whose number was typed, the only one, else one from a menu. */
void screen_links(struct screen *s, enum action act)
{
	struct err e = { 0 };
	size_t n = s->lines.n_links, number = n == 1 && !s->number ?
						1 : s->number;

	if (number > 0 || n == 0) {
		if (screen_has_link(s, number))
			take_link(s, &(struct menu_item){ .tag = (int)act,
				  .value = s->lines.link[number - 1] }, act);
	} else {
		screen_menu_begin(s, act == ACT_COPY_LINK ?
				  _(" Copy a link ") : _(" Open a link "),
				  take_link);
		for (size_t i = 0; i < n && e.code == ERR_NONE; i++)
			add_link(s, i, act, &e);
		screen_menu_open(s);
	}
}
