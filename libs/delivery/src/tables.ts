/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  messages: [],
  message_attempts: [],
  deliveries: [],
  webhook_endpoints: [],
} as const;
