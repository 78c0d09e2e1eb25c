/* Which documents hold a word, in any spelling: a full-text index of articles
 * (its file: said_file.c). What is accepted goes in, what an edited article said
 * before goes out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/said.h"

enum {
	STEP = 1000,		/* documents a transaction */
	SOUNDS = 1 << 14,	/* words whose sound is remembered */
	WORD_BYTES = 30,	/* of one, either way; a longer one is folded */
};

/* --- is it of this store, and how far does it go? --- */

/* Of the last fetch that it has, as the store has it: a store that was purged
 * or replaced has another one under that number. */
static int64_t upto(struct store *s)
{
	static const char text[] =
		"SELECT u.fetch FROM words.upto u JOIN main.fetch f"
		" ON f.id = u.fetch WHERE u.stamp = f.at || ' ' ||"
		" f.evidence || ' ' || coalesce(f.sha256, '') || ' ' || ?1";
	struct err ignored = {0};
	struct sqlite3_stmt *st;
	char rules[24];
	int64_t fetch = 0;

	snprintf(rules, sizeof(rules), "%llu",
		 (unsigned long long)s->o.spelling);
	st = said_made(s) ? sql_use(&s->q, text, &ignored) : NULL;
	if (!st)
		return 0;
	sql_text(st, 1, slice_of(rules));
	if (sql_one(&s->q, st, &fetch, &ignored) <= 0)
		return 0;
	return fetch;
}

static int note_upto(struct store *s, int64_t fetch, struct err *e)
{
	struct sqlite3_stmt *st;
	char rules[24];

	snprintf(rules, sizeof(rules), "%llu",
		 (unsigned long long)s->o.spelling);
	if (sql_run(&s->q, "DELETE FROM words.upto", e) < 0)
		return -1;
	st = sql_use(&s->q, "INSERT INTO words.upto SELECT id, at || ' ' ||"
		     " evidence || ' ' || coalesce(sha256, '') || ' ' || ?2"
		     " FROM main.fetch WHERE id = ?1", e);
	if (!st)
		return -1;
	sql_int(st, 1, fetch);
	sql_text(st, 2, slice_of(rules));
	return sql_do(&s->q, st, e);
}

/* The last accepted fetch that changed anything. */
int64_t said_newest(struct store *s)
{
	struct err ignored = {0};
	int64_t n = 0;

	sql_number(&s->q, "SELECT f.id FROM main.fetch f NOT INDEXED"
		   " WHERE f.accepted = 1 AND EXISTS (SELECT 1 FROM main.span WHERE from_fetch ="
		   " f.id) ORDER BY f.id DESC LIMIT 1", 0, &n, &ignored);
	return n;
}

enum said_state said_state(struct store *s)
{
	if (!said_ready(s) || !said_made(s))
		return SAID_NOT;
	return upto(s) >= said_newest(s) ? SAID_ALL : SAID_SOME;
}

/* --- taking in what is new --- */

/* Folding is dear, and the words of articles are few. */
struct sound {
	unsigned char n, folded;	/* bytes of either; n 0: none */
	char word[WORD_BYTES], sound[WORD_BYTES];
};

struct taking {
	struct store *s;
	struct arena mem;
	struct str spelt, sounded;
	struct sound *sound;	/* SOUNDS of them, or NULL */
};

static void add_sound(struct taking *t, struct slice word)
{
	struct sound *m = t->sound && word.n <= WORD_BYTES ?
		&t->sound[slice_hash(word) % SOUNDS] : NULL;
	size_t from = t->sounded.n;

	if (m && m->n == word.n && memcmp(m->word, word.p, word.n) == 0) {
		str_add(&t->sounded, slice_make(m->sound, m->folded));
		return;
	}
	t->s->o.fold(&t->sounded, word);
	if (!m || t->sounded.bad || t->sounded.n - from > WORD_BYTES)
		return;
	m->n = (unsigned char)word.n;
	m->folded = (unsigned char)(t->sounded.n - from);
	memcpy(m->word, word.p, word.n);
	if (m->folded)
		memcpy(m->sound, t->sounded.p + from, m->folded);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static void add_sounds(struct taking *t, struct slice text)
{
	size_t i = 0;

	while (i < text.n) {
		size_t from = i;

		while (i < text.n && !is_blank(text.p[i]))
			i++;
		if (i > from) {
			add_sound(t, slice_make(text.p + from, i - from));
			str_addc(&t->sounded, ' ');
		}
		i++;
	}
}

/* What people search an article by. */
static bool is_searched(enum property prop)
{
	return prop == PROP_title || prop == PROP_text ||
	       prop == PROP_summary || prop == PROP_author ||
	       prop == PROP_publisher || prop == PROP_attributed_to ||
	       prop == PROP_url;
}

static int add_text(struct taking *t, int64_t content, struct err *e)
{
	struct claims all;
	int rc = claims_load(t->s, content, &t->mem, &all, e);

	for (size_t i = 0; i < all.n && rc == 0; i++) {
		struct slice v = all.list[i].value;

		if (!is_searched(all.list[i].prop))
			continue;
		if (all.list[i].prop == PROP_text)
			rc = body_load(t->s, content, (int64_t)i, &t->mem, &v,
				       e);
		str_add(&t->spelt, v);
		str_addc(&t->spelt, '\n');
	}
	if (rc == 0)
		add_sounds(t, str_slice(&t->spelt));
	return rc;
}

/* What the subject was found by until now; 0: nothing. */
static int indexed_of(struct taking *t, int64_t subject, int64_t *content,
		      struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&t->s->q, "SELECT content FROM"
		" words.at WHERE subject = ?1", e);

	*content = 0;
	if (!st)
		return -1;
	sql_int(st, 1, subject);
	return sql_one(&t->s->q, st, content, e) < 0 ? -1 : 0;
}

/* The text of the content goes in, or out again. */
static int move_words(struct taking *t, const char *text, int64_t subject,
		      int64_t content, struct err *e)
{
	struct sqlite3_stmt *st;

	str_clear(&t->spelt);
	str_clear(&t->sounded);
	arena_clear(&t->mem);
	if (add_text(t, content, e) < 0)
		return -1;
	st = sql_use(&t->s->q, text, e);
	if (!st || str_ok(&t->spelt, "a text", e) < 0 ||
	    str_ok(&t->sounded, "a text", e) < 0)
		return -1;
	sql_int(st, 1, subject);
	sql_text(st, 2, str_slice(&t->sounded));
	return sql_do(&t->s->q, st, e);
}

static int note_at(struct taking *t, const char *text, int64_t subject,
		   int64_t content, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&t->s->q, text, e);

	if (!st)
		return -1;
	sql_int(st, 1, subject);
	sql_int(st, 2, content);
	return sql_do(&t->s->q, st, e);
}

/* Plain INSERT and UPDATE: a statement that may be rolled back by itself, such
 * as INSERT OR REPLACE, makes the index write out all that it holds, for each
 * row. */
static int take(struct taking *t, int64_t content, int64_t subject,
		struct err *e)
{
	static const char in[] = "INSERT INTO words.said(rowid, sounded)"
		" VALUES (?1, ?2)";
	static const char out[] = "INSERT INTO words.said(said, rowid,"
		" sounded) VALUES ('delete', ?1, ?2)";
	static const char first[] = "INSERT INTO words.at VALUES (?1, ?2)";
	static const char again[] = "UPDATE words.at SET content = ?2"
		" WHERE subject = ?1";
	int64_t before;

	if (indexed_of(t, subject, &before, e) < 0)
		return -1;
	if (before == content)
		return 0;
	if (before && move_words(t, out, subject, before, e) < 0)
		return -1;
	return move_words(t, in, subject, content, e) < 0 ||
	       note_at(t, before ? again : first, subject, content, e) < 0 ?
		       -1 : 0;
}

/* Documents of one fetch and more, until a step is full: *from is then the
 * last whole one. 1 there is more, 0 that was all. */
static int take_step(struct taking *t, int64_t *from, struct err *e)
{
	struct sqlite3_stmt *st = sql_use(&t->s->q,
		"SELECT s.from_fetch, c.id, c.subject"
		" FROM main.span s JOIN main.fetch f ON f.id = s.from_fetch"
		" JOIN main.content c ON c.id = s.content"
		" JOIN main.document d ON d.record = c.record"
		" WHERE s.from_fetch > ?1 AND f.accepted = 1"
		" ORDER BY s.from_fetch, c.id", e);
	int64_t rows = 0, at = *from;
	int rc = st ? 1 : -1;

	if (st)
		sql_int(st, 1, *from);
	while (rc > 0 && (rc = sql_step(&t->s->q, st, e)) > 0) {
		int64_t fetch = sql_col_int(st, 0);

		if (fetch != at && rows >= STEP)
			break;
		at = fetch;
		rows++;
		if (take(t, sql_col_int(st, 1), sql_col_int(st, 2), e) < 0)
			rc = -1;
	}
	if (st)
		sql_reset(st);
	*from = at;
	return rc;
}

/* In steps, each with how far it goes. */
static int take_all(struct taking *t, int64_t from, int64_t last,
		    struct err *e)
{
	struct err ignored = {0};
	int rc = 1;

	while (rc > 0) {
		if (sql_run(&t->s->q, "BEGIN", e) < 0)
			return -1;
		rc = take_step(t, &from, e);
		if (rc >= 0 && note_upto(t->s, rc ? from : last, e) < 0)
			rc = -1;
		if (rc >= 0 && sql_run(&t->s->q, "COMMIT", e) < 0)
			rc = -1;
		if (rc < 0 && sql_in_transaction(&t->s->q))
			sql_run(&t->s->q, "ROLLBACK", &ignored);
	}
	return rc;
}

/* A store of lists alone has nothing to be searched, in a million spans. */
static int take_new(struct taking *t, int64_t from, int64_t last,
		    struct err *e)
{
	int64_t any = 0;

	if (sql_number(&t->s->q, "SELECT EXISTS (SELECT 1 FROM main.document)",
		       0, &any, e) < 0)
		return -1;
	return any ? take_all(t, from, last, e) : note_upto(t->s, last, e);
}

static int take_from(struct store *s, int64_t from, int64_t last, struct err *e)
{
	struct taking t = {
		.s = s, .mem = ARENA_INIT(2 * (size_t)RECORD_BYTES),
		.spelt = STR_INIT(2 * (size_t)RECORD_BYTES),
		.sounded = STR_INIT(2 * (size_t)RECORD_BYTES),
		.sound = calloc(SOUNDS, sizeof(*t.sound)),
	};
	int rc = take_new(&t, from, last, e);

	arena_free(&t.mem);
	str_free(&t.spelt);
	str_free(&t.sounded);
	free(t.sound);
	return rc;
}

int said_catch_up(struct store *s, struct err *e)
{
	struct err ignored = {0};
	int64_t from, last;
	int rc = 0;

	if (s->o.read_only || !said_ready(s))
		return 0;
	from = upto(s);
	last = said_newest(s);
	if (from == 0)
		rc = said_make(s, e);
	if (rc == 0 && from < last)
		rc = take_from(s, from, last, e);
	if (rc < 0)
		said_unmake(s, &ignored);	/* the next one begins anew */
	return rc;
}

int store_words(struct store *s, struct err *e)
{
	bool taken = false;
	int rc = lock_take(s, 0, &taken, e);

	if (rc == 0 && taken) {	/* else who writes now does it */
		rc = said_catch_up(s, e);
		lock_drop(s);
	}
	return rc < 0 ? -1 : 0;
}
