extension DocumentTemplate {
  /// The style of the built-in template, for screens of any width and for paper; a part of a template, so that
  /// it may name values.
  package static let style = """
    :root { color-scheme: light }
    * { box-sizing: border-box }
    body { margin: 0; background: #eceff3; color: #1b2430; font: 15px/1.5 "Noto Sans", "Liberation Sans", \
    "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; overflow-wrap: anywhere }
    p, h1, h2, dl, dd, figure { margin: 0 }
    .sheet { background: #fff; max-width: 860px; margin: 32px auto; padding: 48px 56px; border-radius: 6px; \
    box-shadow: 0 1px 3px rgba(27, 36, 48, .14), 0 12px 32px rgba(27, 36, 48, .08) }
    .top, .heads, .sums { display: flex; justify-content: space-between; align-items: flex-start }
    .top { margin-bottom: 40px }
    .seller { color: #5a6675; font-size: 13px; flex: 1 1 0; min-width: 0; padding-right: 32px }
    .seller .name { color: #1b2430; font-size: 17px; font-weight: 600; margin-bottom: 4px }
    .logo { display: block; max-width: 220px; max-height: 72px; margin-bottom: 12px }
    .action { text-align: right; flex: 0 0 auto; max-width: 280px }
    .button { display: inline-block; background: {{colors.color}}; color: {{colors.text_color}}; \
    font-size: 15px; font-weight: 600; line-height: 1.3; text-decoration: none; padding: 11px 22px; \
    border-radius: 6px }
    .button:hover { filter: brightness(.92) }
    a:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px }
    .quiet { color: #5a6675; font-size: 13px }
    .action p + p, .action .code { margin-top: 10px }
    .code svg { display: block; width: 112px; height: 112px }
    .action .code svg { margin-left: auto }
    .action figcaption { font-size: 12px; color: #5a6675 }
    .stamp { display: inline-block; border: 1.5px solid; border-radius: 6px; padding: 5px 14px; \
    font-weight: 600 }
    .stamp::first-letter { text-transform: uppercase }
    .paid { color: #17693b } .partial { color: #8a5300 } .canceled { color: #a3243b }
    .heads { margin-bottom: 36px }
    .what { flex: 1 1 0; min-width: 0; padding-right: 32px }
    h1 { font-size: 26px; line-height: 1.25; font-weight: 600; letter-spacing: -.01em; margin-bottom: 14px; \
    string-set: document content() }
    h1 .number { white-space: normal; color: #5a6675; font-weight: 400 }
    .what dl div { display: flex; font-size: 14px }
    .what dt { color: #5a6675; flex: 0 0 170px; padding-right: 12px }
    .what dd { min-width: 0; flex: 1 1 0 }
    .buyer { flex: 0 0 290px; max-width: 290px; border-left: 2px solid #d9dee5; padding-left: 20px }
    .buyer[dir="rtl"] { text-align: right }
    .caption { color: #5a6675; font-size: 13px }
    .buyer .name { font-size: 16px; font-weight: 600 }
    .small { font-size: 13px; color: #5a6675 }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
    th, td { text-align: right; vertical-align: top; padding: 9px 0 9px 18px }
    th { font-size: 13px; font-weight: 600; color: #5a6675; vertical-align: bottom; overflow-wrap: normal }
    .text { text-align: start; padding-left: 0 }
    td.text { min-width: 170px; white-space: pre-line }
    td:not(.text) { white-space: nowrap; overflow-wrap: normal }
    .lines thead th { border-bottom: 1.5px solid #1b2430 }
    .lines thead th:last-child { white-space: nowrap }
    .lines td, .separator th { border-bottom: 1px solid #d9dee5 }
    th.text { overflow-wrap: anywhere }
    .lines .separator td { background: #f5f7f9 }
    .separator th { color: #1b2430; font-size: 14px; background: #f5f7f9; padding: 7px 10px }
    .sums { margin-top: 24px; break-inside: avoid }
    .taxes { flex: 0 1 46%; padding-right: 32px }
    .taxes th, .taxes td { font-size: 13px; padding: 4px 0 4px 14px; color: #5a6675 }
    .taxes th:first-child, .taxes td:first-child { text-align: left; padding-left: 0 }
    .taxes .small { white-space: normal; max-width: 220px }
    .taxes thead th { border-bottom: 1px solid #d9dee5 }
    .totals { flex: 0 0 46%; font-variant-numeric: tabular-nums }
    .totals div { display: flex; justify-content: space-between; padding: 5px 0 }
    .totals dt { color: #5a6675 }
    .totals dd { text-align: right; padding-left: 16px; white-space: nowrap }
    .totals .due { border-top: 1.5px solid #1b2430; margin-top: 6px; padding-top: 10px; font-size: 19px; \
    font-weight: 600 }
    .due dt { color: #1b2430 }
    .transfer { display: flex; margin-top: 32px; padding: 18px 20px; background: #f5f7f9; \
    border-radius: 6px; break-inside: avoid; font-size: 14px }
    .transfer .code { flex: 0 0 auto; margin-right: 20px; text-align: center; font-size: 12px; \
    color: #5a6675 }
    .transfer .code svg { width: 104px; height: 104px; margin: 0 auto }
    h2 { font-size: 14px; font-weight: 600; margin-bottom: 4px }
    .account { font-variant-numeric: tabular-nums; white-space: nowrap }
    footer { margin-top: 36px; font-size: 12px; line-height: 1.45; color: #5a6675; break-inside: avoid }
    .identity { border-top: 1px solid #d9dee5; margin-top: 14px; padding-top: 10px }
    @media screen and (max-width: 640px) {
      body { background: #fff; font-size: 16px }
      .sheet { margin: 0; padding: 20px 16px 32px; border-radius: 0; box-shadow: none }
      .top, .heads, .sums { display: block }
      .top { display: flex; flex-direction: column-reverse; margin-bottom: 24px }
      .seller, .what { padding-right: 0 }
      .action { width: 100%; max-width: none; text-align: left; margin-bottom: 20px }
      .button { display: block; text-align: center; padding: 14px; font-size: 17px }
      .action .code { display: none }
      .buyer { max-width: none; margin-top: 20px; padding-left: 14px }
      .what dt { flex-basis: 44% }
      .lines, .lines tbody, .lines tr, .lines td, .separator th { display: block }
      .lines thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
      .lines { border-top: 1.5px solid #1b2430 }
      .lines tr { padding: 12px 0; border-bottom: 1px solid #d9dee5 }
      .lines td { display: flex; justify-content: space-between; border: 0; padding: 2px 0; font-size: 14px }
      .lines td.text { display: block; font-size: 16px; font-weight: 500 }
      .lines td:empty { display: none }
      .lines td:not(.text)::before { content: attr(data-label); color: #5a6675; margin-right: 16px }
      .lines .separator { padding: 0; border: 0 }
      .lines .separator td { display: none }
      .taxes { padding-right: 0; margin-bottom: 20px }
      .transfer { padding: 16px }
      .account { white-space: normal }
    }
    @page { size: A4; margin: 16mm 16mm 19mm; \
    @bottom-left { content: string(document); font: 8pt/1.3 "Noto Sans", "Liberation Sans", "DejaVu Sans", \
    sans-serif; color: #5a6675; width: 70% } \
    @bottom-right { content: "{{label.page}} " counter(page) " {{label.of}} " counter(pages); \
    font: 8pt/1.3 "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif; color: #5a6675; width: 30% } }
    @media print {
      body { background: #fff; font-size: 9.5pt; line-height: 1.42 }
      .sheet { max-width: none; margin: 0; padding: 0; border-radius: 0; box-shadow: none }
      .screen { display: none }
      .top { margin-bottom: 11mm }
      .seller, .caption, .small, .taxes th, .taxes td, .action figcaption { font-size: 8pt }
      .seller .name { font-size: 11.5pt }
      .button { font-size: 10.5pt; padding: 2.6mm 5mm; border-radius: 1.4mm; print-color-adjust: exact }
      .stamp { font-size: 10pt }
      .code svg { width: 27mm; height: 27mm }
      .transfer .code svg { width: 27mm; height: 27mm }
      h1 { font-size: 17pt; margin-bottom: 4mm; string-set: document content() }
      .heads { margin-bottom: 10mm }
      .what dl div { font-size: 9pt }
      .what dt { flex-basis: 42mm }
      .buyer { flex-basis: 74mm; max-width: 74mm }
      .buyer .name { font-size: 10.5pt }
      th { font-size: 8pt }
      th, td { padding: 2mm 0 2mm 4mm }
      .text { padding-left: 0 }
      .separator th { font-size: 9pt; padding: 1.6mm 2mm }
      .lines thead { display: table-header-group }
      tr { break-inside: avoid }
      .totals .due { font-size: 13pt }
      .transfer { font-size: 9pt; margin-top: 8mm; padding: 4mm 5mm; print-color-adjust: exact }
      h2 { font-size: 9.5pt }
      footer { font-size: 7.5pt; margin-top: 8mm }
    }
    """
}
