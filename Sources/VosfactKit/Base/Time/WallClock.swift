/// What tells the time of day, which may be set back and forth meanwhile.
package struct WallClock: Sendable {
  private let reading: @Sendable () -> UnixTime

  /// - Parameter reading: gives the moment at which it is called.
  package init(_ reading: @escaping @Sendable () -> UnixTime) {
    self.reading = reading
  }

  package var now: UnixTime { reading() }
}
