import CCrypto

/// A key of RSA with a certificate for it, and the authority that issued it: what signs, and what proves it.
struct SigningIdentity {
  /// Whom to trust for the certificate.
  let authority: Certificate
  let certificate: Certificate
  private let key: PrivateKey

  /// A new authority of the name `authority`, whose key is thrown away once it has issued one certificate, for
  /// a new key and the name `name`; `nil` if libcrypto fails.
  static func make(authority: String, name: String, random: RandomSource) -> SigningIdentity? {
    guard let issuerKey = ccrypto_rsa_generate(2048).map(PrivateKey.init(owning:)),
      let key = ccrypto_rsa_generate(2048).map(PrivateKey.init(owning:))
    else { return nil }
    // Their handles are used to the end.
    defer { withExtendedLifetime((issuerKey, key)) {} }
    let issuer = Template(
      name: authority, key: issuerKey.handle, constraints: "critical,CA:TRUE,pathlen:0",
      usage: "critical,keyCertSign")
    let subject = Template(
      name: name, key: key.handle, constraints: "critical,CA:FALSE",
      usage: "critical,digitalSignature")
    guard let root = issuer.certificate(by: nil, key: issuerKey.handle, random: random),
      let leaf = subject.certificate(by: root, key: issuerKey.handle, random: random)
    else { return nil }
    return SigningIdentity(authority: root, certificate: leaf, key: key)
  }

  /// The text that `init(pem:)` reads, with the key.
  var pem: [UInt8]? {
    PEM.written { stream in
      PEM_write_bio_X509(stream, authority.handle) == 1
        && PEM_write_bio_X509(stream, certificate.handle) == 1
        ? PEM_write_bio_PrivateKey(stream, key.handle, nil, nil, 0, nil, nil) : 0
    }
  }

  /// The signature of `message`, RSA with PKCS #1 v1.5 and SHA-256 (RFC 8017, section 8.2); `nil` if libcrypto
  /// fails.
  func signature(of message: [UInt8]) -> [UInt8]? { key.signature(of: message) }
}

extension SigningIdentity {
  /// The identity in a PEM text of the authority's certificate, the certificate and its key, in this order;
  /// `nil` if it holds anything else, or the key is not the certificate's.
  init?(pem: [UInt8]) {
    guard let certificates = Certificate.all(in: pem), certificates.count == 2,
      let key = PrivateKey(pem: pem),
      X509_check_private_key(certificates[1].handle, key.handle) == 1
    else { return nil }
    self.init(authority: certificates[0], certificate: certificates[1], key: key)
  }
}

/// What a certificate is to say.
private struct Template {
  let name: String
  let key: OpaquePointer
  let constraints: String
  let usage: String

  /// The certificate, signed with `key` by `issuer`, or by itself; `nil` if libcrypto fails.
  ///
  /// It is valid at any time: what is made up must work whatever the clock says. The last moment is the one
  /// that RFC 5280, section 4.1.2.5, has for certificates without an end.
  func certificate(
    by issuer: Certificate?, key issuerKey: OpaquePointer, random: RandomSource
  ) -> Certificate? {
    guard let handle = X509_new() else { return nil }
    let certificate = Certificate(owning: handle)
    let serial = random.int64() & .max
    guard X509_set_version(handle, Int(X509_VERSION_3)) == 1,
      ASN1_INTEGER_set_int64(X509_get_serialNumber(handle), serial) == 1,
      ASN1_TIME_set_string_X509(X509_getm_notBefore(handle), "20000101000000Z") == 1,
      ASN1_TIME_set_string_X509(X509_getm_notAfter(handle), "99991231235959Z") == 1,
      let subject = X509_get_subject_name(handle),
      X509_NAME_add_entry_by_NID(
        subject, NID_commonName, MBSTRING_UTF8, Array(name.utf8), Int32(name.utf8.count), -1, 0)
        == 1,
      X509_set_issuer_name(handle, X509_get_subject_name(issuer?.handle ?? handle)) == 1,
      X509_set_pubkey(handle, key) == 1
    else { return nil }
    let extensions = [
      (NID_basic_constraints, constraints), (NID_key_usage, usage),
      (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
    ]
    for (kind, value) in extensions {
      var context = X509V3_CTX()
      ccrypto_extension_context(&context, issuer?.handle ?? handle, handle)
      guard let entry = X509V3_EXT_conf_nid(nil, &context, kind, value) else { return nil }
      defer { X509_EXTENSION_free(entry) }
      guard X509_add_ext(handle, entry, -1) == 1 else { return nil }
    }
    return X509_sign(handle, issuerKey, EVP_sha256()) > 0 ? certificate : nil
  }
}
