#include "faulty.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "flow/sealed_wire.h"
#include "model/record_wire.h"

enum { OUT = STDOUT_FILENO };	/* where a worker's answers go */

static volatile int never;

static int one_record(record_fn *emit, void *ctx, struct err *e)
{
	static const struct claim claims[] = {
		{ .prop = PROP_title, .value = { "seeded", 6 } },
	};
	const struct record r = { .kind = KIND_news, .key = SLICE("k"),
				  .subject = SLICE("k"), .claims = claims,
				  .n = 1 };

	return emit(ctx, &r, e);
}

#define READS(name) static int name(struct input *in, record_fn *emit, \
				    void *ctx, struct err *e)
#define UNUSED ((void)in, (void)emit, (void)ctx, (void)e)

READS(crash)
{
	UNUSED;
	one_record(emit, ctx, e);
	raise(SIGSEGV);
	return 0;
}

READS(give_up)		/* as the C library does over a broken heap */
{
	UNUSED;
	abort();
}

READS(hang)
{
	UNUSED;
	while (!never)
		;
	return 0;
}

/* Memory that nobody looks at need not be taken, compilers say. */
static void *volatile taken;

READS(eat)		/* and never looks whether there was any */
{
	UNUSED;
	while (!never) {
		taken = malloc(1 << 20);
		memset(taken, 1, 1 << 20);
	}
	return 0;
}

READS(want)		/* looks, and says so */
{
	UNUSED;
	while ((taken = malloc(1 << 20)))
		;
	return err_set(e, ERR_MEMORY, "no memory for a test");
}

READS(open_file)
{
	UNUSED;
	if (open("/etc/passwd", O_RDONLY) >= 0)
		return one_record(emit, ctx, e);
	return err_set(e, ERR_SYSTEM, "no file for a test: %s",
		       strerror(errno));
}

READS(make_file)
{
	UNUSED;
	return open("/tmp/thaw-seeded", O_RDWR | O_CREAT, 0600);
}

READS(open_socket)
{
	UNUSED;
	return socket(AF_INET, SOCK_STREAM, 0);
}

READS(start_program)
{
	UNUSED;
	execl("/bin/true", "true", (char *)NULL);
	return 0;
}

READS(make_process)
{
	UNUSED;
	return fork();
}

READS(signal_others)
{
	UNUSED;
	return kill(getppid(), SIGTERM);
}

READS(run_data)
{
	UNUSED;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED;
}

READS(spoil_input)
{
	UNUSED;
	return (int)write(in->part[0].fd, "spoilt", 6);
}

static void say(const void *p, size_t n)
{
	if (write(OUT, p, n) < 0)
		_exit(99);
}

READS(garbage)
{
	UNUSED;
	for (int i = 0; i < 1000; i++)
		say("these are no frames at all, nor will they be\n", 45);
	return 0;
}

READS(huge)
{
	UNUSED;
	say("R\xFF\xFF\xFF\xFF", 5);
	return 0;
}

READS(two_heads)
{
	UNUSED;
	say("H\x06\0\0\0\0\0\0\0\0\0", 11);
	return 0;
}

READS(half)
{
	UNUSED;
	say("R\x40\0\0\0half of", 12);
	_exit(0);
}

/* Frames that are good, more of them than there may be. */
READS(flood)
{
	const struct record r = { .kind = KIND_news, .key = SLICE("k"),
				  .subject = SLICE("k") };
	struct str bytes = STR_INIT(RECORD_WIRE_BYTES);
	struct record_out out;

	UNUSED;
	record_out_init(&out);
	str_add(&bytes, SLICE("R\0\0\0\0"));
	record_out_put(&out, &r, &bytes, e);
	bytes.p[1] = (char)(bytes.n - FRAME_HEAD);
	for (int i = 0; i < 100; i++)
		say(bytes.p, bytes.n);
	return 0;
}

READS(leave)
{
	UNUSED;
	_exit(0);
}

READS(leave_with_code)
{
	UNUSED;
	_exit(7);
}

READS(good)
{
	(void)in;
	return one_record(emit, ctx, e);
}

static int no_sniff(struct slice head, const struct input_part *part)
{
	(void)head;
	(void)part;
	return 0;
}

/* Before a reader is known. */
static void crash_declare(struct input_part *part, struct declared *out)
{
	(void)part;
	(void)out;
	raise(SIGBUS);
}

#define BAD(name_) static const struct reader bad_##name_ = { \
	.name = #name_, .title = "a seeded fault", .max_bytes = 1 << 20, \
	.max_records = 10, .sniff = no_sniff, .read = name_ };
#define FAULTS(X) X(crash) X(give_up) X(hang) X(eat) X(want) X(open_file) \
	X(make_file) X(open_socket) X(start_program) X(make_process) \
	X(signal_others) X(run_data) X(spoil_input) X(garbage) X(huge) \
	X(two_heads) X(half) X(flood) X(leave) X(leave_with_code) X(good)
FAULTS(BAD)
static const struct reader bad_early = {
	.name = "early", .title = "crashes early", .max_bytes = 1 << 20,
	.max_records = 10, .sniff = no_sniff, .read = good,
	.declare = crash_declare,
};

#define ROW(name_) &bad_##name_,
const struct reader *const faulty[] = { FAULTS(ROW) &bad_early, NULL };
