#include "ui/browse.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"

/* Nothing that begins an option, and no blank or control, which no address
 * has. */
bool browse_allows(struct slice url)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || url.p[i] == 0x7F)
			return false;
	return slice_starts(url, "http://") || slice_starts(url, "https://") ||
	       slice_starts(url, "mailto:");
}

static void put_word(struct slice word, struct slice url, bool *named,
		     struct str *text)
{
	ptrdiff_t at = slice_find(word, SLICE("%s"), 0);

	if (at < 0) {
		str_add(text, word);
	} else {
		*named = true;
		str_add(text, slice_make(word.p, (size_t)at));
		str_add(text, url);
		str_add(text, slice_make(word.p + at + 2,
					 word.n - (size_t)at - 2));
	}
	str_addc(text, '\0');
}

bool browse_words(struct slice command, struct slice url, struct str *text,
		  char *word[BROWSE_WORDS + 1])
{
	struct slice one;
	bool named = false;
	size_t n = 0, at = 0;

	str_clear(text);
	while (slice_cut(&command, ' ', &one)) {
		if (one.n == 0)
			continue;
		put_word(one, url, &named, text);
		n++;
	}
	if (n == 0)
		return false;
	if (!named) {
		str_add(text, url);
		str_addc(text, '\0');
		n++;
	}
	if (n > BROWSE_WORDS || text->bad)
		return false;
	for (size_t i = 0; i < n; i++) {
		word[i] = text->p + at;
		at += strlen(word[i]) + 1;
	}
	word[n] = NULL;
	return true;
}

/* Nothing of the terminal's, nor of what we have blocked or ignore. */
static void become(char **word, int told)
{
	int none = open("/dev/null", O_RDWR);
	sigset_t empty;

	for (int fd = 0; fd < 3; fd++)
		dup2(none, fd);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_DFL);
	sigemptyset(&empty);
	sigprocmask(SIG_SETMASK, &empty, NULL);
	execvp(word[0], word);
	if (write(told, &errno, sizeof(errno)) < 0)
		_exit(126);
	_exit(127);
}

/* In a session of its own, and nobody's child: who ends it is not us. The pipe
 * closes when it runs, or says why it does not. */
static void start(char **word, int told)
{
	pid_t pid;

	setsid();
	pid = fork();
	if (pid == 0)
		become(word, told);
	if (pid < 0 && write(told, &errno, sizeof(errno)) < 0)
		_exit(1);
	_exit(0);
}

static int run(char **word, struct err *e)
{
	int ends[2], rc = EAGAIN;
	ssize_t n;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_sys(e, "cannot make a pipe");
	pid = fork();
	if (pid == 0)
		start(word, ends[1]);
	close(ends[1]);
	n = pid < 0 ? -1 : read(ends[0], &rc, sizeof(rc));
	if (n != sizeof(rc))
		rc = n == 0 ? 0 : EAGAIN;
	close(ends[0]);
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	errno = rc;
	return rc == 0 ? 0 : err_sys(e, "cannot start %s", word[0]);
}

int browse(struct slice url, struct slice browsers, struct str *with,
	   struct err *e)
{
	char *word[BROWSE_WORDS + 1];
	struct str text = STR_INIT(BROWSE_BYTES);
	struct slice command;
	int rc = 0;

	if (!browse_allows(url))
		return err_set(e, ERR_REFUSED, "only http, https and mailto "
			       "links are opened, not this one");
	while (rc <= 0 && slice_cut(&browsers, ':', &command)) {
		if (!browse_words(command, url, &text, word))
			continue;
		err_clear(e);
		rc = run(word, e) == 0 ? 1 : -1;
		if (rc > 0)
			str_addz(with, word[0]);
	}
	str_free(&text);
	return rc;
}
