#include "ui/wanted.h"

#include <stdlib.h>
#include <string.h>

static bool decided(enum wanted w, bool by_itself)
{
	return w == WANTED_AUTO ? by_itself : w == WANTED_YES;
}

bool wanted_frugal(const struct settings *set)
{
	return decided(set ? set->frugal : WANTED_AUTO,
		       getenv("SSH_CONNECTION") != NULL);
}

bool wanted_reader(const struct settings *set)
{
	const char *is = getenv("THAW_READER");

	return (set && set->reader) || (is && strcmp(is, "1") == 0);
}
