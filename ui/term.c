#include "ui/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/letters.h"
#include "ui/osc.h"
#include "ui/term_caps.h"
#include "ui/term_signal.h"

enum {
	OUT_BYTES = 16 << 20, IN_BYTES = 4096,
	LEAVE_MS = 500,		/* for a line that takes nothing more */
	ANSWER_MS = 100,	/* for what was asked a moment ago */
	ASKED_MS = 1000,	/* ... that is */
};

struct term {
	struct term_options o;
	struct term_caps caps;
	struct decode decode;
	struct paint paint;
	struct theme theme;
	enum theme_kind ground;	/* what the theme stands on */
	enum theme_kind told;	/* what the terminal has said of it, */
	bool told_ground;	/* if it has */
	struct str out;
	char in[IN_BYTES];
	struct slice rest;	/* of `in` */
	struct termios found;
	sigset_t before;	/* mask that was found */
	int fd;			/* the terminal, to be written to */
	int64_t asked_at;	/* for its background; 0: no answer is due */
	bool entered;		/* its modes are ours */
	int caught;		/* signals that wait to be told */
};

bool term_ascii(void)
{
	return !letters_all();
}

static const char *environment(const char *name)
{
	return getenv(name);
}

bool term_possible(const char **why)
{
	struct term_caps caps;
	struct decode d;

	*why = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	decode_init(&d, false);
	return term_caps(&caps, &d, why);
}

/* --- out --- */

/* All is made in UTF-8; the line may have another charset. */
static void turn(struct term *t)
{
	struct str turned = STR_INIT(OUT_BYTES);

	letters_encode(&turned, str_slice(&t->out));
	turned.bad |= t->out.bad;
	str_free(&t->out);
	t->out = turned;
}

/* All at once where the line takes it. Given up when told to end, or after
 * `most_ms` without a byte (-1: never). */
static void send_out(struct term *t, int most_ms)
{
	struct timespec ts = { most_ms / 1000, most_ms % 1000 * 1000000L };
	struct slice s;
	bool lost;

	if (term_ascii())
		turn(t);
	s = str_slice(&t->out);
	lost = t->out.bad;
	while (s.n > 0) {
		struct pollfd p = { .fd = t->fd, .events = POLLOUT };
		ssize_t n = write(t->fd, s.p, s.n);

		if (n > 0) {
			s = slice_make(s.p + n, s.n - (size_t)n);
			continue;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			break;
		if (ppoll(&p, 1, most_ms < 0 ? NULL : &ts, &t->before) == 0)
			break;
		t->caught |= term_caught();
		if (most_ms < 0 && (t->caught & CAUGHT_END))
			break;
	}
	if (s.n > 0 || lost)
		paint_lost(&t->paint);
	str_free(&t->out);
	t->out = STR_INIT(OUT_BYTES);
}

/* One of our own, so that nobody else's writes become impatient. */
static int open_line(void)
{
	const char *name = ttyname(STDOUT_FILENO);
	int fd = name ? open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY |
			     O_CLOEXEC) : -1;

	return fd >= 0 ? fd : fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
}

static void make_raw(struct term *t)
{
	struct termios raw = t->found;

	raw.c_iflag &= (tcflag_t)~(ICRNL | INLCR | IGNCR | ISTRIP);
	raw.c_oflag &= (tcflag_t)~OPOST;
	raw.c_lflag &= (tcflag_t)~(ICANON | ECHO | ECHONL | IEXTEN);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

/* Drawn together with the first frame. */
static void enter(struct term *t)
{
	make_raw(t);
	str_addz(&t->out, t->caps.begin);
	str_addz(&t->out, t->caps.keys_on);
	if (t->caps.modern)
		str_addz(&t->out, t->o.mouse ? "\033[?1002;1006;2004h" :
						"\033[?2004h");
	if (t->caps.modern && t->caps.colours > 0 &&
	    t->o.theme == THEME_AUTO && !t->o.plain) {
		str_addz(&t->out, "\033]11;?\a");
		t->asked_at = clock_mono_ms();
	}
	t->entered = true;
	paint_lost(&t->paint);
}

/* What is answered after we have gone would be taken for somebody's input. */
static void await_answer(struct term *t)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	if (t->asked_at > 0 && clock_mono_ms() < t->asked_at + ASKED_MS)
		poll(&p, 1, ANSWER_MS);
	t->asked_at = 0;
}

static void leave(struct term *t)
{
	int rows, cols;

	if (!t->entered)
		return;
	t->entered = false;
	str_clear(&t->out);
	paint_end(&t->paint, &t->out);
	if (t->caps.modern)
		str_addz(&t->out, t->o.mouse ? "\033[?1002;1006;2004l" :
						"\033[?2004l");
	str_addz(&t->out, t->caps.keys_off);
	term_size(t, &rows, &cols);
	if (!t->caps.end[0])	/* what stood there stays: go below it */
		str_addf(&t->out, "\033[%dH\r\n", rows);
	str_addz(&t->out, t->caps.end);
	send_out(t, LEAVE_MS);
	await_answer(t);
	tcflush(STDIN_FILENO, TCIFLUSH);
	tcsetattr(STDIN_FILENO, TCSANOW, &t->found);
}

/* --- begin and end --- */

/* "15;0": the last one is the background, of 16. */
static enum theme_kind by_environment(void)
{
	const char *is = getenv("COLORFGBG"), *last = is ?
		strrchr(is, ';') : NULL;
	int64_t n;

	if (!last || !slice_int(slice_of(last + 1), &n))
		return THEME_DARK;
	return n == 7 || (n >= 9 && n <= 15) ? THEME_LIGHT : THEME_DARK;
}

static int dress(struct term *t, enum theme_kind kind, struct err *e)
{
	int colours = t->caps.colours;

	t->ground = kind;
	theme_init(&t->theme, t->o.plain ? THEME_MONO : kind);
	if (theme_conf(&t->theme, t->o.theme_conf, t->o.theme_name ?
		       t->o.theme_name : "theme.conf", e) < 0)
		return -1;
	if (t->o.frugal && colours > 16)
		colours = 16;	/* names are shorter than numbers */
	paint_dress(&t->paint, &t->theme, colours);
	return 0;
}

int term_theme(struct term *t, enum theme_kind kind, struct err *e)
{
	enum theme_kind told = t->told_ground ? t->told : by_environment();

	if (dress(t, kind == THEME_AUTO ? told : kind, e) < 0)
		return -1;
	t->o.theme = kind;
	term_redraw(t);
	return 0;
}

static int prepare(struct term *t, struct err *e)
{
	const char *why = "";

	decode_init(&t->decode, !term_ascii());
	if (!term_caps(&t->caps, &t->decode, &why))
		return err_set(e, ERR_SYSTEM, "no screen: %s", _(why));
	if (term_ascii())
		t->caps.paint.isolates = false;
	if (t->o.links != LINKS_AUTO)
		t->caps.paint.links = t->o.links == LINKS_ON;
	else if (t->o.frugal)
		t->caps.paint.links = false;
	if (t->o.plain) {
		t->caps.colours = 0;
		t->caps.paint.whole = true;
		t->caps.paint.links = t->caps.paint.erases = false;
		t->caps.paint.isolates = false;
	}
	paint_init(&t->paint, &t->caps.paint);
	if (tcgetattr(STDIN_FILENO, &t->found) < 0)
		return err_set(e, ERR_SYSTEM, "the terminal does not say how "
			       "it is set: %s", strerror(errno));
	return dress(t, t->o.theme == THEME_AUTO ? by_environment() :
		     t->o.theme, e);
}

int term_start(struct term **out, const struct term_options *o,
	       struct err *e)
{
	struct term *t = calloc(1, sizeof(*t));

	*out = NULL;
	if (!t)
		return err_set(e, ERR_MEMORY,
			       "no memory for the terminal");
	t->o = *o;
	t->out = STR_INIT(OUT_BYTES);
	if (prepare(t, e) < 0) {
		decode_free(&t->decode);
		free(t);
		return -1;
	}
	t->fd = open_line();
	term_signals_take(&t->before);
	enter(t);
	*out = t;
	return 0;
}

void term_stop(struct term **tp)
{
	struct term *t = *tp;

	*tp = NULL;
	if (!t)
		return;
	leave(t);
	if (t->fd >= 0)
		close(t->fd);
	term_signals_give(&t->before);
	decode_free(&t->decode);
	paint_free(&t->paint);
	str_free(&t->out);
	free(t);
}

/* --- what is shown --- */

static int positive(const char *name, int otherwise)
{
	const char *is = getenv(name);
	int64_t n;

	return is && slice_int(slice_of(is), &n) && n > 0 && n < 10000 ?
	       (int)n : otherwise;
}

void term_size(const struct term *t, int *rows, int *cols)
{
	struct winsize ws = { 0 };

	(void)t;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) < 0)
		ws.ws_row = ws.ws_col = 0;
	*rows = ws.ws_row ? ws.ws_row : positive("LINES", 24);
	*cols = ws.ws_col ? ws.ws_col : positive("COLUMNS", 80);
}

void term_redraw(struct term *t)
{
	paint_lost(&t->paint);
}

void term_draw(struct term *t, const struct surface *s)
{
	paint_frame(&t->paint, s, &t->out);
	send_out(t, -1);
}

bool term_copy(struct term *t, struct slice text)
{
	struct str out = STR_INIT(4 * COPY_BYTES);
	bool is = osc_copy(text, osc_through(environment), &out);

	if (is)
		str_add(&t->out, str_slice(&out));
	str_free(&out);
	return is;
}

/* --- in --- */

/* The background is another than was thought: true. */
static bool take_ground(struct term *t, unsigned rgb)
{
	enum theme_kind kind = colour_dark(rgb) ? THEME_DARK : THEME_LIGHT;
	struct err e = { 0 };

	t->asked_at = 0;
	t->told = kind;
	t->told_ground = true;
	return t->o.theme == THEME_AUTO && kind != t->ground &&
	       dress(t, kind, &e) == 0;
}

static bool as_event(struct term *t, const struct decoded *d,
		     struct term_event *ev)
{
	switch (d->kind) {
	case DECODED_KEY:
		ev->kind = TERM_KEY;
		ev->key = d->key;
		return true;
	case DECODED_MOUSE:
		ev->kind = TERM_MOUSE;
		ev->mouse = d->mouse;
		ev->mouse.at_ms = clock_mono_ms();
		return t->o.mouse;
	case DECODED_PASTE:
		ev->kind = TERM_PASTE;
		ev->paste = d->paste;
		return true;
	default:
		ev->kind = TERM_RESIZE;
		return take_ground(t, d->ground);
	}
}

static bool next_event(struct term *t, struct term_event *ev)
{
	struct decoded d;

	while (decode_next(&t->decode, &t->rest, &d))
		if (as_event(t, &d, ev))
			return true;
	return false;
}

/* True where there is something to tell of signals. */
static bool signals(struct term *t, struct term_event *ev)
{
	int caught = t->caught | term_caught();

	t->caught = caught & CAUGHT_END;
	ev->kind = caught & CAUGHT_END ? TERM_END :
		   caught & CAUGHT_BREAK ? TERM_BREAK : TERM_RESIZE;
	if (!caught || (caught & (CAUGHT_END | CAUGHT_BREAK)))
		return caught;
	if (caught & CAUGHT_STOP) {	/* the shell has it meanwhile */
		leave(t);
		term_stop_here();
		term_caught();
	}
	if (caught & (CAUGHT_STOP | CAUGHT_GO))
		enter(t);
	paint_lost(&t->paint);
	return true;
}

static bool pending(struct term *t, struct term_event *ev)
{
	if (signals(t, ev) || next_event(t, ev))
		return true;
	ev->kind = TERM_NOTHING;
	return false;
}

bool term_waits(const struct term *t)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	return t->rest.n > 0 || poll(&p, 1, 0) > 0 || term_signal_waits();
}

/* False: the line is gone. */
static bool take_bytes(struct term *t)
{
	ssize_t n = read(STDIN_FILENO, t->in, sizeof(t->in));

	if (n > 0)
		t->rest = slice_make(t->in, (size_t)n);
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Of the wait there is a part until what is held is given up. */
static int shorten(const struct term *t, int wait_ms)
{
	int patience = decode_patience(&t->decode, t->o.frugal);

	return patience >= 0 && (wait_ms < 0 || patience < wait_ms) ?
	       patience : wait_ms;
}

static void silence(struct term *t, struct term_event *ev)
{
	struct decoded d;

	if (!decode_silence(&t->decode, &d) || !as_event(t, &d, ev))
		ev->kind = TERM_NOTHING;
}

/* Waits; -1: a signal came, 0: nothing did. */
static int wait_for(struct term *t, const int *fds, size_t n, int ms,
		    struct term_event *ev, bool *input)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };
	struct pollfd p[1 + TERM_FDS] = { { .fd = STDIN_FILENO,
					    .events = POLLIN } };
	int rc;

	if (n > TERM_FDS)
		n = TERM_FDS;
	for (size_t i = 0; i < n; i++)
		p[1 + i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	rc = ppoll(p, 1 + n, ms < 0 ? NULL : &ts, &t->before);
	for (size_t i = 0; rc > 0 && i < n; i++)
		if (p[1 + i].revents)
			ev->ready |= 1u << i;
	*input = rc > 0 && p[0].revents;
	return rc;
}

void term_wait(struct term *t, const int *fds, size_t n, int wait_ms,
	       struct term_event *ev)
{
	int ms = shorten(t, wait_ms), rc;
	bool input;

	*ev = (struct term_event){ .kind = TERM_NOTHING };
	/* Or keys by the thousand would come before an end. */
	term_signals_let_in(&t->before);
	if (pending(t, ev))
		return;
	rc = wait_for(t, fds, n, ms, ev, &input);
	if (input && !take_bytes(t))
		ev->kind = TERM_END;
	else if (!pending(t, ev) && rc == 0 && ms != wait_ms)
		silence(t, ev);
}
