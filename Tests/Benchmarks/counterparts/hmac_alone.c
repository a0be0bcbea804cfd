/* Makes the HMAC-SHA-256 of a file again and again, by libcrypto with the key set up once: nothing that verifies such a
   code can be faster. hmac_alone KEY FILE SECONDS prints how many it made a second of the processor's time. */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static unsigned char body[1 << 20];

int main(int count, char **words) {
  if (count != 4) return 64;
  FILE *file = fopen(words[2], "rb");
  size_t length = file ? fread(body, 1, sizeof body, file) : 0;
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0), OSSL_PARAM_construct_end()};
  EVP_MAC_CTX *context = EVP_MAC_CTX_new(EVP_MAC_fetch(NULL, "HMAC", NULL));
  unsigned char *key = (unsigned char *)words[1];
  if (length == 0 || EVP_MAC_init(context, key, strlen(words[1]), parameters) != 1) return 1;
  clock_t start = clock(), length_of_run = atol(words[3]) * CLOCKS_PER_SEC, taken = 0;
  long made = 0;
  for (; taken < length_of_run; taken = clock() - start)
    for (int turn = 0; turn < 1000; turn++, made++) {
      unsigned char code[32];
      size_t size;
      if (EVP_MAC_init(context, NULL, 0, NULL) != 1 || EVP_MAC_update(context, body, length) != 1 ||
          EVP_MAC_final(context, code, &size, sizeof code) != 1)
        return 1;
    }
  return printf("%f\n", made / ((double)taken / CLOCKS_PER_SEC)) > 0 ? 0 : 1;
}
