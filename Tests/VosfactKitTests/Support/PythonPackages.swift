import Foundation

/// The packages for Python by which what we write is judged.
enum PythonPackages {
  /// Where they are installed: the folder that the environment names, or `.build-python`.
  static let folder: String = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../.build-python").standardized.path
    return ProcessInfo.processInfo.environment["VOSFACT_PYTHON_PACKAGES"] ?? root
  }()
}
