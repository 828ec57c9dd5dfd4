import type { LoggerService } from '@nestjs/common';
import {
  Leases,
  emails,
  notifyMailer,
  allowedNetworks,
  Sender,
  smtpMailer,
  webhooks,
  type Channel,
  type Mailer,
  type LetterParts,
} from '@kept-informed/delivery';
import { kindOf, secretSeal } from '@kept-informed/runtime';
import type { WorkerConfiguration } from './configuration.js';

/** Sends what is in the outbox, each channel by itself. Any number of processes may do so at once. */
export function startSending(
  parts: Omit<LetterParts, 'publicUrl'>,
  configuration: WorkerConfiguration,
  logger: LoggerService,
): { stop(): Promise<void> } {
  const { work, clock } = parts;
  const leases = new Leases(work, clock);
  const channelSenders = {
    email: emails({ ...parts, publicUrl: configuration.publicUrl }, mailerOf(configuration)),
    webhook: webhooks(work, clock, allowedNetworks(configuration), secretSeal(configuration.secretKeys())),
  };
  const senders = (Object.keys(channelSenders) as Channel[]).map((channel) =>
    new Sender(channel, leases, channelSenders[channel], {
      onTrouble: (error) => tell(logger, channel, error),
    }).start(),
  );
  return { stop: async () => void (await Promise.all(senders.map((sender) => sender.stop()))) };
}

function mailerOf({
  smtpUrl,
  mailFrom,
  notifyApiKey,
  notifyTemplateId,
  notifyUrl,
}: WorkerConfiguration): Mailer | null {
  if (smtpUrl) return smtpMailer(smtpUrl, mailFrom);
  if (!notifyApiKey) return null;
  return notifyMailer({ apiKey: notifyApiKey, templateId: notifyTemplateId!, url: notifyUrl });
}

function tell(logger: LoggerService, channel: Channel, error?: Error): void {
  if (!error) logger.log(`Sending by ${channel} works again`, 'Worker');
  else logger.error(`Sending by ${channel} stopped: ${kindOf(error)}`, 'Worker');
}
