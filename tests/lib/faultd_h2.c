/* HTTP/2, spoken frame by frame: as much of it as a fault needs. */
#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>

#include "tests/lib/faultd_inside.h"

enum { DATA = 0, HEADERS = 1, RST_STREAM = 3, SETTINGS = 4, GOAWAY = 7 };
enum { ACK = 1, END_STREAM = 1, END_HEADERS = 4, FRAME_MAX = 16384 };

static void frame(int fd, int type, int flags, uint32_t stream,
		  const void *body, size_t n)
{
	unsigned char head[9] = {
		(unsigned char)(n >> 16), (unsigned char)(n >> 8),
		(unsigned char)n, (unsigned char)type, (unsigned char)flags,
	};
	uint32_t id = htonl(stream);

	memcpy(head + 5, &id, 4);
	fault_send(fd, head, sizeof(head));
	fault_send(fd, body, n);
}

static bool read_all(int fd, unsigned char *to, size_t n)
{
	while (n > 0) {
		ssize_t got = recv(fd, to, n, 0);

		if (got <= 0)
			return false;
		to += got;
		n -= (size_t)got;
	}
	return true;
}

/* The number of the next stream that is asked for; 0: no more. */
static uint32_t next_request(int fd)
{
	unsigned char head[9], body[FRAME_MAX];
	uint32_t id;

	while (read_all(fd, head, sizeof(head))) {
		size_t n = (size_t)head[0] << 16 | (size_t)head[1] << 8 |
			   head[2];

		if (n > sizeof(body) || !read_all(fd, body, n))
			return 0;
		memcpy(&id, head + 5, 4);
		if (head[3] == SETTINGS && !(head[4] & ACK))
			frame(fd, SETTINGS, ACK, 0, "", 0);
		if (head[3] == HEADERS)
			return ntohl(id);
	}
	return 0;
}

/* ":status: 200" of the static table. */
static void answer(int fd, uint32_t stream)
{
	frame(fd, HEADERS, END_HEADERS, stream, "\x88", 1);
	frame(fd, DATA, END_STREAM, stream, "ok", 2);
}

static void go_away(int fd, uint32_t last)
{
	uint32_t what[2] = { htonl(last), 0 };

	frame(fd, GOAWAY, 0, 0, what, sizeof(what));
}

/* The first connection of the server goes away without having begun the
 * stream, the second in the middle of it, all later ones answer. */
void faultd_h2(struct faultd *f, int fd, unsigned n)
{
	struct timeval patience = { .tv_sec = 3 };
	unsigned char rest[6];
	uint32_t stream;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (!read_all(fd, rest, sizeof(rest)))		/* "SM", its ends */
		return;
	frame(fd, SETTINGS, 0, 0, "", 0);
	while ((stream = next_request(fd)) != 0) {
		if (n == 1) {
			go_away(fd, 0);
			fault_nap(f, 50);
			return;
		}
		if (n == 2) {
			frame(fd, HEADERS, END_HEADERS, stream, "\x88", 1);
			frame(fd, DATA, 0, stream, "o", 1);
			go_away(fd, stream);
			fault_nap(f, 50);
			return;
		}
		answer(fd, stream);
	}
}
