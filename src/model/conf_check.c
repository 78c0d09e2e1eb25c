#include "model/conf_check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "model/command.h"
#include "model/conf.h"

/* The library hands over nothing of ours but the file's name: that is why the
 * name is the address of the reading. */
struct conf_reading *conf_reading_of(const cfg_t *cfg)
{
	uintptr_t address = 0;

	if (cfg->filename)
		sscanf(cfg->filename, "%" SCNxPTR, &address);
	return (struct conf_reading *)address;
}

void conf_where(const struct conf_reading *r, const cfg_t *cfg,
		char out[ERR_MAX])
{
	if (cfg->title)
		snprintf(out, ERR_MAX, "%s:%d: %s \"%.64s\"", r->name,
			 cfg->line, cfg->name, cfg->title);
	else
		snprintf(out, ERR_MAX, "%s:%d", r->name, cfg->line);
}

/* A value that we do not take: the callbacks below return it. */
static int bad_value(const cfg_t *cfg, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

static int bad_value(const cfg_t *cfg, const char *fmt, ...)
{
	struct conf_reading *r = conf_reading_of(cfg);
	char where[ERR_MAX];
	va_list ap;

	if (!r)
		return -1;
	conf_where(r, cfg, where);
	va_start(ap, fmt);
	err_vset(r->e, ERR_USAGE, fmt, ap);
	va_end(ap);
	return err_in(r->e, where);
}

static int check_period(cfg_t *cfg, cfg_opt_t *opt)
{
	int64_t s;

	if (period_parse(slice_of(cfg_opt_getnstr(opt, 0)), &s))
		return 0;
	return bad_value(cfg, "\"%s\" is no period: write 15m, 2h, 1d or "
			 "never", cfg_opt_getnstr(opt, 0));
}

static int bad_url(const cfg_t *cfg, const char *url, const char *schemes)
{
	struct str shown = STR_INIT(ERR_MAX);
	int rc;

	source_mask(&shown, slice_of(url));
	rc = bad_value(cfg, "\"%s\" is no address: it begins with https:// "
		       "http:// file://%s", str_cstr(&shown), schemes);
	str_free(&shown);
	return rc;
}

static int check_url(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *url = cfg_opt_getnstr(opt, cfg_opt_size(opt) - 1);

	if (cfg_opt_size(opt) > SOURCE_URLS)
		return bad_value(cfg, "more than %d addresses", SOURCE_URLS);
	if (source_url_valid(slice_of(url)))
		return 0;
	return bad_url(cfg, url, " sftp:// or asset:");
}

static int check_index(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *url = cfg_opt_getnstr(opt, 0);

	if (!url || !url[0] || (source_url_valid(slice_of(url)) &&
				!slice_starts(slice_of(url), "asset:")))
		return 0;
	return bad_url(cfg, url, " or sftp://");
}

/* The value is not repeated: it may be a password. */
static int check_net(cfg_t *cfg, cfg_opt_t *opt)
{
	unsigned n = cfg_opt_size(opt);
	struct slice value = slice_of(n ? cfg_opt_getnstr(opt, n - 1) : "");
	const char *fault = source_net_fault(cfg_opt_name(opt), value);

	if (n > SOURCE_PINS && !fault)
		fault = "too many of them";
	return value.n == 0 || !fault ? 0 :
	       bad_value(cfg, "%s: %s", cfg_opt_name(opt), fault);
}

static const struct {
	const char *option;
	long low, high;
} ranges[] = {
	{ "max_bytes_mb", 1, 4096 }, { "jobs", 1, 256 },
	{ "per_host", 1, 256 }, { "per_minute", 0, SOURCE_PER_MINUTE },
	{ "timeout_s", 1, 3600 }, { "on_match_timeout_s", 1, 3600 },
};

bool conf_range(const char *option, long *low, long *high)
{
	*low = *high = 0;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		if (strcmp(ranges[i].option, option) != 0)
			continue;
		*low = ranges[i].low;
		*high = ranges[i].high;
		return true;
	}
	return false;
}

static int check_range(cfg_t *cfg, cfg_opt_t *opt)
{
	long n = cfg_opt_getnint(opt, 0), low, high;

	if (conf_range(cfg_opt_name(opt), &low, &high) &&
	    (n < low || n > high))
		return bad_value(cfg, "%s = %ld: valid are %ld to %ld",
				 cfg_opt_name(opt), n, low, high);
	return 0;
}

const char *const *conf_choices(const char *option)
{
	static const struct {
		const char *option, *word[5];
	} choices[] = {
		{ "hyperlinks", { "auto", "true", "false" } },
		{ "frugal", { "auto", "true", "false" } },
		{ "theme", { "auto", "dark", "light", "mono" } },
	};

	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++)
		if (strcmp(choices[i].option, option) == 0)
			return choices[i].word;
	return NULL;
}

/* One of a few words. */
static int check_choice(cfg_t *cfg, cfg_opt_t *opt)
{
	const char *const *c = conf_choices(cfg_opt_name(opt));
	const char *is = cfg_opt_getnstr(opt, 0);

	for (size_t k = 0; c && c[k]; k++)
		if (strcmp(c[k], is) == 0)
			return 0;
	return !c ? 0 :
	       bad_value(cfg, "%s = \"%.40s\": valid are %s, %s, %s%s%s",
			 cfg_opt_name(opt), is, c[0], c[1], c[2],
			 c[3] ? ", " : "", c[3] ? c[3] : "");
}

static int check_command(cfg_t *cfg, cfg_opt_t *opt)
{
	struct arena mem = ARENA_INIT(CONF_BYTES);
	struct err why = {0};
	char **words;
	int rc = command_words(slice_of(cfg_opt_getnstr(opt, 0)), &mem,
			       &words, &why);

	arena_free(&mem);
	return rc == 0 ? 0 : bad_value(cfg, "%s: %s", cfg_opt_name(opt),
				       why.msg);
}

static const struct {
	const char *option;
	cfg_validate_callback_t check;
} checks[] = {
	{ "period", check_period },
	{ "refresh", check_period },
	{ "url", check_url },
	{ "index", check_index },
	{ "max_bytes_mb", check_range },
	{ "header", check_net },
	{ "resolve", check_net },
	{ "proxy", check_net },
	{ "cert", check_net },
	{ "key", check_net },
	{ "ca_file", check_net },
	{ "per_minute", check_range },
	{ "per_host", check_range },
	{ "jobs", check_range },
	{ "timeout_s", check_range },
	{ "hyperlinks", check_choice },
	{ "frugal", check_choice },
	{ "theme", check_choice },
	{ "on_match", check_command },
	{ "on_match_timeout_s", check_range },
};

void conf_checks(cfg_opt_t *opts)
{
	for (cfg_opt_t *o = opts; o && o->name; o++) {
		for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
			if (strcmp(o->name, checks[i].option) == 0)
				o->validcb = checks[i].check;
		/* A map names properties: its `url` is a column. */
		if (o->type == CFGT_SEC && strcmp(o->name, "map") != 0)
			conf_checks(o->subopts);
	}
}
