import { Command, CommanderError } from 'commander';
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

/** Each is loaded when it is asked for: all of them together are the whole product, which takes seconds to load. */
const commands = new Map<string, () => Promise<Command>>([
  ['start', async () => (await import('./commands/start.command.js')).startCommand()],
  ['migrate', async () => (await import('./commands/migrate.command.js')).migrateCommand()],
  ['import', async () => (await import('./commands/import.command.js')).importCommand()],
  ['holidays', async () => (await import('./commands/holidays.command.js')).holidaysCommand()],
  ['simulate', async () => (await import('./commands/simulate.command.js')).simulateCommand()],
  ['rebuild', async () => (await import('./commands/rebuild.command.js')).rebuildCommand()],
  ['keys', async () => (await import('./commands/keys.command.js')).keysCommand()],
  ['erasures', async () => (await import('./commands/erasures.command.js')).erasuresCommand()],
  ['token', async () => (await import('./commands/token.command.js')).tokenCommand()],
  ['export', async () => (await import('./commands/export.command.js')).exportCommand()],
  ['verify', async () => (await import('./commands/verify.command.js')).verifyCommand()],
  ['doctor', async () => (await import('./commands/doctor.command.js')).doctorCommand()],
  ['board', async () => (await import('./commands/board.command.js')).boardCommand()],
]);
const asked = commands.get(process.argv[2] ?? '');
for (const load of asked ? [asked] : commands.values()) program.addCommand((await load()).exitOverride());

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
