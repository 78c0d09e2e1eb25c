/* Starting another program. */
#ifndef THAW_BASE_SPAWN_H
#define THAW_BASE_SPAWN_H

#include <spawn.h>
#include <sys/types.h>

/* In a group of its own, so that all it starts can be ended together and an
 * interrupt at the terminal reaches us alone; with no signal blocked, and those
 * that thaw ignores as a program expects them. `env` NULL: ours. 0 or an errno;
 * *pid is 0 then. */
int spawn_apart(pid_t *pid, const char *program, char *const *words,
		char *const *env, const posix_spawn_file_actions_t *fa);

#endif
