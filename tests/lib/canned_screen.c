/* Canned candidates for the screening pane: all invented. */
#include "tests/lib/canned.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "names/fold.h"

static const struct {
	const char *name, *list, *programme, *state, *subject;
	int score;
	const char *reasons;	/* bars between */
	const char *eased_by, *born;
} people[] = {
	{ "PRYKLAD, Ivan Ivanovich", "us-ofac-sdn", "BELARUS", "listed",
	  "d-pryklad", 984, "ivan = ivan: the same|pryklad = pryklad: the same"
	  "|patronymic ivanovich only in the listed name", NULL,
	  "1960-02-03" },
	{ "Ivan Prykladau", "eu-fsf", "BLR", "eased", "d-prykladau", 873,
	  "ivan = ivan: the same|pryklad ~ prykladau: a letter or two differ",
	  "Article 5", NULL },
	{ "Іван Прыклад", "ch-seco", "Belarus", "delisted", "d-gone", 850,
	  "same sound", NULL, NULL },
	{ "Evil \033[31mPryklad\033[0m Ivan\nName", "gb-uksl", "RB2019",
	  "removal_pending", "d-evil", 700, "same \033[2Jsound", NULL, NULL },
};

enum { PEOPLE = sizeof(people) / sizeof(*people) };

static bool sounds(const char *name, struct slice typed)
{
	struct str a = STR_INIT(4096), b = STR_INIT(4096);
	struct slice rest, word;
	bool all = typed.n > 0;

	fold_name(&a, slice_of(name));
	fold_name(&b, typed);
	rest = str_slice(&b);
	while (all && slice_cut(&rest, ' ', &word))
		all = slice_find(str_slice(&a), word, 0) >= 0;
	str_free(&a);
	str_free(&b);
	return all;
}

static struct slice list_cell(const char *bars, struct arena *mem)
{
	char *cell;

	if (!bars)
		return SLICE_NONE;
	cell = arena_cstr(mem, arena_fmt(mem, "|%s|", bars));
	for (char *p = cell; *p; p++)
		if (*p == '|')
			*p = LIST_SEP;
	return slice_of(cell);
}

static void add(struct canned *c, size_t i, const struct asked *a,
		struct arena *mem, struct candidates *out)
{
	struct candidate *to = &out->list[out->n++];
	struct slice *cell = to->row.cell;

	*to = (struct candidate){ .score = people[i].score };
	to->active = i != 2;
	to->match = to->active &&
		    !slice_is(slice_of(c->verdict[i]), "not_the_same");
	out->matches += to->match;
	cell[SCREENING_QUERY] = a->name;
	cell[SCREENING_NAME] = cell[SCREENING_MATCHED] =
		slice_of(people[i].name);
	cell[SCREENING_SCORE] = screening_points(people[i].score, mem);
	cell[SCREENING_REASONS] = list_cell(people[i].reasons, mem);
	cell[SCREENING_SUBJECT] = slice_of(people[i].subject);
	cell[SCREENING_LIST] = slice_of(people[i].list);
	cell[SCREENING_PROGRAMME] = list_cell(people[i].programme, mem);
	cell[SCREENING_STATE] = slice_of(people[i].state);
	cell[SCREENING_EASED_BY] = list_cell(people[i].eased_by, mem);
	cell[SCREENING_BORN] = list_cell(people[i].born, mem);
	if (!c->verdict[i])
		return;
	cell[SCREENING_VERDICT] = slice_of(c->verdict[i]);
	cell[SCREENING_VERDICT_NOTE] = slice_of(c->note);
	cell[SCREENING_VERDICT_BY] = SLICE("alena");
	cell[SCREENING_VERDICT_AT] = SLICE("2026-11-24T09:00:00Z");
}

int canned_screen(void *ctx, const struct asked *a, struct arena *mem,
		  struct candidates *out, struct err *e)
{
	struct canned *c = ctx;

	c->asked++;
	c->born = a->about && a->about->births > 0 ?
		  a->about->birth[0].from.year : 0;
	if (slice_is(a->name, "broken"))
		return err_set(e, ERR_STORE, "the index is damaged");
	free(out->list);
	*out = (struct candidates){ .list = calloc(PEOPLE,
						   sizeof(*out->list)) };
	assert_non_null(out->list);
	for (size_t i = 0; i < PEOPLE; i++)
		if (sounds(people[i].name, a->name))
			add(c, i, a, mem, out);
	out->all = out->n;
	return 0;
}

/* The words live for ever, the last note as long as the test. */
int canned_verdict(void *ctx, struct slice id, const struct own_verdict *v,
		   struct err *e)
{
	static const char *const words[] = { "same", "not_the_same", "unsure" };
	struct canned *c = ctx;

	(void)e;
	for (size_t i = 0; i < PEOPLE; i++) {
		if (!slice_is(id, people[i].subject))
			continue;
		c->verdict[i] = NULL;
		for (size_t k = 0; k < 3; k++)
			if (slice_is(v->verdict, words[k]))
				c->verdict[i] = words[k];
		snprintf(c->note, sizeof(c->note), "%.*s", SLICE_ARG(v->note));
		snprintf(c->query, sizeof(c->query), "%.*s",
			 SLICE_ARG(v->query));
		return 0;
	}
	return err_set(e, ERR_USAGE, "no such id");
}

int canned_attempts(void *ctx, struct slice source, attempt_fn *fn,
		    void *fn_ctx, struct err *e)
{
	const struct source_state good = { .outcome = SLICE("accepted"),
		.records = 3, .status = 200, .bytes = 2048 };
	const struct source_state bad = { .outcome = SLICE("failed"),
		.why = SLICE("no answer from\033[2J the server") };

	(void)ctx;
	if (slice_is(source, "viasna"))
		return fn(fn_ctx, 1795521600 - 7200, &bad, e) < 0 ? -1 :
		       fn(fn_ctx, 1795521600 - 90000, &good, e);
	return 0;
}
