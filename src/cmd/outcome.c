#include "cmd/outcome.h"

#include "base/i18n.h"
#include "cmd/print.h"

static void part(struct str *to, int64_t n, const char *what)
{
	char buf[PRINT_NUMBER];

	if (n > 0)
		str_addf(to, "%s%s %s", to->n > 0 ? ", " : "",
			 print_number(n, buf), what);
}

void outcome_text(struct str *to, const struct store_result *r)
{
	struct str list = STR_INIT(4096);

	part(&list, r->added, _("new"));
	part(&list, r->amended, _("amended"));
	part(&list, r->removed, _("removed"));
	part(&list, r->rekeyed, _("re-keyed"));
	part(&list, r->pending, _("missing for the first time"));
	part(&list, r->unknown,
	     _("of entries not in the store (import the whole list first)"));
	str_addz(to, list.n > 0 ? str_cstr(&list) : _("nothing new"));
	str_free(&list);
}
