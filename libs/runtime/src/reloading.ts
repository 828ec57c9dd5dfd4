import type { LoggerService } from '@nestjs/common';

/** Reads a file again when the process is sent SIGHUP. One that cannot be used is told of, and the old one stays. */
export function reloadOnHangup(reload: () => unknown, logger: LoggerService): void {
  process.on('SIGHUP', () => {
    try {
      reload();
      logger.log('The force file was read again', 'Directory');
    } catch (error) {
      logger.error(`The force file was not taken: ${(error as Error).message}`, 'Directory');
    }
  });
}
