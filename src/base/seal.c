#include "base/seal.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

/* Sanitizers map terabytes, start programs and read /proc: with them there are
 * only those limits that they can live with. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
	__has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if defined(__linux__) && defined(HAVE_LINUX_SECCOMP_H) && \
	defined(HAVE_LINUX_FILTER_H) && defined(HAVE_LINUX_AUDIT_H) && \
	(defined(__x86_64__) || defined(__aarch64__))
#define HAVE_SECCOMP 1
#endif

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#ifdef HAVE_SECCOMP
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#endif

bool seal_forbids(int signal)
{
	return signal == SIGSYS;
}

bool seal_times_out(int signal)
{
	return signal == SIGXCPU;
}

bool seal_speaks(void)
{
	return SANITIZED;
}

void seal_close_from(int first)
{
#if defined(__linux__) && defined(SYS_close_range)
	if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0)
		return;
#endif
	for (int fd = first; fd < 1024; fd++)
		close(fd);
}

void seal_with_parent(void)
{
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
}

/* --- limits --- */

#ifdef __GLIBC__
#define RESOURCE __rlimit_resource_t
#else
#define RESOURCE int
#endif

static int limit(RESOURCE what, int64_t most)
{
	struct rlimit now, want = { (rlim_t)most, (rlim_t)most };

	if (getrlimit(what, &now) < 0)
		return -1;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < want.rlim_max)
		want.rlim_max = want.rlim_cur = now.rlim_max;
	return setrlimit(what, &want);
}

/* SIGXCPU comes at the soft limit; who ignores it meets the hard one. */
static int limit_cpu(int64_t seconds)
{
	struct rlimit want = { (rlim_t)seconds, (rlim_t)seconds + 1 }, now;

	if (getrlimit(RLIMIT_CPU, &now) < 0)
		return -1;
	if (now.rlim_max != RLIM_INFINITY && now.rlim_max < want.rlim_max)
		return limit(RLIMIT_CPU, seconds);
	return setrlimit(RLIMIT_CPU, &want);
}

/* RLIMIT_DATA counts what is written to; RLIMIT_AS the libraries besides, so
 * it is wider. */
static int limit_memory(int64_t bytes)
{
	if (SANITIZED)
		return 0;
	if (limit(RLIMIT_DATA, bytes) < 0)
		return -1;
#ifdef RLIMIT_AS
	limit(RLIMIT_AS, 4 * bytes);
#endif
	return 0;
}

static int set_limits(const struct seal *s)
{
	if (limit(RLIMIT_CORE, 0) < 0 || limit_cpu(s->cpu_s) < 0 ||
	    limit(RLIMIT_FSIZE, s->file_bytes) < 0 ||
	    limit_memory(s->memory) < 0)
		return -1;
	if (SANITIZED)
		return 0;
#ifdef RLIMIT_NPROC
	limit(RLIMIT_NPROC, 0);
#endif
	return limit(RLIMIT_NOFILE, 0);
}

/* --- Landlock: no right to any file, port or other process --- */

#if defined(__linux__) && defined(SYS_landlock_create_ruleset)
enum { ASK_VERSION = 1 };

/* The header of the system that thaw is built on may be older than the kernel
 * that it runs on: these are the kernel's numbers. */
struct landlock_rules {
	uint64_t files, ports, others;
};

static int landlock_version(void)
{
	long v = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
			 ASK_VERSION);

	return v > 0 ? (int)v : 0;
}

static void landlock(void)
{
	static const unsigned file_rights[] = { 0, 13, 14, 15, 15, 16 };
	int v = landlock_version();
	int known = v < 5 ? v : 5;
	struct landlock_rules r = {
		.files = ((uint64_t)1 << file_rights[known]) - 1,
		.ports = v >= 4 ? 3 : 0,	/* bind, connect */
		.others = v >= 6 ? 3 : 0,	/* abstract sockets, signals */
	};
	size_t bytes = v >= 6 ? 24 : v >= 4 ? 16 : 8;
	long fd;

	if (v == 0)
		return;
	fd = syscall(SYS_landlock_create_ruleset, &r, bytes, 0u);
	if (fd < 0)
		return;
	syscall(SYS_landlock_restrict_self, (int)fd, 0u);
	close((int)fd);
}
#else
static int landlock_version(void)
{
	return 0;
}

static void landlock(void)
{
}
#endif

/* --- seccomp --- */

#ifdef HAVE_SECCOMP
#ifdef __x86_64__
#define OUR_ARCH AUDIT_ARCH_X86_64
#else
#define OUR_ARCH AUDIT_ARCH_AARCH64
#endif

/* What memory, time and an end need. Others are looked at by what they ask. */
static const int allowed[] = {
	SYS_read, SYS_pread64, SYS_lseek, SYS_close,
	SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise,
	SYS_exit, SYS_exit_group, SYS_rt_sigreturn, SYS_rt_sigprocmask,
	SYS_rt_sigaction, SYS_sigaltstack,
	SYS_futex, SYS_sched_yield, SYS_getpid, SYS_gettid,
	SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_getrandom,
	SYS_fstat, SYS_sysinfo, SYS_restart_syscall,
};

/* What C libraries ask of themselves and can do without. */
static const int refused[] = {
	SYS_fcntl, SYS_ioctl, SYS_prctl, SYS_prlimit64, SYS_uname,
	SYS_sched_getaffinity, SYS_newfstatat, SYS_statx, SYS_getrusage,
	SYS_readlinkat, SYS_faccessat,
#ifdef SYS_readlink
	SYS_readlink,
#endif
#ifdef SYS_access
	SYS_access,
#endif
#ifdef SYS_getrlimit
	SYS_getrlimit,
#endif
#ifdef SYS_rseq
	SYS_rseq,
#endif
};

enum {
	ALLOWED = sizeof(allowed) / sizeof(allowed[0]),
	REFUSED = sizeof(refused) / sizeof(refused[0]),
	STEPS_MOST = 2 * (ALLOWED + REFUSED) + 60,
	EXEC = 4,		/* PROT_EXEC */
};

struct program {
	struct sock_filter step[STEPS_MOST];
	unsigned short n;
};

static void add(struct program *p, unsigned code, uint32_t k, unsigned yes,
		unsigned no)
{
	p->step[p->n++] = (struct sock_filter){
		(unsigned short)code, (unsigned char)yes, (unsigned char)no, k,
	};
}

static void load(struct program *p, size_t offset)
{
	add(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void end_with(struct program *p, uint32_t verdict)
{
	add(p, BPF_RET | BPF_K, verdict, 0, 0);
}

static void one_call(struct program *p, int nr, uint32_t verdict)
{
	add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)nr, 0, 1);
	end_with(p, verdict);
}

/* The lower half: no argument that is looked at has more. */
static void load_argument(struct program *p, unsigned i)
{
	load(p, offsetof(struct seccomp_data, args) + 8 * i +
	     (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? 4 : 0));
}

/* write() to these two alone. */
static void writing(struct program *p, const struct seal *s)
{
	add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_write, 0, 5);
	load_argument(p, 0);
	add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)s->out, 1, 0);
	add(p, BPF_JMP | BPF_JEQ | BPF_K,
	    (uint32_t)(s->spool < 0 ? s->out : s->spool), 0, 1);
	end_with(p, SECCOMP_RET_ALLOW);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
}

/* No memory that can be run. */
static void mapping(struct program *p, int nr)
{
	add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)nr, 0, 4);
	load_argument(p, 2);
	add(p, BPF_JMP | BPF_JSET | BPF_K, EXEC, 1, 0);
	end_with(p, SECCOMP_RET_ALLOW);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
}

/* To look for a file is what libraries do (time zones, locales, converters), and
 * they can do without: refused. To write one is not. `i` is where flags stand. */
static void opening(struct program *p, int nr, unsigned i)
{
	add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)nr, 0, 4);
	load_argument(p, i);
	add(p, BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT |
	    O_TRUNC, 1, 0);
	end_with(p, SECCOMP_RET_ERRNO | EPERM);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
}

/* abort() signals itself, and nobody else. */
static void signalling(struct program *p)
{
	add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 4);
	load_argument(p, 0);
	add(p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)getpid(), 0, 1);
	end_with(p, SECCOMP_RET_ALLOW);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
}

static void filter(struct program *p, const struct seal *s)
{
	load(p, offsetof(struct seccomp_data, arch));
	add(p, BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCH, 1, 0);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
	load(p, offsetof(struct seccomp_data, nr));
	writing(p, s);
	mapping(p, SYS_mmap);
	mapping(p, SYS_mprotect);
	opening(p, SYS_openat, 2);
#ifdef SYS_open
	opening(p, SYS_open, 1);
#endif
	for (size_t i = 0; i < ALLOWED; i++)
		one_call(p, allowed[i], SECCOMP_RET_ALLOW);
	for (size_t i = 0; i < REFUSED; i++)
		one_call(p, refused[i], SECCOMP_RET_ERRNO | EPERM);
	signalling(p);
	end_with(p, SECCOMP_RET_KILL_PROCESS);
}

static bool seccomp_here(void)
{
	uint32_t kill = SECCOMP_RET_KILL_PROCESS;

	return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &kill) == 0;
}

static void seccomp(const struct seal *s)
{
	struct program p = { .n = 0 };
	struct sock_fprog f = { .filter = p.step };

	filter(&p, s);
	f.len = p.n;
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &f);
}
#else
static bool seccomp_here(void)
{
	return false;
}

static void seccomp(const struct seal *s)
{
	(void)s;
}
#endif

/* A process that takes no new rights: what seals ask for. */
static bool takes_no_rights(void)
{
#ifdef __linux__
	return !SANITIZED && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#else
	return false;
#endif
}

void seal_files(void)
{
	int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

	if (fd >= 0) {
		if (write(fd, "1000", 4) < 0)
			errno = 0;	/* then it is not the first */
		close(fd);
	}
	if (takes_no_rights())
		landlock();
}

int seal_process(const struct seal *s, struct err *e)
{
	if (set_limits(s) < 0)
		return err_sys(e, "cannot set the limits of a reader");
	if (takes_no_rights())
		seccomp(s);
#ifdef __OpenBSD__
	pledge("stdio", NULL);
#endif
	return 0;
}

void seal_describe(struct str *out)
{
	int v = SANITIZED ? 0 : landlock_version();

	if (v > 0)
		str_addf(out, "Landlock %d, ", v);
	if (!SANITIZED && seccomp_here())
		str_addz(out, "seccomp, ");
	str_addz(out, _("limits of memory and time"));
}
