import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cosignatureLine, readCheckpoint } from './checkpoint.js';
import { emptyRoot, provesConsistency, type TreeHead } from './merkle.js';
import { isSignedBy, signatureTypes, signerKey, verifierKey, verifierKeyOf } from './note.js';
import { logKey, record, sealedTrial, type SealedTrial } from './proof.fixture.js';
import { haveCosigned, witnessesIn, type Witness } from './witness.js';

const own = signerKey('witness.example/w1', Buffer.alloc(32, 8));
const key = verifierKeyOf(own, signatureTypes.witness);

/** A witness by the specification, which remembers one log. */
class WitnessOfSpec {
  seen: TreeHead = { size: 0, root: emptyRoot };
  #server: Server;

  async listen(): Promise<Witness> {
    this.#server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += String(part);
      const [status, text] = this.#answer(body);
      response.writeHead(status, { 'content-type': status === 409 ? 'text/x.tlog.size' : 'text/plain' }).end(text);
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return witnessesIn(`${key} http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`)[0]!;
  }

  close(): void {
    this.#server.close();
  }

  #answer(body: string): [number, string] {
    const at = body.indexOf('\n\n');
    const [first, ...proof] = body.slice(0, at).split('\n') as [string, ...string[]];
    const old = Number(/^old (\d+)$/.exec(first)![1]);
    const { checkpoint, note } = readCheckpoint(body.slice(at + 2));
    if (!isSignedBy(note, logKey)) return [403, ''];
    if (old > checkpoint.size) return [400, ''];
    if (old !== this.seen.size) return [409, `${this.seen.size}\n`];
    const hashes = proof.map((line) => Buffer.from(line, 'base64'));
    if (!provesConsistency(this.seen, checkpoint, hashes)) return [422, ''];
    this.seen = checkpoint;
    return [200, cosignatureLine(note.text, 1_772_442_000, own)];
  }
}

let at: SealedTrial;
let witness: Witness;
const others = new WitnessOfSpec();
beforeAll(async () => {
  at = await sealedTrial();
  witness = await others.listen();
  await record(at.store, 'case', [300, 5]);
  await at.sealAll();
});
afterAll(async () => {
  others.close();
  await at?.close();
});

const trusted = { witnesses: [verifierKey(key, signatureTypes.witness)] };
const ask = () => haveCosigned(at.work.manager, witness);

describe('a witness', () => {
  it('is missed by whoever trusts it, until it has cosigned', async () => {
    expect((await at.verify(trusted)).faults.map(({ found }) => found)).toEqual([
      'witness.example/w1 has not cosigned it.',
    ]);
  });

  it('cosigns each checkpoint once, and what the log grew to after it', async () => {
    expect(await ask()).toBe(true);
    expect(await ask()).toBe(false);
    expect(await at.verify(trusted)).toMatchObject({
      faults: [],
      witnesses: [{ name: 'witness.example/w1', size: 305, at: new Date(1_772_442_000_000) }],
    });
    await record(at.store, 'more', [400]);
    await at.sealAll();
    expect(await ask()).toBe(true);
    expect(others.seen.size).toBe(705);
  });

  it('that remembers less than is known of it is told from there', async () => {
    const { seen } = others;
    others.seen = { size: 0, root: emptyRoot };
    await record(at.store, 'again', [3]);
    await at.sealAll();
    expect(await ask()).toBe(true);
    expect(others.seen.size).toBe(seen.size + 3);
  });

  it('that remembers a larger log, or another one, tells that something is wrong', async () => {
    await record(at.store, 'last', [1]);
    await at.sealAll();
    const { seen } = others;
    others.seen = { size: 9_999, root: emptyRoot };
    await expect(ask()).rejects.toThrow('remembers this log at 9999 facts, and it has 709');
    others.seen = { size: seen.size, root: emptyRoot };
    await expect(ask()).rejects.toThrow('refused the checkpoint (422)');
    others.seen = seen;
    expect(await ask()).toBe(true);
  });

  it.each(['', 'key', `${key} ftp://w`, `${key} http://w more`, `${key}x http://w`])('%j is none', (text) => {
    expect(() => witnessesIn(text)).toThrow('Expected');
  });
});
