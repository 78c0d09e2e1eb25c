/* The real program under a service manager: READY, STATUS, signs of life and
 * STOPPING, over a socket in the file system and an abstract one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { DEADLINE_MS = 15000 };

static char dir[] = "/tmp/thaw-notify-XXXXXX";

/* `name` as in NOTIFY_SOCKET. */
static int listen_on(const char *name)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	size_t n = strlen(name);
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy(at.sun_path, name, n);
	if (name[0] == '@')
		at.sun_path[0] = '\0';
	assert_int_equal(bind(fd, (const void *)&at, (socklen_t)
			      (offsetof(struct sockaddr_un, sun_path) + n +
			       (name[0] == '/'))), 0);
	return fd;
}

/* Reads until a datagram begins so. */
static void hears(int fd, const char *want)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char buf[512];
	ssize_t n;

	while (poll(&p, 1, DEADLINE_MS) == 1) {
		n = recv(fd, buf, sizeof(buf) - 1, 0);
		assert_true(n > 0);
		buf[n] = '\0';
		if (strncmp(buf, want, strlen(want)) == 0)
			return;
	}
	fail_msg("no %s", want);
}

/* In a home of its own: nothing would be due in one that was just refreshed, and
 * the first round a minute away. */
static pid_t start(const char *socket_name)
{
	const char *thaw = getenv("THAW") ? getenv("THAW") : "./thaw";
	char home[80];
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	snprintf(home, sizeof(home), "%s/%s", dir,
		 socket_name[0] == '@' ? "abstract" : "file");
	setenv("HOME", home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	setenv("NOTIFY_SOCKET", socket_name, 1);
	setenv("WATCHDOG_USEC", "2000000", 1);
	execl(thaw, "thaw", "--quiet", "refresh", "--every", "1m",
	      (char *)NULL);
	_exit(127);
}

static void manager_is_told(const char *name)
{
	int fd = listen_on(name), status = 0;
	pid_t pid = start(name);

	hears(fd, "READY=1");
	hears(fd, "WATCHDOG=1");
	hears(fd, "STATUS=");
	hears(fd, "WATCHDOG=1");	/* while it sleeps, too */
	kill(pid, SIGTERM);
	hears(fd, "STOPPING=1");
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	close(fd);
}

static void socket_in_the_file_system(void **state)
{
	char name[64];

	(void)state;
	snprintf(name, sizeof(name), "%s/notify", dir);
	manager_is_told(name);
}

static void abstract_socket(void **state)
{
	char name[64];

	(void)state;
#ifndef __linux__
	skip();
#endif
	snprintf(name, sizeof(name), "@thaw-notify-%ld", (long)getpid());
	manager_is_told(name);
}

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
	char command[80];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(socket_in_the_file_system),
		cmocka_unit_test(abstract_socket),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
