/* The cursor's way from one place to another, in as few bytes as ECMA-48 has
 * for it. Tabs are no way: where they stop is the user's.
 */
#ifndef THAW_UI_WAY_H
#define THAW_UI_WAY_H

enum { WAY_BYTES = 32 };

struct spot {
	int y, x;	/* x -1: unknown; y -1: both are */
};

/* Puts it into `out`, which has WAY_BYTES, and returns the bytes. */
int way(struct spot from, struct spot to, char *out);
/* "\033[nX"; the number is left out where it is 1. */
int way_csi(int n, char what, char *out);
/* The bytes alone: along a row, `from` -1 from an unknown column; of a
 * way_csi(). */
int way_along(int from, int to);
int way_csi_bytes(int n);

#endif
