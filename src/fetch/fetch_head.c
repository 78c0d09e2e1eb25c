#include "fetch/fetch_head.h"

#include <curl/curl.h>

enum { FRESH_MAX_S = 30 * 86400, DATE_BYTES = 64 };

static int64_t date_of(struct slice value)
{
	char text[DATE_BYTES];
	time_t at;

	value = slice_trim(value);
	if (value.n == 0 || value.n >= sizeof(text))
		return 0;
	memcpy(text, value.p, value.n);
	text[value.n] = '\0';
	at = curl_getdate(text, NULL);
	return at > 0 ? at : 0;
}

/* Seconds as the caches of HTTP have them: what is larger than they can hold
 * is as good as the ceiling. Negative or no number: -1. */
static int64_t seconds(struct slice text)
{
	int64_t n;

	text = slice_trim(text);
	if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"')
		text = slice_make(text.p + 1, text.n - 2);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return -1;
	if (text.n == 0)
		return -1;
	return slice_int(text, &n) && n < FRESH_MAX_S ? n : FRESH_MAX_S;
}

static void directive(struct fetch_head *h, struct slice word)
{
	struct slice name;
	int64_t n;

	slice_cut(&word, '=', &name);
	name = slice_trim(name);
	n = word.p ? seconds(word) : -1;
	/* no-cache="Set-Cookie" is about that header. */
	if (slice_ieq(name, "no-store") ||
	    (slice_ieq(name, "no-cache") && !word.p))
		h->ask_each_time = true;
	else if (slice_ieq(name, "max-age"))
		h->max_age = (n < 0 ? 0 : n) + 1;
	else if (slice_ieq(name, "s-maxage"))
		h->shared_age = (n < 0 ? 0 : n) + 1;
}

static void cache_control(struct fetch_head *h, struct slice value)
{
	struct slice word;

	while (slice_cut(&value, ',', &word))
		directive(h, word);
}

/* "bytes 100-199/200", "bytes 100-199/ *" */
static void content_range(struct fetch_head *h, struct slice value)
{
	struct slice unit, from, to;

	value = slice_trim(value);
	h->total = -1;
	h->has_range = slice_cut(&value, ' ', &unit) &&
		       slice_ieq(unit, "bytes") &&
		       slice_cut(&value, '-', &from) &&
		       slice_cut(&value, '/', &to) &&
		       slice_int(from, &h->from) && slice_int(to, &h->to) &&
		       h->from >= 0 && h->to >= h->from &&
		       (slice_is(value, "*") ||
			(slice_int(value, &h->total) && h->total > h->to));
}

void fetch_head_line(struct fetch_head *h, struct slice name,
		     struct slice value)
{
	if (slice_ieq(name, "cache-control")) {
		cache_control(h, value);
	} else if (slice_ieq(name, "date")) {
		h->date = date_of(value);
	} else if (slice_ieq(name, "expires")) {
		h->has_expires = true;
		h->expires = date_of(value);
	} else if (slice_ieq(name, "age")) {
		h->age = seconds(value);
	} else if (slice_ieq(name, "content-encoding")) {
		value = slice_trim(value);
		h->encoded = value.n > 0 && !slice_ieq(value, "identity");
	} else if (slice_ieq(name, "content-range")) {
		content_range(h, value);
	}
}

int64_t fetch_head_fresh(const struct fetch_head *h, int64_t now)
{
	int64_t fresh = 0;

	if (h->ask_each_time)
		return 0;
	if (h->max_age > 0)
		fresh = h->max_age - 1;
	else if (h->shared_age > 0)
		fresh = h->shared_age - 1;
	else if (h->has_expires && h->expires > 0)
		fresh = h->expires - (h->date > 0 ? h->date : now);
	if (h->age > 0)
		fresh -= h->age;
	if (fresh > FRESH_MAX_S)
		fresh = FRESH_MAX_S;
	return fresh > 0 ? fresh : 0;
}
