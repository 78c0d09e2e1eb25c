#include "cmd/askfile.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cmd/print.h"

enum { HEADER_BYTES = 1 << 20 };

static const char *title(const struct askfile *f)
{
	return strcmp(f->name, "-") == 0 ? "stdin" : f->name;
}

static int open_part(struct askfile *f, struct err *e)
{
	bool is_stdin = strcmp(f->name, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(f->name, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return err_sys(e, "%s", _("cannot open"));
	f->part = (struct input_part){
		.name = slice_of(title(f)), .fd = fd, .flows = true,
	};
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set(e, ERR_SYSTEM, "%s", _("is a folder"));
	return 0;
}

static int map_header(struct askfile *f, const struct csv_row *row,
		      struct err *e)
{
	f->header = STR_INIT(HEADER_BYTES);
	for (size_t i = 0; i < row->n; i++) {
		str_add(&f->header, slice_trim(row->field[i]));
		str_addc(&f->header, '\0');
	}
	if (str_ok(&f->header, _("the header"), e) < 0)
		return -1;
	return ask_map(&f->map, row, f->what == ASK_PAIRS, e);
}

/* The columns as the option names them. */
static int told_header(struct askfile *f, struct slice header, struct err *e)
{
	struct slice field[64];
	struct csv_row row = { .field = field };

	while (row.n < 64 && slice_cut(&header, ',', &field[row.n]))
		row.n++;
	return map_header(f, &row, e) < 0 ? err_in(e, "--header") : 0;
}

static int read_header(struct askfile *f, struct slice header, struct err *e)
{
	struct csv_row row;
	int rc;

	if (f->what == ASK_LINES) {
		f->map.n = 1;
		f->map.column[0].is = ASK_NAME;
		return 0;
	}
	if (header.n > 0)
		return told_header(f, header, e);
	rc = csv_next(f->csv, &row, e);
	if (rc == 0)
		return err_set(e, ERR_FORMAT, "%s",
			       _("the file is empty: a header row was expected"));
	return rc < 0 ? -1 : map_header(f, &row, e);
}

int askfile_open(struct askfile *f, const char *name, enum ask_what what,
		 struct slice header, struct err *e)
{
	const struct csv_bounds bounds = {
		ASK_ROW_BYTES, ASK_QUOTED_LINES, what == ASK_LINES,
	};

	*f = (struct askfile){ .name = name, .what = what };
	f->part.fd = -1;
	if (open_part(f, e) < 0 ||
	    csv_open_rows(&f->csv, &f->part, 0, &bounds, e) < 0 ||
	    read_header(f, header, e) < 0)
		return err_in(e, title(f));
	return 0;
}

void askfile_bad(struct askfile *f, size_t row, const char *fmt, ...)
{
	char text[ERR_MAX];
	va_list ap;

	f->bad++;
	if (f->told++ == ASK_TOLD)
		print_error(_("%s: more rows are bad; they are counted only"),
			    title(f));
	if (f->told > ASK_TOLD)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	print_error(_("%s: row %zu: %s"), title(f), row, text);
}

/* Cells that mean something, or are given back. */
static bool is_text(struct askfile *f, const struct csv_row *row)
{
	for (size_t i = 0; i < row->n && i < f->map.n; i++) {
		if ((f->what != ASK_PAIRS &&
		     f->map.column[i].is == ASK_NOTHING) ||
		    text_valid(row->field[i]))
			continue;
		askfile_bad(f, row->number, _("column %zu: not in UTF-8; save "
			    "the file as UTF-8, or convert it with iconv"),
			    i + 1);
		return false;
	}
	return true;
}

static bool is_good(struct askfile *f, const struct csv_row *row)
{
	if (ask_overflows(&f->map, row)) {
		askfile_bad(f, row->number, _("%zu columns, but the header has "
			    "%zu: a value that holds the separator wants "
			    "quotes"), row->n, f->map.n);
		return false;
	}
	return is_text(f, row);
}

/* "row 7: column 2: ..." without its front. */
static const char *reason(const struct err *why)
{
	const char *colon = strncmp(why->msg, "row ", 4) == 0 ?
			    strstr(why->msg, ": ") : NULL;

	return colon ? colon + 2 : why->msg;
}

int askfile_next(struct askfile *f, struct csv_row *row, struct err *e)
{
	for (;;) {
		size_t at = csv_number(f->csv);
		struct err why = {0};
		int rc = csv_next(f->csv, row, &why);

		if (rc == 0)
			return 0;
		f->rows++;
		if (rc > 0 && is_good(f, row))
			return 1;
		if (rc < 0 && !csv_give_up(f->csv, &why)) {
			*e = why;
			return err_in(e, title(f));
		}
		if (rc < 0)
			askfile_bad(f, at, "%s", reason(&why));
		if (askfile_waits(f))
			return 2;
	}
}

bool askfile_waits(const struct askfile *f)
{
	struct stat st;

	return csv_is_read(f->csv) &&
	       (fstat(f->part.fd, &st) < 0 || !S_ISREG(st.st_mode));
}

int askfile_end(struct askfile *f, struct err *e)
{
	if (f->bad == 0)
		return 0;
	return err_set(e, ERR_FORMAT, "%s: %lld of %lld rows are bad, as "
		       "told above; all others were done", title(f),
		       (long long)f->bad, (long long)f->rows);
}

void askfile_close(struct askfile *f)
{
	csv_close(&f->csv);
	str_free(&f->header);
	if (f->part.fd > STDIN_FILENO)
		close(f->part.fd);
	f->part.fd = -1;
}
