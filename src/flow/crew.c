#include "flow/crew.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum slot_state { FREE, GIVEN, TAKEN_UP, DONE };

struct hand {
	struct crew *crew;
	size_t number;
};

struct crew {
	struct crew_options o;
	pthread_mutex_t lock;
	pthread_cond_t given, done;
	pthread_t *thread;
	size_t threads;
	struct hand *hand;
	enum slot_state *slot;
	size_t next, oldest, used;	/* of the ring */
	bool ends;
};

size_t crew_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > CREW_MOST ? CREW_MOST : (size_t)n;
}

/* The lock is held. The oldest first: it is the one that is waited for. */
static bool find_given(const struct crew *c, size_t *slot)
{
	for (size_t i = 0; i < c->used; i++) {
		*slot = (c->oldest + i) % c->o.slots;
		if (c->slot[*slot] == GIVEN)
			return true;
	}
	return false;
}

static void do_slot(struct crew *c, size_t worker, size_t slot)
{
	c->slot[slot] = TAKEN_UP;
	pthread_mutex_unlock(&c->lock);
	c->o.work(c->o.ctx, worker, slot);
	pthread_mutex_lock(&c->lock);
	c->slot[slot] = DONE;
	pthread_cond_signal(&c->done);
}

static void *run(void *arg)
{
	struct hand *me = arg;
	struct crew *c = me->crew;
	size_t slot;

	pthread_mutex_lock(&c->lock);
	while (!c->ends) {
		if (find_given(c, &slot))
			do_slot(c, me->number, slot);
		else
			pthread_cond_wait(&c->given, &c->lock);
	}
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* Signals are for the thread that was there before. */
static int start(struct crew *c)
{
	sigset_t all, old;
	int rc = 0;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	for (size_t i = 0; rc == 0 && i < c->o.workers && c->o.workers > 1;
	     i++) {
		c->hand[i] = (struct hand){ c, i };
		rc = pthread_create(&c->thread[i], NULL, run, &c->hand[i]);
		if (rc == 0)
			c->threads++;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return c->threads > 0 || c->o.workers == 1 ? 0 : rc;
}

int crew_open(struct crew **out, const struct crew_options *o, struct err *e)
{
	struct crew *c = calloc(1, sizeof(*c));

	*out = NULL;
	if (c) {
		c->o = *o;
		c->thread = calloc(o->workers, sizeof(*c->thread));
		c->hand = calloc(o->workers, sizeof(*c->hand));
		c->slot = calloc(o->slots, sizeof(*c->slot));
		pthread_mutex_init(&c->lock, NULL);
		pthread_cond_init(&c->given, NULL);
		pthread_cond_init(&c->done, NULL);
	}
	if (!c || !c->thread || !c->hand || !c->slot || start(c) != 0) {
		crew_close(&c);
		return err_set(e, ERR_SYSTEM, "cannot start %zu threads; fewer"
			       " may do: --jobs", o->workers);
	}
	*out = c;
	return 0;
}

bool crew_free(const struct crew *c, size_t *slot)
{
	*slot = c->next;
	return c->used < c->o.slots;
}

void crew_give(struct crew *c)
{
	size_t slot = c->next;

	pthread_mutex_lock(&c->lock);
	c->slot[slot] = GIVEN;
	c->next = (slot + 1) % c->o.slots;
	c->used++;
	if (c->threads == 0)
		do_slot(c, 0, slot);
	else
		pthread_cond_signal(&c->given);
	pthread_mutex_unlock(&c->lock);
}

bool crew_take(struct crew *c, size_t *slot)
{
	if (c->used == 0)
		return false;
	*slot = c->oldest;
	pthread_mutex_lock(&c->lock);
	while (c->slot[c->oldest] != DONE)
		pthread_cond_wait(&c->done, &c->lock);
	pthread_mutex_unlock(&c->lock);
	return true;
}

void crew_release(struct crew *c)
{
	pthread_mutex_lock(&c->lock);
	c->slot[c->oldest] = FREE;
	c->oldest = (c->oldest + 1) % c->o.slots;
	c->used--;
	pthread_mutex_unlock(&c->lock);
}

void crew_close(struct crew **out)
{
	struct crew *c = *out;

	if (!c)
		return;
	pthread_mutex_lock(&c->lock);
	c->ends = true;
	pthread_cond_broadcast(&c->given);
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < c->threads; i++)
		pthread_join(c->thread[i], NULL);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->given);
	pthread_cond_destroy(&c->done);
	free(c->thread);
	free(c->hand);
	free(c->slot);
	free(c);
	*out = NULL;
}
