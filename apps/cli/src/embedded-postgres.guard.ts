import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends servers with this process, however it ends. A shell reads a pipe whose other end only this process holds: when we
 * are gone, kill -9 included, the read ends and the shell stops the servers (and removes `remove`, for throw-away ones).
 * It has its own session and ignores signals, so that Ctrl-C or a process manager's SIGTERM leaves the order to us.
 */
export interface Guard {
  watch(child: ChildProcess): void;
  /** Stops what is watched: politely, after 2 s at once (safe: the next start replays the log), after 4 s by force. */
  stop(): Promise<void>;
}

const SCRIPT = `
  trap '' INT TERM HUP
  PATH="$PATH:/usr/bin:/bin"
  pids=""
  while read -r pid; do pids="$pids $pid"; done
  # A process that has ended but that nobody waited for still takes signals; it counts as gone.
  left() {
    for pid in $pids; do
      kill -0 $pid 2>/dev/null || continue
      grep -qs '^State:.Z' /proc/$pid/status || return 0
    done
    return 1
  }
  [ -n "$pids" ] && kill -INT $pids 2>/dev/null
  tries=0
  while left; do
    tries=$((tries + 1))
    [ $tries -eq 40 ] && kill -QUIT $pids 2>/dev/null
    [ $tries -eq 80 ] && kill -KILL $pids 2>/dev/null
    [ $tries -ge 90 ] && break
    sleep 0.05
  done
  # Twice, because a server of another guard may still be writing its last file there.
  [ -n "$1" ] && { rm -rf "$1" || { sleep 2; rm -rf "$1"; }; }
  exit 0`;

export function startGuard(remove = ''): Guard {
  const shell = spawn('sh', ['-c', SCRIPT, 'kept-informed-guard', remove], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  const gone = over(shell);
  // A guard that somebody killed must not take us with it; stop() then does its work.
  shell.stdin.on('error', () => undefined);
  // Neither the shell nor its pipe keeps a process alive that has nothing left to do.
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  const watched: ChildProcess[] = [];
  return {
    watch: (child) => {
      watched.push(child);
      child.unref();
      shell.stdin.write(`${child.pid}\n`);
    },
    stop: async () => {
      shell.ref();
      shell.stdin.end();
      await gone;
      await Promise.all(watched.filter(isRunning).map(endOf));
    },
  };
}

async function endOf(child: ChildProcess): Promise<void> {
  child.ref();
  const ended = over(child);
  child.kill('SIGINT');
  const force = setTimeout(() => child.kill('SIGQUIT'), 2_000);
  await ended;
  clearTimeout(force);
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

function over(child: ChildProcess): Promise<void> {
  return new Promise((end) => child.once('exit', () => end()).once('error', () => end()));
}
