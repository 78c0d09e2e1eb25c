#include "cmd/sources_conf.h"

#include <ctype.h>

#include "base/path.h"
#include "model/conf.h"

int sources_edit(struct app *app, sources_edit_fn *edit, const void *what,
		 struct err *e)
{
	struct str text = {0}, out = STR_INIT(CONF_BYTES), path = {0};
	int rc = app_conf_text(app, "sources.conf", &text, e);

	if (rc == 0)
		rc = edit(str_slice(&text), what, &out, e);
	if (rc == 0)
		rc = str_ok(&out, "sources.conf", e);
	if (rc == 0)
		rc = path_make_dir(str_cstr(&app->config_dir), e);
	if (rc == 0)
		rc = path_replace(app_conf_path(app, "sources.conf", &path),
				  str_slice(&out), e);
	str_free(&path);
	str_free(&out);
	str_free(&text);
	return rc < 0 ? -1 : app_reconfigure(app, e);
}

struct slice sources_host(struct slice url)
{
	ptrdiff_t at = slice_find(url, SLICE("://"), 0);
	struct slice rest = url, host;

	if (at >= 0)
		rest = slice_make(url.p + at + 3, url.n - (size_t)at - 3);
	if (!slice_cut(&rest, '/', &host))
		return url;
	for (size_t i = host.n; i > 0; i--)
		if (host.p[i - 1] == '@')
			return slice_make(host.p + i, host.n - i);
	return host;
}

void sources_key(struct slice url, int n, struct str *key)
{
	struct slice host = sources_host(url);

	if (slice_starts(host, "www."))
		host = slice_make(host.p + 4, host.n - 4);
	for (size_t i = 0; i < host.n && host.p[i] != ':'; i++) {
		char c = host.p[i];

		str_addc(key, isalnum((unsigned char)c) ?
				      (char)tolower((unsigned char)c) : '-');
	}
	if (key->n == 0)
		str_addz(key, "source");
	if (n > 1)
		str_addf(key, "-%d", n);
}
