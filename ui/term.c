/* Signals are blocked but while waiting, so none is lost between a look at
 * `caught` and the wait (ppoll). Colour is used only where the terminal has
 * it and NO_COLOR is absent; otherwise curses is never asked to start it, and
 * sends no colour at all. */
#define NCURSES_WIDECHAR 1
#include "ui/term.h"

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/path.h"
#include "ui/keys.h"

struct term {
	SCREEN *screen;
	attr_t attr[ROLE_COUNT];
	short pair[ROLE_COUNT];
	sigset_t before;	/* mask that was found */
	int tty;		/* standard output as it was found, or -1 */
	int spool;		/* where one drawing is gathered, or -1 */
};

/* The process's one place for signals: a handler has no other way. */
enum { CAUGHT_NONE, CAUGHT_BREAK, CAUGHT_END };
static volatile sig_atomic_t caught_end, caught_winch;

static void on_signal(int sig)
{
	if (sig == SIGWINCH)
		caught_winch = 1;
	else if (sig != SIGINT)
		caught_end = CAUGHT_END;
	else if (!caught_end)
		caught_end = CAUGHT_BREAK;
}

static const int handled[] = { SIGHUP, SIGTERM, SIGINT, SIGQUIT,
				 SIGWINCH };
enum { N_HANDLED = sizeof(handled) / sizeof(handled[0]) };

bool term_ascii(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
}

bool term_possible(void)
{
	const char *name = getenv("TERM");

	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) && name &&
	       *name && strcmp(name, "dumb") != 0;
}

static void take_signals(struct term *t)
{
	struct sigaction sa = { .sa_handler = on_signal };
	sigset_t mask;

	caught_end = caught_winch = 0;
	sigemptyset(&mask);
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < N_HANDLED; i++) {
		sigaddset(&mask, handled[i]);
		sigaction(handled[i], &sa, NULL);
	}
	sigprocmask(SIG_BLOCK, &mask, &t->before);
	signal(SIGPIPE, SIG_IGN);
}

static void give_signals(struct term *t)
{
	struct sigaction sa = { .sa_handler = SIG_IGN };

	/* a second signal while leaving must not cut the leaving short */
	for (size_t i = 0; i < N_HANDLED; i++)
		sigaction(handled[i], &sa, NULL);
	sigprocmask(SIG_SETMASK, &t->before, NULL);
}

static attr_t looks(unsigned look)
{
	attr_t a = A_NORMAL;

	if (look & LOOK_BOLD)
		a |= A_BOLD;
	if (look & LOOK_DIM)
		a |= A_DIM;
	if (look & LOOK_REVERSE)
		a |= A_REVERSE;
	if (look & LOOK_LINE)
		a |= A_UNDERLINE;
	return a;
}

static void dress(struct term *t)
{
	const char *no = getenv("NO_COLOR");
	bool colour = (!no || !*no) && has_colors();

	if (colour) {
		start_color();
		use_default_colors();
	}
	for (int i = 0; i < ROLE_COUNT; i++) {
		t->attr[i] = looks(roles[i].look);
		if (!colour || roles[i].colour == COLOUR_NONE)
			continue;
		t->pair[i] = (short)(i + 1);
		init_pair(t->pair[i], (short)roles[i].colour, -1);
	}
}

/* In memory only: what is on the screen does not belong on a disk. */
static int spool_open(void)
{
#ifdef MFD_CLOEXEC
	return memfd_create("thaw-screen", MFD_CLOEXEC);
#else
	return -1;
#endif
}

int term_start(struct term **out, struct err *e)
{
	struct term *t = calloc(1, sizeof(*t));

	*out = NULL;
	if (!t)
		return err_set(e, ERR_MEMORY, "no memory for the terminal");
	take_signals(t);
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen) {
		give_signals(t);
		free(t);
		return err_set(e, ERR_SYSTEM, "curses cannot drive a "
			       "terminal of the kind TERM=%s",
			       getenv("TERM") ? getenv("TERM") : "");
	}
	t->tty = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
	t->spool = spool_open();
	set_escdelay(25);
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	scrollok(stdscr, FALSE);
	dress(t);
	*out = t;
	return 0;
}

void term_stop(struct term **tp)
{
	struct term *t = *tp;

	*tp = NULL;
	if (!t)
		return;
	endwin();
	delscreen(t->screen);
	if (t->tty >= 0)
		close(t->tty);
	if (t->spool >= 0)
		close(t->spool);
	give_signals(t);
	free(t);
}

void term_size(const struct term *t, int *rows, int *cols)
{
	(void)t;
	getmaxyx(stdscr, *rows, *cols);
}

void term_redraw(struct term *t)
{
	(void)t;
	clearok(curscr, TRUE);
}

/* Cells of one role up to the next other or wide one go together. */
static int draw_run(const struct surface *s, int y, int x, struct str *run)
{
	unsigned char role = surface_at(s, y, x)->role;
	int end = x;

	str_clear(run);
	do {
		const struct cell *c = surface_at(s, y, end);

		str_addz(run, c->text);
		end += c->width > 1 ? 2 : 1;
		if ((unsigned char)c->text[0] >= 0x80)
			break;	/* the next is placed by itself: curses may
				 * see another width in this one */
	} while (end < s->cols && surface_at(s, y, end)->role == role &&
		 surface_at(s, y, end)->width > 0);
	return end;
}

/* Sends what was gathered, in one write where the line takes it. */
static void send_spool(struct term *t)
{
	off_t n = lseek(t->spool, 0, SEEK_CUR);
	char *buf = n > 0 ? malloc((size_t)n) : NULL;
	struct err e = { 0 };

	if (buf && pread(t->spool, buf, (size_t)n, 0) == n)
		path_write_all(t->tty, slice_make(buf, (size_t)n), &e);
	else if (n > 0)
		clearok(curscr, TRUE);	/* lost: the next one sends all */
	free(buf);
}

/* Curses writes each movement by itself; over a slow line a screen in forty
 * packets is seen being built. So it draws into a spool that stands in for
 * standard output meanwhile; Ctrl-Z waits until the terminal is back. */
static void refresh_at_once(struct term *t)
{
	sigset_t stop, found;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &found);
	if (t->tty >= 0 && t->spool >= 0 && ftruncate(t->spool, 0) == 0 &&
	    lseek(t->spool, 0, SEEK_SET) == 0 &&
	    dup2(t->spool, STDOUT_FILENO) >= 0) {
		refresh();
		dup2(t->tty, STDOUT_FILENO);
		send_spool(t);
	} else {
		refresh();
	}
	sigprocmask(SIG_SETMASK, &found, NULL);
}

void term_draw(struct term *t, const struct surface *s)
{
	struct str run = STR_INIT(1 << 16);
	int rows, cols;

	getmaxyx(stdscr, rows, cols);
	erase();
	for (int y = 0; y < s->rows && y < rows; y++) {
		for (int x = 0; x < s->cols && x < cols;) {
			unsigned char role = surface_at(s, y, x)->role;
			int end = draw_run(s, y, x, &run);

			attr_set(t->attr[role], t->pair[role], NULL);
			mvaddstr(y, x, str_cstr(&run));
			x = end;
		}
	}
	attr_set(A_NORMAL, 0, NULL);
	move(s->cursor_y, s->cursor_x);
	refresh_at_once(t);
	str_free(&run);
}

static const struct {
	int curses;
	uint32_t key;
} special[] = {
	{ KEY_UP, KEYCODE_UP },         { KEY_DOWN, KEYCODE_DOWN },
	{ KEY_LEFT, KEYCODE_LEFT },     { KEY_RIGHT, KEYCODE_RIGHT },
	{ KEY_PPAGE, KEYCODE_PGUP },    { KEY_NPAGE, KEYCODE_PGDN },
	{ KEY_HOME, KEYCODE_HOME },     { KEY_END, KEYCODE_END },
	{ KEY_BTAB, KEYCODE_BACKTAB },  { KEY_DC, KEYCODE_DELETE },
	{ KEY_ENTER, KEYCODE_ENTER },   { KEY_BACKSPACE, KEYCODE_BACKSPACE },
	{ KEY_FIND, KEYCODE_HOME },     { KEY_SELECT, KEYCODE_END },
	{ KEY_A1, KEYCODE_HOME },       { KEY_C1, KEYCODE_END },
};

static uint32_t special_key(int key)
{
	for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
		if (special[i].curses == key)
			return special[i].key;
	if (key >= KEY_F(1) && key <= KEY_F(12))
		return KEYCODE_F1 + (uint32_t)(key - KEY_F(1));
	return KEYCODE_NONE;
}

/* True where curses had a key; its number may be NONE: not one of ours. */
static bool next_key(uint32_t *key)
{
	wint_t c;
	int rc = get_wch(&c);

	if (rc == ERR)
		return false;
	if (rc == KEY_CODE_YES)
		*key = special_key((int)c);
	else if ((c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
		*key = KEYCODE_NONE;
	else
		*key = (uint32_t)c;
	return true;
}

static bool pending(struct term *t, struct term_event *ev)
{
	struct winsize ws;
	uint32_t key;

	(void)t;
	if (caught_end) {
		ev->kind = caught_end == CAUGHT_BREAK ? TERM_BREAK : TERM_END;
		if (ev->kind == TERM_BREAK)
			caught_end = CAUGHT_NONE;
		return true;
	}
	if (caught_winch) {
		caught_winch = 0;
		if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 &&
		    ws.ws_row > 0 && ws.ws_col > 0)
			resizeterm(ws.ws_row, ws.ws_col);
		ev->kind = TERM_RESIZE;
		return true;
	}
	while (next_key(&key)) {
		if (key == KEYCODE_NONE)
			continue;
		ev->kind = TERM_KEY;
		ev->key = key;
		return true;
	}
	return false;
}

bool term_waits(const struct term *t)
{
	struct pollfd p = { .fd = STDIN_FILENO, .events = POLLIN };

	(void)t;
	return poll(&p, 1, 0) > 0;
}

void term_wait(struct term *t, const int *fds, size_t n, int wait_ms,
	       struct term_event *ev)
{
	struct timespec ts = { wait_ms / 1000, wait_ms % 1000 * 1000000L };
	struct pollfd p[1 + TERM_FDS] = { { .fd = STDIN_FILENO,
					    .events = POLLIN } };
	int rc;

	*ev = (struct term_event){ .kind = TERM_NOTHING };
	if (pending(t, ev))
		return;
	for (size_t i = 0; i < n && i < TERM_FDS; i++)
		p[1 + i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	rc = ppoll(p, 1 + (n < TERM_FDS ? n : TERM_FDS),
		   wait_ms < 0 ? NULL : &ts, &t->before);
	for (size_t i = 0; rc > 0 && i < n && i < TERM_FDS; i++)
		if (p[1 + i].revents)
			ev->ready |= 1u << i;
	if (pending(t, ev))
		return;
	/* readable but nothing to read: the line is gone */
	if (rc > 0 && (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
		ev->kind = TERM_END;
}
