#include "read/html_hint.h"

#include "model/vocab.h"

enum { WORD_BYTES = 48, NAMES_BYTES = 400 };

static unsigned letter_of(char c)
{
	return c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') : 26;
}

static unsigned char bit_of(const char *value)
{
	static const char *const values[] = {
		"never", "unlikely", "negative", "positive", "maybe", "kind",
		"inner",
	};

	for (unsigned i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (strcmp(values[i], value) == 0)
			return (unsigned char)(1u << i);
	return 0;
}

void hints_load(struct hints *h)
{
	const struct vocab_word *w;
	unsigned short n = 0;
	size_t rows;

	w = vocab_rows(VOCAB_page_part, &rows);
	for (unsigned letter = 0; letter < 27; letter++) {
		h->from[letter] = n;
		for (size_t i = 0; i < rows && n < HINT_WORDS; i++) {
			if (letter_of(word_text(&w[i])[0]) != letter)
				continue;
			h->word[n] = &w[i];
			h->bit[n++] = bit_of(word_value(&w[i]));
		}
	}
	h->from[27] = n;
}

static bool fits(const char *row, const char *word)
{
	while (*row && *row == *word) {
		row++;
		word++;
	}
	return *row == '*' || (!*row && !*word);
}

static unsigned word_hints(const struct hints *h, const char *word)
{
	unsigned letter = letter_of(word[0]), got = 0;

	for (unsigned i = h->from[letter]; i < h->from[letter + 1]; i++)
		if (fits(word_text(h->word[i]), word))
			got |= h->bit[i];
	return got;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* "relatedPosts_3" has the words "related" and "posts". */
static unsigned names_hints(const struct hints *h, struct slice names)
{
	char word[WORD_BYTES + 1];
	unsigned got = 0;
	size_t n = 0;

	if (names.n > NAMES_BYTES)
		names.n = NAMES_BYTES;
	for (size_t i = 0; i <= names.n; i++) {
		char c = i < names.n ? names.p[i] : ' ';
		bool begins = is_upper(c) && i > 0 && !is_upper(names.p[i - 1]);

		if (n > 0 && (begins || !is_letter(c))) {
			word[n] = '\0';
			got |= word_hints(h, word);
			n = 0;
		}
		if (is_letter(c) && n < WORD_BYTES)
			word[n++] = (char)(c | 0x20);
	}
	return got;
}

/* The rows "=sr-only", which are whole names. */
static unsigned whole_hints(const struct hints *h, struct slice names)
{
	char word[WORD_BYTES + 2] = "=";
	struct slice one;
	unsigned got = 0;

	while (slice_cut(&names, ' ', &one)) {
		if (one.n == 0 || one.n > WORD_BYTES)
			continue;
		memcpy(word + 1, one.p, one.n);
		word[one.n + 1] = '\0';
		got |= word_hints(h, word);
	}
	return got;
}

unsigned hints_of(const struct hints *h, const struct node *n)
{
	struct slice class = dom_attr(n, "class");

	return names_hints(h, class) | whole_hints(h, class) |
	       names_hints(h, dom_attr(n, "id"));
}
