/* Text for people in their language.
 *
 * The catalogue is the process's, like its locale and errno: chosen once,
 * before there are threads, and read ever after. So _() needs no argument and
 * is allowed wherever text for people is made. Without a catalogue, or where
 * the terminal cannot show its letters, all is as it stands in the source.
 */
#ifndef THAW_BASE_I18N_H
#define THAW_BASE_I18N_H

#include "base/str.h"

#define _(text) i18n_text(text)
#define N_(text) text		/* in tables; whoever shows it says _() */
/* The same word in two meanings: the first says which. */
#define C_(context, text) i18n_in(context, text)
#define NC_(context, text) text	/* in tables; shown with i18n_in() */
#define ngettext(one, many, n) i18n_count(one, many, (uint64_t)(n))

/* Chooses by LANGUAGE, LC_ALL, LC_MESSAGES and LANG, whether or not the system
 * has such a locale. setlocale() was called before. */
void i18n_begin(void);
/* Chooses the first of "be_BY.UTF-8:ru" that there is; "en" is always there.
 * False, and all as it was, where none is. */
bool i18n_choose(struct slice languages);
/* "be"; "en" where nothing is translated. */
const char *i18n_language(void);
/* Where who starts the sealed readers leaves i18n_language() to them: their own
 * locale is nobody's. */
#define I18N_HANDED "THAW_LANGUAGE"
/* While hushed, all is as it stands in the source: for documents that go to
 * others, who are told in one language. Returns how it was. */
bool i18n_hush(bool on);
bool i18n_hushed(void);
/* English again, and what was read is given back. For tests. */
void i18n_end(void);

/* These live until another language is chosen, and are never NULL. */
const char *i18n_text(const char *text) __attribute__((format_arg(1)));
const char *i18n_in(const char *context, const char *text)
	__attribute__((format_arg(2)));
const char *i18n_count(const char *one, const char *many, uint64_t n)
	__attribute__((format_arg(1), format_arg(2)));

#endif
