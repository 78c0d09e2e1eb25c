#include "read/meta.h"

#include "base/text.h"

enum { META_BYTES = 4096, AUTHORS_BYTES = 2048, BODY_BYTES = PAGE_BYTES };

static const struct {
	const char *name;
	enum meta_field field;
	unsigned char rank;
} names[] = {			/* of two names for a field the higher counts */
	{ "application-name",          META_PUBLISHER, 1 },
	{ "article.published",         META_PUBLISHED, 4 },
	{ "article:author",            META_AUTHOR,    2 },
	{ "article:published",         META_PUBLISHED, 4 },
	{ "article:published_time",    META_PUBLISHED, 5 },
	{ "article_date_original",     META_PUBLISHED, 4 },
	{ "author",                    META_AUTHOR,    3 },
	{ "byl",                       META_AUTHOR,    2 },
	{ "canonical",                 META_URL,       3 },
	{ "citation_author",           META_AUTHOR,    1 },
	{ "citation_publication_date", META_PUBLISHED, 3 },
	{ "citation_title",            META_TITLE,     2 },
	{ "content-language",          META_LANGUAGE,  2 },
	{ "cxenseparse:recs:publishtime", META_PUBLISHED, 4 },
	{ "date",                      META_PUBLISHED, 2 },
	{ "datepublished",             META_PUBLISHED, 4 },
	{ "dc.creator",                META_AUTHOR,    1 },
	{ "dc.date",                   META_PUBLISHED, 3 },
	{ "dc.date.created",           META_PUBLISHED, 3 },
	{ "dc.date.issued",            META_PUBLISHED, 3 },
	{ "dc.language",               META_LANGUAGE,  1 },
	{ "dc.publisher",              META_PUBLISHER, 1 },
	{ "dc.title",                  META_TITLE,     2 },
	{ "dcterms.created",           META_PUBLISHED, 3 },
	{ "dcterms.creator",           META_AUTHOR,    1 },
	{ "dcterms.date",              META_PUBLISHED, 3 },
	{ "dcterms.issued",            META_PUBLISHED, 3 },
	{ "dcterms.language",          META_LANGUAGE,  1 },
	{ "dcterms.title",             META_TITLE,     2 },
	{ "govuk:first-published-at",  META_PUBLISHED, 4 },
	{ "h1",                        META_HEAD,      1 },
	{ "headline",                  META_TITLE,     5 },
	{ "lang",                      META_LANGUAGE,  4 },
	{ "ld:author",                 META_AUTHOR,    5 },
	{ "ld:body",                   META_BODY,      1 },
	{ "ld:headline",               META_TITLE,     6 },
	{ "ld:isbasedon",              META_BASED_ON,  2 },
	{ "ld:language",               META_LANGUAGE,  3 },
	{ "ld:published",              META_PUBLISHED, 6 },
	{ "ld:publisher",              META_PUBLISHER, 3 },
	{ "ld:url",                    META_URL,       1 },
	{ "og:article:author",         META_AUTHOR,    2 },
	{ "og:article:published_time", META_PUBLISHED, 4 },
	{ "og:locale",                 META_LANGUAGE,  2 },
	{ "og:published_time",         META_PUBLISHED, 4 },
	{ "og:pubdate",                META_PUBLISHED, 4 },
	{ "og:site_name",              META_PUBLISHER, 2 },
	{ "og:title",                  META_TITLE,     4 },
	{ "og:url",                    META_URL,       2 },
	{ "original-source",           META_BASED_ON,  1 },
	{ "parsely-author",            META_AUTHOR,    4 },
	{ "parsely-pub-date",          META_PUBLISHED, 4 },
	{ "parsely-title",             META_TITLE,     4 },
	{ "pubdate",                   META_PUBLISHED, 3 },
	{ "publish-date",              META_PUBLISHED, 3 },
	{ "publish_date",              META_PUBLISHED, 3 },
	{ "publisher",                 META_PUBLISHER, 1 },
	{ "rel:author",                META_AUTHOR,    2 },
	{ "sailthru.author",           META_AUTHOR,    3 },
	{ "sailthru.date",             META_PUBLISHED, 4 },
	{ "sailthru.title",            META_TITLE,     3 },
	{ "text:author",               META_AUTHOR,    1 },
	{ "text:date",                 META_PUBLISHED, 1 },
	{ "time",                      META_PUBLISHED, 2 },
	{ "title",                     META_TITLE,     3 },
	{ "twitter:title",             META_TITLE,     1 },
};

static struct slice *field_of(struct meta *m, enum meta_field f)
{
	switch (f) {
	case META_TITLE: return &m->title;
	case META_URL: return &m->url;
	case META_PUBLISHER: return &m->publisher;
	case META_AUTHOR: return &m->author;
	case META_LANGUAGE: return &m->language;
	case META_BASED_ON: return &m->based_on;
	case META_HEAD: return &m->head;
	case META_BODY: return &m->body;
	default: return &m->published;
	}
}

/* "en-US" and "en_GB" are "en"; anything but letters is no language. */
static struct slice language_of(struct slice s, char buf[4])
{
	size_t n = 0;

	while (n < s.n && n < 3 && ((s.p[n] >= 'a' && s.p[n] <= 'z') ||
				    (s.p[n] >= 'A' && s.p[n] <= 'Z'))) {
		buf[n] = (char)(s.p[n] | 0x20);
		n++;
	}
	if (n < 2 || (n < s.n && s.p[n] != '-' && s.p[n] != '_'))
		return SLICE_NONE;
	return slice_make(buf, n);
}

static bool is_web(struct slice s)
{
	return slice_starts(s, "http://") || slice_starts(s, "https://");
}

/* What the field can hold of the value; absent: nothing. */
static struct slice fit(enum meta_field f, struct slice value,
			char buf[PDATE_TIME_TEXT])
{
	struct pdate day;

	switch (f) {
	case META_URL:
		return is_web(value) ? value : SLICE_NONE;
	case META_AUTHOR:
		/* An author given as an address is a page, not a name. */
		return is_web(value) ? SLICE_NONE : value;
	case META_LANGUAGE:
		return language_of(value, buf);
	case META_PUBLISHED:
		if (pdate_parse_time(value, buf))
			return slice_of(buf);
		return pdate_parse(value, DATE_ORDER_DMY, &day) ||
		       pdate_find(value, &day) ?
			slice_of(pdate_text(day, buf)) : SLICE_NONE;
	default:
		return value;
	}
}

/* One more author, a line each. */
static void add_author(struct meta *m, struct arena *mem, struct slice name)
{
	struct str all = STR_INIT(AUTHORS_BYTES);

	str_add(&all, m->author);
	str_addc(&all, '\n');
	str_add(&all, name);
	if (!all.bad)
		m->author = arena_slice(mem, str_slice(&all));
	str_free(&all);
}

static void put(struct meta *m, struct arena *mem, size_t row,
		struct slice value)
{
	enum meta_field f = names[row].field;
	unsigned char *rank = &m->rank[f];
	char buf[PDATE_TIME_TEXT];

	if (*rank > names[row].rank ||
	    (*rank == names[row].rank && f != META_AUTHOR))
		return;
	value = fit(f, value, buf);
	if (value.n == 0)
		return;
	if (*rank == names[row].rank)
		add_author(m, mem, value);
	else
		*field_of(m, f) = arena_slice(mem, value);
	*rank = names[row].rank;
}

void meta_pair(struct meta *m, struct arena *mem, struct slice name,
	       struct slice content)
{
	bool body = slice_is(name, "ld:body");
	struct str value = STR_INIT(body ? BODY_BYTES : META_BYTES);

	if (body)	/* with its lines */
		str_add(&value, content);
	else
		page_squash(&value, content);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (value.n && !value.bad && slice_ieq(name, names[i].name))
			put(m, mem, i, str_slice(&value));
	str_free(&value);
}
