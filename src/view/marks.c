#include "view/marks.h"

#include "base/i18n.h"
#include "model/sentence.h"
#include "model/vocab.h"
#include "view/called.h"
#include "view/cells.h"
#include "check/measure.h"
#include "view/view.h"

enum { DATE, KIND, WHAT, STATE, BY, COUNT, SAID, URL };

static const struct column columns[] = {
	[DATE] = { .name = "date", .title = N_("Date"), .type = CELL_DATE,
		.width = 11, .help = N_("day, month or year") },
	[KIND] = { .name = "kind", .title = N_("Kind"), .type = CELL_WORD,
		.width = 8, .help = N_("release, measure or expiry") },
	[WHAT] = { .name = "what", .title = N_("What"), .type = CELL_TEXT,
		.width = -1, .help = N_("what happened, or is said to have") },
	[STATE] = { .name = "state", .title = N_("State"), .type = CELL_WORD,
		.width = 16, .help = N_("of a measure, or the type of release") },
	[BY] = { .name = "jurisdiction", .title = N_("By"), .type = CELL_WORD,
		.vocab = VOCAB_jurisdiction, .width = 3,
		.help = N_("whose measure it is") },
	[COUNT] = { .name = "count", .title = N_("Freed"), .type = CELL_NUMBER,
		.width = 5, .help = N_("how many were freed") },
	[SAID] = { .name = "said", .title = N_("Only said"), .type = CELL_FLAG,
		.help = N_("true where no act is known that says so") },
	[URL] = { .name = "url", .title = N_("Address"), .type = CELL_TEXT,
		.help = N_("address of a document that says so") },
};

const struct shape view_timeline = {
	.name = "timeline",
	.title = N_("Timeline"),
	.help = N_("releases beside measures"),
	.rows = ROWS_ELSEWHERE,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "date",
	.name_column = "what",
	.fill = NULL,
	.called = "what",
	.stands = "date",
};

/* --- one source of a mark --- */

static struct slice keys_of(const struct facts *f, enum property prop,
			    struct arena *mem)
{
	struct slice cell = SLICE_NONE;

	for (size_t i = 0; i < f->n; i++)
		if (f->fact[i].claim.prop == prop && !f->fact[i].until.p)
			cell = arena_fmt(mem, "%.*s%.*s\x1f",
				cell.n ? (int)cell.n : 1,
				cell.n ? cell.p : "\x1f",
				SLICE_ARG(f->fact[i].source));
	return cell;
}

static struct slice one_key(struct slice key, struct arena *mem)
{
	return key.n ? arena_fmt(mem, "\x1f%.*s\x1f", SLICE_ARG(key)) :
		       SLICE_NONE;
}

static struct slice first_url(const struct facts *f, enum property prop)
{
	const struct fact *x = facts_best(f, prop);

	return x ? x->doc_url : SLICE_NONE;
}

/* Where the record says so, else where any claim of the source does. */
static struct slice url_of(const struct facts *f, struct slice source,
			   struct slice key)
{
	for (size_t i = 0; i < f->n; i++)
		if (slice_eq(f->fact[i].source, source) &&
		    slice_eq(f->fact[i].key, key) && f->fact[i].doc_url.n)
			return f->fact[i].doc_url;
	return SLICE_NONE;
}

static void add_words(struct str *to, const char *lead, enum vocab list,
		      struct slice words)
{
	struct slice one;

	while (slice_cut(&words, LIST_SEP, &one)) {
		const char *label = vocab_said(list, one);

		if (!one.n || slice_is(one, "unknown"))
			continue;
		str_addf(to, "%s%s", to->n ? ", " : "", lead);
		if (label)
			str_addz(to, label);
		else
			str_add(to, one);
	}
}

/* --- releases --- */

static void add_act_words(const struct facts *f, struct str *to,
			  struct arena *mem)
{
	struct slice scope = facts_value(f, PROP_count_scope);
	struct slice parts = facts_list(f, PROP_part, mem), part;
	bool first = true;

	if (scope.n && !slice_is(scope, "this_act"))
		add_words(to, "", VOCAB_count_scope, scope);
	add_words(to, "", VOCAB_release_type,
		  facts_value(f, PROP_release_type));
	add_words(to, "", VOCAB_release_manner, facts_value(f, PROP_manner));
	add_words(to, C_("destination", "to "), VOCAB_jurisdiction,
		  facts_list(f, PROP_destination, mem));
	while (slice_cut(&parts, LIST_SEP, &part)) {
		if (!part.n)
			continue;
		str_addz(to, first ? " (" : ", ");
		sentence_say(to, part);
		first = false;
	}
	if (!first)
		str_addc(to, ')');
}

static int release_mark(const struct facts *f, struct mark *m,
			enum property date, struct str *what,
			struct arena *mem, struct marks *to, struct err *e)
{
	m->kind = MARK_RELEASE;
	m->sign = SIGN_FREED;
	m->date = facts_value(f, date);
	m->id = f->id;
	m->word = facts_value(f, PROP_release_type);
	m->what = str_slice(what);
	m->sources = keys_of(f, date, mem);
	m->url = first_url(f, date);
	m->seen = f->seen;
	return m->date.n ? marks_add(to, m, e) : 0;
}

static int of_event(const struct facts *f, bool disputed, struct arena *mem,
		    struct marks *to, struct err *e)
{
	struct slice scope = facts_value(f, PROP_count_scope);
	struct str what = STR_INIT(16 << 10), words = STR_INIT(8 << 10);
	struct mark m = { .count = -1, .disputed = disputed };
	int rc;

	m.total = scope.n && !slice_is(scope, "this_act");
	if (slice_int(facts_value(f, PROP_count), &m.count) && m.count >= 0)
		str_addf(&what, _("%lld freed"), (long long)m.count);
	else
		str_addz(&what, _("freed, number not told"));
	add_act_words(f, &words, mem);
	if (words.n)
		str_addf(&what, ": %s", str_cstr(&words));
	rc = release_mark(f, &m, PROP_date, &what, mem, to, e);
	str_free(&words);
	str_free(&what);
	return rc;
}

static int of_person(const struct facts *f, bool disputed, struct arena *mem,
		     struct marks *to, struct err *e)
{
	struct str what = STR_INIT(16 << 10), words = STR_INIT(8 << 10);
	struct mark m = { .count = 1, .disputed = disputed };
	int rc;

	add_words(&words, "", VOCAB_release_type,
		  facts_value(f, PROP_release_type));
	add_words(&words, "", VOCAB_release_manner,
		  facts_value(f, PROP_manner));
	str_addf(&what, _("%.*s freed"), SLICE_ARG(facts_value(f, PROP_name)));
	if (words.n)
		str_addf(&what, ": %s", str_cstr(&words));
	rc = release_mark(f, &m, PROP_released_on, &what, mem, to, e);
	str_free(&words);
	str_free(&what);
	return rc;
}

/* --- measures --- */

static enum mark_sign sign_of(const struct step *s)
{
	if (s->news || slice_is(s->state, "announced") ||
	    slice_is(s->state, "proposed"))
		return SIGN_SAID;
	if (state_eases(s->state))
		return SIGN_EASED;
	return slice_is(s->state, "lifted") || slice_is(s->state, "expired") ?
		       SIGN_LIFTED : SIGN_IMPOSED;
}

static struct slice called(const struct facts *f, struct arena *mem)
{
	struct slice told = measure_target(f, mem);

	if (!told.n)
		told = facts_value(f, PROP_measure);
	return told.n ? told : facts_value(f, PROP_name);
}

static int add_step(const struct facts *f, const struct step *s, bool disputed,
		    struct arena *mem, struct marks *to, struct err *e)
{
	struct str what = STR_INIT(RECORD_BYTES);
	struct mark m = {
		.kind = MARK_MEASURE, .sign = sign_of(s), .date = s->date,
		.count = -1, .id = f->id, .word = s->state,
		.by = facts_value(f, PROP_jurisdiction),
		.sources = one_key(s->source, mem), .seen = f->seen,
		.url = url_of(f, s->source, s->key),
		.disputed = disputed, .said = s->news,
	};
	int rc;

	str_addf(&what, "%.*s: ", SLICE_ARG(called(f, mem)));
	step_said(s, false, &what);
	if (s->qualifier.n)
		sentence_tell(&what, SAYS_BRACKETS, &s->qualifier, 1);
	if (s->unverified)
		str_addz(&what, _(", unverified"));
	else if (s->news)
		str_addz(&what, _(", so it is said"));
	m.what = str_slice(&what);
	rc = marks_add(to, &m, e);
	str_free(&what);
	return rc;
}

static int add_expiry(const struct facts *f, struct slice date,
		      struct slice source, struct slice key,
		      struct slice instrument, struct arena *mem,
		      struct marks *to, struct err *e)
{
	struct mark m = {
		.kind = MARK_EXPIRY, .sign = SIGN_ENDS, .date = date,
		.count = -1, .id = f->id, .word = SLICE("expires"),
		.by = facts_value(f, PROP_jurisdiction),
		.sources = one_key(source, mem), .seen = f->seen,
		.url = url_of(f, source, key),
	};

	m.what = instrument.n ?
		arena_fmt(mem, _("%.*s: %.*s runs out"),
			  SLICE_ARG(called(f, mem)), SLICE_ARG(instrument)) :
		arena_fmt(mem, _("%.*s: runs out"), SLICE_ARG(called(f, mem)));
	return marks_add(to, &m, e);
}

/* What is said of sanctions at large stands with those, not with each. */
static int of_measure(const struct facts *f, bool disputed, struct arena *mem,
		      struct marks *to, struct err *e)
{
	struct history h;

	history_make(f, mem, &h);
	for (size_t i = 0; i < h.n; i++) {
		const struct step *s = &h.step[i];

		if (!s->general && s->date.n &&
		    add_step(f, s, disputed, mem, to, e) < 0)
			return -1;
		if (!s->general && !s->news && s->expires.n &&
		    add_expiry(f, s->expires, s->source, s->key,
			       s->instrument, mem, to, e) < 0)
			return -1;
	}
	return 0;
}

static int of_designation(const struct facts *f, struct arena *mem,
			  struct marks *to, struct err *e)
{
	const struct fact *x = facts_best(f, PROP_expires);

	return x ? add_expiry(f, x->claim.value, x->source, x->key, SLICE_NONE,
			      mem, to, e) : 0;
}

int marks_of(const struct facts *f, bool disputed, struct arena *mem,
	     struct marks *to, struct err *e)
{
	switch (f->kind) {
	case KIND_event:
		return of_event(f, disputed, mem, to, e);
	case KIND_person:
		return of_person(f, disputed, mem, to, e);
	case KIND_measure:
		return of_measure(f, disputed, mem, to, e);
	case KIND_designation:
		return of_designation(f, mem, to, e);
	default:
		return 0;
	}
}

/* --- as rows --- */

void marks_row(const struct mark *m, struct row *out, struct arena *mem)
{
	static const char *const kinds[] = {
		[MARK_RELEASE] = "release", [MARK_MEASURE] = "measure",
		[MARK_EXPIRY] = "expiry",
	};
	struct slice *own = out->cell + 1;
	size_t behind = 1 + sizeof(columns) / sizeof(columns[0]);

	*out = (struct row){0};
	out->cell[0] = m->id;
	own[DATE] = m->date;
	own[KIND] = slice_of(kinds[m->kind]);
	own[WHAT] = m->what;
	own[STATE] = m->word;
	own[BY] = m->by;
	own[COUNT] = m->count >= 0 ? cell_number(m->count, mem) : SLICE_NONE;
	own[SAID] = cell_flag(m->said);
	own[URL] = m->url;
	out->cell[behind] = m->sources;
	out->cell[behind + 1] = cell_flag(m->disputed);
	out->cell[behind + 2] = m->seen;
}
