/* What the doctor says of the way to others: whether names can be looked up,
 * certificates and host keys checked. Nobody is asked anything. */
#include <dirent.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/path.h"
#include "cmd/doctor.h"
#include "fetch/fetch.h"

enum { FILE_BYTES = 1 << 20, KEYS_MOST = 16 };

/* What is missing matters where somebody is to be contacted. */
static enum health missing(const struct checkup *c, bool missing)
{
	if (!missing)
		return HEALTH_OK;
	return c->network ? HEALTH_BROKEN : HEALTH_NOTE;
}

static int servers(struct slice conf)
{
	struct slice line;
	int n = 0;

	while (slice_cut(&conf, '\n', &line))
		n += slice_starts(line, "nameserver");
	return n;
}

/* "localhost" is asked of no server where the file of hosts has it. */
static bool looks_up(struct slice hosts)
{
	struct addrinfo *found = NULL;
	bool yes;

	if (slice_find(hosts, SLICE("localhost"), 0) < 0)
		return true;
	yes = getaddrinfo("localhost", NULL, NULL, &found) == 0;
	if (found)
		freeaddrinfo(found);
	return yes;
}

void doctor_resolver(struct checkup *c)
{
	struct str conf = STR_INIT(FILE_BYTES), hosts = STR_INIT(FILE_BYTES);
	struct str words = STR_INIT(4096);
	struct err ignored = {0};
	bool none;
	int n;

	path_read("/etc/resolv.conf", &conf, NULL, &ignored);
	path_read("/etc/hosts", &hosts, NULL, &ignored);
	n = servers(str_slice(&conf));
	none = n == 0 || !looks_up(str_slice(&hosts));
	if (n > 0)
		str_addf(&words, _("%d in /etc/resolv.conf"), n);
	else
		str_addz(&words, _("no name server in /etc/resolv.conf: hosts"
				   " cannot be found"));
	if (n > 0 && none)
		str_addz(&words, _(", but \"localhost\" cannot be looked up:"
				   " check /etc/nsswitch.conf"));
	/* Other systems keep them elsewhere. */
	doctor_say(c, conf.n > 0 ? missing(c, none) : HEALTH_NOTE,
		   _("name servers"), str_cstr(&words));
	str_free(&conf);
	str_free(&hosts);
	str_free(&words);
}

void doctor_roots(struct checkup *c)
{
	struct slice file, dir;
	struct str words = STR_INIT(4096);
	bool good;

	fetch_roots(&file, &dir);
	good = (file.n && access(file.p, R_OK) == 0) ||
	       (dir.n && access(dir.p, R_OK | X_OK) == 0);
	if (file.n + dir.n == 0)
		str_addz(&words, _("those of the system"));
	else
		str_addf(&words, "%.*s", SLICE_ARG(file.n ? file : dir));
	if (file.n + dir.n > 0 && !good)
		str_addz(&words, _(": cannot be read; install"
				   " ca-certificates"));
	doctor_say(c, missing(c, file.n + dir.n > 0 && !good),
		   _("certificates"), str_cstr(&words));
	str_free(&words);
}

static bool in_path(const char *program)
{
	struct slice rest = slice_of(getenv("PATH")), dir;
	struct str file = STR_INIT(PATH_BYTES);
	bool found = false;

	while (!found && slice_cut(&rest, ':', &dir)) {
		str_clear(&file);
		str_addf(&file, "%.*s/%s", SLICE_ARG(dir), program);
		found = access(str_cstr(&file), X_OK) == 0;
	}
	str_free(&file);
	return found;
}

/* 1: there, and nobody else can write it; 0: not there; -1: others can. */
static int private(const char *dir, const char *name, mode_t others)
{
	struct str path = STR_INIT(PATH_BYTES);
	struct stat st;
	int is = 0;

	str_addf(&path, "%s/%s", dir, name);
	if (stat(str_cstr(&path), &st) == 0)
		is = st.st_mode & others ? -1 : 1;
	str_free(&path);
	return is;
}

/* Private keys by their usual names; *open: some that others can read. */
static int count_keys(const char *dir, bool *open)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	int n = 0;

	while (d && n < KEYS_MOST && (entry = readdir(d)) != NULL) {
		struct slice name = slice_of(entry->d_name);

		if (!slice_starts(name, "id_") || slice_ends(name, ".pub"))
			continue;
		n++;
		*open |= private(dir, entry->d_name, 077) < 0;
	}
	if (d)
		closedir(d);
	return n;
}

static void add_programs(struct str *to)
{
	static const char *const programs[] = { "ssh", "ssh-keygen",
						"rsync" };

	for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++)
		str_addf(to, in_path(programs[i]) ? ", %s" : _(", no %s"),
			 programs[i]);
}

static bool uses_ssh(const struct app *app)
{
	for (size_t i = 0; i < app->sources.n; i++)
		for (size_t k = 0; k < app->sources.list[i].n_urls; k++)
			if (app->sources.list[i].enabled &&
			    slice_starts(app->sources.list[i].url[k],
					 "sftp:"))
				return true;
	return false;
}

void doctor_ssh(struct checkup *c)
{
	const char *home = getenv("HOME"), *agent = getenv("SSH_AUTH_SOCK");
	struct str dir = STR_INIT(PATH_BYTES), words = STR_INIT(4096);
	bool open = false, wanted = uses_ssh(c->app);
	int known, keys;

	str_addf(&dir, "%s/.ssh", home ? home : "");
	known = private(str_cstr(&dir), "known_hosts", 022);
	keys = count_keys(str_cstr(&dir), &open);
	str_addz(&words, known > 0 ? _("known_hosts") : known < 0 ?
		 _("known_hosts can be written by others: chmod 600"
		   " ~/.ssh/known_hosts") :
		 _("no known_hosts: a server is refused until ssh has been"
		   " there once"));
	str_addf(&words, _(", %d keys"), keys);
	if (open)
		str_addz(&words, _(" (others can read one: chmod 600)"));
	str_addz(&words, agent && agent[0] && access(agent, R_OK | W_OK) == 0 ?
			 _(", an agent") : _(", no agent"));
	add_programs(&words);
	doctor_say(c, known < 0 || open || (wanted && known == 0) ?
		      wanted ? HEALTH_BROKEN : HEALTH_NOTE : HEALTH_OK,
		   _("SSH"), str_cstr(&words));
	str_free(&dir);
	str_free(&words);
}
