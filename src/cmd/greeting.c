#include "cmd/greeting.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/path.h"
#include "cmd/sources_conf.h"
#include "store/copy.h"

static const char *mark_path(const struct app *app, struct str *path)
{
	path->max = PATH_BYTES;
	str_addf(path, "%s-greeted", str_cstr(&app->store_file));
	return str_cstr(path);
}

static bool is_copy(const struct app *app)
{
	struct arena mem = ARENA_INIT(1 << 20);
	struct origin from = {0};
	struct err ignored = {0};
	bool copy = store_origin(app->store, &mem, &from, &ignored) == 0 &&
		    from.from.n > 0;

	arena_free(&mem);
	return copy;
}

struct others {
	const struct app *app;
	bool any;
};

/* Whatever the store knows of a source that is not inside the program: it was
 * asked, or imported. */
static int look_at(void *ctx, struct slice key, int64_t rows, struct err *e)
{
	struct others *o = ctx;
	const struct source *s = sources_find(&o->app->sources, key);

	(void)rows;
	(void)e;
	o->any |= !s || !source_is_inside(s);
	return 0;
}

bool greeting_due(const struct app *app)
{
	struct others o = { .app = app };
	struct str path = {0};
	struct err ignored = {0};
	bool done = path_exists(mark_path(app, &path));

	str_free(&path);
	if (done || is_copy(app))
		return false;
	for (size_t i = 0; i < app->sources.n; i++)
		o.any |= app->sources.list[i].enabled &&
			 source_uses_network(&app->sources.list[i]);
	/* Who has sources on knows the program; the rest is asked of the store,
	 * which counts. */
	if (!o.any) {
		store_source_keys(app->store, look_at, &o, &ignored);
		if (o.any)	/* nor is it asked at the next start */
			greeting_done(app);
	}
	return !o.any;
}

/* Where it cannot be written the greeting comes again, which does no harm. */
void greeting_done(const struct app *app)
{
	struct str path = {0};
	int fd = open(mark_path(app, &path),
		      O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	str_free(&path);
}

static struct greeting_group *group_of(struct greeting_group *list, size_t *n,
				       struct slice name)
{
	for (size_t i = 0; i < *n; i++)
		if (slice_eq(list[i].name, name))
			return &list[i];
	if (*n == GREETING_GROUPS)
		return NULL;
	list[*n] = (struct greeting_group){
		.name = name, .titles = STR_INIT(GREETING_TITLES),
	};
	return &list[(*n)++];
}

static bool host_seen(const struct app *app, size_t source, size_t url,
		      struct slice host)
{
	const struct source *s = &app->sources.list[source];

	for (size_t i = 0; i <= source; i++) {
		const struct source *o = &app->sources.list[i];
		size_t end = i == source ? url : o->n_urls;

		if (!slice_eq(o->group, s->group))
			continue;
		for (size_t k = 0; k < end; k++)
			if (slice_eq(sources_host(o->url[k]), host))
				return true;
	}
	return false;
}

static void add_title(struct str *titles, struct slice title)
{
	size_t before = titles->n;

	if (titles->bad)
		return;
	if (before > 0)
		str_addz(titles, ", ");
	str_add(titles, title);
	if (titles->bad || titles->n > titles->max - 4) {
		str_cut(titles, before);
		str_addz(titles, " …");
		titles->bad = true;	/* no more of them */
	}
}

size_t greeting_groups(const struct app *app,
		       struct greeting_group out[GREETING_GROUPS])
{
	size_t n = 0;

	for (size_t i = 0; i < app->sources.n; i++) {
		const struct source *s = &app->sources.list[i];
		struct greeting_group *g;

		if (!source_uses_network(s) || s->group.n == 0 ||
		    !(g = group_of(out, &n, s->group)))
			continue;
		g->sources++;
		g->enabled += s->enabled ? 1 : 0;
		for (size_t k = 0; k < s->n_urls; k++) {
			struct slice host = sources_host(s->url[k]);

			if (host.n > 0 && !host_seen(app, i, k, host))
				g->hosts++;
		}
		add_title(&g->titles, s->title.n ? s->title : s->key);
	}
	return n;
}
