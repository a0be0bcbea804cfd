import VosfactKit

@main enum Vosfact {
  static func main() {
    print("vosfact \(Version.current)")
  }
}
