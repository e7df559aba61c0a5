// Preloaded into a test process: makes the Nth file-system call under one folder fail, as a full or broken disk would.
// What to do lies in a small file that the process maps, so that a test arms it without any call that counts.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct control {
  int32_t countdown; // calls until the failing one; 0: none fails
  int32_t error;     // errno of the failing call; 0: it writes half and says so; -1: the process is killed before it
  int32_t sticky;    // 1: all calls after it fail as well
  int32_t fired;     // how many calls failed
  int32_t seen;      // how many calls counted
};

static struct control *control;
static const char *folder;

__attribute__((constructor)) static void start(void) {
  folder = getenv("FAULT_FOLDER");
  const char *file = getenv("FAULT_CONTROL");
  if (!folder || !file) return;
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
  int fd = real_open(file, O_RDWR);
  if (fd < 0) return;
  void *map = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (map != MAP_FAILED) control = map;
}

static int inside(const char *path) {
  if (!control || !path || strncmp(path, folder, strlen(folder)) != 0) return 0;
  char next = path[strlen(folder)];
  return next == 0 || next == '/';
}

static int inside_fd(int fd) {
  if (!control || !control->countdown) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return inside(path);
}

// 0: go on; 1: fail with errno set; 2: a short write.
static int due(int counts) {
  if (!counts || !control->countdown) return 0;
  control->seen++;
  if (control->countdown > 1) {
    control->countdown--;
    return 0;
  }
  control->fired++;
  if (control->error == -1) kill(getpid(), SIGKILL);
  if (control->error == 0) {
    control->countdown = 0;
    return 2;
  }
  if (!control->sticky) control->countdown = 0;
  errno = control->error;
  return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
  REAL(write);
  int what = due(inside_fd(fd));
  return what == 1 ? -1 : real(fd, data, what == 2 ? size / 2 : size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
  REAL(pwrite);
  int what = due(inside_fd(fd));
  return what == 1 ? -1 : real(fd, data, what == 2 ? size / 2 : size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
  REAL(pwrite64);
  int what = due(inside_fd(fd));
  return what == 1 ? -1 : real(fd, data, what == 2 ? size / 2 : size, at);
}
int fsync(int fd) {
  REAL(fsync);
  return due(inside_fd(fd)) == 1 ? -1 : real(fd);
}
int fdatasync(int fd) {
  REAL(fdatasync);
  return due(inside_fd(fd)) == 1 ? -1 : real(fd);
}
int ftruncate(int fd, off_t size) {
  REAL(ftruncate);
  return due(inside_fd(fd)) == 1 ? -1 : real(fd, size);
}
int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  return due(inside_fd(fd)) == 1 ? -1 : real(fd, size);
}
int fallocate(int fd, int mode, off_t at, off_t size) {
  REAL(fallocate);
  return due(inside_fd(fd)) == 1 ? -1 : real(fd, mode, at, size);
}
int unlink(const char *path) {
  REAL(unlink);
  return due(inside(path)) == 1 ? -1 : real(path);
}
int rename(const char *from, const char *to) {
  REAL(rename);
  return due(inside(from) || inside(to)) == 1 ? -1 : real(from, to);
}
int link(const char *from, const char *to) {
  REAL(link);
  return due(inside(from) || inside(to)) == 1 ? -1 : real(from, to);
}

static int mode_of(int flags, va_list rest) { return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; }

int open(const char *path, int flags, ...) {
  REAL(open);
  va_list rest;
  va_start(rest, flags);
  int mode = mode_of(flags, rest);
  va_end(rest);
  return due(inside(path)) == 1 ? -1 : real(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
  REAL(open64);
  va_list rest;
  va_start(rest, flags);
  int mode = mode_of(flags, rest);
  va_end(rest);
  return due(inside(path)) == 1 ? -1 : real(path, flags, mode);
}
