extension Attack {
  /// Links that were guessed, altered, or are opened by robots.
  static let links = [
    Attack(
      name: "a link altered in one letter",
      answeredBy: "a tag of 128 bits over every byte of the token, compared in constant time",
      tried: """
        # Behind the last letter that is signed stands a 0.
        signed=${INVOICE%0}
        case $signed in *A) end=B ;; *) end=A ;; esac
        status GET "${signed%?}${end}0"
        status GET "${signed%?}$end"
        status GET "${signed}1"
        status GET "/p/B${INVOICE#/p/?}"
        """,
      answer: "404 Not Found\n404 Not Found\n404 Not Found\n404 Not Found"),
    Attack(
      name: "a link cut short by more than the letter that gets lost",
      answeredBy: "what is missing of the tag is 6 bits at the most",
      tried: """
        for cut in '?' '??' '???' '????'; do
          status GET "${INVOICE%$cut}"
        done
        """,
      answer: "200 OK\n200 OK\n404 Not Found\n404 Not Found"),
    Attack(
      name: "a robot that opens every link of a mail, many times",
      answeredBy: "GET and HEAD change nothing; only the form's POST starts an attempt",
      tried: """
        for method in GET HEAD; do
          for path in "$INVOICE" "$PRODUCT" "/r/${INVOICE#/p/}" "/invoice/${INVOICE#/p/}"; do
            status $method "$path"
          done
        done | sort | uniq --count | sed 's/^ *//'
        """,
      answer: "8 200 OK"),
    Attack(
      name: "the query of a link as arguments of the program",
      answeredBy: "under a web server the arguments are not looked at",
      tried: """
        status GET "$INVOICE?--db=/tmp/x&settings+set+company.name+Mallory"
        env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET PATH_INFO="$INVOICE" vosfact settings set \\
          company.name Mallory | head --lines=1 | tr -d '\\r'
        """,
      answer: "200 OK\nStatus: 200 OK"),
    Attack(
      name: "a return page told that all is paid",
      answeredBy: "it shows what the database knows, never what the query claims",
      tried: """
        visit GET "/r/${INVOICE#/p/}?vads_trans_status=AUTHORISED&state=paid" | grep --count 'class="sign good"'
        """,
      answer: "0"),
  ]
}
