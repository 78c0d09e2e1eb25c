/* SSH: whom we speak to (known_hosts, always), and as whom (keys, the agent). */
#ifndef THAW_FETCH_FETCH_SSH_H
#define THAW_FETCH_FETCH_SSH_H

#include "fetch/fetch_handle.h"

/* Options of an sftp transfer; the host's key is refused, with its fingerprint
 * and what to do, unless known_hosts has it for that host and port. */
CURLcode fetch_ssh_options(struct fetch_handle *h);
/* No key was accepted: why, and what to do. */
int fetch_ssh_denied(const struct fetch_handle *h, struct err *e);

#endif
