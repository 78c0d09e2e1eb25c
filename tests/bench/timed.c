/* What a command costs: milliseconds of the processor, milliseconds until its
 * first byte of output (all of them where there is none), and KB of memory at
 * its peak.
 *
 *   timed COMMAND [ARGUMENT...]     "CPU FIRST PEAK"
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double ms_of(struct timeval t)
{
	return (double)t.tv_sec * 1e3 + (double)t.tv_usec / 1e3;
}

/* Reads what the command says; when the first of it came, or 0. */
static double drain(int fd)
{
	char buf[65536];
	double first = 0;

	while (read(fd, buf, sizeof(buf)) > 0)
		if (first == 0)
			first = now_ms();
	return first;
}

int main(int argc, char **argv)
{
	struct rusage u;
	int ends[2], status;
	double start, first;
	pid_t pid;

	if (argc < 2 || pipe(ends) < 0)
		return 2;
	start = now_ms();
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	close(ends[1]);
	first = drain(ends[0]);
	if (pid < 0 || waitpid(pid, &status, 0) < 0 ||
	    getrusage(RUSAGE_CHILDREN, &u) < 0)
		return 2;
	if (first == 0)
		first = now_ms();
	printf("%.0f %.0f %ld\n", ms_of(u.ru_utime) + ms_of(u.ru_stime),
	       first - start, u.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
