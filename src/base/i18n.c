#include "base/i18n.h"

#include <langinfo.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mo.h"
#include "base/path.h"

enum { LANGUAGE_NAME = 16, ID_BYTES = 4096, FOLDERS = 4096 };

/* The one state of the library, and why: see the header. */
static struct spoken {
	struct mo mo;
	struct str data;
	char language[LANGUAGE_NAME];	/* empty: English */
	_Atomic bool hushed;	/* other threads may ask meanwhile */
} spoken;

static const char *environment(const char *name)
{
	const char *value = getenv(name);

	return value && value[0] ? value : NULL;
}

/* What follows the last slash goes: the folder that the program lies in. */
static void own_folder(struct str *to)
{
	char path[PATH_BYTES];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n > 0)
		str_add(to, slice_make(path, (size_t)n));
}

/* Where catalogues may be, parted by ':'. What was built and not installed has
 * them beside it; an installed one of another version must not be preferred. */
static void folders(struct str *to)
{
	const char *told = environment("THAW_LOCALEDIR");
	size_t n;

	if (told) {
		str_addz(to, told);
		return;
	}
	own_folder(to);
	n = to->n;
	str_addz(to, n ? "po:" LOCALEDIR : LOCALEDIR);
}

static bool is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!(s.p[i] >= 'a' && s.p[i] <= 'z') &&
		    !(s.p[i] >= 'A' && s.p[i] <= 'Z') && s.p[i] != '_')
			return false;
	return s.n > 0 && s.n < LANGUAGE_NAME;
}

static void speak(const struct spoken *s)
{
	str_free(&spoken.data);
	spoken.mo = s->mo;
	spoken.data = s->data;
	memcpy(spoken.language, s->language, sizeof(spoken.language));
}

static struct slice find(struct slice id)
{
	return spoken.mo.n == 0 || spoken.hushed ? SLICE_NONE :
						   mo_find(&spoken.mo, id);
}

static bool read_from(struct slice folder, struct slice name)
{
	struct spoken s = { .data = STR_INIT(MO_BYTES) };
	struct str file = STR_INIT(PATH_BYTES);
	struct err ignored = {0};
	bool absent = false;

	str_add(&file, folder);
	str_addc(&file, '/');
	str_add(&file, name);
	str_addz(&file, "/LC_MESSAGES/thaw.mo");
	if (!file.bad &&
	    path_read(str_cstr(&file), &s.data, &absent, &ignored) == 0 &&
	    !absent && mo_open(&s.mo, str_slice(&s.data), &ignored) == 0) {
		memcpy(s.language, name.p, name.n);
		speak(&s);
	} else {
		str_free(&s.data);
	}
	str_free(&file);
	return s.language[0] != '\0';
}

static bool read_one(struct slice name)
{
	struct str list = STR_INIT(FOLDERS);
	struct slice rest, folder;
	bool found = false;

	if (!is_name(name))
		return false;
	folders(&list);
	rest = str_slice(&list);
	while (!found && slice_cut(&rest, ':', &folder))
		found = folder.n > 0 && read_from(folder, name);
	str_free(&list);
	return found;
}

static struct slice before(struct slice s, const char *signs)
{
	size_t n = 0;

	while (n < s.n && !strchr(signs, s.p[n]))
		n++;
	return slice_make(s.p, n);
}

/* "be_BY.UTF-8" is be_BY, and where there is none be. */
static bool choose_one(struct slice name)
{
	struct slice place = before(name, ".@"), language = before(place, "_");

	if (slice_is(language, "en") || slice_is(language, "C") ||
	    slice_is(language, "POSIX")) {
		i18n_end();
		return true;
	}
	return read_one(place) || (language.n < place.n && read_one(language));
}

/* What is not UTF-8 could show the letters of no catalogue. */
static bool shows_letters(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool i18n_choose(struct slice languages)
{
	struct slice one;

	if (!shows_letters())
		return false;
	while (slice_cut(&languages, ':', &one))
		if (one.n > 0 && choose_one(one))
			return true;
	return false;
}

/* As everywhere: who says "C", or nothing, gets English whatever LANGUAGE
 * says. "C.UTF-8" is no language, but the only UTF-8 that every system has. */
void i18n_begin(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *locale = NULL, *list = environment("LANGUAGE");

	for (size_t i = 0; !locale && i < sizeof(names) / sizeof(*names); i++)
		locale = environment(names[i]);
	if (!locale || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return;
	if (!list || !i18n_choose(slice_of(list)))
		i18n_choose(slice_of(locale));
}

const char *i18n_language(void)
{
	return spoken.language[0] ? spoken.language : "en";
}

bool i18n_hush(bool on)
{
	bool was = spoken.hushed;

	spoken.hushed = on;
	return was;
}

bool i18n_hushed(void)
{
	return spoken.hushed;
}

void i18n_end(void)
{
	struct spoken none = {0};

	speak(&none);
}

/* The header stands under the empty text. */
const char *i18n_text(const char *text)
{
	struct slice found = find(slice_of(text));

	return found.n > 0 && text[0] ? found.p : text;
}

const char *i18n_in(const char *context, const char *text)
{
	char id[ID_BYTES];
	struct slice found = SLICE_NONE;
	size_t c = strlen(context), t = strlen(text);

	if (spoken.mo.n > 0 && t > 0 && c + 1 + t < sizeof(id)) {
		memcpy(id, context, c);
		id[c] = '\004';
		memcpy(id + c + 1, text, t + 1);
		found = find(slice_make(id, c + 1 + t));
	}
	return found.n > 0 ? found.p : text;
}

const char *i18n_count(const char *one, const char *many, uint64_t n)
{
	struct slice found = find(slice_of(one));

	if (found.n == 0)
		return n == 1 ? one : many;
	return mo_form(found, plural_form(&spoken.mo.plural, n));
}
