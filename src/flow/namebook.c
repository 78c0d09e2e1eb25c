#include "flow/namebook.h"

#include <unistd.h>

struct book {
	struct index_maker *m;
	struct name_index *old;
	uint64_t stamp;
};

int namebook_path(struct str *out, struct slice store_file, struct err *e)
{
	str_clear(out);
	str_add(out, store_file);
	str_addz(out, "-names");
	return str_ok(out, "the name of the name index", e);
}

static int begin(void *ctx, uint64_t stamp, bool whole, struct err *e)
{
	struct book *b = ctx;

	b->stamp = stamp;
	if (whole)
		index_close(&b->old);
	return maker_open(&b->m, b->old, e);
}

static int subject(void *ctx, int64_t number, struct err *e)
{
	struct book *b = ctx;

	return maker_subject(b->m, number, e);
}

static int name(void *ctx, const struct store_name *n, struct err *e)
{
	struct book *b = ctx;

	return maker_add(b->m, n->written,
			 (uint8_t)((n->person ? INDEX_PERSON : 0) |
				   (n->weak ? INDEX_WEAK : 0) |
				   (n->past ? INDEX_PAST : 0)), e);
}

static const struct name_sink sink = { begin, subject, name };

/* Takes `old`. */
static int make(struct name_index **ix, struct name_index *old,
		struct store *s, const char *file, struct err *e)
{
	struct book b = { .old = old };
	int rc = store_names(s, old ? index_stamp(old) : 0, &sink, &b, e);

	if (rc == 0)
		rc = maker_close(&b.m, file, b.stamp, ix, e);
	maker_drop(&b.m);
	index_close(&b.old);
	return rc;
}

/* What cannot be read is made anew, without it. */
static int remake(struct name_index **ix, struct store *s, const char *file,
		  struct err *e)
{
	struct name_index *old = NULL;
	struct err why = {0};

	if (index_open(&old, file, NULL, &why) == 0 && old &&
	    make(ix, old, s, file, &why) == 0)
		return 0;
	return make(ix, NULL, s, file, e);
}

/* 1: the file fits, *ix; 0: it does not. */
static int fitting(struct name_index **ix, struct store *s, const char *file,
		   struct err *e)
{
	struct err why = {0};
	uint64_t stamp;

	*ix = NULL;
	if (store_names_stamp(s, &stamp, e) < 0)
		return -1;
	return index_open(ix, file, &stamp, &why) == 0 && *ix;
}

int namebook_open(struct name_index **ix, struct store *s, const char *file,
		  struct err *e)
{
	int rc = fitting(ix, s, file, e);

	return rc ? (rc < 0 ? -1 : 0) : remake(ix, s, file, e);
}

void namebook_close(struct name_index **ix, const char *file)
{
	if (*ix && index_damaged(*ix))
		unlink(file);
	index_close(ix);
}

int namebook_update(struct store *s, const char *file, struct err *e)
{
	struct name_index *ix;
	int rc = fitting(&ix, s, file, e);

	index_close(&ix);
	return rc ? (rc < 0 ? -1 : 0) : remake(NULL, s, file, e);
}

int namebook_check(struct name_index **ix, struct store *s, const char *file,
		   struct err *e)
{
	uint64_t stamp;

	*ix = NULL;
	if (store_names_stamp(s, &stamp, e) < 0 ||
	    index_open(ix, file, &stamp, e) < 0)
		return -1;
	if (!*ix || index_check(*ix, e) == 0)
		return 0;
	index_close(ix);
	return -1;
}
