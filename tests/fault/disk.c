/*
 * A disk under one folder that is watched, runs full, or is pulled out. Loaded before the C library (LD_PRELOAD), it
 * stands between a program and its files; `disk.py` steers it. Everything outside the folder goes its own way.
 *
 * Watched: every change of a file is appended to a log as `kind, file, offset, length, data` (25 bytes, then the data),
 * with what the program says on its standard output in between. `-shm` files are shared memory that SQLite makes anew,
 * so they are left out.
 * Full: files may grow by so many bytes together, and then no more.
 * Pulled out: so many calls succeed, and then every call fails.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FILES 4096
#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -1;
static long room = -1;  /* bytes by which files may still grow; below zero: as many as they like */
static long calls = -1; /* calls that still succeed; below zero: all */
static int pulled_error;
static long touches;
static char followed[MOST_FILES]; /* by descriptor: whether it is a file under the folder */

/* ---- how it is steered ---- */

void disk_follow(const char *path) {
    strncpy(folder, path, sizeof folder - 1);
    folder_length = strlen(folder);
}

void disk_log(const char *path) {
    log_file = REAL(open64)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void disk_leave_room(long bytes) { room = bytes; }

void disk_pull_out(long after_calls, int error) {
    calls = after_calls;
    pulled_error = error;
}

long disk_touches(void) { return touches; }

/* ---- what all calls share ---- */

static int is_under(const char *path) {
    if (!folder_length || !path || strncmp(path, folder, folder_length)) return 0;
    if (path[folder_length] != '/' && path[folder_length]) return 0;
    size_t length = strlen(path);
    return length < 4 || strcmp(path + length - 4, "-shm");
}

static int is_followed(int descriptor) { return descriptor >= 0 && descriptor < MOST_FILES && followed[descriptor]; }

/* Count a call, and tell whether it must fail because the disk is gone. */
static int is_gone(void) {
    touches++;
    if (calls < 0) return 0;
    if (calls > 0) {
        calls--;
        return 0;
    }
    errno = pulled_error;
    return 1;
}

static void note(char kind, uint64_t file, uint64_t offset, const void *data, uint64_t length) {
    if (log_file < 0) return;
    int kept = errno;
    char head[25];
    head[0] = kind;
    memcpy(head + 1, &file, 8);
    memcpy(head + 9, &offset, 8);
    memcpy(head + 17, &length, 8);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)data, length}};
    if (REAL(writev)(log_file, parts, length ? 2 : 1) != (ssize_t)(sizeof head + length)) _exit(70);
    errno = kept;
}

static uint64_t number_of(int descriptor) {
    struct stat found;
    return fstat(descriptor, &found) ? 0 : found.st_ino;
}

static void note_path(char kind, uint64_t file, const char *path) {
    if (strlen(path) > folder_length) note(kind, file, 0, path + folder_length + 1, strlen(path) - folder_length - 1);
}

/* Return how much of a write there is room for: all, a part, or nothing (with the error set). */
static ssize_t with_room(int descriptor, off_t offset, size_t length) {
    if (room < 0) return length;
    struct stat found;
    if (fstat(descriptor, &found)) return -1;
    long growth = offset + (off_t)length - found.st_size;
    if (growth > room) {
        if ((long)length - (growth - room) <= 0) {
            errno = ENOSPC;
            return -1;
        }
        length -= growth - room;
        growth = room;
    }
    if (growth > 0) room -= growth;
    return length;
}

/* ---- opening and closing ---- */

static int opened(int descriptor, const char *path, int flags, int was_there) {
    if (descriptor < 0 || descriptor >= MOST_FILES) return descriptor;
    followed[descriptor] = 1;
    if (!was_there) note_path('C', number_of(descriptor), path);
    else if (flags & O_TRUNC) note('T', number_of(descriptor), 0, NULL, 0);
    return descriptor;
}

#define OPEN(name)                                                            \
    int name(const char *path, int flags, ...) {                              \
        va_list rest;                                                         \
        va_start(rest, flags);                                                \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                         \
        if (!is_under(path)) return REAL(name)(path, flags, mode);            \
        if (is_gone()) return -1;                                             \
        int was_there = !access(path, F_OK);                                  \
        if (!was_there && (flags & O_CREAT) && room == 0) {                   \
            errno = ENOSPC;                                                   \
            return -1;                                                        \
        }                                                                     \
        return opened(REAL(name)(path, flags, mode), path, flags, was_there); \
    }

OPEN(open)
OPEN(open64)

int close(int descriptor) {
    if (descriptor >= 0 && descriptor < MOST_FILES) followed[descriptor] = 0;
    return REAL(close)(descriptor);
}

/* ---- writing ---- */

static ssize_t written(int descriptor, off_t offset, const void *data, ssize_t length) {
    if (length > 0) note('W', number_of(descriptor), offset, data, length);
    return length;
}

ssize_t write(int descriptor, const void *data, size_t length) {
    if (!is_followed(descriptor)) {
        ssize_t said = REAL(write)(descriptor, data, length);
        if (descriptor == STDOUT_FILENO && said > 0) note('S', 0, 0, data, said);
        return said;
    }
    if (is_gone()) return -1;
    off_t offset = lseek(descriptor, 0, fcntl(descriptor, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    ssize_t allowed = with_room(descriptor, offset, length);
    return allowed < 0 ? -1 : written(descriptor, offset, data, REAL(write)(descriptor, data, allowed));
}

#define PWRITE(name, type)                                                                   \
    ssize_t name(int descriptor, const void *data, size_t length, type offset) {             \
        if (!is_followed(descriptor)) return REAL(name)(descriptor, data, length, offset);   \
        if (is_gone()) return -1;                                                            \
        ssize_t allowed = with_room(descriptor, offset, length);                             \
        if (allowed < 0) return -1;                                                          \
        return written(descriptor, offset, data, REAL(name)(descriptor, data, allowed, offset)); \
    }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* Programs fall back on plain writes, which are followed. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) {
    if (is_followed(out)) return errno = EINVAL, -1;
    return ((ssize_t(*)(int, int, off_t *, size_t))dlsym(RTLD_NEXT, "sendfile"))(out, in, offset, count);
}

ssize_t writev(int descriptor, const struct iovec *parts, int count) {
    if (is_followed(descriptor)) return errno = EINVAL, -1;
    return REAL(writev)(descriptor, parts, count);
}

#define TRUNCATE(name, type)                                                  \
    int name(int descriptor, type length) {                                   \
        if (!is_followed(descriptor)) return REAL(name)(descriptor, length);  \
        if (is_gone()) return -1;                                             \
        int result = REAL(name)(descriptor, length);                          \
        if (!result) note('T', number_of(descriptor), length, NULL, 0);       \
        return result;                                                        \
    }

TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* ---- reading ---- */

ssize_t read(int descriptor, void *data, size_t length) {
    if (is_followed(descriptor) && is_gone()) return -1;
    return REAL(read)(descriptor, data, length);
}

#define PREAD(name, type)                                                     \
    ssize_t name(int descriptor, void *data, size_t length, type offset) {    \
        if (is_followed(descriptor) && is_gone()) return -1;                  \
        return REAL(name)(descriptor, data, length, offset);                  \
    }

PREAD(pread, off_t)
PREAD(pread64, off64_t)

/* ---- keeping ---- */

#define SYNC(name)                                                            \
    int name(int descriptor) {                                                \
        if (!is_followed(descriptor)) return REAL(name)(descriptor);          \
        if (is_gone()) return -1;                                             \
        int result = REAL(name)(descriptor);                                  \
        if (!result) note('F', number_of(descriptor), 0, NULL, 0);            \
        return result;                                                        \
    }

SYNC(fsync)
SYNC(fdatasync)

/* ---- names ---- */

int rename(const char *from, const char *to) {
    if (!is_under(from) && !is_under(to)) return REAL(rename)(from, to);
    if (is_gone()) return -1;
    int result = REAL(rename)(from, to);
    if (!result && is_under(from) && is_under(to)) {
        char both[2 * PATH_MAX];
        int length = snprintf(both, sizeof both, "%s\n%s", from + folder_length + 1, to + folder_length + 1);
        note('R', 0, 0, both, length);
    }
    return result;
}

int unlink(const char *path) {
    if (!is_under(path)) return REAL(unlink)(path);
    if (is_gone()) return -1;
    int result = REAL(unlink)(path);
    if (!result) note_path('U', 0, path);
    return result;
}

int rmdir(const char *path) {
    if (!is_under(path)) return REAL(rmdir)(path);
    if (is_gone()) return -1;
    int result = REAL(rmdir)(path);
    if (!result) note_path('U', 0, path);
    return result;
}

int mkdir(const char *path, mode_t mode) {
    if (!is_under(path)) return REAL(mkdir)(path, mode);
    if (is_gone()) return -1;
    if (room == 0) return errno = ENOSPC, -1;
    int result = REAL(mkdir)(path, mode);
    struct stat made;
    if (!result && !stat(path, &made)) note_path('M', made.st_ino, path);
    return result;
}
