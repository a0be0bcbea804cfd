import CSQLite

/// A value that can be bound to a parameter of a statement.
protocol Bindable {
  /// Binds the value to parameter `index` (from 1) and gives SQLite's result code.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

extension Int64: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    sqlite3_bind_int64(statement, index, self)
  }
}

extension Int: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: index)
  }
}

extension Bool: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    Int64(self ? 1 : 0).bind(to: statement, at: index)
  }
}

extension String: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { utf8 in
      utf8.withMemoryRebound(to: CChar.self) { characters in
        // An empty buffer may have no address, and a null pointer would bind NULL.
        guard let start = characters.baseAddress else {
          return csqlite_bind_text(statement, index, "", 0)
        }
        return csqlite_bind_text(statement, index, start, UInt64(characters.count))
      }
    }
  }
}

/// A text that is at hand as the bytes of its UTF-8.
struct UTF8Text: Bindable {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      // An empty buffer may have no address, and a null pointer would bind NULL.
      guard let start = bytes.bindMemory(to: CChar.self).baseAddress else {
        return csqlite_bind_text(statement, index, "", 0)
      }
      return csqlite_bind_text(statement, index, start, UInt64(bytes.count))
    }
  }
}

extension [UInt8]: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, !bytes.isEmpty else {
        return sqlite3_bind_zeroblob(statement, index, 0)
      }
      return csqlite_bind_blob(statement, index, start, UInt64(bytes.count))
    }
  }
}

extension UnixTime: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    seconds.bind(to: statement, at: index)
  }
}

extension Optional: Bindable where Wrapped: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
  }
}

/// An enumeration that is stored by its name.
extension RawRepresentable where RawValue == String, Self: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    rawValue.bind(to: statement, at: index)
  }
}

/// A key that is stored as a number.
extension RawRepresentable where RawValue == Int64, Self: Bindable {
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    rawValue.bind(to: statement, at: index)
  }
}
