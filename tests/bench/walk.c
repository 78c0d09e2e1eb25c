/* The peer of reading a list in XML: expat with empty handlers.
 *
 *   walk FILE      prints "N ms of the processor"
 */
#include <expat.h>
#include <stdio.h>
#include <time.h>

static void opened(void *ctx, const XML_Char *name, const XML_Char **attr)
{
	(void)ctx;
	(void)name;
	(void)attr;
}

static void closed(void *ctx, const XML_Char *name)
{
	(void)ctx;
	(void)name;
}

static void text(void *ctx, const XML_Char *p, int n)
{
	(void)ctx;
	(void)p;
	(void)n;
}

int main(int argc, char **argv)
{
	static char buf[65536];
	XML_Parser p = XML_ParserCreate(NULL);
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	enum XML_Status ok = XML_STATUS_OK;
	struct timespec t;
	size_t n;

	if (!p || !f) {
		fprintf(stderr, "usage: walk FILE\n");
		return 2;
	}
	XML_SetElementHandler(p, opened, closed);
	XML_SetCharacterDataHandler(p, text);
	do {
		n = fread(buf, 1, sizeof(buf), f);
		ok = XML_Parse(p, buf, (int)n, n < sizeof(buf));
	} while (n == sizeof(buf) && ok == XML_STATUS_OK);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	printf("%.0f\n", (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6);
	fclose(f);
	XML_ParserFree(p);
	return ok != XML_STATUS_OK;
}
