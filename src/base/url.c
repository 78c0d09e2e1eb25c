#include "base/url.h"

#include <string.h>

/* The pieces of an address, each with its sign: "https:" "//host" "/path"
 * "?query" "#place". */
struct url {
	struct slice scheme, host, path, query, place;
};

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Bytes of "https:", 0 for none. */
static size_t scheme_bytes(struct slice s)
{
	size_t n = 0;

	while (n < s.n && (is_alnum(s.p[n]) ||
			   (n > 0 && strchr("+-.", s.p[n]) && s.p[n])))
		n++;
	return n > 0 && n < s.n && s.p[n] == ':' ? n + 1 : 0;
}

bool url_has_scheme(struct slice url)
{
	return scheme_bytes(url) > 0;
}

bool url_is_web(struct slice url)
{
	return (url.n > 7 && slice_ieq(slice_make(url.p, 7), "http://")) ||
	       (url.n > 8 && slice_ieq(slice_make(url.p, 8), "https://"));
}

/* Cuts what stands before the first of `ends` off the front. */
static struct slice cut_before(struct slice *s, size_t from, const char *ends)
{
	size_t n = from;
	struct slice piece;

	while (n < s->n && !(strchr(ends, s->p[n]) && s->p[n]))
		n++;
	piece = slice_make(s->p, n);
	if (n)
		*s = slice_make(s->p + n, s->n - n);
	return piece;
}

static struct url cut(struct slice s)
{
	struct url u = {0};
	size_t n = scheme_bytes(s);

	u.scheme = slice_make(s.p, n);
	if (n)
		s = slice_make(s.p + n, s.n - n);
	if (slice_starts(s, "//"))
		u.host = cut_before(&s, 2, "/?#");
	u.path = cut_before(&s, 0, "?#");
	u.query = s.n && s.p[0] == '?' ? cut_before(&s, 0, "#") : SLICE_NONE;
	u.place = s;
	return u;
}

/* Takes "." and ".." out of the path that begins at out->p[from]. */
static void put_path(struct str *out, struct slice path)
{
	size_t from = out->n;
	struct slice rest = path, piece;

	while (slice_cut(&rest, '/', &piece)) {
		bool last = !rest.p || rest.p > path.p + path.n ||
			    piece.p + piece.n == path.p + path.n;

		if (slice_is(piece, "..")) {
			while (out->n > from && out->p[out->n - 1] != '/')
				str_cut(out, out->n - 1);
			if (out->n > from + 1) {
				str_cut(out, out->n - 1);
				while (out->n > from &&
				       out->p[out->n - 1] != '/')
					str_cut(out, out->n - 1);
			}
		} else if (!slice_is(piece, ".")) {
			str_add(out, piece);
			if (!last)
				str_addc(out, '/');
		}
	}
}

/* The path of `base` up to its last slash, and `link` behind it. */
static void merge(struct str *to, const struct url *base, struct slice link)
{
	size_t n = base->path.n;

	while (n > 0 && base->path.p[n - 1] != '/')
		n--;
	str_add(to, slice_make(base->path.p, n));
	if (n == 0)
		str_addc(to, '/');
	str_add(to, link);
}

static void put_relative(struct str *out, const struct url *base,
			 const struct url *link)
{
	struct str path = STR_INIT(out->max);

	str_add(out, base->host);
	if (link->path.n == 0) {
		str_add(out, base->path);
		str_add(out, link->query.p ? link->query : base->query);
	} else {
		if (link->path.p[0] == '/')
			str_add(&path, link->path);
		else
			merge(&path, base, link->path);
		put_path(out, str_slice(&path));
		str_add(out, link->query);
	}
	str_free(&path);
}

static void tidy(struct str *to, struct slice link)
{
	link = slice_trim(link);
	for (size_t i = 0; i < link.n; i++)
		if (!strchr("\t\r\n", link.p[i]))
			str_addc(to, link.p[i]);
}

void url_resolve(struct str *out, struct slice base, struct slice link)
{
	struct str text = STR_INIT(out->max);
	struct url b = cut(slice_trim(base)), l;

	str_clear(out);
	tidy(&text, link);
	l = cut(str_slice(&text));
	if (l.scheme.n > 0 || b.scheme.n == 0 || b.host.n == 0) {
		str_add(out, str_slice(&text));
	} else {
		str_add(out, b.scheme);
		if (l.host.n > 0) {
			str_add(out, l.host);
			str_add(out, l.path);
			str_add(out, l.query);
		} else {
			put_relative(out, &b, &l);
		}
		str_add(out, l.place);
	}
	str_free(&text);
}
