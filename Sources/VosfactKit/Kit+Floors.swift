package import Localization

// What each floor offers, the lowest first, built with what it needs.

extension Kit {
  package var journal: Journal { Journal(database: database) }
  package var settings: Settings { Settings(database: database) }
  var visitorCounts: VisitorCounts { VisitorCounts(database: database, clock: clock) }

  // MARK: - Invoices

  package var documents: DocumentStore { DocumentStore(database: database) }

  package var products: Products { Products(database: database, clock: clock, random: random) }

  package var invoicing: Invoicing {
    Invoicing(database: database, clock: clock, random: random, issued: notices.created)
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

  /// Where documents are made ready to be read. It throws as `DocumentDesk` does.
  package func documentDesk() throws -> DocumentDesk {
    try DocumentDesk(database: database, environment: environment, links: payLinks)
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
      database: database, buttons: payButtons(), providers: providers, desk: documentDesk)
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
      redirect: returnRedirect, desk: documentDesk, log: log)
  }

  /// The customer's pages without a web server.
  package func sitePreview(
    in language: Language?, log: @escaping (any Error) -> Void
  ) -> SitePreview {
    SitePreview(site: site(log: log), invoicing: invoicing, language: language)
  }
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
