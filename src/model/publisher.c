#include "model/publisher.h"

#include "base/asset.h"
#include "model/vocab.h"

struct slice publisher_host(struct slice url)
{
	static const char *const fronts[] = { "www.", "m.", "amp.", "mobile." };
	ptrdiff_t at = slice_find(url, SLICE("//"), 0);
	struct slice host;

	if (at >= 0)
		url = slice_make(url.p + at + 2, url.n - (size_t)at - 2);
	host = slice_make(url.p, 0);
	while (host.n < url.n && !strchr("/?#:", url.p[host.n])) {
		if (url.p[host.n] == '@')
			return SLICE_NONE;
		host.n++;
	}
	while (host.n && host.p[host.n - 1] == '.')
		host.n--;
	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
		size_t n = strlen(fronts[i]);

		if (host.n > n &&
		    slice_ieq(slice_make(host.p, n), fronts[i])) {
			host.p += n;
			host.n -= n;
		}
	}
	return memchr(host.p ? host.p : "", '.', host.n) ? host : SLICE_NONE;
}

/* `host` is `name`, or below it. */
static bool host_fits(struct slice host, struct slice name)
{
	struct slice tail;

	if (host.n < name.n || name.n == 0)
		return false;
	tail = slice_make(host.p + host.n - name.n, name.n);
	for (size_t i = 0; i < name.n; i++) {
		char c = tail.p[i];

		if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != name.p[i])
			return false;
	}
	return host.n == name.n || tail.p[-1] == '.';
}

static bool next_row(struct slice *rest, struct slice field[4])
{
	struct slice line;

	while (slice_cut(rest, '\n', &line)) {
		int n = 0;

		if (line.n == 0 || line.p[0] == '#')
			continue;
		while (n < 4 && slice_cut(&line, '\t', &field[n]))
			n++;
		if (n == 4)
			return true;
	}
	return false;
}

static void fill(struct publisher *out, const struct slice field[4])
{
	out->name = field[0];
	out->kind = field[1];
	out->country = slice_is(field[2], "-") ? SLICE_NONE : field[2];
}

bool publisher_by_url(struct slice url, struct publisher *out)
{
	struct slice rest = asset_find(SLICE("publishers.tsv")), field[4], one;
	struct slice host = publisher_host(url);
	size_t best = 0;

	*out = (struct publisher){0};
	while (host.n && next_row(&rest, field)) {
		struct slice hosts = field[3];

		while (slice_cut(&hosts, ' ', &one))
			if (one.n > best && host_fits(host, one)) {
				best = one.n;
				fill(out, field);
			}
	}
	return best > 0;
}

bool publisher_by_name(struct slice name, struct publisher *out)
{
	struct slice rest = asset_find(SLICE("publishers.tsv")), field[4];
	const char *value = vocab_value(VOCAB_publisher, name);

	*out = (struct publisher){0};
	if (!value)
		return !memchr(name.p ? name.p : "", ' ', name.n) &&
		       publisher_by_url(name, out);
	while (next_row(&rest, field))
		if (slice_is(field[0], value)) {
			fill(out, field);
			return true;
		}
	return false;
}
