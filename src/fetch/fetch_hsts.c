#include "fetch/fetch_hsts.h"

#include <stdlib.h>

#include "base/path.h"

enum { HOSTS_MAX = 2000, HOST_BYTES = 256, TEXT_BYTES = 1 << 20, WHEN = 18 };

struct host {
	char name[HOST_BYTES];
	char until[WHEN];	/* "20271231 23:59:59" */
	bool below;		/* and all names under it */
	bool gone;		/* not to come back in this run */
};

struct fetch_hsts {
	const char *file;
	struct host *list;
	size_t n, cap;
	bool changed;
};

/* --- the list ------------------------------------------------------------ */

static struct host *find(struct fetch_hsts *l, size_t guess, const char *name)
{
	if (guess < l->n && slice_ieq(slice_of(name), l->list[guess].name))
		return &l->list[guess];
	for (size_t i = 0; i < l->n; i++)
		if (slice_ieq(slice_of(name), l->list[i].name))
			return &l->list[i];
	return NULL;
}

static void note(struct fetch_hsts *l, size_t guess, const struct host *new)
{
	struct host *old = find(l, guess, new->name);
	struct err ignored = {0};

	if (old && (old->gone || (strcmp(old->until, new->until) == 0 &&
				  old->below == new->below)))
		return;
	if (!old) {
		if (vec_room((void **)&l->list, &l->cap, l->n, sizeof(*new),
			     HOSTS_MAX, &ignored) < 0)
			return;
		old = &l->list[l->n++];
	}
	*old = *new;
	l->changed = true;
}

/* --- the file ------------------------------------------------------------ */

/* [.]host "20271231 23:59:59" */
static void read_line(struct fetch_hsts *l, struct slice line)
{
	struct host h = {0};
	struct slice name;

	if (!slice_cut(&line, ' ', &name) || line.n != WHEN + 1 ||
	    line.p[0] != '"' || line.p[WHEN] != '"')
		return;
	h.below = slice_starts(name, ".");
	if (h.below)
		name = slice_make(name.p + 1, name.n - 1);
	if (name.n == 0 || name.n >= sizeof(h.name))
		return;
	memcpy(h.name, name.p, name.n);
	memcpy(h.until, line.p + 1, WHEN - 1);
	note(l, l->n, &h);
}

struct fetch_hsts *fetch_hsts_open(const char *file)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct fetch_hsts *l = calloc(1, sizeof(*l));
	struct slice rest, line;
	struct err ignored = {0};
	bool absent;

	if (!l)
		return NULL;
	l->file = file;
	if (path_read(file, &text, &absent, &ignored) == 0 && !absent) {
		rest = str_slice(&text);
		while (slice_cut(&rest, '\n', &line))
			read_line(l, line);
	}
	l->changed = false;
	str_free(&text);
	return l;
}

void fetch_hsts_close(struct fetch_hsts **list)
{
	struct str text = STR_INIT(TEXT_BYTES);
	struct fetch_hsts *l = *list;
	struct err ignored = {0};

	*list = NULL;
	if (!l)
		return;
	for (size_t i = 0; l->changed && i < l->n; i++)
		if (!l->list[i].gone)
			str_addf(&text, "%s%s \"%s\"\n",
				 l->list[i].below ? "." : "",
				 l->list[i].name, l->list[i].until);
	if (l->changed && !text.bad)
		path_replace(l->file, str_slice(&text), &ignored);
	str_free(&text);
	free(l->list);
	free(l);
}

/* --- libcurl ------------------------------------------------------------- */

static CURLSTScode on_read(CURL *easy, struct curl_hstsentry *e, void *ctx)
{
	struct fetch_loan *loan = ctx;
	const struct host *h;

	(void)easy;
	do {
		if (loan->told >= loan->list->n)
			return CURLSTS_DONE;
		h = &loan->list->list[loan->told++];
	} while (h->gone);
	if (strlen(h->name) >= e->namelen)
		return CURLSTS_FAIL;
	memcpy(e->name, h->name, strlen(h->name) + 1);
	e->includeSubDomains = h->below;
	memcpy(e->expire, h->until, WHEN);
	return CURLSTS_OK;
}

static CURLSTScode on_write(CURL *easy, struct curl_hstsentry *e,
			    struct curl_index *at, void *ctx)
{
	struct fetch_loan *loan = ctx;
	struct host h = { .below = e->includeSubDomains };

	(void)easy;
	if (strlen(e->name) >= sizeof(h.name) || strlen(e->expire) != WHEN - 1)
		return CURLSTS_OK;
	memcpy(h.name, e->name, strlen(e->name));
	memcpy(h.until, e->expire, WHEN);
	note(loan->list, at->index, &h);
	return CURLSTS_OK;
}

/* Where libcurl lacks it the options are unknown: then nothing is kept. */
void fetch_hsts_lend(struct fetch_loan *loan, CURL *easy)
{
	loan->told = 0;
	if (!loan->list)
		return;
	curl_easy_setopt(easy, CURLOPT_HSTSREADFUNCTION, on_read);
	curl_easy_setopt(easy, CURLOPT_HSTSREADDATA, loan);
	curl_easy_setopt(easy, CURLOPT_HSTSWRITEFUNCTION, on_write);
	curl_easy_setopt(easy, CURLOPT_HSTSWRITEDATA, loan);
	curl_easy_setopt(easy, CURLOPT_HSTS_CTRL, CURLHSTS_ENABLE);
}

void fetch_hsts_drop(struct fetch_hsts *l, const char *name)
{
	struct host *h = l ? find(l, l->n, name) : NULL;

	if (!h || h->gone)
		return;
	h->gone = true;
	l->changed = true;
}
