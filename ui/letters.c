#include "ui/letters.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/text.h"

bool letters_all(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* U+0080 to U+009F would be controls of the terminal, and of a soft hyphen
 * nobody knows whether it takes a cell. */
uint32_t letters_of(unsigned char byte)
{
	wint_t w = MB_CUR_MAX == 1 ? btowc(byte) : WEOF;

	return w != WEOF && w >= 0xA0 && w != 0xAD ?
	       (uint32_t)w : 0;
}

/* 0: there is none. A letter that only looks alike is none. */
static unsigned char byte_of(uint32_t cp)
{
	int c = MB_CUR_MAX == 1 ? wctob((wint_t)cp) : EOF;

	return c >= 0x80 && c <= 0xFF && letters_of((unsigned char)c) == cp ?
	       (unsigned char)c : 0;
}

bool letters_has(uint32_t cp)
{
	return cp >= 0xA0 && byte_of(cp) != 0;
}

void letters_encode(struct str *out, struct slice text)
{
	uint32_t cp;
	size_t n;

	for (size_t at = 0; (n = text_next(text, at, &cp)) > 0; at += n) {
		unsigned char c = byte_of(cp);

		if (cp < 0x80)
			str_addc(out, (char)cp);
		else
			str_addc(out, c ? (char)c : '?');
	}
}
