/* Stands between a process and its files: counts, breaks, tears, records or swallows what changes a store.

   Loaded before the C library's own calls (LD_PRELOAD; DYLD_INSERT_LIBRARIES on macOS), so that it sees the
   writes of DuckDB and Arrow too. Idle until torture_arm is called; only calls on paths below the armed
   folder count. Python drives it through ctypes (tests/torture/shim.py). */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, COUNT, CRASH, HALF, FAIL_ONCE, FAIL_FROM, KILL, RECORD, LIE };
enum { ANY, REST, BULK };
enum { WRITE = 1, SYNC, RENAME, UNLINK, MKDIR, CREATE, TRUNCATE, LINK, RMDIR, MARK };
enum { CRASHED = 86 };

static const char *NAMES[] = {"", "write", "sync", "rename", "unlink", "mkdir", "create",
                              "truncate", "link", "rmdir", "mark"};
static char root[PATH_MAX];
static int mode, chosen, fault, log_fd = -1;
static long target;
static long counted[3];
static volatile char busy, told;

#ifdef __APPLE__
#define REAL(name) name
#define OURS(name) torture_##name
#define INTERPOSE(name)                                                                                       \
    __attribute__((used)) static struct { const void *ours, *theirs; } interpose_##name                       \
        __attribute__((section("__DATA,__interpose"))) = {(const void *)torture_##name, (const void *)name};
#else
#include <dlfcn.h>
#define REAL(name) ((__typeof__(&name))real(#name, &found_##name))
#define OURS(name) name
#define INTERPOSE(name)
static void *real(const char *name, void **kept) {
    if (!*kept) *kept = dlsym(RTLD_NEXT, name);
    return *kept;
}
static void *found_write, *found_pwrite, *found_fsync, *found_fdatasync,
    *found_rename, *found_renameat, *found_unlink, *found_unlinkat, *found_rmdir, *found_remove, *found_mkdir,
    *found_mkdirat, *found_open, *found_openat, *found_ftruncate,
    *found_link, *found_linkat;
#endif

static int path_of(int fd, char *into) {
#ifdef __APPLE__
    return fcntl(fd, F_GETPATH, into) == 0;
#else
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(name, into, PATH_MAX - 1);
    if (size < 0) return 0;
    into[size] = 0;
    return 1;
#endif
}

static int whole_path(int folder, const char *path, char *into) {
    if (path[0] == '/') return snprintf(into, PATH_MAX, "%s", path) < PATH_MAX;
    char start[PATH_MAX];
    if (folder == AT_FDCWD ? getcwd(start, sizeof start) == NULL : !path_of(folder, start)) return 0;
    return snprintf(into, PATH_MAX, "%s/%s", start, path) < PATH_MAX;
}

static int below(const char *path) {
    size_t size = strlen(root);
    return size && strncmp(path, root, size) == 0 && (path[size] == '/' || path[size] == 0);
}

static int ends_in(const char *path, const char *ending) {
    size_t all = strlen(path), size = strlen(ending);
    return all >= size && strcmp(path + all - size, ending) == 0;
}

/* The bulk writes of a draft: DuckDB's blocks and write-ahead log, and scratch files. */
static int is_bulk(int kind, const char *path) {
    return kind == WRITE && (ends_in(path, ".duckdb") || ends_in(path, ".wal") || ends_in(path, ".empty"));
}

static void say(const char *text, size_t size) {
    while (size) {
        ssize_t done = REAL(write)(log_fd, text, size);
        if (done <= 0) _exit(87);
        text += done, size -= (size_t)done;
    }
}

static void tell(int kind, int bulk, const char *path) {
    char line[PATH_MAX + 64];
    int size = snprintf(line, sizeof line, "%s %s %ld %s\n", NAMES[kind], bulk ? "bulk" : "rest",
                        counted[bulk ? BULK : REST], path + strlen(root));
    if (log_fd >= 0) say(line, (size_t)size);
}

static void record(int kind, const char *path, const char *other, uint64_t offset, const void *data,
                   uint64_t size) {
    uint64_t head[5] = {(uint64_t)kind, strlen(path), strlen(other), offset, size};
    while (__sync_lock_test_and_set(&busy, 1)) usleep(50);
    say((const char *)head, sizeof head);
    say(path, head[1]);
    say(other, head[2]);
    if (data) say(data, size);
    __sync_lock_release(&busy);
}

/* Counts a call that is about to happen. 0: go on; 1: tear it; 2: say it was done; -1: fail with errno. */
static int judge(int kind, const char *path) {
    if (mode == OFF || mode == RECORD || !below(path)) return 0;
    if (mode == LIE) return kind == SYNC ? 2 : 0;
    int bulk = is_bulk(kind, path);
    long now[3] = {__sync_add_and_fetch(&counted[ANY], 1), 0, 0};
    now[bulk ? BULK : REST] = __sync_add_and_fetch(&counted[bulk ? BULK : REST], 1);
    if (mode == COUNT) tell(kind, bulk, path);
    if (mode == FAIL_FROM) {
        int takes_room = kind == WRITE || kind == MKDIR || kind == CREATE || kind == SYNC;
        if (now[chosen] < target || !takes_room) return 0;
        if (!told) told = 1, tell(kind, bulk, path);
        errno = fault;
        return -1;
    }
    if (mode == COUNT || now[chosen] != target) return 0;
    tell(kind, bulk, path);
    if (mode == HALF && kind == WRITE) return 1;
    if (mode == FAIL_ONCE) return errno = fault, -1;
    if (mode == KILL) kill(getpid(), SIGKILL);
    _exit(CRASHED);
}

static int judge_fd(int kind, int fd, char *path) {
    path[0] = 0;
    if (mode == OFF || fd == log_fd || !path_of(fd, path)) return 0;
    return judge(kind, path);
}

#define RECORDING(path) (mode == RECORD && below(path))

#define WRITING(real_call, half_call, offset_now)                                                             \
    char path[PATH_MAX];                                                                                      \
    int verdict = judge_fd(WRITE, fd, path);                                                                  \
    if (verdict < 0) return -1;                                                                               \
    if (verdict == 1) {                                                                                       \
        if (half_call < 0) _exit(87);                                                                         \
        _exit(CRASHED);                                                                                       \
    }                                                                                                         \
    ssize_t done = real_call;                                                                                 \
    if (done > 0 && RECORDING(path)) record(WRITE, path, "", (uint64_t)(offset_now), data, (uint64_t)done);   \
    return done;

ssize_t OURS(write)(int fd, const void *data, size_t size) {
    WRITING(REAL(write)(fd, data, size), REAL(write)(fd, data, size / 2), lseek(fd, 0, SEEK_CUR) - done)
}

ssize_t OURS(pwrite)(int fd, const void *data, size_t size, off_t at) {
    WRITING(REAL(pwrite)(fd, data, size, at), REAL(pwrite)(fd, data, size / 2, at), at)
}

ssize_t OURS(writev)(int fd, const struct iovec *parts, int count) {
    ssize_t all = 0;
    for (int n = 0; n < count; n++) {
        ssize_t done = OURS(write)(fd, parts[n].iov_base, parts[n].iov_len);
        if (done < 0) return all ? all : -1;
        all += done;
        if ((size_t)done < parts[n].iov_len) break;
    }
    return all;
}

static int sync_judged(int fd, int (*call)(int)) {
    char path[PATH_MAX];
    int verdict = judge_fd(SYNC, fd, path);
    if (verdict) return verdict < 0 ? -1 : 0;
    int answer = call(fd);
    if (answer == 0 && RECORDING(path)) record(SYNC, path, "", 0, NULL, 0);
    return answer;
}

int OURS(fsync)(int fd) { return sync_judged(fd, REAL(fsync)); }

#ifndef __APPLE__
int fdatasync(int fd) { return sync_judged(fd, REAL(fdatasync)); }
#endif

static int named(int kind, int folder, const char *path, char *whole) {
    whole[0] = 0;
    if (mode == OFF || !whole_path(folder, path, whole)) return 0;
    return judge(kind, whole);
}

#define NAMED(kind, folder, call)                                                                             \
    char whole[PATH_MAX];                                                                                     \
    if (named(kind, folder, path, whole)) return -1;                                                          \
    int answer = call;                                                                                        \
    if (answer == 0 && RECORDING(whole)) record(kind, whole, "", 0, NULL, 0);                                 \
    return answer;

int OURS(unlink)(const char *path) { NAMED(UNLINK, AT_FDCWD, REAL(unlink)(path)) }
int OURS(remove)(const char *path) { NAMED(UNLINK, AT_FDCWD, REAL(remove)(path)) }
int OURS(rmdir)(const char *path) { NAMED(RMDIR, AT_FDCWD, REAL(rmdir)(path)) }
int OURS(unlinkat)(int folder, const char *path, int flags) {
    NAMED(flags & AT_REMOVEDIR ? RMDIR : UNLINK, folder, REAL(unlinkat)(folder, path, flags))
}
int OURS(mkdir)(const char *path, mode_t rights) { NAMED(MKDIR, AT_FDCWD, REAL(mkdir)(path, rights)) }
int OURS(mkdirat)(int folder, const char *path, mode_t rights) {
    NAMED(MKDIR, folder, REAL(mkdirat)(folder, path, rights))
}

#define MOVED(kind, from, to, call)                                                                           \
    char whole[PATH_MAX], there[PATH_MAX];                                                                    \
    if (named(kind, from, path, whole)) return -1;                                                            \
    int answer = call;                                                                                        \
    if (answer == 0 && RECORDING(whole) && whole_path(to, other, there))                                      \
        record(kind, whole, there, 0, NULL, 0);                                                               \
    return answer;

int OURS(rename)(const char *path, const char *other) {
    MOVED(RENAME, AT_FDCWD, AT_FDCWD, REAL(rename)(path, other))
}
int OURS(renameat)(int from, const char *path, int to, const char *other) {
    MOVED(RENAME, from, to, REAL(renameat)(from, path, to, other))
}
int OURS(link)(const char *path, const char *other) {
    MOVED(LINK, AT_FDCWD, AT_FDCWD, REAL(link)(path, other))
}
int OURS(linkat)(int from, const char *path, int to, const char *other, int flags) {
    MOVED(LINK, from, to, REAL(linkat)(from, path, to, other, flags))
}

static int opened(int folder, const char *path, int flags, mode_t rights, int answer_of(int, const char *, int, mode_t)) {
    char whole[PATH_MAX];
    struct stat known;
    if (!(flags & (O_CREAT | O_TRUNC))) return answer_of(folder, path, flags, rights);
    if (named(CREATE, folder, path, whole)) return -1;
    int there = fstatat(folder, path, &known, 0) == 0;
    int handle = answer_of(folder, path, flags, rights);
    if (handle >= 0 && RECORDING(whole)) {
        if (!there) record(CREATE, whole, "", 0, NULL, 0);
        else if (flags & O_TRUNC) record(TRUNCATE, whole, "", 0, NULL, 0);
    }
    return handle;
}

static int by_open(int folder, const char *path, int flags, mode_t rights) {
    (void)folder;
    return REAL(open)(path, flags, rights);
}
static int by_openat(int folder, const char *path, int flags, mode_t rights) {
    return REAL(openat)(folder, path, flags, rights);
}

#define RIGHTS                                                                                                \
    mode_t rights = 0;                                                                                        \
    if (flags & O_CREAT) {                                                                                    \
        va_list more;                                                                                         \
        va_start(more, flags);                                                                                \
        rights = (mode_t)va_arg(more, int);                                                                   \
        va_end(more);                                                                                         \
    }

int OURS(open)(const char *path, int flags, ...) {
    RIGHTS return opened(AT_FDCWD, path, flags, rights, by_open);
}
int OURS(openat)(int folder, const char *path, int flags, ...) {
    RIGHTS return opened(folder, path, flags, rights, by_openat);
}

static int cut(int fd, off_t size, int (*call)(int, off_t)) {
    char path[PATH_MAX];
    if (judge_fd(TRUNCATE, fd, path)) return -1;
    int answer = call(fd, size);
    if (answer == 0 && RECORDING(path)) record(TRUNCATE, path, "", (uint64_t)size, NULL, 0);
    return answer;
}
int OURS(ftruncate)(int fd, off_t size) { return cut(fd, size, REAL(ftruncate)); }

#ifdef __APPLE__
INTERPOSE(write) INTERPOSE(pwrite) INTERPOSE(writev) INTERPOSE(fsync) INTERPOSE(unlink) INTERPOSE(remove)
INTERPOSE(rmdir) INTERPOSE(unlinkat) INTERPOSE(mkdir) INTERPOSE(mkdirat) INTERPOSE(rename) INTERPOSE(renameat)
INTERPOSE(link) INTERPOSE(linkat) INTERPOSE(open) INTERPOSE(openat) INTERPOSE(ftruncate)
#else
/* glibc's names for the same calls on large files, and copies inside the kernel, which nobody could see */
ssize_t pwrite64(int fd, const void *data, size_t size, off_t at) { return pwrite(fd, data, size, at); }
int ftruncate64(int fd, off_t size) { return cut(fd, size, REAL(ftruncate)); }
int open64(const char *path, int flags, ...) {
    RIGHTS return opened(AT_FDCWD, path, flags, rights, by_open);
}
int openat64(int folder, const char *path, int flags, ...) {
    RIGHTS return opened(folder, path, flags, rights, by_openat);
}
static int refuses(void) { return errno = ENOSYS, -1; }
ssize_t sendfile(int out, int in, off_t *at, size_t size) {
    (void)out, (void)in, (void)at, (void)size;
    return refuses();
}
ssize_t sendfile64(int out, int in, off_t *at, size_t size) { return sendfile(out, in, at, size); }
ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t size, unsigned flags) {
    (void)in, (void)from, (void)out, (void)to, (void)size, (void)flags;
    return refuses();
}
int fallocate(int fd, int how, off_t from, off_t size) {
    (void)fd, (void)how, (void)from, (void)size;
    return errno = EOPNOTSUPP, -1;
}
#endif

void torture_arm(const char *folder, int how, int which, long n, int wrong, int into) {
    mode = OFF;
    snprintf(root, sizeof root, "%s", folder);
    chosen = which, target = n, fault = wrong, log_fd = into;
    counted[ANY] = counted[REST] = counted[BULK] = 0;
    told = 0;
    mode = how;
}

long torture_counted(int which) { return counted[which]; }

/* A word of the driver among the recorded calls: an acknowledgement that was given. */
void torture_mark(const char *text) {
    if (mode == RECORD) record(MARK, text, "", 0, NULL, 0);
}
