import { Command, CommanderError } from 'commander';
import { boardCommand } from './commands/board.command.js';
import { holidaysCommand } from './commands/holidays.command.js';
import { doctorCommand } from './commands/doctor.command.js';
import { erasuresCommand } from './commands/erasures.command.js';
import { exportCommand } from './commands/export.command.js';
import { importCommand } from './commands/import.command.js';
import { keysCommand } from './commands/keys.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import { rebuildCommand } from './commands/rebuild.command.js';
import { simulateCommand } from './commands/simulate.command.js';
import { startCommand } from './commands/start.command.js';
import { tokenCommand } from './commands/token.command.js';
import { verifyCommand } from './commands/verify.command.js';
import { ExitCode } from './exit-code.js';

const done = 0;
const failed = 1;
const misused = 2;

const program = new Command('kept-informed')
  .description('Follow-up of what people were promised by the police')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    'after',
    `
Exit codes: 0 done, 1 failed (standard error says why), 2 used wrongly; a command’s help says where it has others.

  npx kept-informed start                 everything in one process, with demo data
  npx kept-informed <command> --help      what a command does and needs`,
  );

const commands = [
  startCommand(),
  migrateCommand(),
  importCommand(),
  holidaysCommand(),
  simulateCommand(),
  rebuildCommand(),
  keysCommand(),
  erasuresCommand(),
  tokenCommand(),
  exportCommand(),
  verifyCommand(),
  doctorCommand(),
  boardCommand(),
];
for (const command of commands) program.addCommand(command.exitOverride());

/** Stops with the exit code that a script can go by; a failure is told in one line and never as a stack. */
async function run(): Promise<number> {
  try {
    await program.parseAsync();
    return done;
  } catch (error) {
    if (error instanceof ExitCode) return error.code;
    if (error instanceof CommanderError) return error.exitCode === 0 ? done : misused;
    process.stderr.write(`${reasonOf(error)}\n`);
    return failed;
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'Nothing answers at the database or queue address given.';
  if (code === 'EADDRINUSE') return 'The port is taken. Choose another with --port.';
  return message || String(error);
}

process.exit(await run());
