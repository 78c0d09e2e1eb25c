/* Invented feeds of a realistic shape for the reload benchmark: RSS 2.0 with
 * content:encoded and Atom 1.0 in turn, items of about 2.7 kB of HTML in six
 * scripts: Latin and Cyrillic letters mostly. The same numbers give the same
 * bytes.
 *
 *   feeds_made FOLDER FEEDS ITEMS
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const given[] = {
	"Aliaksandr", "Maryia", "Siarhei", "Viktar", "Алена", "Мікалай",
	"Сергей", "Ирина", "Zoë", "José", "Oleh", "Hanna",
};
static const char *const family[] = {
	"Prykladny", "Inshaja", "Niachto", "Kara-Vydumka", "Выдумка",
	"Прыкладная", "Нехта", "Müller", "Ångström", "Ramírez",
};
static const char *const latin[] = {
	"the", "court", "released", "statement", "prisoners", "sanctions",
	"council", "ministry", "experts", "recommend", "lift", "review",
	"entity", "listing", "annex", "regulation", "asset", "freeze",
	"travel", "ban", "lawyer", "colony", "transfer", "health", "visit",
	"appeal", "amnesty", "pardon", "exchange", "on", "Friday", "after",
	"months", "of", "negotiations",
};
static const char *const cyrillic[] = {
	"суд", "освободил", "заключённых", "санкции", "совет", "министерство",
	"эксперты", "рекомендуют", "снять", "пересмотр", "лицо", "организация",
	"список", "приложение", "заморозка", "активов", "запрет", "на",
	"въезд", "адвокат", "колония", "перевод", "здоровье", "свидание",
	"амнистия", "помилование", "обмен", "группа",
};

static const char *const greek[] = {
	"το", "δικαστήριο", "απελευθέρωσε", "κρατούμενοι", "κυρώσεις",
	"συμβούλιο", "υπουργείο", "ανταλλαγή", "αμνηστία", "δικηγόρος",
};
static const char *const georgian[] = {
	"სასამართლო", "გაათავისუფლა", "პატიმრები", "სანქციები", "საბჭო",
	"სამინისტრო", "გაცვლა", "ამნისტია", "ადვოკატი", "და",
};
static const char *const arabic[] = {
	"المحكمة", "أفرجت", "السجناء", "العقوبات", "المجلس", "الوزارة",
	"تبادل", "عفو", "المحامي", "في",
};
static const char *const chinese[] = {
	"法院", "释放", "囚犯", "制裁", "理事会", "部门", "交换", "大赦",
	"律师", "名单",
};

static uint64_t seed;

static size_t pick(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

#define ONE_OF(list) (list)[pick(sizeof(list) / sizeof((list)[0]))]

/* In Atom the markup is text of the element: it is escaped once more. */
static void put(FILE *f, int atom, const char *s)
{
	for (; *s; s++)
		if (atom && *s == '<')
			fputs("&lt;", f);
		else if (atom && *s == '>')
			fputs("&gt;", f);
		else if (atom && *s == '&')
			fputs("&amp;", f);
		else
			putc(*s, f);
}

/* A word in the script that so many of a hundred are drawn for. */
static const char *word(size_t script)
{
	if (script < 30)
		return ONE_OF(cyrillic);
	if (script < 33)
		return ONE_OF(greek);
	if (script < 35)
		return ONE_OF(georgian);
	if (script < 38)
		return ONE_OF(arabic);
	if (script < 40)
		return ONE_OF(chinese);
	return ONE_OF(latin);
}

static void sentence(FILE *f, size_t script, size_t words)
{
	for (size_t i = 0; i < words; i++)
		fprintf(f, "%s%s", i ? " " : "", word(script));
	putc('.', f);
}

static void paragraph(FILE *f, int atom)
{
	size_t script = pick(100);
	char link[96];

	put(f, atom, "<p>");
	if (pick(2)) {
		snprintf(link, sizeof(link), "<a href=\"https://example.org/"
			 "ref/%zu?a=1&amp;b=2\">", pick(9999));
		put(f, atom, link);
		fputs(ONE_OF(family), f);
		put(f, atom, "</a> ");
	}
	for (size_t n = 2 + pick(3); n > 0; n--) {
		sentence(f, script, 8 + pick(11));
		putc(' ', f);
	}
	put(f, atom, "&mdash; <b>");
	fputs(ONE_OF(given), f);
	put(f, atom, "</b></p>\n");
}

static void body(FILE *f, int atom)
{
	for (size_t n = 3 + pick(5); n > 0; n--)
		paragraph(f, atom);
	if (pick(10) < 3) {
		put(f, atom, "<ul>");
		for (size_t n = 2 + pick(5); n > 0; n--) {
			put(f, atom, "<li>");
			sentence(f, 99, 8);
			put(f, atom, "</li>");
		}
		put(f, atom, "</ul>\n");
	}
	if (pick(10) < 4)
		put(f, atom, "<figure><img src=\"https://example.org/i.jpg\" "
		    "alt=\"Photo\" width=\"640\"><figcaption>A picture"
		    "</figcaption></figure>\n");
	if (pick(10) < 1)
		put(f, atom, "<script>var x = \"no\";</script>");
}

static void item(FILE *f, int atom, size_t feed, size_t at)
{
	const char *who[2] = { ONE_OF(given), ONE_OF(family) };
	char link[64];

	snprintf(link, sizeof(link), "https://example.org/f%zu/%zu", feed, at);
	if (atom)
		fprintf(f, "<entry><title>%s %s was released</title><id>%s"
			"</id><link href=\"%s\"/><updated>2026-07-%02zuT1%zu:"
			"00:00Z</updated><author><name>%s %s</name></author>"
			"<content type=\"html\">", who[0], who[1], link, link,
			1 + at % 28, at % 10, who[0], who[1]);
	else
		fprintf(f, "<item><title>%s %s was released</title><link>%s"
			"</link><guid>%s</guid><pubDate>%02zu Jul 2026 1%zu:"
			"00:00 GMT</pubDate><content:encoded><![CDATA[",
			who[0], who[1], link, link, 1 + at % 28, at % 10);
	body(f, atom);
	fputs(atom ? "</content></entry>\n" :
		     "]]></content:encoded></item>\n", f);
}

static int feed(const char *folder, size_t at, size_t items)
{
	int atom = at % 2 == 0;
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%04zu.xml", folder, at);
	f = fopen(path, "w");
	if (!f)
		return -1;
	seed = at;
	if (atom)
		fprintf(f, "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www."
			"w3.org/2005/Atom\"><title>Feed %zu</title><id>f%zu"
			"</id>\n", at, at);
	else
		fprintf(f, "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" "
			"xmlns:content=\"http://purl.org/rss/1.0/modules/"
			"content/\"><channel><title>Feed %zu</title><link>"
			"https://example.org/f%zu</link>\n", at, at);
	for (size_t i = 0; i < items; i++)
		item(f, atom, at, i);
	fputs(atom ? "</feed>\n" : "</channel></rss>\n", f);
	return fclose(f);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	for (long i = 1; i <= atol(argv[2]); i++)
		if (feed(argv[1], (size_t)i, (size_t)atol(argv[3])) != 0) {
			perror(argv[1]);
			return 1;
		}
	return 0;
}
