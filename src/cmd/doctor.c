#include "base/i18n.h"
#include "cmd/doctor.h"

void doctor_say(struct checkup *c, enum health health, const char *what,
		const char *words)
{
	static const char *const marks[] = {
		[HEALTH_OK] = N_("ok"), [HEALTH_NOTE] = N_("note"),
		[HEALTH_BROKEN] = N_("BROKEN"),
	};

	str_addf(&c->text, "%-7s %s: %s\n", _(marks[health]), what, words);
	c->broken += health == HEALTH_BROKEN;
}
