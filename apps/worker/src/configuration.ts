import { allowedNetworks } from '@kept-informed/delivery';
import { field, Id, IntField, rules, Text, type FieldRule } from '@kept-informed/fields';
import { signerKey, witnessesIn, type SignerKey, type Witness } from '@kept-informed/proof';
import { Env, keysIn, ServingConfiguration, unlessReadable, unlessUrl } from '@kept-informed/runtime';
import type { QueueConnection } from './queues/store.js';

/** A mailbox, with or without a name before it (RFC 5322). */
const sender: FieldRule = {
  expected: 'an e-mail address, like Kept Informed <kept-informed@force.example>',
  accepts: (value) => {
    const [, named, alone] =
      (typeof value === 'string' && /^[^<>@\r\n]{0,200}<([^<>]+)>$|^([^<>]+)$/.exec(value)) || [];
    return rules.email.accepts(named ?? alone);
  },
  schema: { type: 'string' },
};

/** What the worker reads from its environment. */
export class WorkerConfiguration extends ServingConfiguration {
  /** Redis for the queue; left out, the queue runs on PostgreSQL. */
  @Env('REDIS_URL')
  @Text({ max: 2_048, optional: true })
  redisUrl?: string;

  /** How many batches of cases one process checks at a time. */
  @Env('WORKER_CONCURRENCY')
  @IntField({ min: 1, max: 64 })
  concurrency: number = 2;

  /** Tells the queues of several installations in one Redis apart. */
  @Env('QUEUE_PREFIX')
  @Text({ max: 64 })
  queuePrefix: string = 'ki';

  /** Written at each pulse while database and queue answer: {@link ./healthy.ts} says by its age whether the worker works. */
  @Env('HEARTBEAT_FILE')
  @Text({ max: 4_096, optional: true })
  heartbeatFile?: string;

  /** The mail server; left out, e-mails are kept and shown, not sent. */
  @Env('SMTP_URL')
  @Text({ max: 2_048, optional: true })
  smtpUrl?: string;

  /** Who e-mails are from. */
  @Env('MAIL_FROM')
  @field(sender)
  mailFrom: string = 'Kept Informed <kept-informed@localhost>';

  /** Where the product is to be reached by those who read e-mails; left out, no e-mail has a link. */
  @Env('PUBLIC_URL')
  @Text({ max: 2_048, optional: true })
  publicUrl?: string;

  /** A key of GOV.UK Notify, which then sends the e-mails instead of a mail server. */
  @Env('NOTIFY_API_KEY')
  @Text({ max: 512, optional: true })
  notifyApiKey?: string;

  /** The template that Notify fills: its fields are `subject` and `message`. */
  @Env('NOTIFY_TEMPLATE_ID')
  @Id({ optional: true })
  notifyTemplateId?: string;

  /** Another address of Notify than its own. */
  @Env('NOTIFY_URL')
  @Text({ max: 2_048, optional: true })
  notifyUrl?: string;

  /** The key that signs the log of facts; left out beside DATABASE_URL, nothing is sealed. */
  @Env('PROOF_KEY')
  @Text({ max: 256, optional: true })
  proofKey?: string;

  /** A file with it. */
  @Env('PROOF_KEY_FILE')
  @Text({ max: 4_096, optional: true })
  proofKeyFile?: string;

  /** What the log is called by all who check it, for ever. */
  @Env('PROOF_ORIGIN')
  @Text({ max: 256, optional: true })
  proofOrigin?: string;

  /** Who cosigns it: of each witness its public key and its address, divided by commas. */
  @Env('PROOF_WITNESSES')
  @Text({ max: 8_192, optional: true })
  proofWitnesses?: string;

  witnesses(): readonly Witness[] {
    return this.proofWitnesses === undefined ? [] : witnessesIn(this.proofWitnesses);
  }

  /** Who signs the log of facts; null: nobody, and nothing is sealed. */
  proofSigner(): SignerKey | null {
    const { proofKey: text, proofKeyFile: file } = this;
    const [key, ...others] = keysIn({ text, file, own: this.ownKeyFile('proof-key') }) ?? [];
    if (!key) return null;
    // Whoever has checked by one key would take everything after it for forged.
    if (others.length > 0) throw new Error('Expected one key');
    return signerKey(this.proofOrigin ?? 'kept-informed.localhost', key);
  }

  override problems(): string[] {
    const { smtpUrl, notifyApiKey, notifyTemplateId } = this;
    const named = this.proofKey ?? this.proofKeyFile;
    return [
      ...super.problems(),
      ...unlessUrl('REDIS_URL', this.redisUrl, ['redis:', 'rediss:'], 'a redis:// address'),
      ...unlessUrl('SMTP_URL', smtpUrl, ['smtp:', 'smtps:'], 'an smtp:// or smtps:// address'),
      ...unlessUrl('PUBLIC_URL', this.publicUrl, ['https:', 'http:'], 'an https:// address'),
      ...unlessUrl('NOTIFY_URL', this.notifyUrl, ['https:', 'http:'], 'an https:// address'),
      ...unlessReadable('WEBHOOK_NETWORKS or WEBHOOK_HOSTS', () => allowedNetworks(this)),
      ...(this.proofKey && this.proofKeyFile ? ['PROOF_KEY: Not beside PROOF_KEY_FILE.'] : []),
      ...(named && !this.embedded && !this.proofOrigin
        ? ['PROOF_ORIGIN: Missing. It names the log to all who check it, such as proof.force.example.']
        : []),
      ...unlessReadable('PROOF_WITNESSES', () => this.witnesses()),
      // The embedded database's own is made when it is needed.
      ...(named ? unlessReadable(this.proofKey ? 'PROOF_KEY' : 'PROOF_KEY_FILE', () => this.proofSigner()) : []),
      ...(smtpUrl && notifyApiKey ? ['NOTIFY_API_KEY: Not beside SMTP_URL. E-mails go one way.'] : []),
      ...(notifyApiKey && !notifyTemplateId ? ['NOTIFY_TEMPLATE_ID: Missing. Notify sends by a template.'] : []),
    ];
  }

  /** Where the queue lives, given where the database is. */
  queue(databaseUrl: string): QueueConnection {
    return this.redisUrl ? { kind: 'redis', url: this.redisUrl } : { kind: 'postgres', url: databaseUrl };
  }
}
