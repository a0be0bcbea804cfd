/* Prints a page of LENGTH bytes that it holds: the least that a CGI program can do, beside the pay page. */
#include <stdio.h>

static const char page[LENGTH] = {[0 ... LENGTH - 1] = 'p'};

int main(void) { return fwrite(page, 1, sizeof page, stdout) != sizeof page; }
