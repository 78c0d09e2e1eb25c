#include "model/conf_fields.h"

#include <stdio.h>
#include <string.h>

#include "model/conf_check.h"
#include "model/conf_map.h"

struct words {
	const char *name;
	const char *help;
};

static const struct words of_sources[] = {
	{ "title", "What the source is, for people." },
	{ "publisher", "Who stands behind it. A publisher keeps its name when "
	  "its address changes." },
	{ "url", "One address or several, which are one version together: "
	  "http, https, sftp, file, or asset: for a file inside the program." },
	{ "format", "How to read it: auto looks at the first bytes; the "
	  "formats are listed below." },
	{ "group", "The name under which it is enabled together with others." },
	{ "period", "How often to ask at most: 15m, 2h, 1d, or never, which is "
	  "once." },
	{ "user_agent", "What thaw calls itself there, where its own name is "
	  "refused." },
	{ "mapping", "Of a table, in one line: header=property;header=property. "
	  "A section map can say more." },
	{ "index", "A small file that tells the version of the addresses: they "
	  "are fetched only when it has changed." },
	{ "max_bytes_mb", "The most that one address may send, in megabytes, "
	  "unpacked; else that of settings.conf." },
	{ "header", "Lines of the request: {\"Accept-Language: be\"}. They go "
	  "to the source's own host alone. Names and passwords belong in "
	  "~/.netrc." },
	{ "resolve", "The address of a host, as curl writes it: "
	  "{\"lists.example:443:192.0.2.7\"}; DNS is not asked." },
	{ "proxy", "socks5h://127.0.0.1:9050, http://HOST:PORT, or none; else "
	  "that of settings.conf, else what the environment says." },
	{ "cert", "A file with the certificate that is shown to the server." },
	{ "key", "A file with the key of that certificate; of an sftp source, "
	  "the SSH key." },
	{ "ca_file", "The authorities that vouch for the server, instead of "
	  "the system's." },
	{ "per_minute", "The most requests a minute to its host, over all "
	  "sources of that host; the lowest counts. 0 takes the setting." },
	{ "enabled", "Whether a refresh may ask it." },
	{ "map", "What the columns of a table, or the members of JSON objects, "
	  "mean: a section of its own, see MAPS." },
	{ NULL, NULL },
};

static const struct words of_map[] = {
	{ "kind", "What a row is: person, event, measure, recommendation or "
	  "news." },
	{ "key", "The column with the list's own number. Without one, an entry "
	  "is known by its name or words." },
	{ "rows", "Of JSON, the path to the array: data.items. A column is then "
	  "a path into its objects: person.name." },
	{ "date_order", "dmy or mdy: how 05/03/2021 is meant." },
	{ "list_separator", "What stands between several values in one cell." },
	{ "lang", "The language of the table: en, be, ru, es ..." },
	{ "words", "What theirs mean in ours, where the vocabularies do not "
	  "have them: {\"L = free\", \"P = prison\"}." },
	{ "const", "A section of properties that no column tells: "
	  "const { country = \"VE\" }." },
	{ NULL, NULL },
};

static const struct words of_settings[] = {
	{ "desk", "The desk that the screen opens; it stands in desks.conf." },
	{ "language", "The language of the screen and of messages: en, be, ru, "
	  "uk, pl or de. \"\" takes that of the environment." },
	{ "browser", "The program that opens a link. \"\" takes $BROWSER; "
	  "without one the link is shown." },
	{ "who", "Who gives verdicts, as it stands beside them. \"\" takes the "
	  "name of your account." },
	{ "refresh", "The open screen refreshes sources that are due, at most "
	  "so often: 5m, 1h. never leaves it to the keys r and R." },
	{ "sign_key", "The key that signs what thaw publish publishes, as "
	  "ssh-keygen -Y sign takes it. \"\" signs nothing." },
	{ "trusted_signers", "A file of allowed signers (see ssh-keygen(1)). "
	  "Where it is named, thaw pull takes only what one of them has "
	  "signed." },
	{ "clock", "Show the time in the status line. Over a slow line, false "
	  "keeps the line silent while nothing happens." },
	{ "ascii", "Draw with ASCII alone, even where the terminal can do "
	  "more." },
	{ "mouse", "Take clicks, the wheel and the dragging of a divider. Text "
	  "is then selected with Shift held down." },
	{ "frugal", "Send as few bytes as can be: the row under the cursor has "
	  "a mark instead of another colour. true, false, or auto, which does "
	  "so over SSH." },
	{ "theme", "Colours: dark, light (what the background is), mono (none), "
	  "or auto, which asks the terminal." },
	{ "hyperlinks", "Make links that the terminal can follow (OSC 8): true, "
	  "false, or auto, where the terminal is known to take them." },
	{ "reader", "For screen readers and braille: one pane at a time in "
	  "words, without lines and boxes, and only what changed is "
	  "written." },
	{ "max_bytes_mb", "The largest answer taken from a source, in "
	  "megabytes, unpacked." },
	{ "jobs", "How many sources are refreshed at the same time." },
	{ "proxy", "The proxy of all sources that name none. \"\" takes what "
	  "the environment says, none takes not even that." },
	{ "per_host", "How many requests one host gets at the same time." },
	{ "per_minute", "How many requests one host gets in a minute; 0 sets "
	  "no limit." },
	{ "timeout_s", "Give up on a source after so many seconds without an "
	  "answer." },
	{ "on_match", "A command that is started when a watch has found "
	  "something. It gets the hits on its standard input, a JSON object a "
	  "line. No shell reads it. \"\" starts nothing." },
	{ "on_match_timeout_s", "Stop that command after so many seconds." },
	{ NULL, NULL },
};

static const struct words of_desks[] = {
	{ "title", "What the headline says." },
	{ "filter", "What to show, in the filter language of thaw-filter(7). "
	  "\"\" shows all." },
	{ "groups", "The groups of sources.conf that count here. None: all." },
	{ "panes", "The panes of the screen that come first; the others are a "
	  "key away." },
	{ "releases", "A filter for this view alone, in place of filter." },
	{ "events", "The same for acts of release." },
	{ "sanctions", "The same for measures." },
	{ "designations", "The same for listings." },
	{ "recommendations", "The same for recommendations." },
	{ "news", "The same for news." },
	{ "brief", "The same for briefs." },
	{ "changes", "The same for changes of the lists." },
	{ NULL, NULL },
};

static const struct words *const words_of[] = {
	[CONF_SOURCES] = of_sources, [CONF_MAP] = of_map,
	[CONF_SETTINGS] = of_settings, [CONF_DESKS] = of_desks,
};

static const char *takes(const cfg_opt_t *o)
{
	switch (o->type) {
	case CFGT_INT:
		return "number";
	case CFGT_BOOL:
		return "true or false";
	case CFGT_SEC:
		return "section";
	default:
		return o->flags & CFGF_LIST ? "text, or list of texts" : "text";
	}
}

/* A number that may not be written stands for what holds elsewhere. */
static void usual(const cfg_opt_t *o, char to[CONF_USUAL])
{
	const char *text = o->flags & CFGF_LIST ? NULL : o->def.string;
	long low, high;
	bool limited = conf_range(o->name, &low, &high);

	to[0] = '\0';
	if (o->type == CFGT_INT &&
	    (!limited || (o->def.number >= low && o->def.number <= high)))
		snprintf(to, CONF_USUAL, "%ld", o->def.number);
	else if (o->type == CFGT_BOOL)
		snprintf(to, CONF_USUAL, "%s",
			 o->def.boolean ? "true" : "false");
	else if (o->type == CFGT_STR && text)
		snprintf(to, CONF_USUAL, "%s", text);
}

static const char *help_of(enum conf_file file, const char *name)
{
	const struct words *w = words_of[file];

	while (w->name && strcmp(w->name, name) != 0)
		w++;
	return w->help;
}

static const char *const *choices(const cfg_opt_t *o)
{
	static const char *const either[] = { "true", "false", NULL };

	return o->type == CFGT_BOOL ? either : conf_choices(o->name);
}

size_t conf_fields(enum conf_file file, struct conf_field out[CONF_FIELDS])
{
	cfg_opt_t options[CONF_MAP_OPTIONS], constant[CONF_MAP_OPTIONS];
	enum property prop;
	size_t n = 0;

	if (file == CONF_MAP)
		conf_map_options(options, constant);
	else
		conf_options(file, options);
	for (const cfg_opt_t *o = options; o->name && n < CONF_FIELDS; o++) {
		struct conf_field *f = &out[n];

		if (file == CONF_MAP && property_find(slice_of(o->name), &prop))
			continue;
		*f = (struct conf_field){
			.name = o->name, .takes = takes(o),
			.help = help_of(file, o->name),
			.choices = choices(o),
		};
		usual(o, f->usual);
		conf_range(o->name, &f->low, &f->high);
		n++;
	}
	return n;
}
