extension Attack {
  /// An engine that never writes the same PDF twice.
  private static let engine = """
    echo "cat > /dev/null; printf '%%PDF-1.4 '; head -c 3000 /dev/urandom | od -An -tx1" > engine
    vosfact settings set pdf.engine "sh $PWD/engine"
    """

  /// Documents as PDF, each of which takes an engine a second and 55 MiB.
  static let files = [
    Attack(
      name: "one PDF, asked for by many at once",
      answeredBy: "it is made once, whoever waits for it gets the same, and it is kept",
      made: engine,
      tried: """
        for number in $(seq 12); do visit GET "/invoice/${INVOICE#/p/}.pdf" > "got$number" & done
        wait
        cat got* | sed -n 's/^Status: //p' | uniq --count | sed 's/^ *//'
        sha256sum got* | cut --fields=1 --delimiter=' ' | sort --unique | wc --lines
        """,
      answer: "12 200 OK\n1"),
    Attack(
      name: "a PDF whose headers are asked for, again and again",
      answeredBy: "HEAD starts no engine",
      made: engine,
      tried: """
        for number in 1 2 3; do status HEAD "/invoice/${INVOICE#/p/}.pdf"; done
        ls vosfact.db-pdf 2> /dev/null
        """,
      answer: "200 OK\n200 OK\n200 OK"),
    Attack(
      name: "the PDF of a document that takes an engine very long",
      answeredBy:
        "a page longer than pdf.web-limit is no PDF for visitors, who are told of the page",
      made: "\(engine)\nvosfact settings set pdf.web-limit 4KiB",
      tried: """
        status GET "/invoice/${INVOICE#/p/}.pdf"
        visit GET "/invoice/${INVOICE#/p/}.pdf" | grep --count "href=\\"[^\\"]*/invoice/${INVOICE#/p/}\\""
        """,
      answer: "404 Not Found\n1"),
  ]
}
