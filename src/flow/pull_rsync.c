/* By rsync over SSH: it finds what changed, compresses, and goes on where it was
 * cut. The other side sees a folder's name and nothing else of ours. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "flow/hand_over.h"
#include "flow/pull_inside.h"

enum {
	SPARE_BYTES = 1 << 20,
	LIMIT_MS = 24 * 3600 * 1000,	/* rsync has its own clock of silence */
	WORDS = 24, PRINTED = 65536,
};

/* What its numbers mean to who reads them (rsync(1), EXIT VALUES). */
static const struct { int status; const char *what; } meanings[] = {
	{ 11, "cannot be written here" },
	{ 12, "the line broke, or rsync is not installed there" },
	{ 23, "nothing is published there, or it cannot be read" },
	{ 24, "it was being published at that moment" },
	{ 30, "nothing came for too long" },
	{ 127, "ssh or rsync is missing" },
	{ 255, "ssh did not get in" },
};

static bool is_of_ssh(const char *why)
{
	static const char *const words[] = {
		"ssh: connect", "ssh: Could not resolve",
		"Host key verification failed", "host key is known for",
		"HAS CHANGED",
		"Permission denied (",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strstr(why, words[i]))
			return true;
	return false;
}

static int say(const struct pull *p, int status, const char *why,
	       struct err *e)
{
	/* rsync may see the end of its line before that of ssh. */
	if (status == 12 && is_of_ssh(why))
		status = 255;
	if (strstr(why, "IDENTIFICATION HAS CHANGED"))
		return err_set(e, ERR_NETWORK, "%s: THE HOST KEY OF THAT HOST"
			       " HAS CHANGED: somebody may stand between you and"
			       " it, or it was made anew. Nothing was asked. Ask"
			       " who runs it; if the new one is right: ssh-keygen"
			       " -R HOST, then connect once with ssh (%s)",
			       str_cstr(&p->base), why);
	if (strstr(why, "Host key verification failed") ||
	    strstr(why, "host key is known for"))
		return err_set(e, ERR_NETWORK, "%s: its host key is not known:"
			       " connect once with ssh, compare what it shows with"
			       " what its owner tells you, and say yes (%s)",
			       str_cstr(&p->base), why);
	for (size_t i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (meanings[i].status == status)
			return err_set(e, ERR_NETWORK, "%s: %s (%s)",
				       str_cstr(&p->base), meanings[i].what,
				       why);
	return err_set(e, ERR_NETWORK, "%s: %s", str_cstr(&p->base), why);
}

/* "Total bytes received: 1,234" */
static int64_t count_of(struct slice printed, const char *name)
{
	ptrdiff_t at = slice_find(printed, slice_of(name), 0);
	int64_t n = 0;

	if (at < 0)
		return 0;
	for (size_t i = (size_t)at + strlen(name); i < printed.n; i++) {
		char c = printed.p[i];

		if (c >= '0' && c <= '9' && n < INT64_MAX / 16)
			n = n * 10 + (c - '0');
		else if (c == '\n')
			break;
	}
	return n;
}

static void count(struct pull *p, struct slice printed)
{
	p->out->wire_bytes += count_of(printed, "Total bytes received:") +
			      count_of(printed, "Total bytes sent:");
}

static char *word(const char *text)
{
	return (char *)(uintptr_t)text;
}

/* Runs it on one file; `more` are options of this file, NULL behind. */
static int run(struct pull *p, const char *name, const char *const *more,
	       const char *to, int64_t most, int *status, struct err *e)
{
	struct str from = STR_INIT(PATH_BYTES), printed = STR_INIT(PRINTED);
	char timeout[48], *words[WORDS] = {
		/* Names are protected from the shell of the other side. */
		word("rsync"), word("--protect-args"), word("--stats"),
		word("--no-human-readable"), timeout,
	};
	struct hand_over h = {
		.words = words, .limit_ms = LIMIT_MS, .stop = p->w->stop,
		.ctx = p->w->ctx, .first = true, .out = &printed,
		.status = status, .file_most = most + SPARE_BYTES,
	};
	size_t n = 5;
	int rc;

	snprintf(timeout, sizeof(timeout), "--timeout=%lld",
		 (long long)p->w->settings->timeout_s);
	str_addf(&from, "%s/%s", str_cstr(&p->base), name);
	for (; *more; more++)
		words[n++] = word(*more);
	words[n++] = word("-e");
	words[n++] = word(p->o->ssh ? p->o->ssh : "ssh -o BatchMode=yes");
	words[n++] = word("--");
	words[n++] = word(str_cstr(&from));
	words[n++] = word(to);
	rc = str_ok(&from, "address", e);
	if (rc == 0)
		rc = hand_over(&h, e);
	count(p, str_slice(&printed));
	str_free(&printed);
	str_free(&from);
	return rc;
}

static bool is_stopped(const struct pull *p)
{
	return p->w->stop && p->w->stop(p->w->ctx);
}

int pull_rsync_text(struct pull *p, const char *name, size_t most,
		    struct str *out, struct err *e)
{
	char size[48], file[PATH_BYTES];
	const char *const more[] = { size, "--ignore-times", NULL };
	struct err why = {0};
	bool absent = false;
	int status = -1;

	if (pull_path(file, p, name, e) < 0)
		return -1;
	unlink(file);
	snprintf(size, sizeof(size), "--max-size=%zu", most);
	if (run(p, name, more, file, (int64_t)most, &status, &why) < 0)
		return is_stopped(p) ? err_set(e, ERR_STOPPED, "stopped") :
				       say(p, status, why.msg, e);
	out->max = most;
	str_clear(out);
	if (path_read(file, out, &absent, e) < 0)
		return -1;
	return absent ? err_set(e, ERR_LIMIT, "%s/%s: longer than %zu bytes",
				str_cstr(&p->base), name, most) : 0;
}

/* In place: what was cut is what the next one begins with. The time of the file
 * says nothing, since it is ours. Pages are what changes. */
int pull_rsync_data(struct pull *p, struct err *e)
{
	char size[48], page[48];
	const char *const more[] = {
		"--inplace", "--ignore-times", "--no-whole-file", "--compress",
		size, page, NULL,
	};
	struct err why = {0};
	int status = -1;

	snprintf(size, sizeof(size), "--max-size=%lld",
		 (long long)p->out->manifest.bytes);
	snprintf(page, sizeof(page), "--block-size=%lld",
		 (long long)p->out->manifest.page_size);
	if (run(p, SNAPSHOT_NAME, more, p->staged,
		p->out->manifest.bytes, &status, &why) == 0)
		return 0;
	return is_stopped(p) ? err_set(e, ERR_STOPPED, "stopped") :
			       say(p, status, why.msg, e);
}
