#include "ui/cell.h"

#include "base/text.h"

static uint32_t first(const struct cell *c)
{
	uint32_t cp = 0;

	text_next(slice_of(c->text), 0, &cp);
	return cp;
}

static bool right_to_left(uint32_t cp)
{
	return (cp >= 0x0590 && cp < 0x0900) ||
	       (cp >= 0xFB1D && cp < 0xFE00) ||
	       (cp >= 0xFE70 && cp < 0xFF00) ||
	       (cp >= 0x10800 && cp < 0x11000) ||
	       (cp >= 0x1E800 && cp < 0x1F000);
}

static bool within(uint32_t cp, const uint32_t (*range)[2], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cp >= range[i][0] && cp <= range[i][1])
			return true;
	return false;
}

bool cell_certain(const struct cell *c)
{
	static const uint32_t wide[][2] = {
		{ 0x2E80, 0xA4CF }, { 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF },
		{ 0xFF00, 0xFF60 },
	};
	static const uint32_t narrow[][2] = {
		{ 0x00A0, 0x02FF }, { 0x0370, 0x0482 }, { 0x048A, 0x058F },
		{ 0x10A0, 0x10FF }, { 0x1E00, 0x2319 }, { 0x2400, 0x25FC },
		{ 0x2605, 0x2606 }, { 0x2800, 0x28FF },
	};
	uint32_t cp = first(c);
	size_t n = strlen(c->text);

	if (cp < 0x80)
		return n <= 1;
	if (n > (cp < 0x800 ? 2u : cp < 0x10000 ? 3u : 4u))
		return false;	/* with marks */
	return c->width == 2 ?
	       within(cp, wide, sizeof(wide) / sizeof(wide[0])) :
	       within(cp, narrow, sizeof(narrow) / sizeof(narrow[0]));
}

bool cell_rtl(const struct cell *c)
{
	return right_to_left(first(c));
}
