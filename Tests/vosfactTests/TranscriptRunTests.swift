import Testing

/// A transcript must fail when the program answers otherwise, or it proves nothing.
@Suite struct TranscriptRunTests {
  @Test("a line that is missing, one too many and another exit status are told")
  func differences() throws {
    let run = try TranscriptRun(
      """
      $ vosfact settings get language
      de
      ! a warning
      ? 3
      """)
    #expect(
      run.differences == [
        """
        line 1: $ vosfact settings get language
        - de
        + fr
        - ! a warning
        - ? 3
        + ? 0
        """
      ])
  }

  @Test("a placeholder takes only its kind of text, and with a number the same text from then on")
  func placeholders() throws {
    var captures = Captures()
    let matches = [
      captures.match("at {time1}", "at noon"),
      captures.match("at {time1}", "at 2026-11-23T20:00:00Z"),
      captures.match("and {time1}", "and 2026-11-23T20:00:01Z"),
      captures.match("and {time}", "and 2026-11-23T20:00:01Z"),
      captures.match("or {time}", "or 2026-11-23T20:00:02Z"),
    ]
    #expect(matches == [false, true, false, true, true])
    #expect(
      captures.filled("{time1}, {time}, {\"a\":1}") == "2026-11-23T20:00:00Z, {time}, {\"a\":1}")
  }

  @Test("words are split at spaces and quotes, as in a shell")
  func words() throws {
    let transcript = try Transcript("$ A=1 vosfact 'one word' \"it's\" '' \\\n  --last < input")
    guard case .step(let step)? = transcript.parts.first else {
      Issue.record("no step")
      return
    }
    #expect(step.words == ["one word", "it's", "", "--last"])
    #expect(step.variables == ["A": "1"])
    #expect(step.input == "input")
  }

  @Test(
    "what is no transcript is refused",
    arguments: ["an answer", "$ ls", "$ vosfact 'open", "$ vosfact\n? many"])
  func malformed(_ text: String) {
    #expect(throws: Transcript.Malformed.self) { try Transcript(text) }
  }
}
