import CCrypto

/// libcrypto, as a program starts with it that lives for a millisecond.
enum Libcrypto {
  /// Whether it is set up; whoever calls it first asks.
  ///
  /// It neither reads the host's `openssl.cnf`, nor knows its errors by words, which nobody is told, nor cleans up
  /// when the process ends.
  static let isReady =
    OPENSSL_init_crypto(
      UInt64(
        OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS
          | Int(OPENSSL_INIT_NO_ATEXIT)), nil) == 1
}
