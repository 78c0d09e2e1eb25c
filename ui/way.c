#include "ui/way.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static int digits(int n)
{
	return n < 10 ? 1 : n < 100 ? 2 : n < 1000 ? 3 : 4;
}

static int put_number(int n, char *out)
{
	int len = digits(n);

	for (int i = len; i-- > 0; n /= 10)
		out[i] = (char)('0' + n % 10);
	return len;
}

int way_csi(int n, char what, char *out)
{
	int len = 2;

	out[0] = '\033';
	out[1] = '[';
	if (n != 1)
		len += put_number(n, out + len);
	out[len++] = what;
	return len;
}

int way_csi_bytes(int n)
{
	return n == 1 ? 3 : 3 + digits(n);
}

/* --- along a row --- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int by_columns(int by)
{
	return by < 0 && by > -4 ? -by : way_csi_bytes(by < 0 ? -by : by);
}

int way_along(int from, int to)
{
	int absolute = to == 0 ? 1 : way_csi_bytes(to + 1);

	if (from == to)
		return 0;
	return from < 0 ? absolute : least(absolute, by_columns(to - from));
}

static int along(int from, int to, char *out)
{
	int n = way_along(from, to), by = to - from;

	if (n == 0)
		return 0;
	if (to == 0 && n == 1) {
		out[0] = '\r';
		return 1;
	}
	if (from < 0 || by_columns(by) > n)
		return way_csi(to + 1, 'G', out);
	if (by > 0)
		return way_csi(by, 'C', out);
	if (by < -3)
		return way_csi(-by, 'D', out);
	memset(out, '\b', (size_t)-by);
	return -by;
}

/* --- over rows --- */

static int up_or_down(int by, char *out)
{
	if (by == 0)
		return 0;
	if (by == -1) {
		memcpy(out, "\033M", 2);
		return 2;
	}
	if (by < 0)
		return way_csi(-by, 'A', out);
	if (by > 4)
		return way_csi(by, 'B', out);
	memset(out, '\n', (size_t)by);
	return by;
}

static int straight(struct spot to, char *out)
{
	int n = 2;

	if (to.x == 0)
		return way_csi(to.y + 1, 'H', out);
	memcpy(out, "\033[", 2);
	if (to.y > 0)
		n += put_number(to.y + 1, out + n);
	out[n++] = ';';
	n += put_number(to.x + 1, out + n);
	out[n++] = 'H';
	return n;
}

int way(struct spot from, struct spot to, char *out)
{
	char other[WAY_BYTES];
	int n, m;

	if (from.y == to.y && from.x == to.x)
		return 0;
	n = straight(to, out);
	if (from.y < 0)
		return n;
	m = up_or_down(to.y - from.y, other);
	m += along(from.x, to.x, other + m);
	if (m >= n)
		return n;
	memcpy(out, other, (size_t)m);
	return m;
}
