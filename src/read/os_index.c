#include "read/os_index.h"

#include "read/jsontree.h"

/* Cuts the last part of a path off: "a/b/c" gives "c" and leaves "a/b". */
static struct slice cut_last(struct slice *path)
{
	size_t at = path->n;
	struct slice last;

	while (at > 0 && path->p[at - 1] != '/')
		at--;
	last = slice_make(path->p + at, path->n - at);
	path->n = at > 0 ? at - 1 : 0;
	return last;
}

static const struct jnode *by_name(const struct jnode *list,
				   struct slice name)
{
	const struct jnode *v;

	for (v = jtree_first(list); v; v = jtree_next(v))
		if (slice_eq(jtree_string(v, "name"), name))
			return v;
	return NULL;
}

static const struct jnode *find_set(const struct jnode *root,
				    struct slice url)
{
	const struct jnode *all = jtree_member(root, "datasets");

	if (jtree_string(root, "version").n || !all)
		return root;
	cut_last(&url);
	return by_name(all, cut_last(&url));
}

static void add_checksums(const struct jnode *set, const struct slice *url,
			  size_t n, struct str *out)
{
	size_t before = out->n;

	for (size_t i = 0; i < n; i++) {
		struct slice path = url[i];
		struct slice sum = jtree_string(
			by_name(jtree_member(set, "resources"),
				cut_last(&path)), "checksum");

		if (sum.n == 0) {
			str_cut(out, before);
			return;
		}
		str_addc(out, ' ');
		str_add(out, sum);
	}
}

/* What is kept in a line of the store must not break it. */
static bool is_plain(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return true;
}

static int take(const struct jnode *root, const struct slice *url, size_t n,
		struct str *out, struct err *e)
{
	const struct jnode *set = find_set(root, url[0]);
	struct slice version = jtree_string(set, "version");

	if (version.n == 0 ||
	    slice_find(version, SLICE(" "), 0) >= 0)
		return err_set(e, ERR_FORMAT, "it tells no version of %.*s",
			       SLICE_ARG(url[0]));
	str_add(out, version);
	add_checksums(set, url, n, out);
	if (!is_plain(str_slice(out)))
		return err_set(e, ERR_FORMAT, "a version that is no plain"
			       " word");
	return str_ok(out, "the version", e);
}

int os_index(struct input_part *part, const struct slice *url, size_t n,
	     struct str *version, struct err *e)
{
	struct str text = STR_INIT(OS_INDEX_BYTES);
	struct jnode *root = NULL;
	int rc = -1;

	if (input_slurp(part, &text, e) == 0 &&
	    jtree_open(&root, str_slice(&text), e) == 0)
		rc = take(root, url, n, version, e);
	jtree_close(&root);
	str_free(&text);
	return rc;
}

struct slice os_index_version(struct slice said)
{
	struct slice version = SLICE_NONE;

	slice_cut(&said, ' ', &version);
	return version;
}

bool os_index_same(struct slice a, struct slice b)
{
	struct slice va, vb;

	if (!slice_cut(&a, ' ', &va) || !slice_cut(&b, ' ', &vb) ||
	    va.n == 0 || vb.n == 0)
		return false;
	return a.n && b.n ? slice_eq(a, b) : slice_eq(va, vb);
}
