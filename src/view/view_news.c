/* Documents that people read. */
#include "base/i18n.h"
#include "view/cells.h"
#include "view/view.h"

enum {
	TITLE, URL, PUBLISHER, ATTRIBUTED_TO, LANGUAGE, PUBLISHED, COPIES,
	CLAIMS,
};

static const struct column columns[] = {
	[TITLE] = { .name = "title", .title = N_("Title"), .type = CELL_TEXT,
		.width = -1, .help = N_("headline") },
	[URL] = { .name = "url", .title = N_("Address"), .type = CELL_TEXT,
		.help = N_("address of the page") },
	[PUBLISHER] = { .name = "publisher", .title = N_("Publisher"),
		.type = CELL_TEXT, .width = 18, .help = N_("who published it") },
	[ATTRIBUTED_TO] = { .name = "attributed_to", .title = N_("After"),
		.type = CELL_TEXT, .help = N_("whom it names as its source") },
	[LANGUAGE] = { .name = "language", .title = N_("Language"),
		.type = CELL_WORD, .help = N_("en, be, ru, ...") },
	[PUBLISHED] = { .name = "published", .title = N_("Published"),
		.type = CELL_DATE, .width = 11, .help = N_("when") },
	[COPIES] = { .name = "copies", .title = N_("Copies"),
		.type = CELL_NUMBER, .width = 6,
		.help = N_("items of all sources with its address or nearly its text") },
	[CLAIMS] = { .name = "claims", .title = N_("Claims"),
		.type = CELL_NUMBER, .width = 6,
		.help = N_("claims that thaw took from it") },
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
	.title = N_("News"),
	.help = N_("articles and feed items"),
	.kind = KIND_news,
	.columns = columns,
	.n = sizeof(columns) / sizeof(columns[0]),
	.sort = "-published,title",
	.name_column = "title",
	.fill = fill,
	.called = "title",
	.watched = true,
};
