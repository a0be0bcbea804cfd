import Foundation
import Testing

@testable import VosfactKit

/// Calls to a name whose address changes, in a network of the test's own.
@Suite(.waiting) struct WebhookAddressTests {
  /// Whether a network can be made; under continuous integration it must be.
  static let canSeparate: Bool = {
    if ExternalTool.isRequired { return true }
    let words = ["--mount", "--net", "--map-root-user", "ip", "link", "set", "lo", "up"]
    return (try? Workplace().run("unshare", words))?.status == 0
  }()

  /// An address of the internet, which this machine has in the test's network.
  private static let address = "93.184.216.34"

  @Test(
    "a name is looked up once: what it leads to afterwards is not called, and refused next time",
    .enabled(
      if: ExternalTool.canTest(with: "curl", "python3", "openssl", "unshare", "ip") && canSeparate,
      "needs curl, python3, openssl, ip and a network of its own"))
  func rebinding() throws {
    let workplace = try Workplace()
    let certificate = try workplace.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
        "-days", "2", "-subj", "/CN=hook.test", "-addext", "subjectAltName=DNS:hook.test",
      ])
    try #require(certificate.status == 0, "\(certificate.errors)")
    try workplace.write("\(Self.address) hook.test\n", to: "hosts")
    // Between the look at the name and the call, the name moves to this machine itself.
    try FileManager.default.createDirectory(
      atPath: workplace.file("bin"), withIntermediateDirectories: false)
    let curl = try #require(ExternalTool.path(of: "curl"))
    try workplace.write(
      "#!/bin/sh\necho 127.0.0.1 hook.test > hosts\nexec \(curl) \"$@\"\n", to: "bin/curl")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("bin/curl"))

    try workplace.succeed(
      "settings", "webhook", "add", "https://hook.test/", "--event", "document.created",
      "--secret-file", "secret")
    _ = try workplace.invoice("10")
    try workplace.write(
      """
      "$1" payment reconcile --format json > first
      "$1" invoice create --buyer Aline --line 'Work;1;10;0' > created
      "$1" payment reconcile --format json > second 2> refusal
      echo $? > status
      """, to: "steps")
    let receiver = try #require(
      Bundle.module.url(forResource: "address_receiver", withExtension: "py", subdirectory: "Data"))
    let script = """
      set -e
      ip link set lo up
      ip addr add \(Self.address)/32 dev lo
      mount --bind hosts /etc/hosts
      exec python3 -B '\(receiver.path)' cert.pem key.pem called sh steps '\(Workplace.executable)'
      """
    let ending = try workplace.run(
      "unshare",
      ["--mount", "--net", "--map-root-user", "sh", "-c", script],
      with: [
        "CURL_CA_BUNDLE": workplace.file("cert.pem"),
        "PATH": "\(workplace.file("bin")):\(Subprocess.systemSearchPath)",
      ])
    #expect(ending.status == 0, "\(ending.errors)")
    let text = { (name: String) in String(decoding: try workplace.read(name), as: UTF8.self) }
    #expect(try text("called") == "\(Self.address)\n")
    #expect(try JSONValue(parsing: workplace.read("first"))["delivered"] == 1)
    #expect(try JSONValue(parsing: workplace.read("second"))["delivered"] == 0)
    #expect(try text("status") == "78\n")
    #expect(try text("refusal").contains("127.0.0.1 is on a private network"))
    let states = try workplace.rows("payment", "outbox", "list").compactMap { $0["state"]?.string }
    #expect(states == ["delivered", "waiting"])
  }
}
