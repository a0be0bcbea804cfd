extension Schema {
  /// The user's own webhooks with what came back from each, and an outbox whose messages have a lasting name, an
  /// order, and a state.
  ///
  /// The one address that calls went to becomes the first webhook. It has no secret yet: what waits for it is
  /// sent once it has one.
  static let schema7: StaticString = """
    CREATE TABLE webhook (
      id INTEGER PRIMARY KEY,
      url TEXT NOT NULL,
      events TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      disabled_at INTEGER,
      removed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX webhook_by_url ON webhook (url) WHERE removed_at IS NULL;

    ALTER TABLE outbox RENAME TO outbox_before;
    DROP INDEX outbox_due;
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      uid TEXT NOT NULL UNIQUE,
      topic TEXT NOT NULL,
      key TEXT NOT NULL UNIQUE,
      webhook INTEGER REFERENCES webhook (id),
      stream TEXT NOT NULL,
      document TEXT,
      payload TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'dropped')),
      queued_at INTEGER NOT NULL,
      first_at INTEGER,
      next_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      ended_at INTEGER,
      failure TEXT
    ) STRICT;
    CREATE INDEX outbox_due ON outbox (webhook, next_at, id) WHERE state = 'waiting';
    CREATE INDEX outbox_waiting ON outbox (stream, id) WHERE state = 'waiting';
    CREATE INDEX outbox_by_state ON outbox (state);
    CREATE INDEX outbox_by_webhook ON outbox (webhook) WHERE webhook IS NOT NULL;

    CREATE TABLE webhook_call (
      id INTEGER PRIMARY KEY,
      message INTEGER NOT NULL REFERENCES outbox (id),
      webhook INTEGER NOT NULL REFERENCES webhook (id),
      at INTEGER NOT NULL,
      status INTEGER,
      answer TEXT,
      failure TEXT
    ) STRICT;
    CREATE INDEX webhook_call_by_webhook ON webhook_call (webhook);
    CREATE INDEX webhook_call_by_message ON webhook_call (message);

    INSERT INTO webhook (id, url, events, created_at)
    SELECT 1, value,
           'payment.paid,payment.pending,payment.failed,payment.refunded,payment.disputed,document.paid',
           unixepoch()
      FROM setting
     WHERE key = 'notifications.webhook.url';
    DELETE FROM setting WHERE key = 'notifications.webhook.url';

    INSERT INTO outbox (
      id, uid, topic, key, webhook, stream, document, payload, state, queued_at, first_at, next_at, attempts,
      ended_at, failure)
    SELECT id, lower(hex(randomblob(13))), topic, key,
           CASE topic WHEN 'webhook' THEN (SELECT id FROM webhook) END,
           CASE topic WHEN 'webhook' THEN 'webhook:1:' ELSE 'mail:' END
             || coalesce(payload ->> '$.document', ''),
           payload ->> '$.document',
           CASE topic
             WHEN 'webhook' THEN json_object(
               'type', payload ->> '$.event',
               'timestamp', strftime('%Y-%m-%dT%H:%M:%SZ', queued_at, 'unixepoch'),
               'data', json_remove(payload, '$.event'))
             ELSE payload
           END,
           CASE
             WHEN delivered_at IS NOT NULL THEN 'delivered'
             WHEN topic = 'webhook' AND NOT EXISTS (SELECT 1 FROM webhook) THEN 'dropped'
             ELSE 'waiting'
           END, queued_at, NULL, coalesce(next_at, queued_at), attempts, delivered_at, NULL
      FROM outbox_before;
    DROP TABLE outbox_before;

    PRAGMA user_version = 7;
    """
}
