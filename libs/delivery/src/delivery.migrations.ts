import { applicationRole } from '@kept-informed/event-store';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was done to bring an alert to its recipient. No read table: a rebuild leaves it alone, so nothing is sent again. */
class DeliveriesTable implements MigrationInterface {
  readonly name = 'Deliveries1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table deliveries (
      alert_id text not null,
      channel text not null,
      at timestamptz not null,
      state text not null,
      primary key (alert_id, channel)
    )`);
    await runner.query(`grant select, insert, update on deliveries to ${applicationRole}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table deliveries');
  }
}

/** `not_before`, `created_at` and `changed_at` go by the product's clock; leases and retries by the real one. */
const outbox = [
  `create table messages (
    message_id text primary key,
    channel text not null,
    recipient text not null,
    event_id text,
    body jsonb,
    state text not null,
    not_before timestamptz not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    attempts integer not null default 0,
    last_attempt integer not null,
    failure text,
    retry_at timestamptz,
    lease uuid,
    leased_until timestamptz,
    resent_by text
  )`,
  `create index messages_due on messages (channel, recipient, not_before)
    where state in ('waiting', 'sending', 'retrying')`,
  `create index messages_shown on messages (created_at, message_id)`,
  `create table message_attempts (
    message_id text not null references messages,
    attempt integer not null,
    at timestamptz not null,
    outcome text,
    took_ms integer,
    primary key (message_id, attempt)
  )`,
  // An alert has one delivery to the desk, without a message, and one for each message that it is in.
  `alter table deliveries add message_id text not null default ''`,
  `alter table deliveries drop constraint deliveries_pkey`,
  `alter table deliveries add primary key (alert_id, channel, message_id)`,
  `create index deliveries_message on deliveries (message_id) where message_id <> ''`,
  `create index deliveries_unreached on deliveries (at) where state in ('undeliverable', 'dead')`,
  `create table webhook_endpoints (
    endpoint_id text primary key,
    url text not null,
    types text[] not null,
    secret text not null,
    previous_secret text,
    previous_until timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    removed_at timestamptz
  )`,
  // What was brought to the desk before there was an outbox is not sent to anybody now.
  `update subscriptions set name = 'outbox' where name = 'desk-deliveries'`,
];

/** Messages on their way to people and machines, what was tried, and who takes events. No read tables either. */
class OutboxTables implements MigrationInterface {
  readonly name = 'Outbox1764000040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of outbox) await runner.query(statement);
    await runner.query(
      `grant select, insert, update on messages, message_attempts, webhook_endpoints to ${applicationRole}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`delete from deliveries where message_id <> ''`);
    await runner.query('alter table deliveries drop constraint deliveries_pkey, drop message_id');
    await runner.query('alter table deliveries add primary key (alert_id, channel)');
    await runner.query('drop table message_attempts, messages, webhook_endpoints');
    await runner.query(`update subscriptions set name = 'desk-deliveries' where name = 'outbox'`);
  }
}

/** Which failures to reach somebody were seen to, so that each makes its alert climb once. */
class UnreachedSeenTo implements MigrationInterface {
  readonly name = 'UnreachedSeenTo1764000042000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deliveries add seen_to_at timestamptz');
    await runner.query('drop index deliveries_unreached');
    await runner.query(`create index deliveries_unreached on deliveries (at, alert_id, message_id)
      where state in ('undeliverable', 'dead') and channel = 'email' and seen_to_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index deliveries_unreached');
    await runner.query(`create index deliveries_unreached on deliveries (at) where state in ('undeliverable', 'dead')`);
    await runner.query('alter table deliveries drop column seen_to_at');
  }
}

/** Why somebody is told of an alert, so that a letter can say how it came to be theirs. */
class DeliveryCauses implements MigrationInterface {
  readonly name = 'DeliveryCauses1764000046000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deliveries add cause text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table deliveries drop column cause');
  }
}

export const deliveryMigrations = [DeliveriesTable, OutboxTables, UnreachedSeenTo, DeliveryCauses];
