/* Invented names, the same ones in every run: persons and companies as lists
 * have them, in four scripts, few names borne by many and many by few.
 *
 *   names_made N        N lines: p or c, a tab, the name
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GIVENS = 3000, SURNAMES = 300000, COINED = 150000, LINE = 512 };

static unsigned long state = 88172645463325252u;

static unsigned long draw(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

static double unit(void)
{
	return (double)(draw() >> 11) / 9007199254740992.0;
}

/* The first ones are drawn far more often than the last. */
static unsigned long rank(unsigned long n)
{
	double u = unit();

	return (unsigned long)(u * u * u * (double)n);
}

/* Of those that whole peoples bear, the first by one in fifteen. */
static unsigned long rank_known(unsigned long n)
{
	double u = unit(), v = unit();

	return (unsigned long)(u * (u < v ? u : v) * (double)n);
}

static unsigned long mix(unsigned long n)
{
	n = (n ^ n >> 30) * 0xbf58476d1ce4e5b9u;
	n = (n ^ n >> 27) * 0x94d049bb133111ebu;
	return n ^ n >> 31;
}

static const char *pick(const char *const *list, size_t n, unsigned long r)
{
	return list[r % n];
}

#define PICK(list, r) pick(list, sizeof(list) / sizeof(*(list)), r)

static void syllables(char *out, unsigned long seed, int n, char first)
{
	static const char *const onset[] = {
		"b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z",
		"sh", "ch", "kh", "br", "gr", "st", "tr", "h", "f", "y", "",
	};
	static const char *const vowel[] = {
		"a", "e", "i", "o", "u", "a", "a", "i", "ia", "ei", "ou", "o",
	};
	static const char *const coda[] = {
		"", "", "", "", "n", "r", "l", "s", "m", "k", "d", "t",
	};
	unsigned long r = mix(seed);

	out[0] = '\0';
	for (int i = 0; i < n; i++, r = mix(r + 1)) {
		strcat(out, PICK(onset, r));
		strcat(out, PICK(vowel, r >> 8));
		strcat(out, PICK(coda, r >> 16));
	}
	if (first)
		out[0] = (char)(out[0] >= 'a' ? out[0] - 32 : out[0]);
}

static void surname(char out[64])
{
	static const char *const ending[] = {
		"ov", "enko", "ski", "son", "zadeh", "ova", "ian", "ez", "i",
		"in", "uk", "man", "", "", "evich", "ich", "oglu", "a",
	};
	unsigned long n = rank(SURNAMES);

	syllables(out, n * 3 + 1, 2 + (int)(mix(n) >> 40) % 2, 1);
	strcat(out, PICK(ending, mix(n) >> 20));
}

static const char *const known[] = {
	"Mohammed", "Ali", "Ivan", "Maria", "Ahmed", "John", "Aleksandr",
	"Hassan", "Sergei", "Abdul", "Fatima", "Vladimir", "Hussein", "Anna",
	"Mikhail", "Omar", "Jose", "Elena", "Ibrahim", "David", "Olga",
	"Dmitri", "Yusuf", "Natalia", "Andrei", "Khalid", "Peter", "Tatiana",
	"Nikolai", "Mahmoud", "Michael", "Siarhei", "Reza", "Juan", "Kim",
	"Viktor", "Hamid", "Pavel", "Irina", "Abdullah", "Carlos", "Said",
	"Igor", "Svetlana", "Jamal", "Thomas", "Yuri", "Karim", "Nasser",
	"Alexei", "Luis", "Rahman", "Oleg", "Ekaterina", "George", "Mehdi",
};

static void given(char out[64])
{
	unsigned long n = rank(GIVENS);

	if (draw() % 3)
		strcpy(out, known[rank_known(sizeof(known) /
					 sizeof(*known))]);
	else
		syllables(out, n * 3 + 2, 2 + (int)(n % 2), 1);
}

static void person(char *out)
{
	char a[64], b[64], c[64], d[64];
	unsigned long form = draw() % 100;

	given(a);
	given(b);
	surname(c);
	surname(d);
	if (form < 40)
		sprintf(out, "%s %s", a, c);
	else if (form < 60)
		sprintf(out, "%s %sovich %s", a, b, c);
	else if (form < 75)
		sprintf(out, "%s, %s %s", c, a, b);
	else if (form < 85)
		sprintf(out, "%s %s %s", a, b, c);
	else if (form < 92)
		sprintf(out, "%s al-%s %s", a, c, d);
	else if (form < 97)
		sprintf(out, "%s %c. %s", a, 'A' + (char)(draw() % 26), c);
	else
		sprintf(out, "%s %s bin %s %s", a, b, c, d);
}

static void company(char *out)
{
	static const char *const common[] = {
		"Trading", "International", "Group", "Shipping", "Bank",
		"Industries", "Holding", "Petroleum", "Technology",
		"Engineering", "Construction", "Investment", "Logistics",
		"Services", "Electronics", "Institute", "Factory", "Export",
	};
	static const char *const legal[] = {
		"LLC", "Ltd", "OOO", "JSC", "Co. Ltd.", "GmbH", "Limited",
		"S.A.", "PJSC", "Limited Liability Company", "FZE", "Inc",
	};
	char a[64], b[64];
	unsigned long form = draw() % 10;

	syllables(a, rank(COINED) * 3 + 3, 2 + (int)(draw() % 2), 1);
	syllables(b, rank(COINED) * 3 + 3, 2, 1);
	if (form < 5)
		sprintf(out, "%s %s %s", a, PICK(common, draw()),
			PICK(legal, draw()));
	else if (form < 7)
		sprintf(out, "%s %s %s %s", a, b, PICK(common, draw()),
			PICK(legal, draw()));
	else if (form < 9)
		sprintf(out, "%s %s", PICK(legal, draw()), a);
	else
		sprintf(out, "%s %lu", a, draw() % 90 + 10);
}

/* Letter by letter; not how anybody would spell it, but of that length. */
static void in_letters(char *out, const char *name,
		       const char *const letters[26])
{
	out[0] = '\0';
	for (; *name; name++) {
		char c = *name;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (c >= 'a' && c <= 'z')
			strcat(out, letters[c - 'a']);
		else if (c == ' ')
			strcat(out, " ");
	}
}

static void other_script(char *out, const char *name)
{
	static const char *const cyrillic[26] = {
		"а", "б", "к", "д", "е", "ф", "г", "х", "и", "й", "к", "л",
		"м", "н", "о", "п", "к", "р", "с", "т", "у", "в", "в", "кс",
		"ы", "з",
	};
	static const char *const arabic[26] = {
		"", "ب", "ك", "د", "", "ف", "ج", "ه", "ي", "ج", "ك", "ل", "م",
		"ن", "و", "ب", "ق", "ر", "س", "ت", "و", "و", "و", "كس", "ي", "ز",
	};
	static const char *const han[26] = {
		"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙",
		"胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
		"韩", "唐",
	};
	unsigned long form = draw() % 100;

	if (form < 75) {
		in_letters(out, name, cyrillic);
	} else if (form < 90) {
		in_letters(out, name, arabic);
	} else {
		strcpy(out, "");
		for (int i = 0; i < 3; i++)
			strcat(out, PICK(han, draw()));
	}
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1000000;
	char name[LINE], other[4 * LINE];

	for (long i = 0; i < n; i++) {
		int is_person = draw() % 4 != 0;

		if (is_person)
			person(name);
		else
			company(name);
		if (draw() % 5 == 0)
			other_script(other, name);
		else
			strcpy(other, name);
		printf("%c\t%s\n", is_person ? 'p' : 'c', other);
	}
	return 0;
}
