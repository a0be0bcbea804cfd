@testable import VosfactKit

/// Settings named by a point and their name alone, whatever their type.
extension Settings {
  func set<Value>(_ setting: Setting<Value>, to text: String, at time: UnixTime) throws {
    try set(setting as any AnySetting, to: text, at: time)
  }

  func unset<Value>(_ setting: Setting<Value>, at time: UnixTime) throws {
    try unset(setting as any AnySetting, at: time)
  }

  func stored<Value>(_ setting: Setting<Value>) throws -> String? {
    try stored(setting as any AnySetting)
  }
}
