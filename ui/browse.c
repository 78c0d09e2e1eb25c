#include "ui/browse.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/spawn.h"

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

/* In a session of its own, and nobody's child: who ends it is not us. Says by
 * the pipe whether it could be started. */
static void start(char **word, int told)
{
	posix_spawn_file_actions_t fa;
	pid_t pid;
	int rc;

	setsid();
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&fa, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&fa, 2, "/dev/null", O_WRONLY, 0);
	rc = spawn_apart(&pid, word[0], word, NULL, &fa);
	if (write(told, &rc, sizeof(rc)) != sizeof(rc))
		_exit(1);
	_exit(0);
}

static int run(char **word, struct err *e)
{
	int ends[2], rc = EAGAIN;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return err_sys(e, _("cannot make a pipe"));
	pid = fork();
	if (pid == 0)
		start(word, ends[1]);
	close(ends[1]);
	if (pid < 0 || read(ends[0], &rc, sizeof(rc)) != sizeof(rc))
		rc = EAGAIN;
	close(ends[0]);
	while (pid > 0 && waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	errno = rc;
	return rc == 0 ? 0 : err_sys(e, _("cannot start %s"), word[0]);
}

int browse(struct slice url, struct slice browsers, struct str *with,
	   struct err *e)
{
	char *word[BROWSE_WORDS + 1];
	struct str text = STR_INIT(BROWSE_BYTES);
	struct slice command;
	int rc = 0;

	if (!browse_allows(url))
		return err_set(e, ERR_REFUSED, _("only http, https and mailto "
			       "links are opened, not this one"));
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
