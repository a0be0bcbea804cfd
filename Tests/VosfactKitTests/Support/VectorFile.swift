import Foundation

/// Known answers in `Data/vectors`.
enum VectorFile {
  /// The list in the file `name`; empty if it cannot be read.
  static func load<Vector: Decodable>(_ name: String) -> [Vector] {
    guard
      let url = Bundle.module.url(
        forResource: name, withExtension: "json", subdirectory: "Data/vectors"),
      let data = try? Data(contentsOf: url),
      let vectors = try? JSONDecoder().decode([Vector].self, from: data)
    else { return [] }
    return vectors
  }
}
