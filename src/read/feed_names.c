#include "read/feed_names.h"

#include <string.h>

/* The first that `uri` begins with: versions and misspellings end differently. */
static const struct { const char *uri; enum feed_space space; } spaces[] = {
	{ "http://www.w3.org/2005/atom",                 SPACE_ATOM },
	{ "https://www.w3.org/2005/atom",                SPACE_ATOM },
	{ "http://purl.org/atom/app",                    SPACE_OTHER },
	{ "http://purl.org/atom/",                       SPACE_ATOM03 },
	{ "http://example.com/newformat#",               SPACE_ATOM03 },
	{ "http://example.com/necho",                    SPACE_ATOM03 },
	{ "http://purl.org/echo/",                       SPACE_ATOM03 },
	{ "uri/of/echo/namespace#",                      SPACE_ATOM03 },
	{ "http://purl.org/pie/",                        SPACE_ATOM03 },
	{ "http://purl.org/rss/1.0/modules/rss091",      SPACE_RSS },
	{ "http://purl.org/rss/1.0/modules/content",     SPACE_CONTENT },
	{ "http://purl.org/rss/1.0/modules/syndication", SPACE_SY },
	{ "http://purl.org/rss/1.0/modules/",            SPACE_OTHER },
	{ "http://purl.org/rss/",                        SPACE_RSS },
	{ "http://purl.org/net/rss",                     SPACE_RSS },
	{ "http://my.netscape.com/rdf/simple/0.9",       SPACE_RSS },
	{ "http://channel.netscape.com/rdf/simple/0.9",  SPACE_RSS },
	{ "http://backend.userland.com/",                SPACE_RSS },
	{ "http://blogs.law.harvard.edu/tech/rss",       SPACE_RSS },
	{ "http://cyber.law.harvard.edu/rss",            SPACE_RSS },
	{ "http://www.rssboard.org/rss-spec",            SPACE_RSS },
	{ "http://www.rssboard.org/media-rss",           SPACE_MEDIA },
	{ "http://search.yahoo.com/mrss",                SPACE_MEDIA },
	{ "https://search.yahoo.com/mrss",               SPACE_MEDIA },
	{ "http://video.search.yahoo.com/mrss",          SPACE_MEDIA },
	{ "http://purl.org/dc/elements/",                SPACE_DC },
	{ "https://purl.org/dc/elements/",               SPACE_DC },
	{ "http://purl.org/dc/terms/",                   SPACE_TERMS },
	{ "http://www.itunes.com/dtds/podcast",          SPACE_ITUNES },
	{ "http://example.com/dtds/podcast",             SPACE_ITUNES },
	{ "http://www.w3.org/1999/xhtml",                SPACE_XHTML },
	{ "http://www.w3.org/tr/rec-html40",             SPACE_XHTML },
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns",  SPACE_RDF },
};

/* As everybody calls them, where a feed forgets to say which they are, or says
 * it in its own way. */
static const struct { const char *prefix; enum feed_space space; } usual[] = {
	{ "", SPACE_BARE },           { "a", SPACE_ATOM },
	{ "a10", SPACE_ATOM },        { "atom", SPACE_ATOM },
	{ "atom10", SPACE_ATOM },     { "atom03", SPACE_ATOM03 },
	{ "content", SPACE_CONTENT }, { "dc", SPACE_DC },
	{ "dcterms", SPACE_TERMS },   { "dcterm", SPACE_TERMS },
	{ "dcq", SPACE_TERMS },       { "itunes", SPACE_ITUNES },
	{ "media", SPACE_MEDIA },     { "rdf", SPACE_RDF },
	{ "rss", SPACE_RSS },         { "rss1", SPACE_RSS },
	{ "rss2", SPACE_RSS },        { "sy", SPACE_SY },
	{ "xhtml", SPACE_XHTML },     { "html", SPACE_XHTML },
};

static bool begins(struct slice s, const char *front)
{
	size_t n = strlen(front);

	return s.n >= n && slice_ieq(slice_make(s.p, n), front);
}

int feed_space(struct slice prefix, struct slice uri)
{
	for (size_t i = 0; uri.n && i < sizeof(spaces) / sizeof(*spaces); i++)
		if (begins(uri, spaces[i].uri))
			return (int)spaces[i].space;
	if (uri.p && prefix.n == 0)	/* a stranger's own, if the root's */
		return SPACE_BARE;
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
		if (slice_ieq(prefix, usual[i].prefix))
			return (int)usual[i].space;
	return SPACE_OTHER;
}

bool feed_space_core(enum feed_space space)
{
	return space == SPACE_RSS || space == SPACE_ATOM ||
	       space == SPACE_ATOM03;
}

static const struct feed_name names[] = {
	{ "abstract",    SPACE_RSS, HOW_TYPED, FEED_SUMMARY, 8, false },
	{ "author",      SPACE_RSS, HOW_AUTHOR, FEED_AUTHOR, 8, true },
	{ "body",        SPACE_RSS, HOW_MARKUP, FEED_CONTENT, 7, false },
	{ "content",     SPACE_RSS, HOW_TYPED, FEED_CONTENT, 9, false },
	{ "created",     SPACE_RSS, HOW_TEXT, FEED_UPDATED, 3, true },
	{ "date",        SPACE_RSS, HOW_TEXT, FEED_UPDATED, 2, true },
	{ "description", SPACE_RSS, HOW_TYPED, FEED_SUMMARY, 9, false },
	{ "enclosure",   SPACE_RSS, HOW_ENCLOSURE, FEED_LINK, 1, false },
	{ "fullitem",    SPACE_RSS, HOW_GUESS, FEED_CONTENT, 7, false },
	{ "guid",        SPACE_RSS, HOW_TEXT, FEED_ID, 9, true },
	{ "id",          SPACE_RSS, HOW_TEXT, FEED_ID, 8, true },
	{ "issued",      SPACE_RSS, HOW_TEXT, FEED_PUBLISHED, 8, true },
	{ "language",    SPACE_RSS, HOW_TEXT, FEED_LANGUAGE, 5, true },
	{ "link",        SPACE_RSS, HOW_LINK, FEED_LINK, 9, true },
	{ "modified",    SPACE_RSS, HOW_TEXT, FEED_UPDATED, 8, true },
	{ "pubdate",     SPACE_RSS, HOW_TEXT, FEED_PUBLISHED, 9, true },
	{ "published",   SPACE_RSS, HOW_TEXT, FEED_PUBLISHED, 9, true },
	{ "source",      SPACE_RSS, HOW_SOURCE, FEED_ORIGIN, 9, false },
	{ "subtitle",    SPACE_RSS, HOW_TYPED, FEED_SUMMARY, 3, false },
	{ "summary",     SPACE_RSS, HOW_TYPED, FEED_SUMMARY, 9, false },
	{ "title",       SPACE_RSS, HOW_TYPED, FEED_TITLE, 9, true },
	{ "updated",     SPACE_RSS, HOW_TEXT, FEED_UPDATED, 9, true },
	{ "encoded",     SPACE_CONTENT, HOW_GUESS, FEED_CONTENT, 10, false },
	{ "author",      SPACE_DC, HOW_TEXT, FEED_AUTHOR, 6, true },
	{ "creator",     SPACE_DC, HOW_TEXT, FEED_AUTHOR, 9, true },
	{ "date",        SPACE_DC, HOW_TEXT, FEED_UPDATED, 7, true },
	{ "description", SPACE_DC, HOW_GUESS, FEED_SUMMARY, 6, false },
	{ "language",    SPACE_DC, HOW_TEXT, FEED_LANGUAGE, 4, true },
	{ "title",       SPACE_DC, HOW_GUESS, FEED_TITLE, 5, true },
	{ "created",     SPACE_TERMS, HOW_TEXT, FEED_UPDATED, 3, true },
	{ "creator",     SPACE_TERMS, HOW_TEXT, FEED_AUTHOR, 5, true },
	{ "date",        SPACE_TERMS, HOW_TEXT, FEED_UPDATED, 4, true },
	{ "issued",      SPACE_TERMS, HOW_TEXT, FEED_PUBLISHED, 7, true },
	{ "modified",    SPACE_TERMS, HOW_TEXT, FEED_UPDATED, 6, true },
	{ "title",       SPACE_TERMS, HOW_GUESS, FEED_TITLE, 4, true },
	{ "content",     SPACE_MEDIA, HOW_INSIDE, FEED_LINK, 0, false },
	{ "description", SPACE_MEDIA, HOW_GUESS, FEED_SUMMARY, 2, false },
	{ "group",       SPACE_MEDIA, HOW_INSIDE, FEED_LINK, 0, false },
	{ "title",       SPACE_MEDIA, HOW_GUESS, FEED_TITLE, 2, true },
	{ "author",      SPACE_ITUNES, HOW_TEXT, FEED_AUTHOR, 5, true },
	{ "subtitle",    SPACE_ITUNES, HOW_GUESS, FEED_SUMMARY, 3, false },
	{ "summary",     SPACE_ITUNES, HOW_GUESS, FEED_SUMMARY, 4, false },
	{ "title",       SPACE_ITUNES, HOW_GUESS, FEED_TITLE, 1, true },
	{ "body",        SPACE_XHTML, HOW_MARKUP, FEED_CONTENT, 7, false },
	{ "div",         SPACE_XHTML, HOW_MARKUP, FEED_CONTENT, 6, false },
};

const struct feed_name *feed_name_find(struct slice name,
				       enum feed_space space)
{
	if (feed_space_core(space))
		space = SPACE_RSS;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (names[i].space == space &&
		    slice_is(name, names[i].name))
			return &names[i];
	return NULL;
}
