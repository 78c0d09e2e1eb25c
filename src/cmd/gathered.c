#include "cmd/gathered.h"

#include "base/i18n.h"
#include "view/marks.h"

enum { CHUNK = 256, IDS_BYTES = 1 << 20, FACTS_BYTES = 256 << 20 };

bool row_disputed(const struct shape *view, const struct row *r)
{
	int i = shape_find(view, SLICE("disputed"));

	return i >= 0 && slice_is(r->cell[i], "true");
}

int gather_facts(struct app *app, struct slice id, struct pdate as_of,
		 struct arena *mem, struct facts *out, struct err *e)
{
	char day[PDATE_TEXT];

	return store_subject(app->store, id,
			     pdate_is(as_of) ? slice_of(pdate_text(as_of, day)) :
					       SLICE_NONE, mem, out, e);
}

/* A question of the store inside another is one too many: the ids of a piece
 * of the window are taken first. */
struct ids {
	struct arena mem;
	struct { struct slice id; bool disputed; } row[CHUNK];
	size_t n;
};

static int take_id(void *ctx, const struct shape *shape, const struct row *r,
		   struct err *e)
{
	struct ids *ids = ctx;

	ids->row[ids->n].disputed = row_disputed(shape, r);
	ids->row[ids->n++].id = arena_slice(&ids->mem, r->cell[0]);
	return arena_ok(&ids->mem, "rows", e);
}

int gather_happened(const struct facts *f, bool disputed, struct arena *mem,
		    struct marks *to, struct err *e)
{
	bool was = i18n_hush(true);
	int rc = marks_of(f, disputed, mem, to, e);

	i18n_hush(was);
	return rc;
}

static int add_all(struct app *app, const struct ids *ids, struct pdate as_of,
		   struct marks *to, struct err *e)
{
	struct arena mem = ARENA_INIT(FACTS_BYTES);
	int rc = 0;

	for (size_t i = 0; i < ids->n && rc >= 0; i++) {
		struct facts f;

		arena_clear(&mem);
		rc = gather_facts(app, ids->row[i].id, as_of, &mem, &f, e);
		if (rc > 0)
			rc = marks_of(&f, ids->row[i].disputed, &mem, to, e);
	}
	arena_free(&mem);
	return rc < 0 ? -1 : 0;
}

static int add_chunk(struct app *app, struct window *w, int64_t at,
		     struct pdate as_of, struct marks *to, struct err *e)
{
	struct ids ids = { .mem = ARENA_INIT(IDS_BYTES) };
	int64_t n = window_count(w) - at;
	int rc = window_fetch(w, at, n < CHUNK ? n : CHUNK, take_id, &ids, e);

	if (rc == 0)
		rc = add_all(app, &ids, as_of, to, e);
	arena_free(&ids.mem);
	return rc;
}

int gather_marks(struct app *app, const struct shape *view,
		 const struct query *q, struct marks *to, struct err *e)
{
	struct window *w = NULL;
	int rc = window_open(&w, app->store, view, q, e);

	for (int64_t at = 0; rc == 0 && at < window_count(w); at += CHUNK)
		rc = add_chunk(app, w, at, q->as_of, to, e);
	window_close(&w);
	return rc;
}
