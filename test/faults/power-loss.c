/*
 * Preloaded into the server: keeps what a disk would still have after the power has gone. Beside every
 * file whose path begins with POWER_LOSS_DATABASE there is a second one of the same name in the folder
 * POWER_LOSS_DISK, and only an fsync takes what was written into it.
 *
 * Of each file the span between the first and the last byte written since its last fsync is remembered
 * and then copied: the file itself holds nothing there that this fsync does not make durable.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { FILES = 16, DESCRIPTORS = 4096 };

struct file {
  char path[PATH_MAX];
  char on_disk[PATH_MAX];
  off64_t low, high;
};

static struct file files[FILES];
static struct file *by_descriptor[DESCRIPTORS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_unlink)(const char *);
static int (*real_fsync)(int);
static int (*real_truncate)(int, off64_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);

__attribute__((constructor)) static void find_real_calls(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_close = dlsym(RTLD_NEXT, "close");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
}

static int ends_with(const char *text, const char *ending) {
  size_t length = strlen(text), tail = strlen(ending);
  return length >= tail && strcmp(text + length - tail, ending) == 0;
}

/* NULL for what is not the database's, and for its lock and its index, which mean nothing on a disk. */
static struct file *file_of(const char *path) {
  const char *database = getenv("POWER_LOSS_DATABASE"), *disk = getenv("POWER_LOSS_DISK");
  if (database == NULL || disk == NULL) return NULL;
  if (strncmp(path, database, strlen(database)) != 0) return NULL;
  if (ends_with(path, "-shm") || ends_with(path, "-lock") || ends_with(path, "-lock-journal"))
    return NULL;
  for (int index = 0; index < FILES; index += 1) {
    struct file *file = &files[index];
    if (file->path[0] == '\0') {
      const char *name = strrchr(path, '/');
      snprintf(file->path, sizeof file->path, "%s", path);
      snprintf(file->on_disk, sizeof file->on_disk, "%s/%s", disk, name == NULL ? path : name + 1);
      file->low = file->high = 0;
    }
    if (strcmp(file->path, path) == 0) return file;
  }
  abort();
}

static int remember(const char *path, int descriptor) {
  if (descriptor < 0 || descriptor >= DESCRIPTORS) return descriptor;
  pthread_mutex_lock(&lock);
  by_descriptor[descriptor] = file_of(path);
  pthread_mutex_unlock(&lock);
  return descriptor;
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return remember(path, real_open(path, flags, mode));
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return remember(path, real_open(path, flags, mode));
}

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < DESCRIPTORS) {
    pthread_mutex_lock(&lock);
    by_descriptor[descriptor] = NULL;
    pthread_mutex_unlock(&lock);
  }
  return real_close(descriptor);
}

static struct file *written(int descriptor) {
  return descriptor >= 0 && descriptor < DESCRIPTORS ? by_descriptor[descriptor] : NULL;
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
  struct file *file = written(descriptor);
  if (file != NULL) {
    pthread_mutex_lock(&lock);
    if (file->high == 0 || offset < file->low) file->low = offset;
    if (offset + (off64_t)length > file->high) file->high = offset + (off64_t)length;
    pthread_mutex_unlock(&lock);
  }
  return real_pwrite(descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
  return pwrite64(descriptor, bytes, length, offset);
}

/* An fsync takes its time: the power must be able to go during it. */
static void wait_for_disk(void) { usleep(4000); }

static void copy_to_disk(struct file *file) {
  static char bytes[1 << 16];
  struct stat64 status;
  int from = real_open(file->path, O_RDONLY | O_CLOEXEC);
  int to = real_open(file->on_disk, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  if (from < 0 || to < 0 || fstat64(from, &status) != 0) abort();
  off64_t at = file->low, end = file->high < status.st_size ? file->high : status.st_size;
  while (at < end) {
    size_t most = end - at < (off64_t)sizeof bytes ? (size_t)(end - at) : sizeof bytes;
    ssize_t length = pread64(from, bytes, most, at);
    if (length <= 0 || real_pwrite(to, bytes, (size_t)length, at) != length) abort();
    at += length;
  }
  if (real_truncate(to, status.st_size) != 0) abort();
  real_close(from);
  real_close(to);
  file->low = file->high = 0;
}

int fsync(int descriptor) {
  struct file *file = written(descriptor);
  if (file != NULL) {
    wait_for_disk();
    pthread_mutex_lock(&lock);
    copy_to_disk(file);
    pthread_mutex_unlock(&lock);
  }
  return real_fsync(descriptor);
}

int fdatasync(int descriptor) { return fsync(descriptor); }

int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  struct file *file = file_of(path);
  if (file != NULL) {
    real_unlink(file->on_disk);
    file->low = file->high = 0;
  }
  pthread_mutex_unlock(&lock);
  return real_unlink(path);
}
