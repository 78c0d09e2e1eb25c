#include "cmd/notify.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"

enum { STATUS_BYTES = 256 };

/* A name that begins with @ is in no file system: a NUL stands there. */
static socklen_t address(const char *name, struct sockaddr_un *to)
{
	size_t n = strlen(name);

	if ((name[0] != '/' && name[0] != '@') || n < 2 ||
	    n >= sizeof(to->sun_path))
		return 0;
	*to = (struct sockaddr_un){ .sun_family = AF_UNIX };
	memcpy(to->sun_path, name, n);
	if (name[0] == '@')
		to->sun_path[0] = '\0';
	return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n +
			   (name[0] == '/'));
}

/* WATCHDOG_PID says whom it is meant for, where it is not all. */
static int64_t watchdog(void)
{
	struct slice usec = slice_of(getenv("WATCHDOG_USEC"));
	struct slice who = slice_of(getenv("WATCHDOG_PID"));
	int64_t us, pid;

	if (!slice_int(usec, &us) || us <= 0 ||
	    (slice_int(who, &pid) && pid != (int64_t)getpid()))
		return 0;
	return us < 2000 ? 1 : us / 2000;	/* half of it, in ms */
}

void notify_open(struct notify *n)
{
	const char *name = getenv("NOTIFY_SOCKET");
	struct sockaddr_un to;
	socklen_t bytes = name ? address(name, &to) : 0;

	*n = NOTIFY_INIT;
	n->watchdog_ms = watchdog();
	if (bytes > 0)
		n->fd = socket(AF_UNIX, SOCK_DGRAM, 0);
	if (n->fd >= 0) {
		fcntl(n->fd, F_SETFD, FD_CLOEXEC);
		if (connect(n->fd, (const void *)&to, bytes) < 0)
			notify_close(n);
	}
	unsetenv("NOTIFY_SOCKET");
	unsetenv("WATCHDOG_USEC");
	unsetenv("WATCHDOG_PID");
}

/* What is not heard is nobody's loss. */
void notify_send(const struct notify *n, const char *what)
{
	if (n->fd >= 0)
		(void)!send(n->fd, what, strlen(what), MSG_DONTWAIT);
}

void notify_say(const struct notify *n, const char *fmt, ...)
{
	char text[STATUS_BYTES] = "STATUS=";
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + 7, sizeof(text) - 7, fmt, ap);
	va_end(ap);
	notify_send(n, text);
}

void notify_alive(struct notify *n)
{
	int64_t now;

	if (n->fd < 0 || n->watchdog_ms == 0)
		return;
	now = clock_mono_ms();
	if (n->alive_at && now - n->alive_at < n->watchdog_ms / 2)
		return;
	n->alive_at = now;
	notify_send(n, "WATCHDOG=1");
}

int64_t notify_nap_s(const struct notify *n, int64_t most)
{
	int64_t nap = n->watchdog_ms / 1000;

	if (n->fd < 0 || n->watchdog_ms == 0)
		return most;
	if (nap < 1)
		nap = 1;
	return nap < most ? nap : most;
}

void notify_close(struct notify *n)
{
	if (n->fd >= 0)
		close(n->fd);
	n->fd = -1;
}
