import CFuzzer
import Glibc

/// Hands one parser the inputs that libFuzzer makes up, and ends at the first that breaks a property.
///
/// usage: `Fuzzer PARSER [OPTION]… [CORPUS]…`, where options are libFuzzer's
/// (https://llvm.org/docs/LibFuzzer.html#options).
@main enum Fuzzer {
  /// The parser that the first word names.
  private static let parser = CommandLine.arguments.dropFirst().first
    .flatMap { name in FuzzedParser.all.first { $0.name == name } }

  static func main() {
    guard parser != nil else {
      let names = FuzzedParser.all.map(\.name).joined(separator: ", ")
      print("usage: Fuzzer PARSER [OPTION]… [CORPUS]…, where PARSER is one of \(names)")
      exit(EX_USAGE)
    }
    // For libFuzzer the program's name is the word before its options.
    var count = CommandLine.argc - 1
    var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv + 1
    let status = LLVMFuzzerRunDriver(&count, &words) { data, size in
      do throws(BrokenProperty) {
        try Fuzzer.parser?.check(Array(UnsafeBufferPointer(start: data, count: size)))
      } catch {
        // It keeps the input at which the program dies.
        fatalError(error.sentence)
      }
      return 0
    }
    exit(status)
  }
}
