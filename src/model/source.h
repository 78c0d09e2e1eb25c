/* One place that data comes from: a section of sources.conf. */
#ifndef THAW_MODEL_SOURCE_H
#define THAW_MODEL_SOURCE_H

#include "base/arena.h"

enum {
	SOURCE_URLS = 8, SOURCES_MAX = 4096, SOURCE_NEVER = 0,
	SOURCE_HEADERS = 16, SOURCE_PINS = 8, SOURCE_PER_MINUTE = 6000,
};

/* How its servers want to be asked; as a rule all of it is absent. */
struct source_net {
	struct slice header[SOURCE_HEADERS];	/* "Name: value" */
	size_t n_headers;
	struct slice resolve[SOURCE_PINS];	/* "host:port:address" */
	size_t n_resolve;
	struct slice proxy;		/* "none": not even the setting's */
	struct slice cert, key;		/* files of the client's certificate;
					 * key: for sftp, the identity */
	struct slice ca_file;		/* trusted instead of the system's */
	int per_minute;			/* requests to its host; 0: setting */
};

struct source {
	struct slice key;		/* [a-z0-9-]+ */
	struct slice title;
	struct slice publisher;
	struct slice url[SOURCE_URLS];	/* http https file sftp asset */
	size_t n_urls;
	struct slice index;		/* tells the version of the urls, or
					 * absent */
	struct slice format;		/* reader's name, "auto" sniffs */
	struct slice group;
	struct slice user_agent;
	struct slice mapping;		/* csv: "header=property;...", or a
					 * section: model/conf_map.h */
	int64_t period_s;		/* SOURCE_NEVER: only when asked */
	int64_t max_bytes;		/* 0: the setting */
	struct source_net net;
	bool enabled;
	int line;			/* in its file, for messages */
};

struct sources {
	struct arena mem;	/* holds every slice */
	struct source *list;	/* in file order */
	size_t n, cap;
};

const struct source *sources_find(const struct sources *s, struct slice key);
void sources_free(struct sources *s);
/* "15m" "12h" "1d" "never" in seconds; false otherwise. */
bool period_parse(struct slice text, int64_t *seconds);
void period_text(struct str *out, int64_t seconds);	/* the way back */
bool source_key_valid(struct slice key);
bool source_url_valid(struct slice url);
/* What is wrong with a value of header, resolve, proxy, cert, key or ca_file,
 * in words that do not repeat it, since it may be a secret; NULL: nothing. */
const char *source_net_fault(const char *option, struct slice value);
/* Names a password, or a user where only sftp may: both belong in ~/.netrc. */
bool source_tells_login(struct slice url);
/* Appends the text as it may be shown: of each address in it, what stands
 * before an @ and behind a ? is "...", because passwords and tokens do. */
void source_mask(struct str *out, struct slice text);
/* An address as it may be shown; itself where it hides nothing. */
struct slice source_shown(struct slice url, struct arena *mem);
/* Some address of it is neither in the program nor a file. */
bool source_uses_network(const struct source *s);

#endif
