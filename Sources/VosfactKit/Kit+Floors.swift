package import Localization

// What each floor offers, the lowest first, built with what it needs.

extension Kit {
  package var journal: Journal { Journal(database: database) }
  package var idempotencyKeys: IdempotencyKeys {
    IdempotencyKeys(database: database, clock: clock)
  }
  package var settings: Settings { Settings(database: database) }

  // MARK: - Invoices

  package var documents: DocumentStore { DocumentStore(database: database) }

  package var products: Products { Products(database: database, clock: clock, random: random) }

  package var invoicing: Invoicing {
    Invoicing(database: database, clock: clock, random: random, issued: notices.created)
  }

  // MARK: - Ledger

  var ledger: Ledger {
    let providers = providers
    return Ledger(
      database: database, clock: clock, invoicing: invoicing, observer: notices,
      asksProvider: { payment in
        payment.mode != .simulated && !providers.tellsRefunds(payment.provider)
      })
  }

  // MARK: - Providers

  package var providers: Providers {
    Providers(
      database: database, environment: environment, clock: clock, random: random,
      transport: transport)
  }

  // MARK: - Pay links

  package var payLinks: PayLinks { PayLinks(database: database, clock: clock, random: random) }

  // MARK: - Sheets

  /// What decides which documents carry the button. It throws `StorageError`, or what making links throws.
  package func payButtons() throws -> PayButtons { try PayButtons(settings, links: payLinks) }

  /// Where documents are made ready to be read. It throws as `DocumentRenderer` does.
  package func documentRenderer() throws -> DocumentRenderer {
    try DocumentRenderer(database: database, environment: environment, links: payLinks)
  }

  // MARK: - Notifications

  package var outbox: Outbox { Outbox(database: database, clock: clock, random: random) }

  package var webhooks: Webhooks {
    Webhooks(database: database, environment: environment, clock: clock, random: random)
  }

  var notices: Notices {
    Notices(database: database, clock: clock, random: random, webhooks: webhooks)
  }

  package var sending: Sending {
    Sending(
      database: database, clock: clock, random: random, notices: notices, composer: mailComposer)
  }

  /// What makes mails of messages. It throws as `MailComposer` does.
  func mailComposer() throws -> MailComposer {
    try MailComposer(
      database: database, buttons: payButtons(), providers: providers, renderer: documentRenderer)
  }

  /// The delivery of what is due.
  ///
  /// - Parameter isRehearsal: whether nothing is sent and only counted.
  package func delivery(rehearsing isRehearsal: Bool = false) -> OutboxDelivery {
    OutboxDelivery(
      outbox: outbox, webhooks: webhooks, notices: notices,
      mailing: {
        let mailer = try self.settings.mailer(environment: self.environment)
        return (try self.mailComposer(), mailer)
      }, isRehearsal: isRehearsal)
  }

  // MARK: - Payments

  package var payments: Payments {
    Payments(
      database: database, clock: clock, random: random, transport: transport, providers: providers,
      payLinks: payLinks, notices: notices, ledger: ledger)
  }

  package var callbacks: CallbackInbox { CallbackInbox(payments: payments) }

  /// The reconciliation of all providers' payments, or of those of `provider`.
  ///
  /// - Parameter isRehearsal: whether to tell what would happen and change nothing.
  package func reconciliation(
    of provider: String? = nil, rehearsing isRehearsal: Bool = false
  ) -> Reconciliation {
    Reconciliation(
      payments: payments, delivery: delivery(rehearsing: isRehearsal), provider: provider,
      isRehearsal: isRehearsal)
  }

  // MARK: - Import

  package var importer: Importer { Importer(invoicing: invoicing, payments: payments) }

  package var exporter: Exporter { Exporter(documents: documents) }

  // MARK: - Web

  package var returnRedirect: ReturnRedirect {
    ReturnRedirect(database: database, environment: environment, clock: clock, random: random)
  }

  /// The customer's side.
  ///
  /// - Parameter log: is told of what goes wrong here, which clients are not.
  func site(log: @escaping (any Error) -> Void) -> Site {
    Site(
      database: database, clock: clock, providers: providers, links: payLinks, payments: payments,
      redirect: returnRedirect, renderer: documentRenderer, log: log)
  }

  /// The customer's pages without a web server.
  package func sitePreview(
    in language: Language?, log: @escaping (any Error) -> Void
  ) -> SitePreview {
    SitePreview(site: site(log: log), invoicing: invoicing, language: language)
  }

  // MARK: - Upkeep

  package var audit: Audit { Audit(database: database, clock: clock) }

  /// Copies the database to `path`, checks the copy and puts it in its place.
  ///
  /// It throws `Fault` or `StorageError`.
  ///
  /// - Parameters:
  ///   - isReplacing: whether a file that is there may be replaced.
  ///   - isRehearsal: whether only to tell what would be made.
  ///   - progress: is told how many pages are copied, and of how many.
  package func backUp(
    to path: String, replacing isReplacing: Bool, rehearsing isRehearsal: Bool,
    progress: (_ copied: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> BackupReport {
    let backup = Backup(database: database, clock: clock, path: path)
    return isRehearsal
      ? try backup.rehearse(replacing: isReplacing)
      : try backup.make(replacing: isReplacing, progress: progress)
  }

  /// Takes the journal as it stands for the last that is known, after a backup was restored.
  ///
  /// It throws as `Journal.accept` does.
  package func acceptJournal() throws { try journal.accept(at: now) }
}

extension CGIGateway {
  /// - Parameters:
  ///   - variables: the process's environment: those of the request, and those that the server's own configuration
  ///     gives, as `VOSFACT_DB`.
  ///   - openKit: opens the database, which is done once the whole request is there.
  ///   - log: is told of what goes wrong here, which clients are not.
  package init(
    variables: [String: String], openKit: @escaping () throws -> Kit,
    log: @escaping (any Error) -> Void
  ) {
    self.init(variables: variables, openSite: { try openKit().site(log: log) }, log: log)
  }
}
