/* What each kept library alone costs on the same feeds, so that a reload can be
 * judged: expat with handlers that gather the bodies, gumbo on each body, zstd
 * on each, a bare row of SQLite each. Milliseconds of the processor.
 *
 *   feeds_libs STORE FEED...     "expat MS gumbo MS zstd MS sqlite MS"
 */
#include <expat.h>
#include <gumbo.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zstd.h>

enum { BODIES = 1 << 20, BODY = 1 << 20, LEVEL = 3 };

static struct {
	char *p;
	size_t n;
} body[BODIES];
static size_t bodies;
static char text[BODY];
static size_t text_n;
static bool in_body;

static double ms(clock_t from)
{
	return (double)(clock() - from) * 1e3 / CLOCKS_PER_SEC;
}

static bool is_body(const char *name)
{
	return strcmp(name, "content") == 0 ||
	       strcmp(name, "content:encoded") == 0;
}

static void on_open(void *ctx, const char *name, const char **attribute)
{
	(void)ctx;
	(void)attribute;
	in_body = is_body(name);
	text_n = 0;
}

static void on_close(void *ctx, const char *name)
{
	(void)ctx;
	if (!is_body(name) || bodies == BODIES)
		return;
	body[bodies].p = malloc(text_n + 1);
	if (!body[bodies].p)
		exit(1);
	memcpy(body[bodies].p, text, text_n);
	body[bodies++].n = text_n;
	in_body = false;
}

static void on_text(void *ctx, const char *s, int n)
{
	(void)ctx;
	if (!in_body || text_n + (size_t)n > sizeof(text))
		return;
	memcpy(text + text_n, s, (size_t)n);
	text_n += (size_t)n;
}

static void walk(const char *file)
{
	XML_Parser p = XML_ParserCreate(NULL);
	FILE *f = fopen(file, "r");
	static char buf[65536];
	size_t n;

	if (!p || !f)
		exit(1);
	XML_SetElementHandler(p, on_open, on_close);
	XML_SetCharacterDataHandler(p, on_text);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		if (XML_Parse(p, buf, (int)n, 0) != XML_STATUS_OK)
			exit(1);
	fclose(f);
	XML_ParserFree(p);
}

static void all_gumbo(void)
{
	for (size_t i = 0; i < bodies; i++)
		gumbo_destroy_output(&kGumboDefaultOptions,
			gumbo_parse_with_options(&kGumboDefaultOptions,
						 body[i].p, body[i].n));
}

static void all_zstd(void)
{
	static char out[2 * BODY];
	ZSTD_CCtx *c = ZSTD_createCCtx();

	for (size_t i = 0; c && i < bodies; i++)
		ZSTD_compressCCtx(c, out, sizeof(out), body[i].p, body[i].n,
				  LEVEL);
	ZSTD_freeCCtx(c);
}

static void all_sqlite(const char *file)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *st = NULL;

	if (sqlite3_open(file, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode = WAL; CREATE TABLE t(id"
			 " INTEGER PRIMARY KEY, body); BEGIN", NULL, NULL,
			 NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "INSERT INTO t(body) VALUES (?1)", -1, &st,
			       NULL) != SQLITE_OK)
		exit(1);
	for (size_t i = 0; i < bodies; i++) {
		sqlite3_bind_text(st, 1, body[i].p, (int)body[i].n,
				  SQLITE_STATIC);
		sqlite3_step(st);
		sqlite3_reset(st);
	}
	sqlite3_finalize(st);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
}

int main(int argc, char **argv)
{
	clock_t from = clock();

	if (argc < 3)
		return 2;
	for (int i = 2; i < argc; i++)
		walk(argv[i]);
	printf("expat %.0f ms", ms(from));
	from = clock();
	all_gumbo();
	printf(", gumbo %.0f ms", ms(from));
	from = clock();
	all_zstd();
	printf(", zstd %.0f ms", ms(from));
	from = clock();
	all_sqlite(argv[1]);
	printf(", a bare row of sqlite each %.0f ms\n", ms(from));
	return 0;
}
