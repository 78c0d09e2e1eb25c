#include "ui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/spawn.h"

int child_pipe(int fd[2], struct err *e)
{
	if (pipe2(fd, O_CLOEXEC) < 0)
		return err_sys(e, "%s", _("cannot make a pipe"));
	fcntl(fd[0], F_SETFL, O_NONBLOCK);
	return 0;
}

int child_start(pid_t *pid, char *const *words, char *const *env, int out,
		int err, struct err *e)
{
	posix_spawn_file_actions_t fa;
	int rc;

	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_addopen(&fa, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&fa, out, 1);
	posix_spawn_file_actions_adddup2(&fa, err, 2);
	rc = spawn_apart(pid, words[0], words, env, &fa);
	posix_spawn_file_actions_destroy(&fa);
	errno = rc;
	return rc == 0 ? 0 : err_sys(e, "cannot start %s", words[0]);
}

int child_status(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 1;
	return WIFEXITED(status) ? WEXITSTATUS(status) :
				   128 + WTERMSIG(status);
}
