/* What articles say, in several languages and wrappings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recdump.h"

static void read_page(struct recdump *d, const char *text)
{
	struct err e = {0};

	*d = RECDUMP_INIT;
	if (recdump_text(d, "article", "x.html", slice_of(text), &e) < 0)
		fail_msg("%s: %s", text, e.msg);
}

static const struct {
	const char *in;
	const char *has;	/* a piece of the dump, or NULL: no event */
} counts[] = {
	{ "<p>Minsk released 42 prisoners.", "count = 42 \"" },
	{ "<p>The release of 1,100 people followed.", "count = 1100 \"" },
	{ "<p>They freed 52, including 14 foreigners.", "count = 52 \"" },
	{ "<p>He pardoned three prisoners of the state.", "count = 3 \"" },
	{ "<p>The release of 9 people on 3 March 2025.",
	  "about release/2025-03-03/9\n" },
	{ "<p>The release of 9 people.", "about release/x.html/9\n" },
	{ "<p lang=ru>Минск освободил 25 человек и вышел.",
	  "count = 25 \"" },
	{ "<p>Ўчора вызвалілі 30 чалавек.", "count = 30 \"" },
	{ "<p>Uwolniono 31 osób, głównie Ukraińców.", "count = 31 \"" },
	{ "<p>Es wurden 31 Gefangene und Geiseln freigelassen.",
	  "count = 31 \"" },
	{ "<p>Звільнено 22 осіб, їх імена невідомі.", "count = 22 \"" },
	{ "<p>After the release, 900 people remain in prison.",
	  "count_scope = remaining \"" },
	{ "<p>Since then 500 people were released in total.",
	  "count_scope = cumulative_since \"" },
	{ "<p>They were released in 2025 by people.", NULL },
	{ "<p>The 123 prisoners are still held.",
	  "count_scope = remaining \"" },
	{ "<p>The film was released. 40 people saw it.", NULL },
};

static void test_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		struct recdump d;

		read_page(&d, counts[i].in);
		if (d.of_kind[KIND_event] != (counts[i].has != NULL) ||
		    (counts[i].has && !recdump_has(&d, counts[i].has)))
			fail_msg("%s\ngives\n%s", counts[i].in,
				 str_cstr(&d.text));
		recdump_free(&d);
	}
}

/* "JURISDICTION state, state (qualifier)" of all measures. */
static int measure_emit(void *ctx, const struct record *r, struct err *e)
{
	struct str *out = ctx;

	(void)e;
	for (size_t i = 0; i < r->n && r->kind == KIND_measure; i++) {
		const struct claim *c = &r->claims[i];

		if (c->prop == PROP_jurisdiction)
			str_addf(out, "%s%.*s", out->n ? "; " : "",
				 SLICE_ARG(c->value));
		if (c->prop == PROP_target)
			str_addf(out, ">%.*s", SLICE_ARG(c->value));
		if (c->prop != PROP_news_state)
			continue;
		str_addf(out, " %.*s", SLICE_ARG(c->value));
		if (c->qualifier.n)
			str_addf(out, "/%.*s", SLICE_ARG(c->qualifier));
	}
	return 0;
}

static const struct {
	const char *in;
	const char *want;
} measures[] = {
	{ "<p>The US lifted most of the sanctions on Belarus.",
	  "US>Belarus lifted/most" },
	{ "<p>Washington announced the lifting of key sanctions.",
	  "US lifted" },
	{ "<p>The EU announced new sanctions.", "EU announced" },
	{ "<p>Sanctions were suspended cautiously by the United States.",
	  "US suspended/cautiously" },
	{ "<p>The EU has not lifted sanctions.", "EU maintained" },
	{ "<p>The EU never lifted its sanctions.", "" },
	{ "<p>They told us that sanctions were lifted.", "" },
	{ "<p>The U.S. sanctions stay, easing tensions.", "" },
	{ "<h2>US sanctions</h2><ul><li>Sanctions: partly lifted",
	  "US lifted/partly" },
	{ "<p>Most restrictions on the press were lifted by Washington.",
	  "" },
	{ "<table><tr><td>Aspect<td>Details<tr><td>EU sanctions status"
	  "<td>Suspended</table>", "EU suspended" },
	{ "<p>The US lifted sanctions.<p>The EU extended its sanctions.",
	  "US lifted; EU extended" },
	{ "<p>Belarus welcomed that the US lifted sanctions against Minsk.",
	  "US>Belarus lifted" },
	{ "<p>Priority areas for action:<ul><li>The US lifts sanctions</ul>",
	  "" },
	{ "<p>США частично сняли санкции против Беларуси.",
	  "US>Belarus lifted/частично" },
	{ "<p>USA złagodziły, a potem zniosły niektóre sankcje.",
	  "US lifted/niektóre" },
};

static void test_measures(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++) {
		struct str out = STR_INIT(4096);
		struct input in = { .n = 1 };
		struct err e = {0};

		in.part[0] = input_memory(SLICE("x.html"),
					  slice_of(measures[i].in));
		assert_int_equal(in_article.read(&in, measure_emit, &out, &e),
				 0);
		if (strcmp(str_cstr(&out), measures[i].want) != 0)
			fail_msg("%s\ngives \"%s\"", measures[i].in,
				 str_cstr(&out));
		str_free(&out);
	}
}

static const struct {
	const char *head, *row;	/* of a table */
	const char *has;
} tables[] = {
	{ "Name|Role", "Jan P (Released)|journalist", "name = Jan P \"" },
	{ "Name|Role", "Jan P|Journalist and lawyer", "role = lawyer \"" },
	{ "Name|Duration", "Jan P|18 months", "held_max_days = 564 \"" },
	{ "Name|Duration", "Jan P|since July 2021",
	  "detained_on = 2021-07 \"" },
	{ "Prisoner|Arrested", "Jan P|14 July 2021",
	  "detained_on = 2021-07-14 \"" },
	{ "Імя|Пасада", "Ян П|журналіст", "role = journalist \"" },
	{ "Имя|Приговор", "Ян П|5 лет", "sentence = 5 лет \"" },
	{ "Imię i nazwisko|Zawód", "Jan P|dziennikarz",
	  "role = journalist \"" },
	{ "Aspect|Details", "Count|3", "aspect = Count \"" },
	{ "Aspekt|Einzelheiten", "Zahl|3", "aspect = Zahl \"" },
	{ "Recommendation|Expected Outcome|Addressee", "Talk|Peace|EU",
	  "addressee = EU \"" },
	{ "Recommendation|Impact", "Talk|Peace", "state = proposed \"" },
	{ "Рекомендация|Ожидаемый результат", "Диалог|Мир",
	  "expected_impact = Мир \"" },
	{ "Fruit|Colour", "Apple|Red", NULL },
	{ "Name|Role", "Jan P", NULL },	/* a row that is cut */
};

static void add_cells(struct str *out, const char *cells)
{
	struct slice rest = slice_of(cells), cell;

	str_addz(out, "<tr>");
	while (slice_cut(&rest, '|', &cell))
		str_addf(out, "<td>%.*s</td>", SLICE_ARG(cell));
	str_addz(out, "</tr>");
}

static void test_tables(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct str page = STR_INIT(4096);
		struct recdump d;

		str_addz(&page, "<table>");
		add_cells(&page, tables[i].head);
		add_cells(&page, tables[i].row);
		str_addz(&page, "</table>");
		read_page(&d, str_cstr(&page));
		if (tables[i].has ? !recdump_has(&d, tables[i].has) :
				    d.n != 1)
			fail_msg("%s\ngives\n%s", str_cstr(&page),
				 str_cstr(&d.text));
		recdump_free(&d);
		str_free(&page);
	}
}

static const struct {
	const char *name;
	struct slice text;
	const char *want;
} bad[] = {
	{ "x.html", { "<head><body> This object may be found <a HREF="
		"\"https://down.example/\">here</a> </body>", 86 },
	  "x.html: no article, only a notice: \"This object may be found"
	  " here\"" },
	{ "a.txt", { "", 0 }, "a.txt: no article text" },
	{ "b.html", { "<html><script>x</script>", 24 },
	  "b.html: no article text" },
	{ "c.bin", { "\x7f" "ELF\0\0", 6 }, "c.bin: not a text" },
};

static void test_bad(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct recdump d = RECDUMP_INIT;
		struct err e = {0};

		assert_int_equal(recdump_text(&d, "article", bad[i].name,
					      bad[i].text, &e), -1);
		assert_string_equal(e.msg, bad[i].want);
		recdump_free(&d);
	}
}

static const struct {
	const char *name, *type, *text;
	int least, most;
} sniffs[] = {
	{ "x", NULL, "<!DOCTYPE html><p>x", 60, 100 },
	{ "x", "text/html", "hello", 60, 100 },
	{ "x", NULL, "<p lang=de>Anna Erfunden sitzt in Haft.</p>", 60, 100 },
	{ "x", NULL, "<strong>Freed</strong> on Monday", 60, 100 },
	{ "x", NULL, "<publication><a>x</a></publication>", 0, 0 },
	{ "x.txt", NULL, "Some words. And more.", 20, 40 },
	{ "x", "text/plain; charset=utf-8", "Some words.", 20, 40 },
	{ "x", NULL, "<?xml version='1.0'?><rss><p></p></rss>", 0, 0 },
	{ "x.csv", NULL, "a,b,c\n1,2,3\n", 0, 0 },
	{ "x", NULL, "a,b,c\n1,2,3\n", 0, 0 },
	{ "x", NULL, "{\"a\": 1}", 0, 0 },
};

static void test_sniff(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sniffs) / sizeof(sniffs[0]); i++) {
		struct slice text = slice_of(sniffs[i].text);
		struct input_part part = input_memory(slice_of(sniffs[i].name),
						      text);
		int sure;

		part.content_type = slice_of(sniffs[i].type);
		sure = in_article.sniff(text, &part);
		if (sure < sniffs[i].least || sure > sniffs[i].most)
			fail_msg("%s: %d", sniffs[i].text, sure);
	}
}

/* --- the sample article, as it is and wrapped in four ways ----------------- */

static bool load_sample(struct str *out)
{
	const char *dir = getenv("THAW_TEST_DATA");
	char path[PATH_BYTES];
	struct err e = {0};

	if (!dir) {
		print_message("THAW_TEST_DATA is not set\n");
		return false;
	}
	snprintf(path, sizeof(path), "%s/article/article.txt", dir);
	assert_int_equal(path_read(path, out, NULL, &e), 0);
	return true;
}

static void add_line(struct str *out, struct slice line, const char *tag)
{
	struct slice cell, rest = slice_trim(line);

	if (slice_starts(rest, "|--") || rest.n == 0)
		return;
	if (slice_starts(rest, "- ")) {
		str_addf(out, "<li>%.*s</li>\n", (int)rest.n - 2, rest.p + 2);
		return;
	}
	if (!slice_starts(rest, "|")) {
		str_addf(out, "<%s>%.*s</%s>\n", tag, (int)rest.n, rest.p, tag);
		return;
	}
	rest = slice_make(rest.p + 1, rest.n - 2);
	str_addz(out, "<tr>");
	while (slice_cut(&rest, '|', &cell))
		str_addf(out, "<td>%.*s</td>", SLICE_ARG(cell));
	str_addz(out, "</tr>\n");
}

static char block_of(struct slice line)
{
	return slice_starts(line, "- ") ? '-' :
	       slice_starts(line, "|") ? '|' : 0;
}

static void wrap_tags(struct str *out, struct slice text)
{
	char open = 0;
	struct slice line;

	while (slice_cut(&text, '\n', &line)) {
		char now = block_of(line);

		if (now != open && open)
			str_addz(out, open == '-' ? "</ul>" : "</table>");
		if (now != open && now)
			str_addz(out, now == '-' ? "<ul>" : "<table>");
		open = now;
		add_line(out, line, "p");
	}
}

static void wrap_lines(struct str *out, struct slice text, const char *before,
		       const char *after)
{
	struct slice line;

	while (slice_cut(&text, '\n', &line))
		str_addf(out, "%s%.*s%s", before, (int)line.n, line.p, after);
}

static void dump_sample(struct recdump *d, struct slice text)
{
	struct err e = {0};

	*d = RECDUMP_INIT;
	if (recdump_text(d, "article", "sample", text, &e) < 0)
		fail_msg("%s", e.msg);
}

static void test_sample(void **state)
{
	static const char *const states[] = {
		"news_state = lifted \"", "news_state = lifted [most] \"",
		"news_state = suspended [cautiously] \"",
		"news_state = lifted [certain] \"",
	};
	struct str text = STR_INIT(1 << 20);
	struct recdump d;
	size_t n = 0;

	(void)state;
	if (!load_sample(&text))
		skip();
	dump_sample(&d, str_slice(&text));
	assert_int_equal(d.of_kind[KIND_news], 1);
	assert_int_equal(d.of_kind[KIND_event], 1);
	assert_int_equal(d.of_kind[KIND_person], 3);
	assert_int_equal(d.of_kind[KIND_measure], 1);
	assert_int_equal(d.of_kind[KIND_brief], 10);
	assert_int_equal(d.of_kind[KIND_recommendation], 7);
	for (const char *p = str_cstr(&d.text);
	     (p = strstr(p, "news_state = ")); n++) {
		assert_true(n < 4);
		assert_int_equal(strncmp(p, states[n], strlen(states[n])), 0);
		p++;
	}
	assert_int_equal(n, 4);
	recdump_free(&d);
	str_free(&text);
}

/* A plain text's headings are guessed from their form, a page's are not: the
 * marks of the text differ, and with them the story. The claims do not. */
static void without_text(struct str *dump)
{
	struct str out = STR_INIT(1 << 20);
	const char *from = strstr(str_cstr(dump), "\ttext = ");
	const char *to = strstr(str_cstr(dump), "\nevent ");

	assert_true(from && to && from < to);
	str_add(&out, slice_make(dump->p, (size_t)(from - dump->p)));
	str_addz(&out, to + 1);
	str_free(dump);
	*dump = out;
}

static void test_wrappings(void **state)
{
	struct str text = STR_INIT(1 << 20);
	struct recdump plain;

	(void)state;
	if (!load_sample(&text))
		skip();
	dump_sample(&plain, str_slice(&text));
	without_text(&plain.text);
	for (int i = 0; i < 5; i++) {
		struct str page = STR_INIT(1 << 20);
		struct recdump d;

		str_addz(&page, "<html><body>");
		switch (i) {
		case 0: wrap_tags(&page, str_slice(&text)); break;
		case 1: wrap_lines(&page, str_slice(&text), "<p>", "</p>"); break;
		case 2: wrap_lines(&page, str_slice(&text), "", "<br>\n"); break;
		case 3: wrap_lines(&page, str_slice(&text), "", "<br>"); break;
		default:
			str_addz(&page, "<pre>");
			wrap_lines(&page, str_slice(&text), "", "\n");
		}
		str_addz(&page, "</body></html>");
		dump_sample(&d, str_slice(&page));
		without_text(&d.text);
		assert_string_equal(str_cstr(&d.text), str_cstr(&plain.text));
		recdump_free(&d);
		str_free(&page);
	}
	recdump_free(&plain);
	str_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_measures),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_sample),
		cmocka_unit_test(test_wrappings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
