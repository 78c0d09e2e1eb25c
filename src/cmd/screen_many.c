#include "cmd/screen_many.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"
#include "flow/crew.h"
#include "names/asked.h"

enum {
	BATCH = 64,		/* names that a worker takes at once */
	BATCH_BYTES = 64 << 20,
	SLOTS_MORE = 2,		/* for each worker, and so many besides */
};

struct one {
	struct asked asked;
	struct profile about;
	struct alike found;
	bool told;		/* something is wrong with it, and was said */
	struct err err;		/* it is too much to be looked for */
};

struct batch {
	struct arena mem;
	struct one one[BATCH];
	size_t n;
	struct err err;
};

struct screening_run {
	struct screen_many *m;
	struct crew *crew;
	struct batch *batch;
	size_t batches;
	struct index_seeker **seeker;
	struct screening *screening;
	struct candidates found;
	struct arena mem;	/* of the name that is judged */
	size_t at;		/* of the words */
	bool ended;
};

/* --- reading --- */

static void tell(struct screening_run *r, struct one *one, size_t row,
		 const char *what, struct slice text)
{
	if (text.n > 60)
		text.n = 60;
	if (!one->told)
		askfile_bad(r->m->file, row, what, (int)text.n,
			    text.p ? text.p : "");
	one->told = true;
}

static void take_numbers(struct screening_run *r, struct one *one,
			 const struct csv_row *row, struct arena *mem)
{
	const struct ask_map *map = &r->m->file->map;

	for (size_t i = 0; i < map->n && i < row->n; i++) {
		struct slice told = map->column[i].told;
		struct slice number = slice_trim(row->field[i]);

		if (map->column[i].is != ASK_NUMBER || number.n == 0 ||
		    one->about.numbers == PROFILE_NUMBERS)
			continue;
		if (slice_is(told, "any number"))
			told = SLICE_NONE;
		if (!asked_number(&one->about, number, told, mem))
			tell(r, one, row->number, _("\"%.*s\" is no number "
			     "that could be compared; the rest was compared"),
			     number);
	}
}

/* What is beside the name. Of a value that says nothing the reader is told, and
 * the rest is compared. */
static void take_about(struct screening_run *r, struct one *one,
		       const struct csv_row *row, struct arena *mem)
{
	const struct ask_map *map = &r->m->file->map;
	struct slice born = ask_cell(map, row, ASK_BORN), unknown;
	struct slice country = ask_cell(map, row, ASK_COUNTRY);
	struct slice gender = ask_cell(map, row, ASK_GENDER);
	struct slice kind = ask_cell(map, row, ASK_KIND);

	if (born.n && !asked_birth(&one->about, born, r->m->dates))
		tell(r, one, row->number, _("\"%.*s\" is no date of birth; the "
		     "rest was compared"), born);
	asked_country(&one->about, country, &unknown);
	if (unknown.n)
		tell(r, one, row->number, _("no country is called \"%.*s\"; "
		     "the rest was compared"), unknown);
	if (gender.n && !asked_gender(&one->about, gender))
		tell(r, one, row->number, _("\"%.*s\" is no gender; the rest "
		     "was compared"), gender);
	if (kind.n && !asked_kind(&one->about, kind))
		tell(r, one, row->number, _("\"%.*s\" is no kind of a party; "
		     "the rest was compared"), kind);
	take_numbers(r, one, row, mem);
}

/* False: it has neither name nor number, which was said. */
static bool take_row(struct screening_run *r, struct batch *b,
		     const struct csv_row *row)
{
	struct one *one = &b->one[b->n];
	struct str name = STR_INIT(ASK_ROW_BYTES);

	*one = (struct one){0};
	ask_name(&r->m->file->map, row, &name);
	one->asked = (struct asked){
		.id = arena_slice(&b->mem, ask_cell(&r->m->file->map, row,
						    ASK_ID)),
		.name = arena_slice(&b->mem, str_slice(&name)),
		.row = r->m->file->what == ASK_TABLE ?
		       arena_fmt(&b->mem, "%zu", row->number) : SLICE_NONE,
		.about = &one->about,
	};
	str_free(&name);
	take_about(r, one, row, &b->mem);
	if (one->asked.name.n == 0 && one->about.numbers == 0) {
		tell(r, one, row->number, _("no name%.*s"), SLICE_NONE);
		return false;
	}
	if (one->asked.name.n == 0)
		one->asked.name = SLICE_NONE;
	b->n++;
	return true;
}

static void take_word(struct screening_run *r, struct batch *b)
{
	struct one *one = &b->one[b->n];
	struct slice name = slice_of(r->m->word[r->at++]);

	r->ended = r->at == r->m->words;
	if (!text_valid(name)) {
		r->m->bad++;
		r->m->names++;
		print_error(_("\"%.60s\": not in UTF-8; nothing was sought"),
			    name.p);
		return;
	}
	*one = (struct one){ .about = r->m->about };
	one->asked = (struct asked){ .name = name, .about = &one->about };
	b->n++;
}

/* Until it is full, or who writes into the pipe lets us wait. */
static int fill(struct screening_run *r, struct batch *b, struct err *e)
{
	struct csv_row row;
	int rc = 1;

	b->n = 0;
	err_clear(&b->err);
	arena_clear(&b->mem);
	while (b->n < BATCH && !r->ended && !r->m->file)
		take_word(r, b);
	while (b->n < BATCH && !r->ended) {
		rc = askfile_next(r->m->file, &row, e);
		if (rc < 0)
			return -1;
		r->ended = rc == 0;
		if (rc == 1)
			take_row(r, b, &row);
		if (askfile_waits(r->m->file))
			break;
	}
	r->m->names += (int64_t)b->n;
	return arena_ok(&b->mem, _("names"), e);
}

/* --- looking for them, in any thread --- */

static void seek(void *ctx, size_t worker, size_t slot)
{
	struct screening_run *r = ctx;
	struct batch *b = &r->batch[slot];

	for (size_t i = 0; i < b->n && b->err.code == ERR_NONE; i++) {
		struct one *one = &b->one[i];

		if (screening_seek(r->seeker[worker], &r->m->o, &one->asked,
				   &b->mem, &one->found, &one->err) < 0 &&
		    one->err.code != ERR_LIMIT)
			b->err = one->err;
	}
}

/* --- judging and printing --- */

static void say_bad(struct screening_run *r, struct one *one, const char *what)
{
	struct slice name = one->asked.name;
	int64_t row = 0;

	if (name.n > 60)
		name.n = 60;
	if (!r->m->file) {
		r->m->bad++;
		print_error("\"%.*s\": %s", (int)name.n, name.p ? name.p : "",
			    what);
		return;
	}
	slice_int(one->asked.row, &row);
	tell(r, one, (size_t)row, "%.*s", slice_of(what));
}

/* What is too much for one name is no reason to leave the others. */
static int judge(struct screening_run *r, struct one *one, struct err *e)
{
	struct err *why = &one->err;

	if (why->code == ERR_NONE &&
	    screening_judge(r->screening, &one->asked, &one->found, &r->mem,
			    &r->found, why) == 0)
		return 0;
	if (why->code != ERR_LIMIT) {
		*e = *why;
		return -1;
	}
	r->found.n = r->found.all = r->found.matches = 0;
	r->found.full = false;
	say_bad(r, one, why->msg);
	return 0;
}

/* What is not shown is said: of names of the line with each of them. */
static void say_hidden(struct screening_run *r, const struct one *one)
{
	size_t more = r->found.all - r->found.n;

	r->m->hidden += (int64_t)more;
	r->m->full += r->found.full;
	if (r->m->file)
		return;
	if (more > 0)
		print_note(r->m->app, _("\"%.*s\": %zu more: --top %zu"),
			   SLICE_ARG(one->asked.name), more, r->found.all);
	if (r->found.full)
		print_note(r->m->app, _("\"%.*s\": more names are alike than "
			   "can be weighed; a longer name finds those that "
			   "are missing"), SLICE_ARG(one->asked.name));
}

static int print_one(struct screening_run *r, struct one *one, struct err *e)
{
	struct candidates *found = &r->found;

	arena_clear(&r->mem);
	if (one->found.nameless && one->asked.name.p)
		say_bad(r, one, _("no letter and no digit: no name"));
	if (one->found.cut)
		say_bad(r, one, _("the name is too long; its beginning was "
				  "compared"));
	if (judge(r, one, e) < 0)
		return -1;
	r->m->found += found->n > 0;
	r->m->matches += (int64_t)found->matches;
	for (size_t i = 0; i < found->n; i++)
		if (sheet_row(&r->m->sheet, &found->list[i].row, e) < 0)
			return -1;
	say_hidden(r, one);
	if (found->n == 0 && !r->m->file && !one->found.nameless &&
	    one->err.code == ERR_NONE)
		print_note(r->m->app, _("nobody is called like \"%.*s\": that "
			   "is no clearance"), SLICE_ARG(one->asked.name));
	return 0;
}

static int print_batch(struct screening_run *r, struct batch *b,
		       struct err *e)
{
	if (b->err.code != ERR_NONE) {
		*e = b->err;
		return -1;
	}
	for (size_t i = 0; i < b->n; i++)
		if (print_one(r, &b->one[i], e) < 0)
			return -1;
	return 0;
}

/* The oldest that is under way. 0 where there is none. */
static int print_oldest(struct screening_run *r, struct err *e)
{
	size_t slot;
	int rc;

	if (!crew_take(r->crew, &slot))
		return 0;
	rc = print_batch(r, &r->batch[slot], e);
	crew_release(r->crew);
	return rc < 0 ? -1 : 1;
}

/* Whoever feeds us may wait for our answer before he goes on. */
static int catch_up(struct screening_run *r, struct err *e)
{
	int rc;

	while ((rc = print_oldest(r, e)) > 0)
		;
	if (rc < 0 || sheet_flush(&r->m->sheet, e) < 0)
		return -1;
	return print_flush(r->m->app, e);
}

/* --- what is read of the store --- */

static int open_seekers(struct screening_run *r, struct err *e)
{
	r->seeker = calloc(r->m->jobs, sizeof(*r->seeker));
	for (size_t i = 0; r->seeker && i < r->m->jobs; i++)
		if (!(r->seeker[i] = seeker_new(r->m->o.index)))
			return err_set(e, ERR_MEMORY,
				       "no memory to look for names");
	return r->seeker ? 0 : err_set(e, ERR_MEMORY,
				       "no memory to look for names");
}

static int open_look(struct screening_run *r, struct err *e)
{
	return open_seekers(r, e) < 0 ? -1 :
	       screening_open(&r->screening, &r->m->o, e);
}

static void close_look(struct screening_run *r)
{
	screening_close(&r->screening);
	for (size_t i = 0; r->seeker && i < r->m->jobs; i++)
		seeker_free(&r->seeker[i]);
	free(r->seeker);
	r->seeker = NULL;
}

static int look_again(struct screening_run *r, struct err *e)
{
	bool any = true;

	close_look(r);
	if (r->m->o.who != SCREENING_PERSONS &&
	    store_has_rows(r->m->app->store, r->m->o.parties, &any, e) < 0)
		return -1;
	if (!any)
		return err_set(e, ERR_REFUSED, "the lists of sanctions were "
			       "taken out of the store; the names that follow "
			       "were not screened");
	if (app_names(r->m->app, &r->m->o.index, e) < 0)
		return -1;
	return open_look(r, e);
}

/* Others may change the store while we wait for names: what was read of it is
 * read anew, and what is under way is done before. */
static int keep_up(struct screening_run *r, struct err *e)
{
	struct store *s = r->m->app->store;
	bool replaced = store_replaced(s);
	uint64_t stamp;
	int rc;

	if (store_names_stamp(s, &stamp, e) < 0)
		return -1;
	if (!replaced && stamp == index_stamp(r->m->o.index))
		return 0;
	while ((rc = print_oldest(r, e)) > 0)
		;
	if (rc < 0 || store_follow(s, e) < 0)
		return -1;
	return look_again(r, e);
}

static int run(struct screening_run *r, struct err *e)
{
	size_t slot;

	while (!r->ended) {
		if (!crew_free(r->crew, &slot) && print_oldest(r, e) < 0)
			return -1;
		crew_free(r->crew, &slot);
		if (fill(r, &r->batch[slot], e) < 0 || keep_up(r, e) < 0)
			return -1;
		crew_give(r->crew);
		if (!r->ended && r->m->file && askfile_waits(r->m->file) &&
		    catch_up(r, e) < 0)
			return -1;
	}
	for (int rc = 1; rc != 0;)
		if ((rc = print_oldest(r, e)) < 0)
			return -1;
	return sheet_end(&r->m->sheet, e);
}

/* --- what is needed for it --- */

static int open_all(struct screening_run *r, struct err *e)
{
	const struct crew_options o = {
		.workers = r->m->jobs, .slots = r->batches, .work = seek,
		.ctx = r,
	};

	r->batch = calloc(r->batches, sizeof(*r->batch));
	if (!r->batch)
		return err_set(e, ERR_MEMORY, "no memory for names");
	for (size_t i = 0; i < r->batches; i++)
		r->batch[i].mem = ARENA_INIT(BATCH_BYTES);
	return open_look(r, e) < 0 || crew_open(&r->crew, &o, e) < 0 ? -1 : 0;
}

static void close_all(struct screening_run *r)
{
	crew_close(&r->crew);
	close_look(r);
	for (size_t i = 0; r->batch && i < r->batches; i++)
		arena_free(&r->batch[i].mem);
	free(r->batch);
	free(r->found.list);
	arena_free(&r->mem);
}

int screen_many(struct screen_many *m, struct err *e)
{
	struct screening_run r = {
		.m = m, .mem = ARENA_INIT(SCREENING_BYTES),
		.batches = m->jobs > 1 ? m->jobs + SLOTS_MORE : 1,
	};
	int rc = open_all(&r, e);

	if (rc == 0)
		rc = run(&r, e);
	close_all(&r);
	return rc;
}
