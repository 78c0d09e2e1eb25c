/* UTF-8: decoding, repair, width on a terminal, making hostile text visible.
 *
 * text.c is the doorway of utf8proc (tables, normalisation). Width is the C
 * library's wcwidth(), because ncurses lays out by it; callers have set the
 * locale. None of this knows names: folding spellings is src/names.
 */
#ifndef THAW_BASE_TEXT_H
#define THAW_BASE_TEXT_H

#include "base/str.h"

/* Decodes one character at s.p[at]; bad bytes decode as U+FFFD, one byte
 * each. Returns how many bytes were taken, 0 at the end. */
size_t text_next(struct slice s, size_t at, uint32_t *cp);
void text_put(struct str *out, uint32_t cp);	/* appends as UTF-8 */
bool text_valid(struct slice s);
/* How many bytes from `at` on are ASCII: what needs no decoding. */
size_t text_ascii(struct slice s, size_t at);
/* Appends `s` with every bad byte, NUL and noncharacter replaced (U+FFFD). */
void text_repair(struct str *out, struct slice s);

/* One grapheme: a base with its marks, joiners and variation selectors.
 * Returns its bytes, 0 at the end; *width is 0, 1 or 2 cells. */
size_t text_grapheme(struct slice s, size_t at, int *width);
int text_width(struct slice s);			/* cells of the whole text */
/* Longest front of `s` of at most `cells` cells; *used is what it takes. */
struct slice text_fit(struct slice s, int cells, int *used);

/* Appends `s` on one line, safe for any terminal: white space runs become a
 * blank, controls and escapes are shown (ESC as ␛, other C0 likewise, C1 and
 * bidi controls as <U+202E>), invisible format characters vanish. `keep_lines`
 * keeps LF and turns TAB into a blank. */
void text_visible(struct str *out, struct slice s, bool keep_lines);
/* Appends with white space runs (NBSP too) as one blank, trimmed. */
void text_squash(struct str *out, struct slice s);

/* Comparison key of words and table headers: case-folded, NFC, white space
 * and punctuation runs as one blank, apostrophes dropped, ё as е. */
void text_key(struct str *out, struct slice s);
/* Case-folded and composed (NFC), nothing else. */
void text_lower(struct str *out, struct slice s);
/* utf8proc's compatibility decomposition without marks, case-folded. */
void text_strip(struct str *out, struct slice s);

bool text_is_letter(uint32_t cp);
bool text_is_upper(uint32_t cp);
bool text_is_word(uint32_t cp);	/* letter, mark or digit */

#endif
