/* Invented entities in the layout of OpenSanctions' entities.ftm.json, to
 * measure with: always the same for the same arguments, on any system.
 *
 *   os_entities MEGABYTES [VERSION]
 *
 * Of 20 lines about 8 are parties, 5 sanctions of them, 2 papers, 2 links and
 * 3 addresses. Another VERSION gives one party in 500 another office, and all
 * another day on which they were last seen. */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define PICK(a) ((a)[under(COUNT(a))])

static uint64_t seed = 20240917;
static FILE *line;	/* being made */

static size_t under(size_t n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(seed >> 33) % n;
}

/* Of one script: given names, then families. */
enum { FORMS = 6 };
static const char *const people[][2][FORMS] = {
	{ { "Алесь", "Марыя", "Святлана", "Владимир", "Екатерина", "Сяргей" },
	  { "Бялы", "КАВАЛЬ", "Петроченко", "Воробьевский", "Жук", "Сідар" } },
	{ { "Viktar", "Sviatlana", "Aliaksandr", "Dmitry", "Łukasz", "José" },
	  { "Kavalenka", "ZHUK", "Navumau", "Wiśniewiak", "Al-Hassani",
	    "Bergström" } },
	{ { "محمد", "فاطمة", "أحمد", "خالد", "مريم", "صالح" },
	  { "البغدادي", "القحطاني", "المصري", "الشهري", "التميمي", "العمري" } },
	{ { "伟", "秀英", "建国", "丽", "海东", "鹏飞" },
	  { "王", "欧阳", "司徒", "陈", "赵", "黄" } },
};
static const char *const firm[] = {
	"Open Joint Stock Company", "ООО", "РУП", "Trading House", "JSC",
	"Shipping", "Holding", "Общество с ограниченной ответственностью",
};
static const char *const word[] = {
	"Нефтехим", "Oil", "Potash", "Electronics", "Машиностроение", "Agat",
	"Logistics", "Eastern", "Экспорт", "Optics", "Refinery", "Aero",
};
static const char *const reason[] = {
	("The person is associated with the authorities and responsible for"
	 " serious violations of human rights and the repression of civil"
	 " society and of the democratic opposition. "),
	("Является сотрудником органов внутренних дел, причастен к"
	 " преследованию участников мирных протестов. "),
	"Суддзя, які выносіў палітычна матываваныя прысуды. ",
	"Listed under a regulation \\\"concerning restrictive measures\\\". ",
};
static const char *const country[] = { "by", "ru", "ir", "sy", "cn", "ae" };
static const char *const program[] = {
	"EU-BLR", "GB-BLR", "US-BRUS", "SECO-BRUS", "EU-UKR", "GB-RUS",
};
static const char *const dataset[] = {
	"eu_fsf", "gb_hmt_sanctions", "us_ofac_sdn", "ch_seco_sanctions",
	"ua_nsdc_sanctions", "ca_dfatd_sema_sanctions",
};

/* In a call the order of arguments is anybody's, so each draw stands alone. */
static void person(void)
{
	size_t draw = under(8);
	size_t script = draw < 3 ? 0 : draw < 6 ? 1 : draw - 4;

	fprintf(line, "\"%s", people[script][0][under(FORMS)]);
	fprintf(line, " %s\"", people[script][1][under(FORMS)]);
}

static void company(void)
{
	fprintf(line, "\"%s ", PICK(firm));
	fprintf(line, "“%s ", PICK(word));
	fprintf(line, "%s ", PICK(word));
	fprintf(line, "%zu”\"", under(9999));
}

/* `"prop":["v","v"]` with a comma before. */
static void list(const char *prop, size_t n, void (*value)(void))
{
	fprintf(line, ",\"%s\":[", prop);
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc(',', line);
		value();
	}
	putc(']', line);
}

static void one(const char *prop, const char *value)
{
	fprintf(line, ",\"%s\":[\"%s\"]", prop, value);
}

static void referent(void)
{
	static const char *const from[] = {
		"ofac", "eu-fsf-eu", "gb-hmt", "ch-seco", "ua-nsdc", "fr-ga",
	};

	fprintf(line, "\"%s", PICK(from));
	fprintf(line, "-%zu\"", under(99999));
}

static void tail(uint64_t version, bool target)
{
	fprintf(line, "},\"referents\":[");
	for (size_t i = 0, n = target ? 2 + under(8) : under(3); i < n; i++) {
		if (i)
			putc(',', line);
		referent();
	}
	fprintf(line, "],\"datasets\":[\"%s\"]", PICK(dataset));
	fprintf(line, ",\"first_seen\":\"2023-04-20T18:00:25\","
		"\"last_seen\":\"2026-%02d-%02dT10:57:03\","
		"\"last_change\":\"2025-07-26T20:01:14\",\"target\":%s}\n",
		1 + (int)(version % 12), 1 + (int)(version % 28),
		target ? "true" : "false");
}

static void head(const char *lead, uint64_t id, const char *schema)
{
	fprintf(line, "{\"id\":\"%s-%016" PRIx64 "\",", lead,
		id * 0x9E3779B97F4A7C15u);
	fprintf(line, "\"schema\":\"%s\",\"caption\":", schema);
}

static void refers(const char *prop, uint64_t id)
{
	fprintf(line, "\"%s\":[\"NK-%016" PRIx64 "\"]", prop,
		id * 0x9E3779B97F4A7C15u);
}

static void put_party(uint64_t id, uint64_t version)
{
	bool human = under(10) < 6;
	char number[32];

	head("NK", id, human ? "Person" : "Company");
	(human ? person : company)();
	fprintf(line, ",\"properties\":{\"topics\":[\"sanction\"]");
	list("name", 1 + under(6), human ? person : company);
	if (under(10) < 7)
		list("alias", 1 + under(5), human ? person : company);
	one("country", PICK(country));
	snprintf(number, sizeof(number), "%s%07zu", human ? "MP" : "19",
		 under(9999999));
	one(human ? "passportNumber" : "registrationNumber", number);
	if (human) {
		one("lastName", PICK(people[1][1]));
		one("firstName", PICK(people[1][0]));
		one("gender", under(3) ? "male" : "female");
		snprintf(number, sizeof(number), "1960-02-%02zu",
			 1 + under(28));
		one("birthDate", number);
		one("position", version && id % 500 == version % 500 ?
		    "Former deputy head of a department" :
		    "Deputy head of a department of the ministry");
	}
	if (under(10) < 6)
		one("notes", PICK(reason));
	if (under(10) < 3)
		one("address", "г. Минск, ул. Советская, 19, кв. 84");
	snprintf(number, sizeof(number), "https://example.org/%zu",
		 under(99999));
	one("sourceUrl", number);
	tail(version, true);
}

static void put_sanction(uint64_t id, uint64_t party, uint64_t version)
{
	head("ofac", id, "Sanction");
	fprintf(line, "\"%s\",\"properties\":{", PICK(program));
	refers("entity", party);
	one("programId", PICK(program));
	one("authority", "Council of the European Union");
	one("provisions", "Asset freeze");
	one("startDate", "2020-10-02");
	one("country", "eu");
	if (under(2))
		one("reason", PICK(reason));
	one("sourceUrl", "https://example.org/regulation/765");
	tail(version, false);
}

static void put_paper(uint64_t id, uint64_t party, uint64_t version)
{
	head("passport", id, "Passport");
	fprintf(line, "\"Passport\",\"properties\":{");
	refers("holder", party);
	fprintf(line, ",\"number\":[\"MP%07zu\"]", under(9999999));
	one("country", PICK(country));
	tail(version, false);
}

static void put_link(uint64_t id, uint64_t a, uint64_t b, uint64_t version)
{
	head("own", id, "Ownership");
	fprintf(line, "\"Ownership\",\"properties\":{");
	refers("owner", a);
	putc(',', line);
	refers("asset", b);
	one("percentage", "60");
	tail(version, false);
}

static void put_address(uint64_t id, uint64_t version)
{
	head("addr", id, "Address");
	fprintf(line, "\"12 Main Road, Minsk\",\"properties\":{\"full\":"
		"[\"12 Main Road, Minsk, 220%03zu\"]", under(999));
	one("city", "Minsk");
	one("country", "by");
	tail(version, false);
}

static void put_line(uint64_t id, uint64_t *party, uint64_t version)
{
	size_t what = under(20);

	if (what < 8 || *party == 0)
		put_party(*party = id, version);
	else if (what < 13)
		put_sanction(id, *party, version);
	else if (what < 15)
		put_paper(id, *party, version);
	else if (what < 17)
		put_link(id, *party, *party > 9 ? *party - 9 : 9, version);
	else
		put_address(id, version);
}

int main(int argc, char **argv)
{
	unsigned long long left = 1000000 *
		(argc > 1 ? strtoull(argv[1], NULL, 10) : 1);
	uint64_t version = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
	uint64_t party = 0;
	size_t n = 0;
	char *text = NULL;

	line = open_memstream(&text, &n);
	if (!line)
		return 1;
	for (uint64_t id = 1; left > 0; id++) {
		rewind(line);
		put_line(id, &party, version);
		if (fflush(line) || fwrite(text, 1, n, stdout) != n)
			return 1;
		left -= n < left ? n : left;
	}
	fclose(line);
	free(text);
	return fflush(stdout) ? 1 : 0;
}
