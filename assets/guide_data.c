/* What can be asked for, and where data comes from, for the manual. */
#include "assets/guide.h"

#include <string.h>

#include "base/asset.h"
#include "model/conf.h"
#include "model/conf_fields.h"
#include "model/property.h"
#include "model/query.h"
#include "read/reader.h"
#include "view/view.h"

static const char *kind_of(const struct column *c)
{
	switch (c->type) {
	case CELL_WORD:
		return c->vocab ? vocab_name(c->vocab) : "word";
	case CELL_DATE:
		return "date";
	case CELL_NUMBER:
		return "number";
	case CELL_FLAG:
		return "true or false";
	case CELL_ID:
		return "id";
	default:
		return "text";
	}
}

static void put_column(struct str *to, const struct column *c)
{
	struct str help = STR_INIT(GUIDE_BYTES);

	str_addf(to, ".It \\fB%s\\fR", c->name);
	if (c->alias)
		str_addf(to, ",\\ \\fB%s\\fR", c->alias);
	str_addf(&help, "%s (%s%s%s%s)", c->help, kind_of(c),
		 c->list ? ", several" : "",
		 c->also ? ", with " : "", c->also ? c->also : "");
	if (c->hidden)
		str_addz(&help, ", for filters and sorting only");
	str_addc(to, '\n');
	man_prose(to, str_slice(&help));
	str_free(&help);
}

void man_views(struct str *to, struct slice arg)
{
	struct str help = STR_INIT(GUIDE_BYTES);

	(void)arg;
	for (const struct shape *const *v = views; *v; v++) {
		const struct shape *s = *v;

		str_addf(to, ".Ss %s\n", s->name);
		str_clear(&help);
		str_addf(&help, "Rows are %s.", s->help);
		if (s->sort)
			str_addf(&help, " Their order is `sort:%s`.", s->sort);
		if (s->filter)
			str_addf(&help, " Unless you ask for a column that it "
				 "names, or for `is:any`, `%s` holds.",
				 s->filter);
		man_prose(to, str_slice(&help));
		str_addz(to, ".Pp\n.Bl -tag -width 18n -offset 2n -compact\n");
		for (size_t i = 1; i <= s->n; i++)
			put_column(to, shape_column(s, i));
		str_addz(to, ".El\n");
	}
	str_free(&help);
}

void man_is(struct str *to, struct slice arg)
{
	const char *name, *about;

	(void)arg;
	str_addz(to, ".Bl -tag -width 22n -compact\n");
	for (size_t i = 0; (name = query_is_name(i, &about)) != NULL; i++) {
		str_addf(to, ".It Cm is:%s\n", name);
		man_prose(to, slice_of(about));
	}
	str_addz(to, ".El\n");
}

/* The vocabularies of columns, each once, with labels. */
void man_vocab(struct str *to, struct slice arg)
{
	bool done[VOCAB_COUNT] = {false};

	(void)arg;
	for (const struct shape *const *v = views; *v; v++)
		for (size_t i = 0; i < shape_width(*v); i++)
			done[shape_column(*v, i)->vocab] = true;
	for (int list = VOCAB_NONE + 1; list < VOCAB_COUNT; list++) {
		size_t n;
		const struct vocab_word *w = vocab_rows((enum vocab)list, &n);
		const char *last = "";

		if (!done[list])
			continue;
		str_addf(to, ".Ss %s\n.Bl -tag -width 20n -offset 2n "
			 "-compact\n", vocab_name((enum vocab)list));
		for (size_t i = 0; i < n; i++) {
			if (strcmp(word_value(&w[i]), last) == 0)
				continue;
			last = word_value(&w[i]);
			str_addf(to, ".It \\fB%s\\fR\n", last);
			man_prose(to, slice_of(word_text(&w[i])));
		}
		str_addz(to, ".El\n");
	}
}

/* --- sources and configuration --- */

static void put_field(struct str *to, const struct conf_field *f)
{
	struct str how = STR_INIT(GUIDE_BYTES);

	str_addf(to, ".It \\fB%s\\fR\n", f->name);
	man_prose(to, slice_of(f->help ? f->help : ""));
	str_addf(&how, "(%s", f->takes);
	if (f->low || f->high)
		str_addf(&how, ", %ld to %ld", f->low, f->high);
	if (f->usual[0])
		str_addf(&how, "; usually `%s`", f->usual);
	str_addz(&how, ")");
	man_prose(to, str_slice(&how));
	str_free(&how);
}

void man_fields(struct str *to, struct slice arg)
{
	static const struct {
		const char *name;
		enum conf_file file;
	} names[] = {
		{ "sources", CONF_SOURCES }, { "map", CONF_MAP },
		{ "settings", CONF_SETTINGS }, { "desks", CONF_DESKS },
	};
	struct conf_field f[CONF_FIELDS];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t n = slice_is(arg, names[i].name) ?
				   conf_fields(names[i].file, f) : 0;

		if (n > 0)
			str_addz(to, ".Bl -tag -width 18n -offset 2n\n");
		for (size_t k = 0; k < n; k++)
			put_field(to, &f[k]);
		if (n > 0)
			str_addz(to, ".El\n");
	}
}

void man_properties(struct str *to, struct slice arg)
{
	(void)arg;
	for (int i = 0; i < PROP_COUNT; i++)
		str_addf(to, "\\%%%s%s\n", properties[i].name,
			 i + 1 < PROP_COUNT ? "," : ".");
}

void man_readers(struct str *to, struct slice arg)
{
	struct str help = STR_INIT(GUIDE_BYTES);

	(void)arg;
	str_addz(to, ".Bl -tag -width 18n -offset 2n -compact\n");
	for (const struct reader *const *r = readers; *r; r++) {
		str_clear(&help);
		str_addf(&help, "%s%s%s%s%s%s", (*r)->title,
			 (*r)->complete ? "; each version is the whole list" :
					  "",
			 (*r)->changes ? "; a list of changes" : "",
			 (*r)->set ? "; all files of a version at once" : "",
			 (*r)->keys ? "; of the sources " : "",
			 (*r)->keys ? (*r)->keys : "");
		str_addf(to, ".It Cm %s\n", (*r)->name);
		man_prose(to, str_slice(&help));
	}
	str_addz(to, ".El\n");
	str_free(&help);
}

/* Those that are compiled in. */
void man_sources(struct str *to, struct slice arg)
{
	struct slice conf = asset_find(slice_of("conf/sources.conf"));
	struct str help = STR_INIT(GUIDE_BYTES);
	struct sources all = {0};
	struct err e = {0};

	(void)arg;
	if (conf_sources(conf, "sources.conf", &all, &e) < 0)
		return;
	str_addz(to, ".Bl -tag -width 18n -offset 2n -compact\n");
	for (size_t i = 0; i < all.n; i++) {
		const struct source *s = &all.list[i];

		str_addz(to, ".It \\fB");
		man_literal(to, s->key);
		str_addz(to, "\\fR\n");
		str_clear(&help);
		str_addf(&help, "%.*s (%.*s%s)", SLICE_ARG(s->title),
			 SLICE_ARG(s->group), s->enabled ? ", enabled" : "");
		man_prose(to, str_slice(&help));
	}
	str_addz(to, ".El\n");
	str_free(&help);
	sources_free(&all);
}
