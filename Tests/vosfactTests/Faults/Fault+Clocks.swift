extension Fault {
  private static let simulate =
    "vosfact provider simulate stripe --payment $PAYMENT --outcome paid --output paid.http"
  private static let receive = "vosfact payment receive --provider stripe paid.http"
  private static let refused = "paid.http  refused  –         –        –     callback refused"

  /// Clocks that were set wrong.
  static let clocks = [
    Fault(
      name: "a callback from the future, as the clock was set back", made: simulate,
      command: "faketime -f -1h \(receive)",
      answer: "\(refused); it was signed at {time}, in the future; check this host's clock",
      status: 1),
    Fault(
      name: "a callback from long ago, as the clock was set forward", made: simulate,
      command: "faketime -f +1h \(receive)",
      answer: """
        \(refused); it was signed at {time}, too long ago; let the provider send it again
        """,
      status: 1),
    Fault(
      name: "a document of a day before the last one's",
      command: """
        faketime '2026-01-02 12:00:00' vosfact invoice create --buyer Aline --line 'Work;1;10;20'
        """,
      line: """
        vosfact: numbers are chronological; the last document of F-2026-{serial} was issued on \
        2026-01-05; give that date or a later one
        """,
      status: 65),
    Fault(
      name: "a link of tomorrow", made: "url=$(vosfact pay-link create F-2)",
      command: "faketime -f -1d vosfact pay-link verify $url --format csv", status: 0),
    Fault(
      name: "a link that is over, as the clock was set forward",
      made: "url=$(vosfact pay-link create F-2)",
      command: "faketime -f +100d vosfact pay-link verify $url",
      answer: """
        ✗ no                    pay link expired; it was valid until {time}; make one with 'pay-link \
        create'
        """,
      status: 1),
    Fault(
      name: "a reconciliation before the payments began",
      command: "faketime -f -10d vosfact payment reconcile", status: 0,
      state: .keptBeside(["vosfact.db.reconcile-lock"])),
    Fault(
      name: "a list before all time",
      command: "faketime '1969-12-31 12:00:00' vosfact payment list",
      status: 0),
  ]
}
