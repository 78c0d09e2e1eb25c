#include "flow/publish.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "flow/blocks.h"
#include "flow/sign.h"
#include "store/copy.h"

enum {
	/* A page of the store: changes are scattered, and what smaller blocks
	 * save is far more than their sums (tests/bench/wire.sh). */
	BLOCK = 8192,
	SHARED = 0644,		/* the folder says who comes at them */
};

struct publication {
	const struct world *w;
	const struct publish_options *o;
	struct publish_result *out;
	struct block_sums sums;
	struct str text, signature;
	char fresh[PATH_BYTES];		/* the snapshot before it is in place */
	struct manifest last;		/* what is published; zeroed: nothing */
	int lock;			/* -1: not ours */
};

static int path_in(char out[PATH_BYTES], const struct publication *p,
		   const char *name, struct err *e)
{
	return snprintf(out, PATH_BYTES, "%s/%s", p->o->dir, name) <
	       PATH_BYTES ? 0 : err_set(e, ERR_SYSTEM, "path too long:"
					" %.80s...", p->o->dir);
}

static bool has(const struct publication *p, const char *name)
{
	char path[PATH_BYTES];
	struct err ignored = {0};

	return path_in(path, p, name, &ignored) == 0 && path_exists(path);
}

/* Whoever means the folder of a store would lose that store. Of what is published
 * the sums come before the first snapshot; one that was only looked at where it
 * is published has a lock beside it, and a manifest. */
static int check_place(const struct publication *p, struct err *e)
{
	bool beside = has(p, SNAPSHOT_NAME "-lock") || has(p, "thaw-own.db");

	if (!(has(p, SNAPSHOT_NAME) && !has(p, MANIFEST_BLOCKS)) &&
	    !(beside && !has(p, MANIFEST_NAME)))
		return 0;
	return err_set(e, ERR_REFUSED, "%s: a store lies there, which the copy"
		       " would replace: name another folder", p->o->dir);
}

/* By who begins first; a dead process holds nothing. */
static int take_lock(struct publication *p, struct err *e)
{
	char name[PATH_BYTES];

	if (path_make_dir(p->o->dir, e) < 0 ||
	    path_in(name, p, ".lock", e) < 0 ||
	    path_in(p->fresh, p, SNAPSHOT_NAME ".new", e) < 0)
		return -1;
	p->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (p->lock < 0)
		return err_sys(e, "cannot write to %s", p->o->dir);
	if (flock(p->lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		err_set(e, ERR_SYSTEM, "%s: another thaw is publishing there;"
			" try again", p->o->dir);
	else
		err_sys(e, "cannot lock %s", name);
	close(p->lock);
	p->lock = -1;
	return -1;
}

static int sum_file(const struct publication *p, const char *file,
		    struct block_sums *out, struct err *e)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC), rc;

	if (fd < 0)
		return err_sys(e, "cannot read %s", file);
	rc = blocks_sum(out, fd, BLOCK, p->w->stop, p->w->ctx, e);
	close(fd);
	return rc < 0 ? err_in(e, file) : 0;
}

/* What cannot be read is as good as not there. */
static void load_last(struct publication *p)
{
	struct str text = STR_INIT(MANIFEST_BYTES);
	char name[PATH_BYTES];
	struct err why = {0};

	if (path_in(name, p, MANIFEST_NAME, &why) < 0 ||
	    path_read(name, &text, NULL, &why) < 0 ||
	    manifest_parse(&p->last, str_slice(&text), &why) < 0)
		p->last = (struct manifest){0};
	str_free(&text);
}

/* Bytes of blocks that who has the last one must bring; whether that is all in
 * place. */
static int compare(struct publication *p, bool *same, struct err *e)
{
	struct manifest *m = &p->out->manifest;
	struct block_sums old = {0};
	struct block_range *r = NULL;
	char name[PATH_BYTES], hex[HASH_HEX];
	struct err why = {0};
	size_t n = 0;
	int rc;

	*same = false;
	if (path_in(name, p, SNAPSHOT_NAME, e) < 0)
		return -1;
	if (sum_file(p, name, &old, &why) < 0) {
		blocks_free(&old);
		p->out->moved = m->bytes;
		return why.code == ERR_STOPPED ?
			       err_set(e, ERR_STOPPED, "%s", why.msg) : 0;
	}
	hash_hex(old.whole, hex);
	rc = blocks_lacking(str_slice(&p->sums.list), str_slice(&old.list),
			    m->bytes, BLOCK, &r, &n, e);
	for (size_t i = 0; i < n; i++)
		p->out->moved += r[i].to - r[i].from;
	*same = strcmp(hex, m->sha256) == 0 &&
		strcmp(p->last.sha256, m->sha256) == 0 &&
		strcmp(p->last.blocks_sha256, m->blocks_sha256) == 0 &&
		p->last.schema == m->schema;
	free(r);
	blocks_free(&old);
	return rc;
}

static int describe(struct publication *p, struct err *e)
{
	struct manifest *m = &p->out->manifest;
	unsigned char sum[HASH_BYTES];
	struct hash *h = NULL;
	struct copy_is is;

	if (copy_look(p->fresh, p->o->shapes, p->w->stop, p->w->ctx, &is,
		      e) < 0 ||
	    sum_file(p, p->fresh, &p->sums, e) < 0 || hash_open(&h, e) < 0)
		return -1;
	*m = (struct manifest){
		.format = MANIFEST_FORMAT, .schema = is.schema,
		.made = clock_now(&p->w->clock), .bytes = p->sums.bytes,
		.page_size = is.page_size, .block = BLOCK,
		.newest = is.newest,
	};
	/* A clock that went back makes no older manifest. */
	if (m->made <= p->last.made)
		m->made = p->last.made + 1;
	snprintf(m->by, sizeof(m->by), "%s", p->o->version);
	hash_hex(p->sums.whole, m->sha256);
	hash_add(h, str_slice(&p->sums.list));
	hash_end(h, sum);
	hash_hex(sum, m->blocks_sha256);
	hash_close(&h);
	for (; m->n < is.n && m->n < MANIFEST_VIEWS; m->n++) {
		snprintf(m->view[m->n].name, sizeof(m->view[m->n].name), "%s",
			 is.view[m->n].name);
		m->view[m->n].rows = is.view[m->n].rows;
	}
	return 0;
}

/* The time of the file is that of the manifest, of which no two are alike:
 * servers make validators of the time and the size, and two manifests of one
 * second are often of one size. */
static int put(const struct publication *p, const char *name, struct slice data,
	       struct err *e)
{
	char file[PATH_BYTES];

	return path_in(file, p, name, e) < 0 ? -1 :
	       path_replace_as(file, data, SHARED, p->out->manifest.made, e);
}

/* Whatever was signed before is not, from now on. */
static int put_signature(const struct publication *p, struct err *e)
{
	char file[PATH_BYTES];

	if (p->o->sign_key)
		return put(p, MANIFEST_SIGNATURE, str_slice(&p->signature), e);
	if (path_in(file, p, MANIFEST_SIGNATURE, e) < 0)
		return -1;
	return unlink(file) == 0 || errno == ENOENT ?
		       0 : err_sys(e, "cannot remove %s", file);
}

static int put_all(const struct publication *p, struct err *e)
{
	char file[PATH_BYTES];

	if (path_in(file, p, SNAPSHOT_NAME, e) < 0 ||
	    put(p, MANIFEST_BLOCKS, str_slice(&p->sums.list), e) < 0)
		return -1;
	if (chmod(p->fresh, SHARED) < 0 || rename(p->fresh, file) < 0)
		return err_sys(e, "cannot replace %s", file);
	if (put_signature(p, e) < 0 ||
	    put(p, MANIFEST_NAME, str_slice(&p->text), e) < 0)
		return -1;
	return copy_sync(p->o->dir, e);
}

/* The manifest stays, with its date: there is nothing to bring. */
static int leave(struct publication *p, struct err *e)
{
	p->out->same = true;
	p->out->manifest = p->last;
	return p->o->sign_key ? put_signature(p, e) : 0;
}

static int write_text(struct publication *p, bool same, struct err *e)
{
	manifest_write(same ? &p->last : &p->out->manifest, &p->text);
	if (str_ok(&p->text, "manifest", e) < 0)
		return -1;
	return p->o->sign_key ? sign_text(p->o->sign_key, str_slice(&p->text),
					  &p->signature, e) : 0;
}

static int publish(struct publication *p, struct err *e)
{
	bool same;

	if (check_place(p, e) < 0 || take_lock(p, e) < 0)
		return -1;
	load_last(p);
	if (store_snapshot(p->w->store, p->fresh, p->w->stop, p->w->ctx,
			   e) < 0)
		return -1;
	if (describe(p, e) < 0 || compare(p, &same, e) < 0 ||
	    write_text(p, same, e) < 0)
		return -1;
	return same ? leave(p, e) : put_all(p, e);
}

int flow_publish(const struct world *w, const struct publish_options *o,
		 struct publish_result *out, struct err *e)
{
	struct publication p = {
		.w = w, .o = o, .out = out, .lock = -1,
		.text = STR_INIT(MANIFEST_BYTES),
	};
	int rc;

	*out = (struct publish_result){0};
	rc = publish(&p, e);
	if (p.lock >= 0) {
		copy_remove(p.fresh);
		close(p.lock);
	}
	str_free(&p.text);
	str_free(&p.signature);
	blocks_free(&p.sums);
	return rc;
}
