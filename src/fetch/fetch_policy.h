/* Where thaw may go: addresses it accepts, and where a redirect may lead.
 * Pure decisions over text and socket addresses; nothing here connects.
 */
#ifndef THAW_FETCH_FETCH_POLICY_H
#define THAW_FETCH_FETCH_POLICY_H

#include <sys/socket.h>

#include "base/arena.h"

enum { FETCH_URL_BYTES = 8192, FETCH_REDIRECTS = 10 };

enum fetch_scheme { FETCH_HTTP, FETCH_FILE, FETCH_SFTP };

/* An accepted address; the text lives in the arena given to the parser. */
struct fetch_url {
	enum fetch_scheme scheme;
	bool tls;		/* https */
	char *text;		/* bytes outside ASCII percent-encoded */
	char *host;		/* lower case, "" for files */
	long port;		/* 0: that of the scheme */
	char *path;		/* decoded, for files only */
};

/* ERR_USAGE with the reason and what would be right. A user name alone is
 * accepted for sftp, where it is no secret but needed; a password never. */
int fetch_url_parse(struct fetch_url *u, struct slice url, struct arena *mem,
		    struct err *e);

/* Loopback, private, link-local, multicast, reserved, or anything that is not
 * IP; IPv6 forms that carry an IPv4 address are judged by that. */
bool fetch_is_private(const struct sockaddr *sa);
/* As far as the name alone says: a private address literal, or localhost. */
bool fetch_host_is_private(const char *host);

/* A query such as signed and expiring addresses have, or one with a secret. */
bool fetch_url_is_signed(const char *url);

/* One request and its redirects. What was asked first decides: a request that
 * began at a public address never reaches a private one, whether a redirect
 * or a changed DNS answer leads there. Behind a proxy only names are known,
 * because the addresses are the proxy's. */
struct fetch_trail {
	enum { TRAIL_START, TRAIL_PUBLIC, TRAIL_PRIVATE } first;
	bool allow_private;
	bool proxied;
	bool refused;		/* a step was; says why the transfer failed */
	/* "host:port:address": where the user himself says where a host is,
	 * its name alone is judged, whatever the address. */
	const struct slice *pin;
	size_t n_pins;
};

void fetch_trail_init(struct fetch_trail *t, bool allow_private, bool proxied);
/* Before connecting. */
bool fetch_trail_may_connect(struct fetch_trail *t, const struct sockaddr *sa);
/* Connected (perhaps to a kept connection), nothing sent yet; `ip` as text. */
bool fetch_trail_may_ask(struct fetch_trail *t, const char *host,
			 const char *ip);

#endif
