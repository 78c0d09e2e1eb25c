#include "read/ofac_party.h"

#include "read/listroot.h"
#include "read/ofac_xml.h"
#include "read/reader.h"

#define TAG_NAME(name, is) #name,
static const char *const tags[] = { OFAC_TAGS(TAG_NAME) };
#undef TAG_NAME

enum tag_is { ITEM, LEAF, SKIP };

#define TAG_IS(name, is) is,
static const unsigned char tag_is[] = { OFAC_TAGS(TAG_IS) };
#undef TAG_IS

enum { ENTITY_BYTES = 24 << 20, REFS_BYTES = 32 << 20 };

static int action_of(const struct xml_tag *tag, enum ofac_action *out,
		     struct err *e)
{
	static const struct {
		const char *word;
		enum ofac_action action;
	} words[] = {
		{ "add",    ACT_ADD    },
		{ "change", ACT_MODIFY },
		{ "modify", ACT_MODIFY },
		{ "remove", ACT_REMOVE },
	};
	struct slice text = slice_trim(xml_attr(tag, "action"));

	*out = ACT_NONE;
	if (text.n == 0)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (slice_ieq(text, words[i].word)) {
			*out = words[i].action;
			return 0;
		}
	}
	return err_set(e, ERR_FORMAT, "action \"%.*s\" is none of add, modify,"
		       " remove", (int)(text.n > 40 ? 40 : text.n), text.p);
}

static struct ofac_item *inner(struct ofac_party *p)
{
	return p->n ? &p->item[p->n - 1] : NULL;
}

static int begin_entity(struct ofac_party *p, const struct xml_tag *tag,
			enum ofac_action action, struct err *e)
{
	if (p->n)
		return err_set(e, ERR_FORMAT, "an <entity> within <%s>",
			       tags[p->item[0].tag]);
	arena_clear(&p->mem);
	p->action = action;
	p->acted = p->told = p->placed = false;
	p->here = p->left = p->elsewhere = false;
	p->since = p->since_else = SLICE_NONE;
	p->address = (struct ofac_address){0};
	p->r.taken = false;
	return ofac_begin(&p->r, xml_attr(tag, "id"), e);
}

static int begin_ref(struct ofac_party *p, const struct xml_tag *tag)
{
	arena_clear(&p->mem);
	p->item[0].at[T_valueRefId] = arena_slice(&p->mem,
						  xml_attr(tag, "refId"));
	return 0;
}

static int open_item(struct ofac_party *p, int t, const struct xml_tag *tag,
		     enum ofac_action action, struct err *e)
{
	struct ofac_item *outer = inner(p);

	if (!outer && t != T_entity && t != T_referenceValue)
		return 0;
	if (p->n == OFAC_ITEMS)
		return err_set(e, ERR_FORMAT, "<%s> nested too deep", tags[t]);
	if (t == T_entity && begin_entity(p, tag, action, e) < 0)
		return -1;
	if (action == ACT_NONE && outer)
		action = outer->action;
	p->item[p->n++] = (struct ofac_item){
		.tag = t, .depth = tag->depth, .action = action };
	return t == T_referenceValue && !outer ? begin_ref(p, tag) : 0;
}

/* A date of listing on this list and on the others; the earliest counts. */
static void note_list(struct ofac_party *p, struct slice name,
		      struct slice date, bool gone)
{
	bool sdn = slice_ieq(slice_trim(name), "SDN List");
	bool own = sdn != slice_starts(p->r.list, "us-ofac-cons");
	struct slice *since = own ? &p->since : &p->since_else;

	if (!own)
		p->elsewhere = true;
	else if (gone)
		p->left = true;
	else
		p->here = true;
	date = slice_trim(date);
	if (!gone && date.n && (!since->n || slice_cmp(date, *since) < 0))
		*since = date;
}

static int party_open(void *ctx, const struct xml_tag *tag,
		      enum xml_want *want, struct err *e)
{
	struct ofac_party *p = ctx;
	enum ofac_action action = ACT_NONE;
	int t;

	if (tag->depth == 1)
		return listroot_check(tag, "sanctionsData", p->spaces, e);
	t = ofac_tag_find(tags, T_COUNT, tag->name);
	if (p->changes && action_of(tag, &action, e) < 0)
		return -1;
	if (p->n && action != ACT_NONE)
		p->acted = true;
	if (t < 0)
		return 0;
	if (tag_is[t] == SKIP || (tag_is[t] == LEAF && !p->n)) {
		*want = XML_SKIP;
		return 0;
	}
	if (tag_is[t] == ITEM)
		return open_item(p, t, tag, action, e);
	*want = XML_TEXT;
	p->leaf_action = action != ACT_NONE ? action : inner(p)->action;
	if (t == T_sanctionsList)
		p->leaf_date = arena_slice(&p->mem,
					   xml_attr(tag, "datePublished"));
	return 0;
}

static int close_leaf(struct ofac_party *p, int t, struct slice text,
		      struct err *e)
{
	struct ofac_item *in = inner(p);
	bool gone = p->leaf_action == ACT_REMOVE;

	if (t == T_sanctionsList) {
		note_list(p, text, p->leaf_date, gone);
		return arena_ok(&p->mem, "one entity", e);
	}
	p->r.taken = gone;
	if (!ofac_leaf_put(p, t, text)) {
		text = arena_slice(&p->mem, text);
		if (gone && in->action != ACT_REMOVE) {
			in->was[t] = text;
			in->changed = true;
		} else {
			in->at[t] = text;
		}
	}
	p->r.taken = false;
	return arena_ok(&p->mem, "one entity", e);
}

/* What an item was before some of its leaves changed goes; parts of addresses
 * are no claims, so of a changed address only the new one is told. */
static bool is_claim(int tag)
{
	return tag == T_feature || tag == T_identityDocument ||
	       tag == T_relationship || tag == T_translation;
}

static void take_back(struct ofac_party *p, struct ofac_item *in,
		      struct ofac_item *outer)
{
	struct slice old[T_COUNT];

	for (size_t i = 0; i < T_COUNT; i++)
		old[i] = in->was[i].p ? in->was[i] : in->at[i];
	p->r.taken = true;
	ofac_item_put(p, in->tag, old, outer);
	p->r.taken = false;
}

static int close_ref(struct ofac_party *p, const struct ofac_item *in,
		     struct err *e)
{
	struct ofac_ref row = { .text = slice_trim(in->at[T_value]) };

	if (!slice_int(slice_trim(in->at[T_valueRefId]), &row.id))
		return 0;
	return ofac_refs_add(&p->refs, &row, e);
}

/* A claim that goes and comes in one patch stays. */
static void settle(struct builder *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct claim *c = &b->claims[i];
		bool again = false;

		for (size_t k = 0; c->taken && k < b->n && !again; k++)
			again = !b->claims[k].taken &&
				b->claims[k].prop == c->prop &&
				slice_eq(b->claims[k].value, c->value) &&
				slice_eq(b->claims[k].qualifier,
					 c->qualifier);
		if (!again)
			b->claims[kept++] = *c;
	}
	b->n = kept;
}

static int emit_gone(struct ofac_party *p, struct err *e)
{
	struct builder *b = &p->r.b;
	struct slice key = arena_slice(&p->mem, b->rec.key);

	build_begin(b, KIND_designation, key);
	build_op(b, RECORD_GONE);
	return build_emit(b, p->r.emit, p->r.ctx, e);
}

static bool has_name(const struct builder *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->claims[i].prop == PROP_name)
			return true;
	return false;
}

/* Late, because what stands on the other list does not count. `told`: what
 * the listing means was said, or is not this patch's to say. */
static int count_programmes(struct roster *r, bool told, struct err *e)
{
	for (size_t i = 0, n = r->b.n; i < n; i++)
		if (r->b.claims[i].prop == PROP_programme &&
		    !r->b.claims[i].taken &&
		    ofac_programme(r, r->b.claims[i].value, told, e) < 0)
			return -1;
	return 0;
}

/* The first publication of changes is a snapshot, without any action. */
static bool is_whole(const struct ofac_party *p)
{
	return !p->changes || p->action == ACT_ADD ||
	       (p->action == ACT_NONE && !p->acted && has_name(&p->r.b));
}

/* A party of the other list only. */
static bool is_elsewhere(const struct ofac_party *p)
{
	return p->changes && p->elsewhere && !p->here && !p->left;
}

static bool is_gone(const struct ofac_party *p)
{
	return p->changes &&
	       (p->action == ACT_REMOVE || (p->left && !p->here));
}

static int emit_patch(struct roster *r, struct err *e)
{
	settle(&r->b);
	build_op(&r->b, RECORD_PATCH);
	return build_emit(&r->b, r->emit, r->ctx, e);
}

static int close_entity(struct ofac_party *p, struct err *e)
{
	struct slice since = p->since.n ? p->since : p->since_else;
	struct roster *r = &p->r;
	bool whole = is_whole(p);

	if (is_elsewhere(p))
		return 0;
	if (is_gone(p))
		return emit_gone(p, e);
	if (roster_date(r, PROP_listed_on, since, DATE_ORDER_UNKNOWN, e) < 0 ||
	    count_programmes(r, p->told || !whole, e) < 0)
		return -1;
	return whole ? roster_emit(r, e) : emit_patch(r, e);
}

static int close_item(struct ofac_party *p, struct err *e)
{
	struct ofac_item *in = inner(p), *outer;

	p->n--;
	outer = inner(p);
	if (in->tag == T_referenceValue)
		return outer ? 0 : close_ref(p, in, e);
	if (in->tag == T_entity)
		return close_entity(p, e);
	if (in->changed && is_claim(in->tag))
		take_back(p, in, outer);
	p->r.taken = in->action == ACT_REMOVE;
	ofac_item_put(p, in->tag, in->at, outer);
	p->r.taken = false;
	return 0;
}

static int party_close(void *ctx, struct slice name, size_t depth,
		       struct slice text, struct err *e)
{
	struct ofac_party *p = ctx;
	int t = ofac_tag_find(tags, T_COUNT, name);

	if (slice_is(name, "referenceValues"))
		ofac_refs_sort(&p->refs);
	if (t < 0 || p->n == 0)
		return 0;
	if (tag_is[t] == LEAF)
		return close_leaf(p, t, text, e);
	return inner(p)->depth == depth ? close_item(p, e) : 0;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { .open = party_open,
					      .close = party_close };

	return xml_read(part, &walk, ctx, e);
}

int ofac_parties_read(struct input *in, const char *const *spaces,
		      bool changes, record_fn *emit, void *ctx,
		      struct err *e)
{
	struct ofac_party p = { .spaces = spaces, .changes = changes,
				.mem = ARENA_INIT(ENTITY_BYTES) };
	int rc = roster_open(&p.r, in, &ofac_is, emit, ctx, e);

	ofac_refs_init(&p.refs, REFS_BYTES);
	if (rc == 0)
		rc = roster_read(&p.r, in, read_part, &p, "entity", e);
	roster_close(&p.r);
	ofac_refs_free(&p.refs);
	arena_free(&p.mem);
	return rc;
}
