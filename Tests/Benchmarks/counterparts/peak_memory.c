/* Runs a command and writes the most memory that it had, in KiB, to a file: peak_memory FILE COMMAND...
   A process begins with the memory of the one that starts it, which must be small to leave no trace. */
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

int main(int count, char **words) {
  pid_t child;
  int status;
  struct rusage usage;
  if (count < 3 || posix_spawnp(&child, words[2], NULL, NULL, words + 2, environ) != 0) return 127;
  if (wait4(child, &status, 0, &usage) != child) return 127;
  FILE *file = fopen(words[1], "w");
  if (file == NULL || fprintf(file, "%ld\n", usage.ru_maxrss) < 0 || fclose(file) != 0) return 127;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
