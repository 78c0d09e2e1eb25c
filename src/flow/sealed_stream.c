#include "flow/sealed_stream.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/seal.h"
#include "read/os_index.h"

enum {
	PIECE = 256 << 10,
	TICK_MS = 100,
	HEED_MS = 1000,		/* who says nothing for so long is not waited
				 * for when we are to stop */
	WAITS_TIMES = 4,	/* a reading may wait in all, as at once */
	NEARLY = 80,		/* percent of the memory that is "no more" */
};

#define KEPT "; nothing of this version was kept, what was known before stays"
#define REPORT "; please report it, with the file"

/* --- frames --- */

static uint32_t little_endian(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 |
	       (uint32_t)u[3] << 24;
}

static void took_head(struct stream *s, struct slice bytes)
{
	struct parsing_head h;
	struct err bad = {0};

	if (s->headed || s->version || head_get(bytes, s->also, &h, &bad) < 0) {
		s->state = STREAM_LIES;
		return;
	}
	s->headed = true;
	s->format = h.n ? h.reader[0]->name : NULL;
	for (size_t i = 0; i < h.n; i++)
		s->records_left += h.reader[i]->max_records;
	if (s->head(s->ctx, &h, &s->why) < 0)
		s->state = STREAM_STOPPED;
}

static void took_record(struct stream *s, struct slice bytes)
{
	struct record rec;
	struct err bad = {0};

	if (!s->headed || !s->emit || s->records_left == 0 ||
	    record_in_get(&s->rec, bytes, &rec, &bad) < 0) {
		s->state = STREAM_LIES;
		return;
	}
	s->records_left--;
	s->records++;
	if (s->emit(s->ctx, &rec, &s->why) < 0)
		s->state = STREAM_STOPPED;
}

/* What is kept in a line of the store must not break it. */
static void took_version(struct stream *s, struct slice bytes)
{
	struct wire w = wire_of(bytes);
	struct slice text = wire_get_text(&w, OS_VERSION_BYTES);
	struct err bad = {0};

	for (size_t i = 0; i < text.n; i++)
		w.bad |= text.p[i] < ' ' || text.p[i] > '~';
	if (s->headed || !s->version || text.n == 0 ||
	    wire_end(&w, &bad) < 0) {
		s->state = STREAM_LIES;
		return;
	}
	s->headed = true;
	str_add(s->version, text);
}

static void took(struct stream *s, char kind, struct slice bytes)
{
	struct err bad = {0};

	if (kind == FRAME_RECORD)
		took_record(s, bytes);
	else if (kind == FRAME_HEAD_OF)
		took_head(s, bytes);
	else if (kind == FRAME_VERSION)
		took_version(s, bytes);
	else if (kind == FRAME_DONE && s->headed && bytes.n == 0)
		s->state = STREAM_DONE;
	else if (kind == FRAME_FAILED &&
		 failure_get(bytes, &s->why, &bad) == 0)
		s->state = STREAM_FAILED;
	else
		s->state = STREAM_LIES;
}

/* The frames that are here whole. */
static void take_frames(struct stream *s)
{
	while (s->state == STREAM_RUNS) {
		size_t left = s->bytes.n - s->at;
		const char *p = left ? s->bytes.p + s->at : NULL;
		size_t n = left < FRAME_HEAD ? 0 : little_endian(p + 1);

		if (n > RECORD_WIRE_BYTES)
			s->state = STREAM_LIES;
		if (s->state != STREAM_RUNS || left < FRAME_HEAD ||
		    left - FRAME_HEAD < n)
			return;
		s->at += FRAME_HEAD + n;
		took(s, p[0], slice_make(p + FRAME_HEAD, n));
	}
}

/* --- bytes --- */

static void look_at_clock(struct stream *s)
{
	if (s->quiet_for_ms >= s->quiet_ms ||
	    s->waited_ms >= WAITS_TIMES * s->quiet_ms) {
		s->state = STREAM_HUNG;
	} else if (s->quiet_for_ms >= HEED_MS && s->stop &&
		   s->stop(s->stop_ctx)) {
		err_set(&s->why, ERR_STOPPED, "stopped while its reader said"
			" nothing" KEPT);
		s->state = STREAM_STOPPED;
	}
}

/* Whether there is something to read. */
static bool wait_for(struct stream *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };
	int64_t from = clock_mono_ms(), took;
	int n = poll(&p, 1, TICK_MS);

	took = clock_mono_ms() - from;
	s->waited_ms += took;
	s->quiet_for_ms = n > 0 ? 0 : s->quiet_for_ms + took;
	if (n <= 0)
		look_at_clock(s);
	return n > 0;
}

static void drop_taken(struct stream *s)
{
	size_t left = s->bytes.n - s->at;

	if (s->at == 0)
		return;
	memmove(s->bytes.p, s->bytes.p + s->at, left);
	str_cut(&s->bytes, left);
	s->at = 0;
}

/* Straight into the text, as much as comes. */
static void read_some(struct stream *s)
{
	ssize_t n;

	drop_taken(s);
	if (!str_room(&s->bytes, PIECE)) {
		s->state = STREAM_LIES;
		return;
	}
	n = read(s->fd, s->bytes.p + s->bytes.n, PIECE);
	if (n > 0)
		s->bytes.n += (size_t)n;
	else if (n == 0 || errno != EINTR)
		s->state = STREAM_CUT;
}

void stream_take(struct stream *s)
{
	s->bytes = STR_INIT(RECORD_WIRE_BYTES + 2 * PIECE);
	while (s->state == STREAM_RUNS) {
		if (wait_for(s))
			read_some(s);
		if (s->state == STREAM_RUNS)
			take_frames(s);
	}
}

void stream_free(struct stream *s)
{
	str_free(&s->bytes);
	record_in_free(&s->rec);
}

/* --- words --- */

/* "the reader of rss", or before anybody knows of what. */
static int bad_end(const struct stream *s, struct err *e, const char *what)
{
	return err_set(e, ERR_FORMAT, "the reader%s%s %s",
		       s->format ? " of " : "", s->format ? s->format : "",
		       what);
}

static int died(const struct stream *s, const struct job_end *end,
		struct err *e)
{
	char what[300];
	bool full = end->peak_kb >= s->memory / 1024 * NEARLY / 100;

	if (full)
		snprintf(what, sizeof(what), "ended for want of memory (more"
			 " than %" PRId64 " MB)" KEPT, s->memory >> 20);
	else if (seal_times_out(end->signal))
		snprintf(what, sizeof(what), "took more than %" PRId64 " s of"
			 " processor time" KEPT REPORT, s->cpu_s);
	else if (seal_forbids(end->signal))
		snprintf(what, sizeof(what), "tried what no reader may do and"
			 " was ended (signal %d)" KEPT REPORT, end->signal);
	else if (end->signal)
		snprintf(what, sizeof(what), "crashed (signal %d)" KEPT
			 REPORT, end->signal);
	else
		snprintf(what, sizeof(what), "ended without a word (code %d)"
			 KEPT REPORT, end->code);
	return bad_end(s, e, what);
}

static int hung(const struct stream *s, struct err *e)
{
	char what[300];

	snprintf(what, sizeof(what), "said nothing for %" PRId64 " s and was"
		 " ended" KEPT REPORT, (s->quiet_ms + 999) / 1000);
	return bad_end(s, e, what);
}

int stream_verdict(const struct stream *s, const struct job_end *end,
		   struct err *e)
{
	switch (s->state) {
	case STREAM_DONE:
		return 0;
	case STREAM_FAILED:
	case STREAM_STOPPED:
		return err_set(e, s->why.code, "%s", s->why.msg);
	case STREAM_HUNG:
		return hung(s, e);
	case STREAM_LIES:
		return bad_end(s, e, "sent what makes no sense" KEPT REPORT);
	case STREAM_CUT:
		return died(s, end, e);
	default:
		return err_set(e, ERR_SYSTEM, "the process that reads ended"
			       KEPT "; try again");
	}
}
