/* A party while it is formed. Of link_form.c and link_join.c alone. */
#ifndef THAW_STORE_LINK_PARTY_H
#define THAW_STORE_LINK_PARTY_H

#include "store/link.h"

enum { FORM_BYTES = 256 << 20, OWN_RANK = -1,
       /* at the most, when there are too many */
       NODES_MOST = 4 * PARTY_MOST, EDGES_MOST = 300000 };

struct node {
	int64_t subject, source, party;	/* party 0: was in none */
	int64_t seen_at;		/* first */
	bool row;			/* one of a kind that has one row a party */
	bool person;
	bool disputed;			/* was in one that is */
	bool alone;			/* by the user's word */
	struct slice public, profile;	/* profile absent: not read yet */
	size_t order;			/* by `public` */
	size_t group;
	int64_t now;			/* its party from now on, 0: none */
	bool now_disputed;
};

struct edge {
	size_t a, b;
	int verdict, rank;
	bool differ;
	size_t order_a, order_b;
};

struct split {
	size_t a, b;
};

struct form {
	struct store *s;
	struct arena mem;
	struct node *node;
	size_t n, cap;
	struct edge *edge;
	size_t n_edges, cap_edges;
	uint32_t *at;		/* of each two nodes, their edge; 0: none */
	struct split *split;
	size_t n_splits, cap_splits;
	bool own;		/* the user has said anything at all */
};

/* link_join.c: what was found of two; most in one party were compared before. */
int form_answer(struct form *f, size_t x, size_t y,
		 struct party_answer *out, struct err *e);
/* Each node gets its group. */
int form_join(struct form *f, struct err *e);

#endif
