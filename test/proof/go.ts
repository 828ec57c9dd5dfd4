import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const goPath = process.env['GOPATH'] ?? '/usr/share/gocode';

/** Whether Go's checksum database is here, as Debian has it. */
export const isGoHere =
  spawnSync('go', ['version']).status === 0 && existsSync(join(goPath, 'src/golang.org/x/mod/sumdb/tlog'));

if (!isGoHere) process.stderr.write('Not checked by Go’s sumdb: golang-go and golang-golang-x-mod-dev are not here.\n');

/** What main.go says of an export and of proofs, all hashes in base64; throws where something does not hold. */
export function checkedByGo(folder: string, key: string, proofs: object, cache: string): string {
  return execFileSync('go', ['run', 'test/proof/main.go', folder, key], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH: goPath, GOCACHE: cache },
    input: JSON.stringify(proofs),
    encoding: 'utf8',
    stdio: 'pipe',
  });
}
