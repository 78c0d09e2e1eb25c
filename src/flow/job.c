#include "flow/job.h"

#include "flow/parsing.h"
#include "read/os_index.h"

/* What the source's map is, in a line of its own: the validators are of what was
 * read by it, and a map that has changed reads other things in the same bytes. */
static const char map_line[] = "map";

static struct slice map_sum(const struct source *src, char hex[HASH_HEX])
{
	struct err ignored = {0};

	if (src->mapping.n == 0 ||
	    pump_sum(NULL, 0, src->mapping, hex, &ignored) < 0)
		return SLICE_NONE;
	return slice_of(hex);
}

static bool same_map(const struct job *j)
{
	struct slice rest = j->last.validators, line, name, sum = SLICE_NONE;
	char hex[HASH_HEX];

	while (slice_cut(&rest, '\n', &line))
		if (slice_cut(&line, LIST_SEP, &name) &&
		    slice_is(name, map_line))
			slice_cut(&line, LIST_SEP, &sum);
	return slice_eq(sum, map_sum(j->src, hex));
}

/* "url US etag US last-modified US version LF" for each address; the version
 * for the index alone. */
static void load_validators(struct job *j)
{
	struct slice rest = j->last.validators, line, url, etag, modified;

	if (!same_map(j))
		return;
	while (slice_cut(&rest, '\n', &line)) {
		if (!slice_cut(&line, LIST_SEP, &url) ||
		    !slice_cut(&line, LIST_SEP, &etag) ||
		    !slice_cut(&line, LIST_SEP, &modified))
			continue;
		for (size_t i = 0; i < JOB_SLOTS; i++)
			if (slice_eq(j->slot[i].url, url)) {
				j->slot[i].etag = etag;
				j->slot[i].last_modified = modified;
				j->slot[i].version = line;
			}
	}
}

/* What a source sends of its own (a key, a certificate) is for the server that
 * the user named. Where that leads elsewhere it is withheld on the way, which it
 * could not be where that is asked at once: so each time it is led there anew. */
static bool may_ask_moved(const struct source *s)
{
	return s->net.n_headers == 0 && s->net.cert.n == 0;
}

void job_init(struct job *j)
{
	for (size_t i = 0; i < j->src->n_urls; i++)
		j->slot[i].url = j->src->url[i];
	j->slot[JOB_INDEX].url = j->src->index;
	for (size_t i = 0; i < JOB_SLOTS; i++)
		j->slot[i].ask = may_ask_moved(j->src) ?
			due_moved(&j->due, j->slot[i].url) : SLICE_NONE;
	j->index_done = j->src->index.n == 0;
	j->answer.ttl_s = -1;
	for (size_t i = 0; i < JOB_SLOTS; i++)
		j->slot[i].res.fd = -1;
	load_validators(j);
}

static void put_slot(struct str *out, const struct slot *s,
		     struct slice version)
{
	if (s->res.etag.n == 0 && s->res.last_modified.n == 0 &&
	    version.n == 0)
		return;
	str_add(out, s->url);
	str_addc(out, LIST_SEP);
	str_add(out, s->res.etag);
	str_addc(out, LIST_SEP);
	str_add(out, s->res.last_modified);
	if (version.n)
		str_addc(out, LIST_SEP);
	str_add(out, version);
	str_addc(out, '\n');
}

void job_validators(const struct job *j, struct str *out)
{
	char hex[HASH_HEX];
	struct slice sum = map_sum(j->src, hex);

	if (sum.n)
		str_addf(out, "%s%c%.*s%c\n", map_line, LIST_SEP,
			 SLICE_ARG(sum), LIST_SEP);
	for (size_t i = 0; i < j->src->n_urls; i++)
		put_slot(out, &j->slot[i], SLICE_NONE);
	if (j->src->index.n)
		put_slot(out, &j->slot[JOB_INDEX], j->version);
}

/* The index stays: its validators are kept with the version. */
void job_drop_bodies(struct job *j)
{
	for (size_t i = 0; i < j->src->n_urls; i++) {
		fetch_result_free(&j->slot[i].res);
		j->slot[i].res.fd = -1;
		j->slot[i].here = false;
	}
}

bool job_is_in(const struct job *j)
{
	if (!j->index_done)
		return j->slot[JOB_INDEX].here;
	for (size_t i = 0; i < j->src->n_urls; i++)
		if (!j->slot[i].here)
			return false;
	return true;
}

size_t job_parts(struct job *j, struct input_part *part)
{
	for (size_t i = 0; i < j->src->n_urls; i++) {
		struct slot *s = &j->slot[i];

		if (s->asset.p)
			part[i] = input_memory(s->url, s->asset);
		else
			part[i] = (struct input_part){
				.name = source_shown(s->url, &j->mem),
				.url = s->url,
				.content_type = s->res.content_type,
				.fd = s->res.fd, .bytes = (size_t)s->res.bytes,
			};
	}
	return j->src->n_urls;
}

static int read_index(struct job *j, struct sealed *sealed, struct err *e)
{
	const struct fetch_result *res = &j->slot[JOB_INDEX].res;
	struct str version = STR_INIT(OS_VERSION_BYTES);
	struct input_part part = { .name = source_shown(j->src->index, &j->mem),
				   .fd = res->fd,
				   .bytes = (size_t)res->bytes };
	int rc = parsing_index(sealed, &part, j->src->url, j->src->n_urls,
			       &version, e);

	if (rc == 0)
		j->version = arena_slice(&j->mem, str_slice(&version));
	str_free(&version);
	return rc == 0 ? arena_ok(&j->mem, "the version", e) : -1;
}

int job_index(struct job *j, struct sealed *sealed, struct slice *why,
	      struct err *e)
{
	const struct slot *s = &j->slot[JOB_INDEX];

	if (s->res.outcome == FETCH_FAILED || s->res.outcome == FETCH_GONE)
		err_set(e, ERR_NETWORK, "%s", s->res.outcome == FETCH_GONE ?
			"gone for good (410)" : s->res.err.msg);
	else if (s->res.outcome == FETCH_SAME)
		j->version = s->version;
	else
		read_index(j, sealed, e);
	if (e->code)
		return err_in(e, "index");
	j->index_done = true;
	if (!os_index_same(j->version, s->version))
		return 0;
	*why = arena_fmt(&j->mem, "version %.*s, unchanged",
			 SLICE_ARG(os_index_version(j->version)));
	return 1;
}

/* --- what to remember of asking --- */

/* An address that has moved is asked where it is, until that fails by itself:
 * then the one that the user gave is the better guess. */
static struct slice moved_now(const struct slot *s)
{
	bool lost = s->res.outcome == FETCH_GONE ||
		    (s->res.outcome == FETCH_FAILED &&
		     s->res.status != 429 && s->res.status < 500);

	if (!s->asked || !s->here)
		return s->ask;
	if (s->res.moved_to.n)
		return s->res.moved_to;
	return lost ? SLICE_NONE : s->ask;
}

static void note_moved(struct job *j)
{
	struct str out = STR_INIT(VALIDATOR_BYTES);

	for (size_t i = 0; i < JOB_SLOTS; i++) {
		struct slice to = moved_now(&j->slot[i]);

		if (to.n == 0 || slice_eq(to, j->slot[i].url))
			continue;
		str_add(&out, j->slot[i].url);
		str_addc(&out, LIST_SEP);
		str_add(&out, to);
		str_addc(&out, '\n');
	}
	j->due.moved = out.n && !out.bad ?
		arena_slice(&j->mem, str_slice(&out)) : SLICE_NONE;
	str_free(&out);
}

/* What one address said: a version is as fresh as its oldest part, and is not
 * asked before all of its servers want to be. */
static void note_slot(struct job *j, const struct slot *s, bool *first)
{
	struct due_answer *a = &j->answer;

	if (!s->asked || !s->here)
		return;
	if (*first || s->res.fresh_s < a->fresh_s)
		a->fresh_s = s->res.fresh_s;
	if (s->res.retry_after_s > a->retry_after_s)
		a->retry_after_s = s->res.retry_after_s;
	/* At its new address only: the configured one may know better. */
	if (s->res.outcome == FETCH_GONE && s->ask.n == 0)
		j->due.gone = s->url;
	/* Who was reached and is not trusted was reached. */
	j->away &= s->res.outcome == FETCH_FAILED && s->res.status == 0 &&
		   s->res.err.code == ERR_NETWORK;
	*first = false;
}

void job_note(struct job *j, enum due_outcome outcome, int64_t now)
{
	bool first = true;

	j->away = true;
	j->due.gone = SLICE_NONE;
	for (size_t i = 0; i < JOB_SLOTS; i++)
		note_slot(j, &j->slot[i], &first);
	j->away &= !first;
	j->answer.outcome = outcome == DUE_GOOD || j->due.gone.n == 0 ?
			    outcome : DUE_GONE;
	if (outcome == DUE_GOOD)
		j->due.gone = SLICE_NONE;
	note_moved(j);
	due_note(&j->due, &j->answer, now);
}
