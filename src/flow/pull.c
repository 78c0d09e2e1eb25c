#include "flow/pull.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "flow/blocks.h"
#include "flow/pull_inside.h"
#include "flow/sign.h"

enum {
	TRIES = 3, NAP_MS = 200,	/* between two versions */
	AHEAD_S = 86400,		/* that clocks may differ */
	MEM_BYTES = 1 << 20,
};

/* --- addresses ----------------------------------------------------------- */

/* HOST:DIR, as rsync and scp take it: a colon before any slash. */
static bool is_host(struct slice from)
{
	ptrdiff_t colon = slice_find(from, SLICE(":"), 0);
	ptrdiff_t slash = slice_find(from, SLICE("/"), 0);

	return colon > 0 && (slash < 0 || colon < slash);
}

static bool is_rsync(struct slice address)
{
	return slice_starts(address, "rsync://") ||
	       (slice_find(address, SLICE("://"), 0) < 0 && is_host(address));
}

/* Of user@HOST:DIR or SCHEME://user@HOST/...; ssh and rsync hand a host on as a
 * word of its own, which must not be read as an option. */
static bool is_host_option(struct slice from)
{
	ptrdiff_t scheme = slice_find(from, SLICE("://"), 0), user;
	size_t at = scheme < 0 ? 0 : (size_t)scheme + 3;

	user = slice_find(from, SLICE("@-"), at);
	return (at < from.n && from.p[at] == '-') ||
	       (user >= 0 && !memchr(from.p + at, '/', (size_t)user - at));
}

/* As an address of a file; what is no letter, digit or plain sign is written
 * as its number. */
static void add_file_url(struct str *out, const char *dir)
{
	str_addz(out, "file://");
	for (; *dir; dir++) {
		unsigned char c = (unsigned char)*dir;

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		    (c >= 'A' && c <= 'Z') || strchr("/-._~", c))
			str_addc(out, (char)c);
		else
			str_addf(out, "%%%02X", c);
	}
}

int pull_address(struct slice from, struct str *out, struct err *e)
{
	struct str dir = STR_INIT(PATH_BYTES);
	char real[PATH_BYTES];
	int rc = 0;

	out->max = PATH_BYTES;
	str_clear(out);
	if (from.n == 0 || slice_has_control(from) || is_host_option(from))
		return err_set(e, ERR_USAGE, "\"%.*s\" is no address: give"
			       " user@host:DIR, https://, sftp:// or a folder",
			       SLICE_ARG(from));
	if (source_tells_login(from))
		return err_set(e, ERR_USAGE, "the address carries a user name"
			       " or password: write them to ~/.netrc instead"
			       " (machine HOST login NAME password SECRET) and"
			       " take them out of the address");
	if (slice_find(from, SLICE("?"), 0) >= 0)
		return err_set(e, ERR_USAGE, "what stands behind a ? would be"
			       " shown and stored with the address: a folder's"
			       " has none");
	if (is_rsync(from) || slice_find(from, SLICE("://"), 0) > 0) {
		while (from.n > 1 && from.p[from.n - 1] == '/' &&
		       !slice_ends(from, "://"))
			from.n--;
		str_add(out, from);
		return str_ok(out, "address", e);
	}
	str_add(&dir, from);
	if (!realpath(str_cstr(&dir), real))
		rc = err_sys(e, "cannot read the folder %s", str_cstr(&dir));
	else
		add_file_url(out, real);
	str_free(&dir);
	return rc < 0 ? -1 : str_ok(out, "address", e);
}

int pull_path(char out[PATH_BYTES], const struct pull *p, const char *name,
	      struct err *e)
{
	return snprintf(out, PATH_BYTES, "%s/%s", p->dir, name) < PATH_BYTES ?
		       0 : err_set(e, ERR_SYSTEM, "path too long: %.80s...",
				   p->dir);
}

/* --- the folder of what is not checked yet ------------------------------- */

/* Who was done has removed his lock with the folder. */
static bool is_there(int fd, const char *name)
{
	struct stat open_one, named;

	return fstat(fd, &open_one) == 0 && stat(name, &named) == 0 &&
	       open_one.st_dev == named.st_dev &&
	       open_one.st_ino == named.st_ino;
}

static int take_place(struct pull *p, struct err *e)
{
	char name[PATH_BYTES];

	if (snprintf(p->dir, sizeof(p->dir), "%s-pull", p->o->store_file) >=
	    PATH_BYTES)
		return err_set(e, ERR_SYSTEM, "path too long: %.80s...",
			       p->o->store_file);
	if (path_make_dir(p->dir, e) < 0 ||
	    pull_path(name, p, "lock", e) < 0 ||
	    pull_path(p->staged, p, SNAPSHOT_NAME, e) < 0)
		return -1;
	/* Inherited by rsync: one whose thaw was killed still writes there. */
	p->lock = open(name, O_RDWR | O_CREAT, 0600);
	if (p->lock < 0)
		return err_sys(e, "cannot write to %s", p->dir);
	if (flock(p->lock, LOCK_EX | LOCK_NB) == 0 && is_there(p->lock, name))
		return 0;
	close(p->lock);
	p->lock = -1;
	return err_set(e, ERR_SYSTEM, "another thaw is pulling into this store;"
		       " try again");
}

/* The lock goes last, and only where nothing else is left. */
static void leave_place(struct pull *p, bool done)
{
	static const char *const names[] = {
		MANIFEST_NAME, MANIFEST_SIGNATURE,
	};
	char name[PATH_BYTES];
	struct err ignored = {0};

	if (p->lock < 0)
		return;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (pull_path(name, p, names[i], &ignored) == 0)
			unlink(name);
	p->out->kept = !done && path_exists(p->staged);
	if (!p->out->kept) {
		copy_remove(p->staged);
		if (pull_path(name, p, "lock", &ignored) == 0)
			unlink(name);
		rmdir(p->dir);
	}
	close(p->lock);
	p->lock = -1;
}

/* What is begun with is the store itself, where no cut has left more: whatever
 * it is, of it stays what is right. (Its log may be missing, or torn.) */
static int begin_staged(struct pull *p, struct err *e)
{
	int to, rc;

	copy_remove_logs(p->staged);
	if (path_exists(p->staged))
		return 0;
	to = open(p->staged, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (to < 0)
		return err_sys(e, "cannot create %s", p->staged);
	rc = store_copy_raw(p->w->store, to, e);
	close(to);
	if (rc < 0) {
		unlink(p->staged);
		err_in(e, p->staged);
	}
	return rc;
}

static int check_space(const struct pull *p, struct err *e)
{
	int64_t more = p->out->manifest.bytes, free_bytes;
	struct statvfs v;
	struct stat st;

	if (stat(p->staged, &st) == 0)
		more -= (int64_t)st.st_size;
	else if (stat(p->o->store_file, &st) == 0 && more < st.st_size)
		more = (int64_t)st.st_size;
	if (statvfs(p->dir, &v) < 0)
		return 0;
	free_bytes = (int64_t)v.f_bavail * (int64_t)v.f_frsize;
	if (more <= free_bytes)
		return 0;
	return err_set(e, ERR_SYSTEM, "%s: what is published there takes %lld"
		       " MB, and %lld MB are free here: nothing was brought",
		       str_cstr(&p->base), (long long)(more >> 20) + 1,
		       (long long)(free_bytes >> 20));
}

/* --- the manifest -------------------------------------------------------- */

static int bring_text(struct pull *p, bool *same, struct err *e)
{
	struct slice etag = SLICE("");

	/* Who asks for a signature has a look at it each time. */
	if (!p->o->signers && slice_eq(p->had.from, str_slice(&p->base)))
		etag = p->had.etag;
	if (!etag.p)
		etag = SLICE("");
	*same = false;
	p->etag.max = PATH_BYTES;
	if (p->rsync)
		return pull_rsync_text(p, MANIFEST_NAME, MANIFEST_BYTES,
				       &p->text, e);
	return pull_fetch_text(p, MANIFEST_NAME, MANIFEST_BYTES, &p->text,
			       etag, same, e);
}

static int check_signature(struct pull *p, struct err *e)
{
	struct str sig = {0};
	char file[PATH_BYTES];
	struct err why = {0};
	int rc;

	if (!p->o->signers)
		return 0;
	if (pull_path(file, p, MANIFEST_SIGNATURE, e) < 0)
		return -1;
	rc = p->rsync ? pull_rsync_text(p, MANIFEST_SIGNATURE, SIGNATURE_BYTES,
					&sig, &why) :
			pull_fetch_text(p, MANIFEST_SIGNATURE, SIGNATURE_BYTES,
					&sig, SLICE_NONE, NULL, &why);
	if (rc < 0 && why.code == ERR_STOPPED)
		err_set(e, ERR_STOPPED, "stopped");
	else if (rc < 0)
		err_set(e, ERR_REFUSED, "%s: no signature came (%s), and"
			" trusted_signers asks for one", str_cstr(&p->base),
			why.msg);
	else if ((rc = path_replace(file, str_slice(&sig), e)) == 0 &&
		 (rc = sign_verify(p->o->signers, str_slice(&p->text), file,
				   &p->out->signer, e)) < 0)
		err_in(e, str_cstr(&p->base));
	p->again = e->code == ERR_REFUSED;
	str_free(&sig);
	return rc;
}

static int parse(struct pull *p, struct err *e)
{
	return manifest_parse(&p->out->manifest, str_slice(&p->text), e) < 0 ?
		       err_in(e, str_cstr(&p->base)) : 0;
}

static int judge(const struct pull *p, struct err *e)
{
	const struct manifest *m = &p->out->manifest;
	char a[CLOCK_TEXT], b[CLOCK_TEXT];

	if (m->schema > copy_schema())
		return err_set(e, ERR_REFUSED, "%s: published by a newer thaw"
			       " (%s; its tables are of version %lld, this one"
			       " knows %lld): upgrade thaw here",
			       str_cstr(&p->base), m->by, (long long)m->schema,
			       (long long)copy_schema());
	if (m->made > clock_now(&p->w->clock) + AHEAD_S && !p->o->force)
		return err_set(e, ERR_REFUSED, "%s: is of %s, which is still to"
			       " come: look at the clocks of both sides, or"
			       " --force", str_cstr(&p->base),
			       clock_iso(m->made, a));
	if (m->made < p->have.made && !p->o->force)
		return err_set(e, ERR_REFUSED, "%s: is of %s, older than what"
			       " is here (%s): somebody may be serving what he"
			       " kept; --force takes it all the same",
			       str_cstr(&p->base), clock_iso(m->made, a),
			       clock_iso(p->have.made, b));
	return 0;
}

/* --- all of it ----------------------------------------------------------- */

static int check_staged(struct pull *p, struct err *e)
{
	const struct manifest *m = &p->out->manifest;
	struct block_sums sums = {0};
	char hex[HASH_HEX] = "";
	int fd = open(p->staged, O_RDONLY | O_CLOEXEC);
	int rc = fd < 0 ? err_sys(e, "cannot read %s", p->staged) :
			  blocks_sum(&sums, fd, m->block, p->w->stop,
				     p->w->ctx, e);

	if (fd >= 0)
		close(fd);
	if (rc == 0)
		hash_hex(sums.whole, hex);
	if (rc == 0 && (sums.bytes != m->bytes || strcmp(hex, m->sha256))) {
		p->again = true;
		rc = err_set(e, ERR_REFUSED, "%s: what came is not what its"
			     " manifest says", str_cstr(&p->base));
	}
	blocks_free(&sums);
	return rc;
}

/* The sums hold: it is what was published. Is that a store? */
static int check_store(struct pull *p, struct err *e)
{
	struct copy_is is;
	struct err why = {0};

	if (copy_look(p->staged, p->o->shapes, p->w->stop, p->w->ctx, &is,
		      &why) == 0 && is.schema == p->out->manifest.schema)
		return 0;
	if (why.code == ERR_STOPPED)
		return err_set(e, ERR_STOPPED, "stopped");
	copy_remove(p->staged);
	return err_set(e, ERR_REFUSED, "%s: what is published there is no whole"
		       " store: %s", str_cstr(&p->base), why.code ? why.msg :
		       "its tables are not of the version that it says");
}

static int put_in_place(struct pull *p, struct err *e)
{
	struct origin o = {
		.from = str_slice(&p->base), .at = clock_now(&p->w->clock),
		.etag = str_slice(&p->etag), .manifest = str_slice(&p->text),
	};

	return store_switch(p->w->store, p->staged, &o, e);
}

static int try_once(struct pull *p, struct err *e)
{
	bool same;

	if (bring_text(p, &same, e) < 0)
		return -1;
	if (same) {
		p->out->manifest = p->have;
		p->out->same = true;
		return 0;
	}
	str_clear(&p->out->signer);
	if (check_signature(p, e) < 0 || parse(p, e) < 0 || judge(p, e) < 0)
		return -1;
	if (strcmp(p->have.sha256, p->out->manifest.sha256) == 0) {
		p->out->same = true;
		return 0;
	}
	if (check_space(p, e) < 0 || begin_staged(p, e) < 0)
		return -1;
	if ((p->rsync ? pull_rsync_data(p, e) : pull_fetch_data(p, e)) < 0 ||
	    check_staged(p, e) < 0)
		return -1;
	return check_store(p, e) < 0 ? -1 : put_in_place(p, e);
}

static void nap(void)
{
	struct timespec t = { .tv_nsec = NAP_MS * 1000000L };

	nanosleep(&t, NULL);
}

/* Who comes while something is published finds parts of two versions. */
static int pull(struct pull *p, struct err *e)
{
	int rc = -1;

	for (int i = 0; i < TRIES; i++) {
		err_clear(e);
		p->again = false;
		rc = try_once(p, e);
		if (rc == 0 || !p->again)
			return rc;
		nap();
	}
	return rc;
}

static int begin(struct pull *p, struct err *e)
{
	struct err why = {0};

	if (pull_address(p->o->from, &p->base, e) < 0 ||
	    store_origin(p->w->store, &p->mem, &p->had, e) < 0)
		return -1;
	p->rsync = is_rsync(str_slice(&p->base));
	if (p->had.manifest.n == 0 ||
	    manifest_parse(&p->have, p->had.manifest, &why) < 0)
		p->have = (struct manifest){0};
	return take_place(p, e);
}

int flow_pull(const struct world *w, const struct pull_options *o,
	      struct pull_result *out, struct err *e)
{
	struct pull p = {
		.w = w, .o = o, .out = out, .lock = -1,
		.mem = ARENA_INIT(MEM_BYTES),
	};
	int rc;

	*out = (struct pull_result){ .signer = STR_INIT(MANIFEST_BYTES) };
	rc = begin(&p, e);
	if (rc == 0)
		rc = pull(&p, e);
	leave_place(&p, rc == 0);
	str_free(&p.base);
	str_free(&p.text);
	str_free(&p.etag);
	arena_free(&p.mem);
	return rc;
}
