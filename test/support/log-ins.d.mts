export interface LogIns {
  /** The owner's address, a superuser's. */
  readonly owner: string;
  /** By a log-in with the rights of both parts, for specs of what they share. */
  readonly url: string;
  readonly api: string;
  readonly desk: string;
  readonly worker: string;
}
export function makeLogIns(server: string): Promise<void>;
export function dropLogIns(server: string): Promise<void>;
export function logInsOf(owner: string): LogIns;
