/* What a refresh tells while it runs. */
#include "cmd/refreshing.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/outcome.h"
#include "cmd/print.h"

void refreshing_clear(struct refreshing *r)
{
	if (r->shown > 0)
		fprintf(stderr, "\r%*s\r", r->shown, "");
	r->shown = 0;
}

/* " 12,345 of 678,901 bytes" or " 12,345 records" */
static void amount(struct str *to, const struct flow_event *ev)
{
	char n[PRINT_NUMBER], all[PRINT_NUMBER];

	if (ev->step == STEP_FETCHING && ev->total > 0)
		str_addf(to, _(" %s of %s bytes"), print_number(ev->bytes, n),
			 print_number(ev->total, all));
	else if (ev->step == STEP_FETCHING && ev->bytes > 0)
		str_addf(to, _(" %s bytes"), print_number(ev->bytes, n));
	else if (ev->records > 0)
		str_addf(to, _(" %s records"), print_number(ev->records, n));
}

/* How fast, and how many are done: what a line for people and one for programs
 * have in common. */
static void pace(struct str *to, const struct flow_event *ev)
{
	char n[PRINT_NUMBER];

	if (ev->step == STEP_FETCHING && ev->bytes_per_s > 0)
		str_addf(to, _("%s kB/s"),
			 print_number((ev->bytes_per_s + 1023) / 1024, n));
	if (ev->all > 1)
		str_addf(to, _("%s%zu of %zu done"), to->n ? ", " : "",
			 ev->done, ev->all);
}

static void show_live(struct refreshing *r, const struct flow_event *ev)
{
	struct str line = STR_INIT(512), more = STR_INIT(256);

	refreshing_clear(r);
	str_addf(&line, "%.*s: %s", SLICE_ARG(ev->source),
		 step_name(ev->step));
	amount(&line, ev);
	pace(&more, ev);
	if (more.n)
		str_addf(&line, " (%s)", str_cstr(&more));
	r->shown = fprintf(stderr, "%.78s", str_cstr(&line));
	fflush(stderr);
	str_free(&line);
	str_free(&more);
}

/* Of those that are still waited for. */
static void show_rest(struct refreshing *r, const struct flow_event *ev)
{
	if (r->live && ev->done < ev->all) {
		r->shown = fprintf(stderr, _("%zu of %zu done"), ev->done,
				   ev->all);
		fflush(stderr);
	}
}

static void event_words(struct str *to, const struct flow_event *ev)
{
	switch (ev->step) {
	case STEP_NEW:
		outcome_text(to, &ev->result);
		break;
	case STEP_SAME:
		str_addz(to, _("unchanged"));
		break;
	case STEP_REFUSED:
		str_addf(to, _("refused: %s"), ev->why);
		break;
	case STEP_FAILED:
		str_addf(to, _("failed: %s"), ev->why);
		break;
	case STEP_BUSY:
		str_addz(to, ev->why);
		break;
	default:
		break;
	}
}

/* SOURCE STATE BYTES TOTAL RECORDS MESSAGE */
static void say_line(const struct flow_event *ev, struct slice message)
{
	struct str clean = STR_INIT(4096);

	text_visible(&clean, message, false);
	printf("%.*s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%s\n",
	       SLICE_ARG(ev->source), step_name(ev->step), ev->bytes,
	       ev->total, ev->records, str_cstr(&clean));
	fflush(stdout);
	str_free(&clean);
}

void refreshing_told(void *ctx, const struct flow_event *ev)
{
	struct refreshing *r = ctx;
	struct str words = STR_INIT(4096);
	bool bad = ev->step == STEP_REFUSED || ev->step == STEP_FAILED;

	notify_alive(&r->notify);
	event_words(&words, ev);
	if (r->lines) {
		if (words.n == 0)
			pace(&words, ev);
		say_line(ev, str_slice(&words));
	} else if (words.n == 0) {
		if (r->live)
			show_live(r, ev);
	} else {
		refreshing_clear(r);
		if (bad)
			print_error("%.*s: %s", SLICE_ARG(ev->source),
				    str_cstr(&words));
		else if (!r->loop || r->app->verbose)
			print_note(r->app, "%.*s: %s", SLICE_ARG(ev->source),
				   str_cstr(&words));
		show_rest(r, ev);
	}
	str_free(&words);
}
