#include "base/spawn.h"

#include <signal.h>

int spawn_apart(pid_t *pid, const char *program, char *const *words,
		char *const *env, const posix_spawn_file_actions_t *fa)
{
	extern char **environ;
	posix_spawnattr_t at;
	sigset_t none, usual;
	int rc;

	sigemptyset(&none);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_init(&at);
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setsigdefault(&at, &usual);
	posix_spawnattr_setpgroup(&at, 0);
	posix_spawnattr_setflags(&at, POSIX_SPAWN_SETSIGMASK |
				      POSIX_SPAWN_SETSIGDEF |
				      POSIX_SPAWN_SETPGROUP);
	rc = posix_spawnp(pid, program, fa, &at, words, env ? env : environ);
	posix_spawnattr_destroy(&at);
	if (rc != 0)
		*pid = 0;
	return rc;
}
