/* Switzerland's sanctions list (SECO, "SESAM") as XML.
 *
 * Parties refer to sets of sanctions, which stand before them, and to places,
 * which stand behind: the file is walked twice. A modification holds old
 * copies of what it changed under the same names, so it is not entered.
 *
 * The reference tables say what is refused: everything but the whole list. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "read/listroot.h"
#include "read/reader.h"
#include "read/seco_party.h"

enum { RECORDS_MAX = 200000, TEXT_BYTES = 64 << 10 };

struct seco {
	struct seco_party party;
	size_t targets;
	struct str id;		/* of the open target */
	struct str code;	/* of the open country, issuer or script */
	struct str lang;	/* of the open variant */
	bool nation;		/* a country is of the nationality */
	const struct element *open;
};

struct element {
	const char *name;
	size_t depth;
	enum xml_want want;
	int (*on_open)(struct seco *s, const struct xml_tag *tag,
		       struct err *e);
	int (*on_close)(struct seco *s, struct slice text, struct err *e);
	enum seco_piece piece;	/* for keep_piece */
};

static const struct roster_is swiss = {
	"CH", "State Secretariat for Economic Affairs (SECO)", "ch-seco",
};

static int put(struct str *to, struct slice text, struct err *e)
{
	str_clear(to);
	text_squash(to, text);
	return str_ok(to, "text", e);
}

static int open_country(struct seco *s, const struct xml_tag *tag,
			struct err *e)
{
	return put(&s->code, xml_attr(tag, "iso-code"), e);
}

static int open_target(struct seco *s, const struct xml_tag *tag,
		       struct err *e)
{
	s->targets++;
	if (put(&s->id, xml_attr(tag, "ssid"), e) < 0)
		return -1;
	if (s->id.n == 0)
		return err_set(e, ERR_FORMAT, "target %zu has no ssid",
			       s->targets);
	seco_party_begin(&s->party, str_slice(&s->id));
	/* Files of before 2024 have the set here, and one only. */
	return seco_party_set(&s->party, xml_attr(tag, "sanctions-set-id"), e);
}

static int close_target(struct seco *s, struct slice text, struct err *e)
{
	(void)text;
	return seco_party_end(&s->party, e);
}

static int close_set_id(struct seco *s, struct slice text, struct err *e)
{
	return seco_party_set(&s->party, slice_trim(text), e);
}

static int close_foreign(struct seco *s, struct slice text, struct err *e)
{
	(void)e;
	roster_claim(&s->party.r, PROP_identifier, text, "foreign list");
	return 0;
}

static int open_kind(struct seco *s, const struct xml_tag *tag, struct err *e)
{
	(void)e;
	seco_party_kind(&s->party, tag);
	return 0;
}

static int open_identity(struct seco *s, const struct xml_tag *tag,
			 struct err *e)
{
	(void)e;
	s->party.main = slice_is(xml_attr(tag, "main"), "true");
	return 0;
}

static int open_name(struct seco *s, const struct xml_tag *tag, struct err *e)
{
	(void)e;
	seco_party_name(&s->party, tag);
	return 0;
}

static int close_name(struct seco *s, struct slice text, struct err *e)
{
	struct seco_party *p = &s->party;

	(void)text;
	return seco_name_put(&p->name, &p->r, p->quality, e);
}

static int open_part(struct seco *s, const struct xml_tag *tag, struct err *e)
{
	return seco_name_part(&s->party.name, xml_attr(tag, "order"),
			      xml_attr(tag, "name-part-type"), e);
}

static int close_value(struct seco *s, struct slice text, struct err *e)
{
	return seco_name_value(&s->party.name, slice_trim(text), e);
}

/* The tag is gone when its text comes. */
static int open_variant(struct seco *s, const struct xml_tag *tag,
			struct err *e)
{
	if (put(&s->code, xml_attr(tag, "script"), e) < 0)
		return -1;
	return put(&s->lang, xml_attr(tag, "lang"), e);
}

static int close_variant(struct seco *s, struct slice text, struct err *e)
{
	const struct seco_variant v = { .text = slice_trim(text),
					.lang = str_slice(&s->lang),
					.script = str_slice(&s->code) };

	return seco_name_variant(&s->party.name, &v, e);
}

static int open_birth(struct seco *s, const struct xml_tag *tag,
		      struct err *e)
{
	return seco_party_birth(&s->party, tag, e);
}

static int open_birthplace(struct seco *s, const struct xml_tag *tag,
			   struct err *e)
{
	(void)e;
	seco_party_place(&s->party, xml_attr(tag, "place-id"));
	return 0;
}

static int open_pieces(struct seco *s, const struct xml_tag *tag,
		       struct err *e)
{
	struct slice what = xml_attr(tag, "place-id");

	s->nation = false;
	for (size_t i = 0; i < SECO_PIECES; i++)
		str_clear(&s->party.piece[i]);
	if (!what.p)
		what = xml_attr(tag, "document-type");
	return put(&s->party.what, what, e);
}

static int keep_piece(struct seco *s, struct slice text, struct err *e)
{
	return put(&s->party.piece[s->open->piece], text, e);
}

static int open_issuer(struct seco *s, const struct xml_tag *tag,
		       struct err *e)
{
	return put(&s->code, xml_attr(tag, "code"), e);
}

static int close_issuer(struct seco *s, struct slice text, struct err *e)
{
	return put(&s->party.piece[SECO_ISSUER],
		   s->code.n ? str_slice(&s->code) : text, e);
}

static int close_address(struct seco *s, struct slice text, struct err *e)
{
	(void)text, (void)e;
	seco_party_address(&s->party);
	return 0;
}

static int close_document(struct seco *s, struct slice text, struct err *e)
{
	(void)text, (void)e;
	seco_party_document(&s->party);
	return 0;
}

static int open_nationality(struct seco *s, const struct xml_tag *tag,
			    struct err *e)
{
	(void)tag, (void)e;
	s->nation = true;
	return 0;
}

static int close_country(struct seco *s, struct slice text, struct err *e)
{
	(void)e;
	if (!s->nation)
		return 0;
	roster_claim(&s->party.r, PROP_country,
		     s->code.n ? str_slice(&s->code) : text, "nationality");
	return 0;
}

static int close_reason(struct seco *s, struct slice text, struct err *e)
{
	(void)e;
	roster_claim(&s->party.r, PROP_reason, text, NULL);
	return 0;
}

static int close_other(struct seco *s, struct slice text, struct err *e)
{
	(void)e;
	seco_party_other(&s->party, text);
	return 0;
}

static int open_relation(struct seco *s, const struct xml_tag *tag,
			 struct err *e)
{
	(void)e;
	seco_party_relation(&s->party, tag);
	return 0;
}

static int open_change(struct seco *s, const struct xml_tag *tag,
		       struct err *e)
{
	return seco_party_change(&s->party, tag, e);
}

#define NONE SECO_PIECES
static const struct element elements[] = {	/* sorted by name */
	{ "address",                 5, XML_DOWN, open_pieces,      close_address,  NONE },
	{ "address-details",         6, XML_TEXT, NULL,             keep_piece,     SECO_STREET },
	{ "c-o",                     6, XML_TEXT, NULL,             keep_piece,     SECO_CARE_OF },
	{ "country",                 6, XML_TEXT, open_country,     close_country,  NONE },
	{ "day-month-year",          5, XML_SKIP, open_birth,       NULL,           NONE },
	{ "entity",                  3, XML_DOWN, open_kind,        NULL,           NONE },
	{ "foreign-identifier",      3, XML_TEXT, NULL,             close_foreign,  NONE },
	{ "identification-document", 5, XML_DOWN, open_pieces,      close_document, NONE },
	{ "identity",                4, XML_DOWN, open_identity,    NULL,           NONE },
	{ "individual",              3, XML_DOWN, open_kind,        NULL,           NONE },
	{ "issuer",                  6, XML_TEXT, open_issuer,      close_issuer,   NONE },
	{ "justification",           4, XML_TEXT, NULL,             close_reason,   NONE },
	{ "modification",            3, XML_SKIP, open_change,      NULL,           NONE },
	{ "name",                    5, XML_DOWN, open_name,        close_name,     NONE },
	{ "name-part",               6, XML_DOWN, open_part,        NULL,           NONE },
	{ "nationality",             5, XML_DOWN, open_nationality, NULL,           NONE },
	{ "number",                  6, XML_TEXT, NULL,             keep_piece,     SECO_NUMBER },
	{ "object",                  3, XML_DOWN, open_kind,        NULL,           NONE },
	{ "other-information",       4, XML_TEXT, NULL,             close_other,    NONE },
	{ "p-o-box",                 6, XML_TEXT, NULL,             keep_piece,     SECO_BOX },
	{ "place-of-birth",          5, XML_SKIP, open_birthplace,  NULL,           NONE },
	{ "relation",                4, XML_SKIP, open_relation,    NULL,           NONE },
	{ "sanctions-set-id",        3, XML_TEXT, NULL,             close_set_id,   NONE },
	{ "spelling-variant",        7, XML_TEXT, open_variant,     close_variant,  NONE },
	{ "target",                  2, XML_DOWN, open_target,      close_target,   NONE },
	{ "value",                   7, XML_TEXT, NULL,             close_value,    NONE },
	{ "zip-code",                6, XML_TEXT, NULL,             keep_piece,     SECO_ZIP },
};
#undef NONE

static int by_name(const void *key, const void *row)
{
	const struct slice *name = key;
	const struct element *el = row;

	return slice_cmp(*name, slice_of(el->name));
}

static const struct element *find(struct slice name, size_t depth)
{
	const struct element *el;

	el = bsearch(&name, elements, sizeof(elements) / sizeof(*elements),
		     sizeof(*elements), by_name);
	return el && el->depth == depth ? el : NULL;
}

static int seco_open(void *ctx, const struct xml_tag *tag,
		     enum xml_want *want, struct err *e)
{
	struct seco *s = ctx;
	const struct element *el;

	if (tag->depth == 1)
		return 0;	/* the first walk has looked at it */
	*want = XML_SKIP;
	el = find(tag->name, tag->depth);
	if (!el)
		return 0;
	*want = el->want;
	s->open = el;
	return el->on_open ? el->on_open(s, tag, e) : 0;
}

static int seco_close(void *ctx, struct slice name, size_t depth,
		      struct slice text, struct err *e)
{
	struct seco *s = ctx;
	const struct element *el = find(name, depth);

	if (depth == 1)
		return s->targets == 0 ?
			err_set(e, ERR_FORMAT, "no <target> in it") : 0;
	return el && el->on_close ? el->on_close(s, text, e) : 0;
}

static int read_part(void *ctx, struct input_part *part, struct err *e)
{
	static const struct xml_walk walk = { seco_open, seco_close, false };
	struct seco *s = ctx;

	if (seco_ref_read(&s->party.ref, part, e) < 0)
		return -1;
	input_rewind(part);
	return xml_read(part, &walk, s, e);
}

static int seco_read(struct input *in, record_fn *emit, void *ctx,
		     struct err *e)
{
	struct seco s = { .id = STR_INIT(TEXT_BYTES),
			  .code = STR_INIT(TEXT_BYTES),
			  .lang = STR_INIT(TEXT_BYTES) };
	int rc = -1;

	seco_party_init(&s.party);
	if (roster_open(&s.party.r, in, &swiss, emit, ctx, e) == 0)
		rc = roster_read(&s.party.r, in, read_part, &s, "target", e);
	roster_close(&s.party.r);
	seco_party_free(&s.party);
	str_free(&s.id);
	str_free(&s.code);
	str_free(&s.lang);
	return rc;
}

/* Stops at the root: what is declared stands there. */
static int declare_open(void *ctx, const struct xml_tag *tag,
			enum xml_want *want, struct err *e)
{
	struct declared *out = ctx;
	struct pdate d;

	(void)want;
	if (pdate_parse(xml_attr(tag, "date"), DATE_ORDER_UNKNOWN, &d))
		pdate_text(d, out->date);
	return err_set(e, ERR_FORMAT, "the head was read");
}

static void seco_declare(struct input_part *part, struct declared *out)
{
	static const struct xml_walk walk = { declare_open, NULL, false };
	struct err stop = {0};

	xml_read(part, &walk, out, &stop);
}

static int seco_sniff(struct slice head, const struct input_part *part)
{
	(void)part;
	return listroot_sniff(head, seco_root) ? 95 : 0;
}

const struct reader in_seco_xml = {
	.name = "seco_xml",
	.title = N_("Swiss list of SECO, XML"),
	.complete = true,
	.max_bytes = 512u << 20,
	.max_records = RECORDS_MAX,
	.keys = "ch-seco",
	.sniff = seco_sniff,
	.read = seco_read,
	.declare = seco_declare,
};
