#include "read/listroot.h"

#include <string.h>

static bool is_page(struct slice name)
{
	static const char *const tags[] = { "html", "head", "body", "title",
					    "meta", "p" };

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++)
		if (slice_ieq(name, tags[i]))
			return true;
	return false;
}

int listroot_check(const struct xml_tag *tag, const char *name,
		   const char *const *spaces, struct err *e)
{
	const char *want = spaces && spaces[0] ? spaces[0] : "none";

	if (is_page(tag->name))
		return err_set(e, ERR_FORMAT, "no %s: this is a web page"
			       " (<%.*s>), perhaps a notice that the service"
			       " is down", name, SLICE_ARG(tag->name));
	if (!slice_is(tag->name, name))
		return err_set(e, ERR_FORMAT, "no %s: the first element is"
			       " <%.40s>", name, tag->name.p);
	if (!tag->space.p)
		return 0;
	for (; spaces && *spaces; spaces++)
		if (slice_is(tag->space, *spaces))
			return 0;
	return err_set(e, ERR_FORMAT, "%s of the namespace \"%.*s\", which is"
		       " not known (%s is)", name, SLICE_ARG(tag->space),
		       want);
}

/* Cuts "<?...?>" or "<!--...-->" off; false where there is none. */
static bool cut_misc(struct slice *s)
{
	static const struct {
		const char *from, *to;
	} misc[] = { { "<?", "?>" }, { "<!--", "-->" } };

	for (size_t i = 0; i < 2; i++) {
		ptrdiff_t at;

		if (!slice_starts(*s, misc[i].from))
			continue;
		at = slice_find(*s, slice_of(misc[i].to), 2);
		if (at < 0)
			return false;
		at += (ptrdiff_t)strlen(misc[i].to);
		*s = slice_trim(slice_make(s->p + at, s->n - (size_t)at));
		return true;
	}
	return false;
}

/* A document type is refused where the list is read, with that reason. */
static bool cut_doctype(struct slice *s)
{
	ptrdiff_t open, end;

	if (!slice_starts(*s, "<!DOCTYPE"))
		return false;
	open = slice_find(*s, SLICE("["), 0);
	end = slice_find(*s, SLICE(">"), 0);
	if (open >= 0 && open < end) {
		end = slice_find(*s, SLICE("]>"), (size_t)open);
		end += end >= 0;
	}
	if (end < 0)
		return false;
	end++;
	*s = slice_trim(slice_make(s->p + end, s->n - (size_t)end));
	return true;
}

/* The local name of the tag that the text begins with; absent. */
static struct slice tag_name(struct slice s)
{
	size_t from = 1, to = 1;

	if (s.n == 0 || s.p[0] != '<')
		return SLICE_NONE;
	for (; to < s.n && !strchr("/> \t\r\n", s.p[to]); to++)
		if (s.p[to] == ':')
			from = to + 1;
	return to < s.n ? slice_make(s.p + from, to - from) : SLICE_NONE;
}

bool listroot_sniff(struct slice head, const char *name)
{
	if (slice_starts(head, "\xef\xbb\xbf"))
		head = slice_make(head.p + 3, head.n - 3);
	head = slice_trim(head);
	while (cut_misc(&head) || cut_doctype(&head))
		;
	return slice_is(tag_name(head), name);
}
