#include "read/csvcell.h"

/* What the quotes hold; text between the closing one and the `;` is kept, as
 * by those who write such cells. */
static size_t unquote(struct slice s, struct str *buf)
{
	bool quoted = true;
	size_t i = 1;

	for (; i < s.n && (quoted || s.p[i] != ';'); i++) {
		if (s.p[i] != '"' || !quoted)
			str_addc(buf, s.p[i]);
		else if (i + 1 < s.n && s.p[i + 1] == '"')
			str_addc(buf, s.p[i++]);
		else
			quoted = false;
	}
	return i;
}

bool csv_cut(struct slice *rest, struct str *buf, struct slice *value)
{
	size_t n;

	if (!rest->p)
		return false;
	*rest = slice_trim(*rest);
	if (rest->n == 0 || rest->p[0] != '"') {
		slice_cut(rest, ';', value);
		*value = slice_trim(*value);
		return true;
	}
	str_clear(buf);
	n = unquote(*rest, buf);
	*value = slice_trim(str_slice(buf));
	*rest = n < rest->n ? slice_make(rest->p + n + 1, rest->n - n - 1)
			    : SLICE_NONE;
	return true;
}
