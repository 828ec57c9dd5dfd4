import type { EntityManager } from 'typeorm';
import { UnreadableSecret, type SecretSeal } from '@kept-informed/runtime';

const living = `select endpoint_id as "endpointId", secret from webhook_endpoints
  where removed_at is null order by endpoint_id`;

/** The endpoints to which nothing can be sent, because no key that is held opens their secret. */
export async function unreadableSecrets(manager: EntityManager, seal: SecretSeal): Promise<string[]> {
  const rows: { endpointId: string; secret: string }[] = await manager.query(living);
  return rows.filter(({ endpointId, secret }) => !opens(seal, secret, endpointId)).map(({ endpointId }) => endpointId);
}

function opens(seal: SecretSeal, secret: string, endpointId: string): boolean {
  try {
    return seal.open(secret, endpointId) !== '';
  } catch (error) {
    if (error instanceof UnreadableSecret) return false;
    throw error;
  }
}
