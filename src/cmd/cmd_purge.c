/* Forgetting. Holding this data can endanger a user, so nothing is asked:
 * what is gone is named, and nothing of thaw's but that is touched. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/print.h"
#include "store/copy.h"
#include "view/view.h"

enum { PURGE_ALL };
enum { PURGE_DEPTH = 8 };

static const struct option_row rows[] = {
	[PURGE_ALL] = SWITCH("all", N_("also your own words, configuration, cache and session")),
	OPTIONS_END
};

static int remove_file(struct app *app, const char *path, struct err *e)
{
	if (unlink(path) == 0) {
		print_note(app, _("removed %s"), path);
		return 0;
	}
	return errno == ENOENT ? 0 :
				 err_sys(e, "cannot remove %s", path);
}

/* What pulls that were cut or killed have left. */
static int remove_staged(struct app *app, struct err *e)
{
	static const char *const left[] = {
		"thaw.db", "thaw.db-wal", "thaw.db-shm", "thaw.db-journal",
		"manifest", "manifest.sig", "lock",
	};
	const char *file = str_cstr(&app->store_file);
	struct str path = STR_INIT(PATH_BYTES);
	int rc = 0;

	for (size_t i = 0; i < sizeof(left) / sizeof(left[0]); i++) {
		str_clear(&path);
		str_addf(&path, "%s-pull/%s", file, left[i]);
		rc |= remove_file(app, str_cstr(&path), e);
	}
	str_clear(&path);
	str_addf(&path, "%s-pull", file);
	rmdir(str_cstr(&path));	/* if nothing else lies there */
	str_free(&path);
	copy_sweep(file);
	return rc;
}

/* Logs put aside, under the name and where it leads to. */
static int remove_old_logs(struct app *app, const char *file, struct err *e)
{
	char name[PATH_BYTES], *real = realpath(file, NULL);
	const char *const both[] = { file, real };
	int rc = 0;

	for (size_t k = 0; k < 2 && both[k]; k++)
		for (int i = 0; copy_old_log(both[k], i, name); i++)
			rc |= remove_file(app, name, e);
	free(real);
	return rc;
}

/* Of a pulled store, or of a link of the user's, what it leads to. */
static int remove_linked(struct app *app, struct err *e)
{
	static const char *const logs[] = { "", "-wal", "-shm", "-journal" };
	const char *file = str_cstr(&app->store_file);
	struct str path = STR_INIT(PATH_BYTES);
	char real[PATH_BYTES], place[PATH_BYTES];
	struct stat st;
	int rc = 0;

	if (lstat(file, &st) < 0 || !S_ISLNK(st.st_mode) ||
	    !realpath(file, real) || copy_place(file, place, e) < 0)
		return 0;
	str_addf(&path, "%s-lock", place);
	rc |= remove_file(app, str_cstr(&path), e);
	for (size_t i = 0; i < sizeof(logs) / sizeof(logs[0]); i++) {
		str_clear(&path);
		str_addf(&path, "%s%s", real, logs[i]);
		rc |= remove_file(app, str_cstr(&path), e);
	}
	str_free(&path);
	return rc;
}

/* Words of the rows of each view. */
static int remove_books(struct app *app, struct err *e)
{
	static const char *const behind[] = { ".new", "" };
	struct str path = STR_INIT(PATH_BYTES);
	int rc = 0;

	for (const struct shape *const *p = views; *p; p++)
		for (size_t i = 0; i < 2; i++) {
			str_clear(&path);
			str_addf(&path, "%s-rows-%s%s",
				 str_cstr(&app->store_file), (*p)->name,
				 behind[i]);
			if (remove_file(app, str_cstr(&path), e) < 0)
				rc = -1;
		}
	str_free(&path);
	return rc;
}

/* The store, the own words, and what lies beside them while they are used. */
static int remove_store(struct app *app, struct err *e)
{
	static const struct {
		bool own;
		const char *behind;
	} files[] = {
		{ false, "" },        { false, "-wal" }, { false, "-shm" },
		{ false, "-journal" }, { false, "-lock" },
		{ false, "-turns" },
		{ false, "-names.new" },  { false, "-names" },
		{ false, "-words" },  { false, "-words-wal" },
		{ false, "-words-shm" }, { false, "-words-journal" },
		{ false, "-link" },   { false, "-session" },
		{ true, "-own.db" },  { true, "-own.db-wal" },
		{ true, "-own.db-shm" }, { true, "-own.db-journal" },
	};
	struct slice file = str_slice(&app->store_file), stem = file;
	struct str path = STR_INIT(PATH_BYTES);
	int rc = remove_staged(app, e) |
		 remove_old_logs(app, str_cstr(&app->store_file), e);

	if (slice_ends(stem, ".db"))
		stem.n -= 3;
	str_add(&path, stem);
	str_addz(&path, "-own.db");
	rc |= remove_old_logs(app, str_cstr(&path), e) |
	      remove_linked(app, e) | remove_books(app, e);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		str_clear(&path);
		str_add(&path, files[i].own ? stem : file);
		str_addz(&path, files[i].behind);
		if (remove_file(app, str_cstr(&path), e) < 0)
			rc = -1;
	}
	str_free(&path);
	return rc;
}

/* Of the header of an SQLite file: the count of changes to its schema, 0 where
 * nothing was ever made in it, and whose file it is. */
enum { HEAD_BYTES = 100, HEAD_SCHEMA = 40, HEAD_APP = 68 };

/* --store may name anything: only a database of thaw is removed, or one that
 * is still empty, as a first start on a full disk leaves it. */
static bool is_store(const char *head, size_t n)
{
	static const char magic[] = "SQLite format 3";

	return n == 0 || (n == HEAD_BYTES &&
		memcmp(head, magic, sizeof(magic)) == 0 &&
		(memcmp(head + HEAD_APP, "thaw", 4) == 0 ||
		 memcmp(head + HEAD_SCHEMA, "\0\0\0", 4) == 0));
}

static int check_store(const struct app *app, struct err *e)
{
	const char *file = str_cstr(&app->store_file);
	FILE *f = fopen(file, "rb");
	char head[HEAD_BYTES];
	size_t n;

	if (!f)
		return errno == ENOENT ? 0 : err_sys(e, "%s", file);
	n = fread(head, 1, sizeof(head), f);
	fclose(f);
	if (is_store(head, n))
		return 0;
	return err_set(e, ERR_REFUSED, "%s is not a store of thaw; nothing "
		       "was removed", file);
}

/* The names that thaw writes; whatever else lies there stays. */
static int remove_conf(struct app *app, struct err *e)
{
	static const char *const names[] = {
		"sources.conf", "desks.conf", "keys.conf", "theme.conf",
		"settings.conf",
	};
	struct str path = {0};
	int rc = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (remove_file(app, app_conf_path(app, names[i], &path),
				e) < 0)
			rc = -1;
	rmdir(str_cstr(&app->config_dir));	/* if nothing else lies there */
	str_free(&path);
	return rc;
}

/* A folder that is thaw's alone. Links are removed, never followed. */
static int remove_tree(struct app *app, const char *dir, int depth,
		       struct err *e)
{
	struct str path = STR_INIT(PATH_BYTES);
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd >= 0 && depth < PURGE_DEPTH ? fdopendir(fd) : NULL;
	struct dirent *one;
	struct stat st;
	int rc = 0;

	while (d && (one = readdir(d))) {
		if (strcmp(one->d_name, ".") == 0 ||
		    strcmp(one->d_name, "..") == 0)
			continue;
		str_clear(&path);
		str_addf(&path, "%s/%s", dir, one->d_name);
		if (lstat(str_cstr(&path), &st) == 0 && S_ISDIR(st.st_mode))
			rc |= remove_tree(app, str_cstr(&path), depth + 1, e);
		else
			rc |= remove_file(app, str_cstr(&path), e);
	}
	if (d)
		closedir(d);
	else if (fd >= 0)
		close(fd);
	else if (lstat(dir, &st) == 0 && S_ISLNK(st.st_mode))
		rc |= remove_file(app, dir, e);
	if (rmdir(dir) == 0)
		print_note(app, _("removed %s"), dir);
	str_free(&path);
	return rc;
}

/* The cache; of the data folder only what is thaw's default. */
static int remove_folders(struct app *app, struct err *e)
{
	struct str dir = STR_INIT(PATH_BYTES);
	int rc = path_cache(&dir, e);

	if (rc == 0)
		rc = remove_tree(app, str_cstr(&dir), 0, e);
	str_clear(&dir);
	if (path_data(&dir, e) < 0)
		rc = -1;
	else
		rmdir(str_cstr(&dir));	/* if nothing else lies there */
	str_free(&dir);
	return rc;
}

/* Beginnings of lists, and what hosts were asked. */
static int remove_fetched(struct app *app, struct err *e)
{
	return remove_tree(app, str_cstr(&app->fetch_dir), 0, e);
}

/* Names are data, wherever they stand. */
static int remove_names(struct app *app, struct err *e)
{
	static const char *const behind[] = { "-names.new", "-names" };
	struct str path = STR_INIT(PATH_BYTES);
	int rc = 0;

	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++) {
		str_clear(&path);
		str_add(&path, str_slice(&app->store_file));
		str_addz(&path, behind[i]);
		if (unlink(str_cstr(&path)) < 0 && errno != ENOENT)
			rc = err_sys(e, "cannot remove %s", str_cstr(&path));
	}
	str_free(&path);
	return rc;
}

static int purge_data(struct app *app, struct err *e)
{
	if (!path_exists(str_cstr(&app->store_file))) {
		print_note(app, _("%s: there is no store"),
			   str_cstr(&app->store_file));
		return 0;
	}
	if (app_open(app, e) < 0 || store_purge(app->store, false, e) < 0 ||
	    remove_names(app, e) < 0 || remove_fetched(app, e) < 0 ||
	    remove_staged(app, e) < 0 ||
	    remove_old_logs(app, str_cstr(&app->store_file), e) < 0)
		return -1;
	print_note(app, _("%s: all data removed; your marks, notes, watches and "
		   "configuration stay (--all removes them too)"),
		   str_cstr(&app->store_file));
	return 0;
}

static int purge_run(struct app *app, const struct line *line, struct err *e)
{
	int rc;

	if (line->n > 0)
		return err_set(e, ERR_USAGE, "purge takes no words; it "
			       "removes all data");
	if (!line->given->is[PURGE_ALL])
		return purge_data(app, e);
	if (check_store(app, e) < 0)
		return -1;
	rc = remove_store(app, e);
	rc |= remove_fetched(app, e);
	rc |= remove_conf(app, e);
	rc |= remove_folders(app, e);
	return rc < 0 ? -1 : 0;
}

const struct command cmd_purge = {
	.name = "purge",
	.usage = "",
	.summary = N_("remove all data"),
	.options = rows,
	.run = purge_run,
};
