/* The doorway of libconfuse, with conf_check.c. It includes no other file (no such function is
 * declared) and puts no environment into values (conf_literal). Its lexer is
 * not reentrant: one thread at a time. */
#include "model/conf.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/command.h"
#include "model/conf_check.h"
#include "model/conf_edit.h"
#include "model/conf_map.h"

enum { MEM_BYTES = 32 << 20, KNOWN_BYTES = 512, ADDRESS_TEXT = 32 };

#define TEXT(name, def) CFG_STR((name), (def), CFGF_NONE)
#define MANY(name) CFG_STR_LIST((name), NULL, CFGF_NONE)
#define MEGABYTES(name, def) CFG_INT((name), (def), CFGF_NONE)

/* Views that a desk can give a filter of their own. */
#define DESK_VIEW_NAMES(X) \
	X(releases) X(events) X(sanctions) X(designations) \
	X(recommendations) X(news) X(brief) X(changes)

/* "valid are a, b" for the section or the top of the file. */
static void known_options(const cfg_t *cfg, char out[KNOWN_BYTES])
{
	size_t n = 0;

	out[0] = '\0';
	for (const cfg_opt_t *o = cfg->opts; o->name && n < KNOWN_BYTES - 1;
	     o++)
		n += (size_t)snprintf(out + n, KNOWN_BYTES - n, "%s%s",
				      n ? ", " : "", o->name);
}

static void on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	struct conf_reading *r = conf_reading_of(cfg);
	char what[ERR_MAX], known[KNOWN_BYTES], where[ERR_MAX];

	if (!r)
		return;
	/* Shorter than the whole, so that the list of options still fits. */
	vsnprintf(what, ERR_MAX / 3, fmt, ap);
	known_options(cfg, known);
	conf_where(r, cfg, where);
	/* The library's words follow the locale: this is a nicety in English */
	if (!slice_starts(slice_of(what), "no such option '"))
		err_set(r->e, ERR_USAGE, "%s: %s (options: %s)", where, what,
			known);
	else
		err_set(r->e, ERR_USAGE, "%s: unknown option \"%.*s\": valid "
			"are %s", where,
			(int)strcspn(strchr(what, '\'') + 1, "'"),
			strchr(what, '\'') + 1, known);
}

/* The text as libconfuse shall see it. */
static int prepare(const struct conf_reading *r, struct str *out)
{
	if (r->text.n > CONF_BYTES)
		return err_set(r->e, ERR_LIMIT, "%s: longer than %d bytes",
			       r->name, CONF_BYTES);
	if (r->text.n && memchr(r->text.p, '\0', r->text.n))
		return err_set(r->e, ERR_USAGE, "%s: not a text file",
			       r->name);
	if (conf_literal(r->text, r->name, out, r->e) < 0)
		return -1;
	str_addc(out, '\n');
	return str_ok(out, r->name, r->e);
}

/* Parses the text by `opts`. NULL on failure; else the caller frees. */
static cfg_t *parse(struct conf_reading *r, cfg_opt_t *opts)
{
	struct str text = STR_INIT(2 * CONF_BYTES);
	FILE *f = NULL;
	cfg_t *cfg = NULL;
	int rc = -1;

	if (prepare(r, &text) < 0)
		goto out;
	conf_checks(opts);
	f = fmemopen(text.p, text.n, "r");
	cfg = cfg_init(opts, CFGF_NONE);
	if (!f || !cfg) {
		err_set(r->e, ERR_MEMORY, "%s: no memory", r->name);
		goto out;
	}
	cfg->filename = malloc(ADDRESS_TEXT);
	if (cfg->filename)
		snprintf(cfg->filename, ADDRESS_TEXT, "%" PRIxPTR,
			 (uintptr_t)r);
	cfg_set_error_function(cfg, on_error);
	rc = cfg_parse_fp(cfg, f) == CFG_SUCCESS ? 0 :
		err_set(r->e, ERR_USAGE, "%s: cannot be understood", r->name);
out:
	if (f)
		fclose(f);
	str_free(&text);
	if (rc < 0 && cfg) {
		cfg_free(cfg);
		cfg = NULL;
	}
	return cfg;
}

static struct slice copy(struct arena *mem, cfg_t *cfg, const char *name)
{
	const char *value = cfg_getstr(cfg, name);

	return value && *value ? arena_slice(mem, slice_of(value)) :
				 SLICE_NONE;
}

static size_t copy_list(struct arena *mem, cfg_t *cfg, const char *name,
			struct slice *to, size_t max)
{
	size_t n = 0;

	for (unsigned i = 0; i < cfg_size(cfg, name) && n < max; i++)
		to[n++] = arena_slice(mem, slice_of(cfg_getnstr(cfg, name,
								i)));
	return n;
}

static void take_net(cfg_t *sec, struct arena *mem, struct source_net *net)
{
	net->n_headers = copy_list(mem, sec, "header", net->header,
				   SOURCE_HEADERS);
	net->n_resolve = copy_list(mem, sec, "resolve", net->resolve,
				   SOURCE_PINS);
	net->proxy = copy(mem, sec, "proxy");
	net->cert = copy(mem, sec, "cert");
	net->key = copy(mem, sec, "key");
	net->ca_file = copy(mem, sec, "ca_file");
	net->per_minute = (int)cfg_getint(sec, "per_minute");
}

/* "sources.conf:12: source "x": " and then what. */
static int refuse(const struct conf_reading *r, cfg_t *sec, const char *what)
{
	struct slice title = slice_of(cfg_title(sec));
	struct conf_span span = { .line = sec->line };

	conf_section(r->text, cfg_name(sec), title, &span);
	return err_set(r->e, ERR_USAGE, "%s:%d: %s \"%.64s\": %s", r->name,
		       span.line, cfg_name(sec), cfg_title(sec), what);
}

/* A section `map` takes the place of a `mapping` in one line. */
static int take_map(const struct conf_reading *r, cfg_t *sec,
		    struct arena *mem, struct source *s)
{
	char why[ERR_MAX];
	const char *wrong = conf_map_text(sec, mem, &s->mapping, why);

	if (!wrong && cfg_size(sec, "map") > 0 &&
	    !slice_is(s->format, "csv") && !slice_is(s->format, "json"))
		wrong = "map goes with format = \"csv\" or \"json\"";
	return wrong ? refuse(r, sec, wrong) : 0;
}

static int take_source(const struct conf_reading *r, cfg_t *sec,
		       struct sources *out)
{
	struct slice key = slice_of(cfg_title(sec));
	struct conf_span span = {0};
	struct source *s;

	if (!source_key_valid(key))
		return refuse(r, sec, "not a key: use a-z, 0-9 and -, up to "
			      "64 of them");
	if (cfg_size(sec, "url") == 0)
		return refuse(r, sec, "url is missing");
	if (vec_room((void **)&out->list, &out->cap, out->n, sizeof(*s),
		     SOURCES_MAX, r->e) < 0)
		return err_in(r->e, r->name);
	conf_section(r->text, "source", key, &span);
	s = &out->list[out->n++];
	*s = (struct source){
		.key = arena_slice(&out->mem, key),
		.title = copy(&out->mem, sec, "title"),
		.publisher = copy(&out->mem, sec, "publisher"),
		.format = copy(&out->mem, sec, "format"),
		.group = copy(&out->mem, sec, "group"),
		.user_agent = copy(&out->mem, sec, "user_agent"),
		.mapping = copy(&out->mem, sec, "mapping"),
		.index = copy(&out->mem, sec, "index"),
		.max_bytes = (int64_t)cfg_getint(sec, "max_bytes_mb") << 20,
		.enabled = cfg_getbool(sec, "enabled"),
		.line = span.line,
	};
	if (!s->title.p)
		s->title = s->key;
	period_parse(slice_of(cfg_getstr(sec, "period")), &s->period_s);
	s->n_urls = copy_list(&out->mem, sec, "url", s->url, SOURCE_URLS);
	take_net(sec, &out->mem, &s->net);
	if (take_map(r, sec, &out->mem, s) < 0)
		return -1;
	return arena_ok(&out->mem, r->name, r->e);
}

int conf_sources(struct slice text, const char *name, struct sources *out,
		 struct err *e)
{
	cfg_opt_t map[CONF_MAP_OPTIONS], constant[CONF_MAP_OPTIONS];
	cfg_opt_t options[] = {
		TEXT("title", ""), TEXT("publisher", ""),
		MANY("url"), TEXT("format", "auto"),
		TEXT("group", ""), TEXT("period", "12h"),
		TEXT("user_agent", ""), TEXT("mapping", ""), TEXT("index", ""),
		MEGABYTES("max_bytes_mb", 0), MANY("header"), MANY("resolve"),
		TEXT("proxy", ""), TEXT("cert", ""), TEXT("key", ""),
		TEXT("ca_file", ""), CFG_INT("per_minute", 0, CFGF_NONE),
		CFG_BOOL("enabled", cfg_true, CFGF_NONE),
		CFG_SEC("map", map, CFGF_NODEFAULT), CFG_END(),
	};
	cfg_opt_t top[] = {
		CFG_SEC("source", options, CFGF_MULTI | CFGF_TITLE |
			CFGF_NO_TITLE_DUPES), CFG_END(),
	};
	struct conf_reading r = { text, name, e };
	cfg_t *cfg;
	int rc;

	conf_map_options(map, constant);
	cfg = parse(&r, top);
	rc = cfg ? 0 : -1;
	*out = (struct sources){ .mem = ARENA_INIT(MEM_BYTES) };
	for (unsigned i = 0; rc == 0 && i < cfg_size(cfg, "source"); i++)
		rc = take_source(&r, cfg_getnsec(cfg, "source", i), out);
	if (cfg)
		cfg_free(cfg);
	if (rc < 0)
		sources_free(out);
	return rc;
}

static int take_settings(cfg_t *cfg, struct settings *out, struct err *e)
{
	out->desk = copy(&out->mem, cfg, "desk");
	out->language = copy(&out->mem, cfg, "language");
	out->browser = copy(&out->mem, cfg, "browser");
	out->who = copy(&out->mem, cfg, "who");
	out->sign_key = copy(&out->mem, cfg, "sign_key");
	out->trusted_signers = copy(&out->mem, cfg, "trusted_signers");
	out->clock = cfg_getbool(cfg, "clock");
	out->ascii = cfg_getbool(cfg, "ascii");
	out->max_bytes = (int64_t)cfg_getint(cfg, "max_bytes_mb") << 20;
	out->jobs = (int)cfg_getint(cfg, "jobs");
	out->proxy = copy(&out->mem, cfg, "proxy");
	out->per_host = (int)cfg_getint(cfg, "per_host");
	out->per_minute = (int)cfg_getint(cfg, "per_minute");
	out->timeout_s = cfg_getint(cfg, "timeout_s");
	period_parse(slice_of(cfg_getstr(cfg, "refresh")), &out->refresh_s);
	out->on_match_timeout_s = cfg_getint(cfg, "on_match_timeout_s");
	return command_words(slice_of(cfg_getstr(cfg, "on_match")), &out->mem,
			     &out->on_match, e);
}

int conf_settings(struct slice text, const char *name, struct settings *out,
		  struct err *e)
{
	cfg_opt_t top[] = {
		TEXT("desk", "belarus"), TEXT("language", ""),
		TEXT("browser", ""),
		TEXT("who", ""), TEXT("refresh", "15m"),
		TEXT("sign_key", ""), TEXT("trusted_signers", ""),
		CFG_BOOL("clock", cfg_true, CFGF_NONE),
		CFG_BOOL("ascii", cfg_false, CFGF_NONE),
		MEGABYTES("max_bytes_mb", 200),
		CFG_INT("jobs", 8, CFGF_NONE), TEXT("proxy", ""),
		CFG_INT("per_host", 4, CFGF_NONE),
		CFG_INT("per_minute", 0, CFGF_NONE),
		CFG_INT("timeout_s", 60, CFGF_NONE),
		TEXT("on_match", ""),
		CFG_INT("on_match_timeout_s", 30, CFGF_NONE), CFG_END(),
	};
	struct str quoted = STR_INIT(2 * CONF_BYTES);
	struct conf_reading r = { .name = name, .e = e };
	cfg_t *cfg;
	int rc;

	command_quote(text, "on_match", &quoted);
	r.text = str_slice(&quoted);
	cfg = str_ok(&quoted, name, e) == 0 ? parse(&r, top) : NULL;
	*out = (struct settings){ .mem = ARENA_INIT(MEM_BYTES) };
	rc = cfg ? take_settings(cfg, out, e) : -1;
	if (cfg)
		cfg_free(cfg);
	if (rc == 0)
		rc = arena_ok(&out->mem, name, e);
	if (rc < 0)
		settings_free(out);
	str_free(&quoted);
	return rc;
}

static struct slice join_groups(struct arena *mem, cfg_t *sec)
{
	struct str list = STR_INIT(CONF_BYTES);
	struct slice all;

	for (unsigned i = 0; i < cfg_size(sec, "groups"); i++)
		str_addf(&list, "%s%s", i ? "," : "",
			 cfg_getnstr(sec, "groups", i));
	all = list.n ? arena_slice(mem, str_slice(&list)) : SLICE_NONE;
	str_free(&list);
	return all;
}

static int take_desk(const struct conf_reading *r, cfg_t *sec, struct desks *out)
{
#define VIEW_NAME(name) #name,
	static const char *const views[] = { DESK_VIEW_NAMES(VIEW_NAME) };
#undef VIEW_NAME
	struct slice name = slice_of(cfg_title(sec));
	struct desk *d;

	if (!source_key_valid(name))
		return refuse(r, sec, "not a name: use a-z, 0-9 and -, up to "
			      "64 of them");
	if (vec_room((void **)&out->list, &out->cap, out->n, sizeof(*d),
		     DESKS_MAX, r->e) < 0)
		return err_in(r->e, r->name);
	d = &out->list[out->n++];
	*d = (struct desk){
		.name = arena_slice(&out->mem, name),
		.title = copy(&out->mem, sec, "title"),
		.filter = copy(&out->mem, sec, "filter"),
		.groups = join_groups(&out->mem, sec),
	};
	if (!d->title.p)
		d->title = d->name;
	for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
		if (cfg_size(sec, views[i]) == 0)
			continue;
		d->view[d->n_views] = slice_of(views[i]);
		d->view_filter[d->n_views++] = copy(&out->mem, sec, views[i]);
	}
	return arena_ok(&out->mem, r->name, r->e);
}

int conf_desks(struct slice text, const char *name, struct desks *out,
	       struct err *e)
{
#define VIEW_OPTION(name) CFG_STR(#name, NULL, CFGF_NODEFAULT),
	cfg_opt_t options[] = {
		TEXT("title", ""), TEXT("filter", ""),
		MANY("groups"),
		DESK_VIEW_NAMES(VIEW_OPTION) CFG_END(),
	};
#undef VIEW_OPTION
	cfg_opt_t top[] = {
		CFG_SEC("desk", options, CFGF_MULTI | CFGF_TITLE |
			CFGF_NO_TITLE_DUPES), CFG_END(),
	};
	struct conf_reading r = { text, name, e };
	cfg_t *cfg = parse(&r, top);
	int rc = cfg ? 0 : -1;

	*out = (struct desks){ .mem = ARENA_INIT(MEM_BYTES) };
	for (unsigned i = 0; rc == 0 && i < cfg_size(cfg, "desk"); i++)
		rc = take_desk(&r, cfg_getnsec(cfg, "desk", i), out);
	if (cfg)
		cfg_free(cfg);
	if (rc < 0)
		desks_free(out);
	return rc;
}
