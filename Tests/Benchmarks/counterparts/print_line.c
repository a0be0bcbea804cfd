/* Prints a line: the least that a program can do, beside `vosfact --version`. */
#include <stdio.h>

int main(void) {
  puts("vosfact 1.0");
  return 0;
}
