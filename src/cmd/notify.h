/* Telling the service manager how a process that stays is doing: the protocol
 * of sd_notify(3), datagrams to the socket that NOTIFY_SOCKET names. Where there
 * is none, nothing happens. */
#ifndef THAW_CMD_NOTIFY_H
#define THAW_CMD_NOTIFY_H

#include <stdint.h>

struct notify {
	int fd;			/* -1: nobody listens */
	int64_t watchdog_ms;	/* a sign of life is due so often; 0: never */
	int64_t alive_at;	/* clock_mono_ms() of the last one */
};

#define NOTIFY_INIT ((struct notify){ .fd = -1 })

/* Takes the address out of the environment too, so that no command that is
 * started speaks for us. */
void notify_open(struct notify *n);
void notify_send(const struct notify *n, const char *what);
/* "STATUS=..." */
void notify_say(const struct notify *n, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* A sign of life, where one is due; costs nothing otherwise. */
void notify_alive(struct notify *n);
/* How long to sleep at most, where `most` would be too long for that. */
int64_t notify_nap_s(const struct notify *n, int64_t most);
void notify_close(struct notify *n);

#endif
