/* A kept profile back as it was made. It is years old and may be damaged: what
 * is missing or too much in it is passed over. */
#include "names/profile_act.h"

static void read_birth(struct profile *p, const struct slice *f)
{
	struct birth *b = &p->birth[p->births];

	if (p->births == PROFILE_BIRTHS ||
	    !pdate_parse(f[1], DATE_ORDER_UNKNOWN, &b->from))
		return;
	if (f[2].n == 0 || !pdate_parse(f[2], DATE_ORDER_UNKNOWN, &b->to))
		b->to = b->from;
	b->circa = f[3].n > 0;
	p->births++;
}

static size_t count_words(struct slice s)
{
	size_t n = 1;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == ' ';
	return n;
}

static void read_form(struct profile *p, const struct slice *f)
{
	if (p->forms < PROFILE_FORMS)
		p->form[p->forms++] = (struct form){
			f[1], f[2].n ? f[2] : f[1], f[3], f[4],
			count_words(f[1]) };
}

static void read_told(struct profile *p, const struct slice *f)
{
	if (p->n_told < PROFILE_TOLD)
		p->told[p->n_told++] = (struct told){ f[1], f[2] };
}

static void read_number(struct profile *p, const struct slice *f)
{
	if (p->numbers < PROFILE_NUMBERS)
		p->number[p->numbers++] = (struct number){
			number_kind(f[1]), f[2], f[3] };
}

static char first_letter(struct slice s)
{
	return s.n ? s.p[0] : '\0';
}

static void read_line(struct profile *p, const struct slice *f)
{
	switch (f[0].n == 1 ? f[0].p[0] : 0) {
	case 'k':
		p->kind = first_letter(f[1]);
		break;
	case 'g':
		p->gender = first_letter(f[1]);
		break;
	case 'b':
		read_birth(p, f);
		break;
	case 'c':
		words_add(&p->country, f[1]);
		break;
	case 't':
		words_add(&p->territory, f[1]);
		break;
	case 'p':
		words_add(&p->place, f[1]);
		break;
	case 'f':
		read_form(p, f);
		break;
	case 'r':
		p->freed = true;
		break;
	case 'v':
		read_told(p, f);
		break;
	case 'i':
		read_number(p, f);
		break;
	default:
		profile_read_freed(p, first_letter(f[0]), f + 1);
	}
}

void profile_read(struct profile *out, struct slice text)
{
	struct slice line;

	out->freed = false;
	out->kind = out->gender = 0;
	out->births = out->forms = out->numbers = out->n_told = 0;
	profile_clear_freed(out);
	out->country.n = out->territory.n = out->place.n = 0;
	while (text.n > 0 && slice_cut(&text, '\n', &line)) {
		struct slice field[5] = {{0}};

		for (size_t i = 0; i < 5 && slice_cut(&line, '\t', &field[i]);)
			i++;
		read_line(out, field);
	}
}
