import { ConsoleLogger, type LoggerService, type LogLevel } from '@nestjs/common';
import { securityContext } from './security-log.js';

const levels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** What the framework tells of itself while it starts: sixty lines that no operator needs. */
const framework: ReadonlySet<string> = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Everything goes to standard error: standard output is for what a script reads. */
class StandardErrorLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!framework.has(String(rest.at(-1)))) super.log(message, ...rest);
  }

  /** What is told of security is told at any level. */
  override warn(message: unknown, ...rest: unknown[]): void {
    if (rest.at(-1) === securityContext) this.printMessages([message], securityContext, 'warn');
    else super.warn(message, ...rest);
  }

  protected override printMessages(messages: unknown[], context?: string, level?: LogLevel): void {
    super.printMessages(messages, context, level, 'stderr');
  }
}

/** An error as a log may tell of it: its words may quote what somebody entered, its name and code do not. */
export function kindOf(error: unknown): string {
  const { name = 'unknown', code } = (error ?? {}) as { name?: string; code?: unknown };
  return typeof code === 'string' ? `${name} ${code}` : name;
}

/** The log of a process, up to a level: readable lines, or one JSON object a line where a machine collects them. */
export function processLogger(level: string, json: boolean): LoggerService {
  const logLevels = levels.slice(0, levels.indexOf(level as LogLevel) + 1);
  return new StandardErrorLogger({ logLevels, json, colors: !json && process.stderr.isTTY === true });
}
