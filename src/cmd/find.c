#include "cmd/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"
#include "cmd/rows.h"
#include "names/fold.h"
#include "names/form.h"
#include "view/view.h"

enum { FOUND_MOST = 60, LINES_MOST = 20, WORDS_MOST = 12, WORD_BYTES = 4096 };

enum fit { FIT_WORDS, FIT_FORM, FIT_EXACT };	/* better and better */

struct found {
	struct arena *mem;
	struct str key;		/* of what the user typed */
	const char *typed;
	struct form form;	/* likewise; no words: not a full name */
	int column;		/* of the view at hand */
	struct {
		struct slice id, name, list, party, possibly;
		const char *view;
		enum fit fit;
		bool whole;	/* each word stands in it as it was typed */
	} list[FOUND_MOST];
	size_t n;
	int64_t all;
};

/* Column that says what a row is called; -1: none. Headlines and actions
 * mention people, so they are looked at only where no name fits. */
static int name_column(const struct shape *s, bool headlines)
{
	static const char *const names[] = { "title", "measure", "action" };

	if (!headlines)
		return shape_find(s, SLICE("name"));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int column = shape_find(s, slice_of(names[i]));

		if (column >= 0)
			return column;
	}
	return -1;
}

static void spell(void *ctx, struct str *out, struct slice text)
{
	(void)ctx;
	fold_name(out, text);
}

static const struct party_spelling spelling = { .fold = spell };

/* "Given Surname" is "SURNAME, Given Patronymic". */
static bool same_form(const struct found *f, struct slice name)
{
	struct form form;
	bool whole;

	return f->form.n > 0 &&
	       form_make(&form, name, true, &spelling, f->mem) &&
	       form_equal(&f->form, &form, &whole);
}

static enum fit fit_of(const struct found *f, const struct shape *shape,
		       const struct row *r)
{
	int others = shape_find(shape, SLICE("other_names"));
	struct slice rest = others < 0 ? SLICE_NONE : r->cell[others], one;
	struct str key = STR_INIT(WORD_BYTES);
	enum fit fit;

	fold_name(&key, r->cell[f->column]);
	fit = slice_eq(str_slice(&key), str_slice(&f->key)) ? FIT_EXACT :
	      same_form(f, r->cell[f->column]) ? FIT_FORM : FIT_WORDS;
	str_free(&key);
	while (fit == FIT_WORDS && slice_cut(&rest, LIST_SEP, &one))
		if (one.n > 0 && same_form(f, one))
			fit = FIT_FORM;
	return fit;
}

static struct slice cell_of(const struct found *f, const struct shape *shape,
			    const struct row *r, const char *column)
{
	int at = shape_find(shape, slice_of(column));

	return at < 0 ? SLICE_NONE : arena_slice(f->mem, r->cell[at]);
}

/* " a b ": words in small letters, for whole words to be sought. */
static void spaced(struct str *out, struct slice text)
{
	uint32_t cp;

	str_addc(out, ' ');
	for (size_t at = 0, n; at < text.n; at += n) {
		n = text_next(text, at, &cp);
		if (text_is_letter(cp) || (cp >= '0' && cp <= '9'))
			text_lower(out, slice_make(text.p + at, n));
		else if (out->p[out->n - 1] != ' ')
			str_addc(out, ' ');
	}
	if (out->n > 0 && out->p[out->n - 1] != ' ')
		str_addc(out, ' ');
}

/* Names fold so that spellings meet, and "Belavia" is found in "Belova". */
static bool has_whole_words(const char *typed, struct slice name)
{
	struct str want = STR_INIT(WORD_BYTES), have = STR_INIT(WORD_BYTES);
	struct str one = STR_INIT(WORD_BYTES);
	struct slice rest, word;
	bool all = true;

	spaced(&want, slice_of(typed));
	spaced(&have, name);
	rest = str_slice(&want);
	while (all && slice_cut(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		str_clear(&one);
		str_addf(&one, " %.*s ", SLICE_ARG(word));
		all = strstr(str_cstr(&have), str_cstr(&one)) != NULL;
	}
	str_free(&one);
	str_free(&have);
	str_free(&want);
	return all;
}

/* Which list names it, or which source tells of the person. */
static struct slice told_where(const struct found *f,
			       const struct shape *shape, const struct row *r)
{
	struct slice rest, one = SLICE_NONE;

	if (shape != &view_releases)
		return cell_of(f, shape, r, "list");
	rest = cell_of(f, shape, r, "sources");
	while (one.n == 0 && slice_cut(&rest, LIST_SEP, &one))
		;
	return one;
}

static int take_row(void *ctx, const struct shape *shape, const struct row *r,
		    struct err *e)
{
	struct found *f = ctx;
	struct slice name = r->cell[f->column];

	if (f->n == FOUND_MOST)
		return 0;
	f->list[f->n].id = arena_slice(f->mem, r->cell[0]);
	f->list[f->n].name = arena_slice(f->mem, name);
	f->list[f->n].view = shape->name;
	f->list[f->n].list = told_where(f, shape, r);
	f->list[f->n].party = cell_of(f, shape, r, "party");
	f->list[f->n].possibly = cell_of(f, shape, r, "possibly_same");
	f->list[f->n].fit = fit_of(f, shape, r);
	f->list[f->n].whole = has_whole_words(f->typed, name);
	f->n++;
	return arena_ok(f->mem, _("names"), e);
}

/* `is:any name:"one" name:"two"`: every word, in any order. */
static void name_filter(struct str *to, const char *column, const char *words)
{
	struct slice rest = slice_of(words), word;
	int n = 0;

	str_addz(to, "is:any");
	while (n < WORDS_MOST && slice_cut(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		n++;
		str_addf(to, " %s:\"", column);
		for (size_t i = 0; i < word.n; i++)
			str_addc(to, word.p[i] == '"' || word.p[i] == '\\' ?
					     ' ' : word.p[i]);
		str_addc(to, '"');
	}
}

static int search_view(struct app *app, const struct shape *s,
		       const char *words, bool headlines, struct found *f,
		       struct err *e)
{
	struct str filter = STR_INIT(4 * WORD_BYTES);
	struct query q = {0};
	struct window *w = NULL;
	char *word;
	int rc;

	f->column = name_column(s, headlines);
	if (f->column < 0 || s == &view_sources)
		return 0;
	name_filter(&filter, shape_column(s, (size_t)f->column)->name, words);
	word = filter.p;
	rc = str_ok(&filter, _("the name"), e);
	if (rc == 0)
		rc = rows_query(app, s, &word, 1, NULL, &q, e);
	if (rc == 0)
		rc = window_open(&w, app->store, s, &q, e);
	if (rc == 0) {
		f->all += window_count(w);
		rc = window_fetch(w, 0, window_count(w) < FOUND_MOST ?
					window_count(w) : FOUND_MOST,
				  take_row, f, e);
	}
	window_close(&w);
	query_free(&q);
	str_free(&filter);
	return rc;
}

static bool in_party(const struct found *f, size_t at, struct slice party)
{
	return party.n > 0 && slice_eq(f->list[at].party, party);
}

/* It stands among those that are possibly the same as one of the party: who is
 * shown the party is told of it. */
static bool told_by(const struct found *f, size_t at, struct slice party)
{
	struct slice rest = f->list[at].possibly, one;

	while (slice_cut(&rest, LIST_SEP, &one))
		for (size_t i = 0; i < f->n && one.n > 0; i++)
			if (in_party(f, i, party) &&
			    slice_eq(f->list[i].id, one))
				return true;
	return false;
}

/* All that fit as well are listings of one party, or told by it. */
static bool is_all(const struct found *f, size_t at, enum fit fit)
{
	for (size_t i = 0; i < f->n; i++)
		if (i != at && f->list[i].fit >= fit &&
		    !in_party(f, i, f->list[at].party) &&
		    !told_by(f, i, f->list[at].party))
			return false;
	return true;
}

/* The one that is meant: the only one, or the only one of exactly that name,
 * or of that name in any order and with or without a patronymic. */
static const struct slice *meant(const struct found *f)
{
	if (f->all == 1)
		return &f->list[0].id;
	for (int fit = FIT_EXACT; fit > FIT_WORDS; fit--) {
		bool any = false;

		for (size_t i = 0; i < f->n; i++) {
			if ((int)f->list[i].fit < fit)
				continue;
			any = true;
			if (is_all(f, i, (enum fit)fit))
				return &f->list[i].id;
		}
		if (any)
			return NULL;
	}
	return NULL;
}

static int several(const struct found *f, const char *word, struct err *e)
{
	size_t lines = 0;

	for (int whole = 1; whole >= 0; whole--)
		for (size_t i = 0; i < f->n && lines < LINES_MOST; i++) {
			if (f->list[i].whole != whole)
				continue;
			lines++;
			print_error("%.*s  %-15s %.*s%s%.*s",
				    SLICE_ARG(f->list[i].id), f->list[i].view,
				    SLICE_ARG(f->list[i].name),
				    f->list[i].list.n ? ", " : "",
				    SLICE_ARG(f->list[i].list));
		}
	if (f->all > LINES_MOST)
		print_error(_("... and %lld more"),
			    (long long)(f->all - LINES_MOST));
	return err_set(e, ERR_FORMAT,
		       "%lld subjects are called like \"%.60s\"; name one by "
			 "its id", (long long)f->all, word);
}

static int by_name(struct app *app, const char *word, struct slice as_of,
		   struct arena *mem, struct facts *out, struct err *e)
{
	struct found f = { .mem = mem, .typed = word, .key = STR_INIT(WORD_BYTES) };
	const struct slice *id;
	int rc = 0;

	fold_name(&f.key, slice_of(word));
	if (!form_make(&f.form, slice_of(word), true, &spelling, mem))
		f.form.n = 0;
	for (int pass = 0; pass < 2 && f.all == 0; pass++)
		for (const struct shape *const *v = views; *v && rc == 0; v++)
			rc = search_view(app, *v, word, pass > 0, &f, e);
	str_free(&f.key);
	if (rc < 0)
		return -1;
	if (f.all == 0)
		return err_set(e, ERR_FORMAT, "nothing is called \"%.60s\", "
			"which is no clearance; ids and names: thaw list "
			"releases --columns id,name, or designations", word);
	id = meant(&f);
	if (!id)
		return several(&f, word, e);
	return store_subject(app->store, *id, as_of, mem, out, e);
}

/* A kind's letter, a dash, and letters of the id. */
static bool looks_like_id(const char *word)
{
	return word[0] >= 'a' && word[0] <= 'z' && word[1] == '-' &&
	       word[2] != '\0' && !strpbrk(word, " \t");
}

/* An id that is one today, though nothing is known of it at `as_of`. */
static int known_later(struct app *app, const char *word, struct slice as_of,
		       struct arena *mem, struct err *e)
{
	struct facts now = {0};
	int rc = as_of.n ? store_subject(app->store, slice_of(word),
					 SLICE_NONE, mem, &now, e) : 0;

	if (rc > 0)
		return err_set(e, ERR_FORMAT, "nothing was known of \"%.60s\""
			       " on %.*s, which is no clearance", word,
			       SLICE_ARG(as_of));
	return rc;
}

int find_subject(struct app *app, const char *word, struct slice as_of,
		 struct arena *mem, struct facts *out, struct err *e)
{
	int rc = 0;

	if (slice_trim(slice_of(word)).n == 0)
		return err_set(e, ERR_USAGE, "an empty name");
	if (looks_like_id(word))
		rc = store_subject(app->store, slice_of(word), as_of, mem, out,
				   e);
	if (rc == 0 && looks_like_id(word))
		rc = known_later(app, word, as_of, mem, e);
	if (rc == 0)
		rc = by_name(app, word, as_of, mem, out, e);
	if (rc == 0)
		return err_set(e, ERR_FORMAT, "nothing was known of \"%.60s\""
			       " on %.*s, which is no clearance", word,
			       SLICE_ARG(as_of));
	return rc < 0 ? -1 : 0;
}
