import CCrypto

/// A certificate of X.509 (RFC 5280).
final class Certificate: Equatable {
  let handle: OpaquePointer

  /// What checks signatures of RSA with PKCS #1 v1.5 and SHA-256 by the certificate's key, set up once for many;
  /// `nil` if the key is none of RSA.
  private lazy var verifier = Self.verifier(for: handle)

  /// When it is valid, in seconds since 1970.
  private lazy var validity = Self.validity(of: handle)

  /// The name of the subject: the only common name that it has.
  private(set) lazy var commonName = Self.commonName(of: handle)

  /// - Parameter handle: which the certificate owns from now on.
  init(owning handle: OpaquePointer) {
    self.handle = handle
  }

  deinit {
    EVP_PKEY_CTX_free(verifier)
    X509_free(handle)
  }

  /// The certificates in a PEM text, in their order; `nil` if one of them cannot be read. What stands between
  /// them is passed over.
  static func all(in pem: [UInt8]) -> [Certificate]? {
    guard !pem.isEmpty else { return [] }
    return PEM.reading(pem) { stream in
      var certificates: [Certificate] = []
      while let handle = PEM_read_bio_X509(stream, nil, { _, _, _, _ in 0 }, nil) {
        certificates.append(Certificate(owning: handle))
      }
      // The text ends where no other block begins.
      let reason = Int32(ERR_peek_last_error() & UInt(ERR_REASON_MASK))
      return reason == PEM_R_NO_START_LINE ? certificates : nil
    }
  }

  /// The certificate as a PEM text.
  var pem: [UInt8]? { PEM.written { PEM_write_bio_X509($0, handle) } }

  private static func commonName(of handle: OpaquePointer) -> String? {
    guard let subject = X509_get_subject_name(handle) else { return nil }
    let index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1)
    guard index >= 0, X509_NAME_get_index_by_NID(subject, NID_commonName, index) == -1,
      let entry = X509_NAME_get_entry(subject, index),
      let data = X509_NAME_ENTRY_get_data(entry)
    else { return nil }
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&bytes, data)
    guard count >= 0, let bytes else { return nil }
    defer { CRYPTO_free(bytes, nil, 0) }
    return String(validating: UnsafeBufferPointer(start: bytes, count: Int(count)), as: UTF8.self)
  }

  /// Whether `time` lies within its validity.
  func isValid(at time: UnixTime) -> Bool { validity?.contains(time.seconds) ?? false }

  /// From its first second to the one before its last; `nil` if libcrypto cannot read a time, or there are none
  /// between.
  private static func validity(of handle: OpaquePointer) -> Range<Int64>? {
    guard let begin = seconds(X509_get0_notBefore(handle)),
      let end = seconds(X509_get0_notAfter(handle)), begin <= end
    else { return nil }
    return begin..<end
  }

  /// Whole seconds since 1970.
  private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    guard let start = ASN1_TIME_set(nil, 0) else { return nil }
    defer { ASN1_STRING_free(start) }
    var (now, days, seconds) = (time_t(0), Int32(0), Int32(0))
    // As X509_verify_cert wants a time to be written, which is stricter than what can be read.
    guard X509_cmp_time(time, &now) != 0, ASN1_TIME_diff(&days, &seconds, start, time) == 1 else {
      return nil
    }
    return Int64(days) * 86_400 + Int64(seconds)
  }

  /// Whether `signature` is one of RSA with PKCS #1 v1.5 and SHA-256 (RFC 8017, section 8.2) over `message` by
  /// the certificate's key.
  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let verifier else { return false }
    defer { ERR_clear_error() }
    let digest = SHA256.digest(message)
    return EVP_PKEY_verify(verifier, signature, signature.count, digest, digest.count) == 1
  }

  private static func verifier(for handle: OpaquePointer) -> OpaquePointer? {
    guard let key = X509_get0_pubkey(handle), EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA,
      let context = EVP_PKEY_CTX_new(key, nil)
    else { return nil }
    guard EVP_PKEY_verify_init(context) == 1,
      EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
      EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1
    else {
      EVP_PKEY_CTX_free(context)
      return nil
    }
    return context
  }

  /// Whether two certificates are the same, byte for byte.
  static func == (left: Certificate, right: Certificate) -> Bool {
    left === right || X509_cmp(left.handle, right.handle) == 0
  }
}
