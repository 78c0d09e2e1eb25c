/* Documents that people read. */
#include "view/cells.h"
#include "view/view.h"

enum {
	TITLE, URL, PUBLISHER, ATTRIBUTED_TO, LANGUAGE, PUBLISHED, COPIES,
	CLAIMS,
};

static const struct column columns[] = {
	[TITLE] = { .name = "title", .title = "Title", .type = CELL_TEXT,
		.width = -1, .help = "headline" },
	[URL] = { .name = "url", .title = "Address", .type = CELL_TEXT,
		.help = "address of the page" },
	[PUBLISHER] = { .name = "publisher", .title = "Publisher",
		.type = CELL_TEXT, .width = 18, .help = "who published it" },
	[ATTRIBUTED_TO] = { .name = "attributed_to", .title = "After",
		.type = CELL_TEXT, .help = "whom it names as its source" },
	[LANGUAGE] = { .name = "language", .title = "Language",
		.type = CELL_WORD, .help = "en, be, ru, ..." },
	[PUBLISHED] = { .name = "published", .title = "Published",
		.type = CELL_DATE, .width = 11, .help = "when" },
	[COPIES] = { .name = "copies", .title = "Copies",
		.type = CELL_NUMBER, .width = 6,
		.help = "items of all sources with its address or nearly its text" },
	[CLAIMS] = { .name = "claims", .title = "Claims",
		.type = CELL_NUMBER, .width = 6,
		.help = "claims that thaw took from it" },
};

static int fill(const struct facts *f, struct slice *cell, struct arena *mem)
{
	struct slice url = facts_value(f, PROP_url);
	int64_t copies;

	cell[TITLE] = facts_value(f, PROP_title);
	cell[URL] = url;
	cell[PUBLISHER] = facts_value(f, PROP_publisher);
	cell[ATTRIBUTED_TO] = facts_value(f, PROP_attributed_to);
	cell[LANGUAGE] = facts_value(f, PROP_language);
	cell[PUBLISHED] = facts_value(f, PROP_published);
	copies = f->look.copies(f->look.ctx);
	cell[COPIES] = cell_number(copies > 0 ? copies : 1, mem);
	cell[CLAIMS] = cell_number(f->look.citing(f->look.ctx), mem);
	return 1;
}

const struct shape view_news = {
	.name = "news",
	.title = "News",
	.help = "articles and feed items",
	.kind = KIND_news,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-published,title",
	.name_column = "title",
	.fill = fill,
	.called = "title",
	.watched = true,
};
