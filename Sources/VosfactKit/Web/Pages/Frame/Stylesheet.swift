/// The one stylesheet of every page, written into it.
///
/// Ink on white has a contrast of 15, quiet text of 7, borders of controls of 4 (WCAG 2.2, 1.4.3 and 1.4.11).
/// Only the seller's colour varies.
struct Stylesheet {
  let accent: Seller.Accent

  /// What stands in the element.
  var text: String {
    ":root{--accent:\(accent.background);--on-accent:\(accent.text)}\(Self.rules)"
  }

  /// Written without blanks between rules: it goes out with each page.
  private static let rules =
    base + header + panel + facts + form + notices + states + narrow + print

  private static let base = """
    *{box-sizing:border-box}\
    html{font:100%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;\
    color:#1b2430;background:#eef1f5;-webkit-text-size-adjust:100%}\
    body{margin:0;border-top:.375rem solid var(--accent);overflow-wrap:anywhere}\
    body>*{max-width:35rem;margin-inline:auto}\
    h1,h2,p,dl,dd,ul,fieldset{margin:0;padding:0;border:0}\
    h2{font-size:1.0625rem}\
    h1{font-size:1.375rem;line-height:1.25;font-weight:650;text-wrap:balance}\
    a{color:#15498a;text-underline-offset:.15em}\
    a:hover{text-decoration-thickness:2px}\
    :focus-visible{outline:3px solid #0b57d0;outline-offset:2px;border-radius:.25rem}\
    .quiet,small{color:#4a5464;font-weight:400;font-size:.9375rem}\
    small{display:block}\
    .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    """

  private static let header = """
    body>header{display:flex;align-items:center;gap:.875rem;padding:1.5rem 1.5rem 1.125rem;\
    font-size:1.0625rem;font-weight:600}\
    header img{display:block;max-height:3rem;max-width:10rem}\
    body>footer{padding:1.25rem 1.5rem 2.5rem;color:#4a5464;font-size:.875rem}\
    footer a,.quiet a{display:inline-block;padding-block:.125rem}
    """

  private static let panel = """
    main{background:#fff;border-radius:.875rem;padding:1.75rem 1.5rem 2rem;\
    box-shadow:0 1px 2px #1b243014,0 8px 28px #1b24300f}\
    main>*+*{margin-top:1.25rem}\
    h1+.quiet{margin-top:.25rem}\
    .owed{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:0 1rem;\
    padding-block:1rem;border-block:1px solid #dde2e9}\
    .owed strong{font-size:clamp(1.5rem,9vw,2.125rem);line-height:1.2;letter-spacing:-.01em;\
    font-variant-numeric:tabular-nums}
    """

  private static let facts = """
    dl>div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.5rem;padding-block:.1875rem}\
    dt{color:#4a5464}\
    dd{min-width:0;text-align:end;font-variant-numeric:tabular-nums}\
    details{border-top:1px solid #dde2e9;padding-top:1rem}\
    summary{cursor:pointer;color:#15498a;padding-block:.25rem;text-decoration:underline;\
    text-underline-offset:.15em}\
    .lines{list-style:none;margin-top:.75rem}\
    .lines li{display:flex;justify-content:space-between;gap:1rem;padding-block:.5rem;\
    border-bottom:1px solid #e8ecf1}\
    .lines li>*{min-width:0}\
    .lines li>:last-child{flex:none;max-width:50%;text-align:end;font-variant-numeric:tabular-nums}\
    .lines a{display:inline-block;min-width:1.5rem;padding-block:.125rem}\
    .lines+dl{margin-top:.5rem}\
    details a{display:inline-block;padding-block:.125rem}
    """

  private static let form = """
    form>*+*{margin-top:1.25rem}\
    legend,.field>label:not(.choice){display:block;font-weight:600;margin-bottom:.5rem;padding:0}\
    .field>.quiet{margin-bottom:.5rem}\
    .choice{display:flex;align-items:center;gap:.875rem;padding:.6875rem 1rem;min-height:3rem;cursor:pointer;\
    border:1px solid #747e8c;border-radius:.625rem}\
    .choice+.choice{margin-top:.5rem}\
    .choice:hover{background:#f5f7fa}\
    .choice:has(:checked){border-color:#15498a;box-shadow:inset 0 0 0 1px #15498a;background:#f3f7fc}\
    .choice span{flex:1;min-width:0;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:baseline;\
    gap:0 1rem}\
    input[type=radio]{flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:#15498a}\
    input[type=text],input[type=email],select{width:100%;min-height:3rem;padding:.5rem .75rem;font:inherit;\
    color:inherit;background:#fff;border:1px solid #747e8c;border-radius:.5rem}\
    button,.button{display:block;width:100%;min-height:3.25rem;padding:.75rem 1.25rem;font:inherit;\
    font-size:1.0625rem;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;\
    color:var(--on-accent);background:var(--accent);border:1px solid #0006;border-radius:.625rem}\
    button:hover,.button:hover{box-shadow:inset 0 0 0 99rem #ffffff24}\
    .plain{color:#1b2430;background:#fff;border-color:#747e8c}\
    .plain:hover{box-shadow:none;background:#f5f7fa}\
    form>button+button{margin-top:.625rem}
    """

  private static let notices = """
    .errors,.notice{padding:.875rem 1rem;border-radius:.5rem;border:1px solid;border-left-width:.375rem}\
    .errors{border-color:#b3261e;background:#fdf3f2}\
    .errors ul{list-style:none}\
    .errors a,.error{color:#a31b13;font-weight:600}\
    .errors a{display:inline-block;padding-block:.125rem}\
    .error{margin-bottom:.5rem}\
    .field.wrong{border-left:.25rem solid #b3261e;padding-left:.875rem}\
    .notice{border-color:#8a5a00;background:#fff9eb}
    """

  private static let states = """
    .state{display:flex;align-items:center;gap:.875rem}\
    .state svg{flex:none;width:2.75rem;height:2.75rem}\
    .good{color:#0f6b3c}.wait{color:#8a5a00}.bad{color:#b3261e}\
    .state h1{color:#1b2430;min-width:0}
    """

  private static let narrow = """
    @media(max-width:37rem){main{border-radius:0;padding:1.25rem 1rem 1.5rem}\
    body>header{padding:1rem 1rem .875rem}body>footer{padding-inline:1rem}\
    main>*+*,form>*+*{margin-top:1rem}}
    """

  private static let print = """
    @media print{html,main{background:#fff}body{border:0}main{box-shadow:none}\
    form,.button,.errors,summary,details:not([open]){display:none}body>*{max-width:none}\
    body>header,main,body>footer{padding-inline:0}a{color:inherit;text-decoration:none}}
    """
}
