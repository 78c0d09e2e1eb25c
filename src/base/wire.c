#include "base/wire.h"

#include "base/text.h"

void wire_put_text(struct str *out, struct slice s)
{
	wire_put(out, s.p ? s.n + 1 : 0);
	str_add(out, s);
	if (s.p)
		str_addc(out, '\0');
}

struct slice wire_get_text(struct wire *w, size_t most)
{
	size_t n = wire_get(w, (uint64_t)most + 1);
	struct slice s;

	if (n == 0)
		return SLICE_NONE;
	if (n > (size_t)(w->end - w->p) || w->p[n - 1] != '\0') {
		w->bad = true;
		return SLICE_NONE;
	}
	s = slice_make((const char *)w->p, n - 1);
	w->p += n;
	w->bad |= !text_valid(s);
	return w->bad ? SLICE_NONE : s;
}

int wire_end(const struct wire *w, struct err *e)
{
	if (!w->bad && w->p == w->end)
		return 0;
	return err_set(e, ERR_FORMAT, "what came makes no sense");
}
