/* Stands between the program and its disk: counts, fails, kills, records.

   Loaded by LD_PRELOAD. Every call that changes a file below one folder is a point.
   `interpose_arm` says which point goes wrong and how; `interpose_trace` has every
   change written to a file, data included, for images of power cuts. Writes through
   mmap are not seen: SQLite maps only its -shm file, which it makes anew. */

#define _GNU_SOURCE
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
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OFF, KILL, HALF, FULL, FAIL, SHORT, PULL };
enum { WRITE = 1, SYNC, TRUNCATE, CREATE, RENAME, UNLINK, MKDIR, MARK };
enum { GO, REFUSE, CUT };

static char root[PATH_MAX], pulled[PATH_MAX + 8];
static size_t root_length;
static int mode = OFF, gone = 0, hit = 0, trace = -1;
static long points = 0, target = 0;

/* What the tests call. */

void interpose_arm(const char *folder, int how, long at) {
    snprintf(root, sizeof root, "%s", folder);
    snprintf(pulled, sizeof pulled, "%s.pulled", folder);
    root_length = strlen(root);
    mode = how;
    target = at;
    points = 0;
    hit = gone = 0;
}

/* The world is well again; a stick that was pulled is plugged in. */
void interpose_mend(void) {
    if (gone) syscall(SYS_renameat, AT_FDCWD, pulled, AT_FDCWD, root);
    mode = OFF;
    gone = 0;
}

long interpose_points(void) { return points; }
int interpose_hit(void) { return hit; }

void interpose_trace(const char *file) {
    trace = (int)syscall(SYS_openat, AT_FDCWD, file,
                         O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}

/* Recording. */

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        long done = syscall(SYS_write, trace, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

static void record(int kind, uint64_t inode, uint64_t offset, const char *path,
                   const char *other, const void *data, size_t length) {
    struct {
        uint32_t kind, path, other, data;
        uint64_t inode, offset;
    } head = {(uint32_t)kind, (uint32_t)strlen(path), (uint32_t)strlen(other),
              (uint32_t)length, inode, offset};
    if (trace < 0) return;
    put(&head, sizeof head);
    put(path, head.path);
    put(other, head.other);
    put(data, length);
}

void interpose_mark(const char *told) {
    record(MARK, 0, 0, "", "", told, strlen(told));
}

static uint64_t inode_of(int fd) {
    struct stat told;
    return fstat(fd, &told) ? 0 : (uint64_t)told.st_ino;
}

static uint64_t inode_at(const char *path) {
    struct stat told;
    return lstat(path, &told) ? 0 : (uint64_t)told.st_ino;
}

/* What lies below the folder. */

static int below(const char *path, const char *folder) {
    size_t length = strlen(folder);
    return !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static const char *path_of(int fd, char *into) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, into, PATH_MAX - 1);
    if (length <= 0) return "";
    into[length] = 0;
    return into;
}

static int watched(const char *path) {
    if (!root_length) return 0;
    return below(path, root) || (gone && below(path, pulled));
}

static int watched_fd(int fd, char *into) {
    return root_length && watched(path_of(fd, into));
}

/* One point: does the call go through, is it refused, or cut in half? `grows` tells
   that it needs room. */
static int point(int kind, int grows) {
    if (gone) {
        errno = EIO;
        return REFUSE;
    }
    points++;
    if (mode == FULL && hit && grows) {
        errno = ENOSPC;
        return REFUSE;
    }
    if (mode == OFF || points != target) return GO;
    hit = 1;
    switch (mode) {
    case KILL:
        kill(getpid(), SIGKILL);
        break;
    case HALF:
        return CUT;
    case FULL:
        if (!grows && kind != SYNC) return GO;
        errno = ENOSPC;
        return REFUSE;
    case FAIL:
        errno = EIO;
        return REFUSE;
    case SHORT:
        return kind == WRITE ? CUT : GO;
    case PULL:
        syscall(SYS_renameat, AT_FDCWD, root, AT_FDCWD, pulled);
        gone = 1;
        errno = EIO;
        return REFUSE;
    }
    return GO;
}

static void die(void) { kill(getpid(), SIGKILL); }

/* Writing. */

static ssize_t write_at(int fd, const void *data, size_t length, off_t offset,
                        int sequential) {
    char path[PATH_MAX];
    if (!watched_fd(fd, path))
        return sequential ? syscall(SYS_write, fd, data, length)
                          : syscall(SYS_pwrite64, fd, data, length, offset);
    int fate = point(WRITE, 1);
    if (fate == REFUSE) return -1;
    size_t wanted = length;
    if (fate == CUT) wanted = length > 1 ? length / 2 : length;
    if (sequential) {
        int append = fcntl(fd, F_GETFL) & O_APPEND;
        offset = append ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    }
    ssize_t done = sequential ? syscall(SYS_write, fd, data, wanted)
                              : syscall(SYS_pwrite64, fd, data, wanted, offset);
    if (done > 0)
        record(WRITE, inode_of(fd), (uint64_t)offset, path, "", data, (size_t)done);
    if (fate == CUT && mode == HALF) die();
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    return write_at(fd, data, length, 0, 1);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return write_at(fd, data, length, offset, 0);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    return write_at(fd, data, length, offset, 0);
}

static ssize_t write_parts(int fd, const struct iovec *parts, int count, off_t offset,
                           int sequential) {
    ssize_t total = 0;
    for (int at = 0; at < count; at++) {
        if (!parts[at].iov_len) continue;
        ssize_t done = write_at(fd, parts[at].iov_base, parts[at].iov_len,
                                offset + total, sequential);
        if (done < 0) return total ? total : -1;
        total += done;
        if ((size_t)done < parts[at].iov_len) break;
    }
    return total;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    return write_parts(fd, parts, count, 0, 1);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    return write_parts(fd, parts, count, offset, 0);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return write_parts(fd, parts, count, offset, 0);
}

/* Calls that are whole or not done at all: after a CUT the program is dead. */

#define WHOLE(kind, grows, path, call, note) \
    do { \
        int fate = point(kind, grows); \
        if (fate == REFUSE) return -1; \
        long done = (call); \
        if (done >= 0) note; \
        if (fate == CUT && mode == HALF) die(); \
        return done < 0 ? -1 : (int)done; \
    } while (0)

static int sync_of(int fd, long number) {
    char path[PATH_MAX];
    if (!watched_fd(fd, path)) return (int)syscall(number, fd);
    /* Power cuts are modelled, so the real disk need not wait. */
    WHOLE(SYNC, 0, path, trace >= 0 ? 0 : syscall(number, fd),
          record(SYNC, inode_of(fd), 0, path, "", "", 0));
}

int fsync(int fd) { return sync_of(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_of(fd, SYS_fdatasync); }

static int truncate_fd(int fd, off_t length) {
    char path[PATH_MAX];
    struct stat told;
    if (!watched_fd(fd, path)) return (int)syscall(SYS_ftruncate, fd, length);
    int grows = !fstat(fd, &told) && told.st_size < length;
    WHOLE(TRUNCATE, grows, path, syscall(SYS_ftruncate, fd, length),
          record(TRUNCATE, inode_of(fd), (uint64_t)length, path, "", "", 0));
}

int ftruncate(int fd, off_t length) { return truncate_fd(fd, length); }
int ftruncate64(int fd, off64_t length) { return truncate_fd(fd, length); }

/* Names. */

static int open_at(int at, const char *path, int flags, mode_t rights) {
    char whole[PATH_MAX], base[PATH_MAX];
    if (path[0] != '/') {
        char folder[PATH_MAX];
        if (at == AT_FDCWD) {
            if (!getcwd(folder, sizeof folder)) folder[0] = 0;
        } else {
            path_of(at, folder);
        }
        snprintf(base, sizeof base, "%.2000s/%.2000s", folder, path);
    } else {
        snprintf(base, sizeof base, "%s", path);
    }
    snprintf(whole, sizeof whole, "%s", base);
    if (!watched(whole) || !(flags & (O_CREAT | O_TRUNC)))
        return (int)syscall(SYS_openat, at, path, flags, rights);
    uint64_t before = inode_at(whole);
    if (before && !(flags & O_TRUNC))
        return (int)syscall(SYS_openat, at, path, flags, rights);
    if (!before && !(flags & O_CREAT))
        return (int)syscall(SYS_openat, at, path, flags, rights);
    int fate = point(before ? TRUNCATE : CREATE, !before);
    if (fate == REFUSE) return -1;
    int fd = (int)syscall(SYS_openat, at, path, flags, rights);
    if (fd >= 0) record(before ? TRUNCATE : CREATE, inode_of(fd), 0, whole, "", "", 0);
    if (fate == CUT && mode == HALF) die();
    return fd;
}

#define RIGHTS(flags) \
    mode_t rights = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        rights = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    RIGHTS(flags)
    return open_at(AT_FDCWD, path, flags, rights);
}

int open64(const char *path, int flags, ...) {
    RIGHTS(flags)
    return open_at(AT_FDCWD, path, flags, rights);
}

int openat(int at, const char *path, int flags, ...) {
    RIGHTS(flags)
    return open_at(at, path, flags, rights);
}

int openat64(int at, const char *path, int flags, ...) {
    RIGHTS(flags)
    return open_at(at, path, flags, rights);
}

int rename(const char *from, const char *to) {
    if (!watched(from)) return (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
    WHOLE(RENAME, 0, from, syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to),
          record(RENAME, inode_at(to), 0, from, to, "", 0));
}

int renameat(int at, const char *from, int at_to, const char *to) {
    if (from[0] == '/' && to[0] == '/') return rename(from, to);
    return (int)syscall(SYS_renameat, at, from, at_to, to);
}

int unlink(const char *path) {
    if (!watched(path)) return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!inode_at(path)) {
        errno = ENOENT;
        return -1;
    }
    WHOLE(UNLINK, 0, path, syscall(SYS_unlinkat, AT_FDCWD, path, 0),
          record(UNLINK, 0, 0, path, "", "", 0));
}

int unlinkat(int at, const char *path, int flags) {
    if (path[0] == '/' && !flags) return unlink(path);
    return (int)syscall(SYS_unlinkat, at, path, flags);
}

int mkdir(const char *path, mode_t rights) {
    if (!watched(path) || inode_at(path)) return (int)syscall(SYS_mkdirat, AT_FDCWD, path, rights);
    WHOLE(MKDIR, 1, path, syscall(SYS_mkdirat, AT_FDCWD, path, rights),
          record(MKDIR, inode_at(path), 0, path, "", "", 0));
}
