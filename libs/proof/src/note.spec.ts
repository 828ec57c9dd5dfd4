import { describe, expect, it } from '@jest/globals';
import { checkpointNote, cosignatureLine, cosignedAt, readCheckpoint } from './checkpoint.js';
import { emptyRoot } from './merkle.js';
import { isSignedBy, readNote, signaturesIn, signerKey, verifierKey, verifierKeyOf } from './note.js';

const signer = signerKey('kept.example/proof', Buffer.alloc(32, 7));
const witness = signerKey('witness.example/w1', Buffer.alloc(32, 8));
const head = { size: 12, root: emptyRoot };

describe('a signed note', () => {
  const published = verifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  const note =
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

  it('that is published is signed by its published key, and not once a letter is another', () => {
    expect(isSignedBy(readNote(note), published)).toBe(true);
    expect(isSignedBy(readNote(note.replace('example m', 'exemple m')), published)).toBe(false);
  });

  it('is not signed by a key under another name, nor where one of its own signatures does not hold', () => {
    const text = checkpointNote(head, signer);
    const other = verifierKey(verifierKeyOf(signerKey('other.example', Buffer.alloc(32, 7))));
    const own = verifierKey(verifierKeyOf(signer));
    expect(isSignedBy(readNote(text), own)).toBe(true);
    expect(isSignedBy(readNote(text), other)).toBe(false);
    const { line, bytes } = signaturesIn(text.split('\n\n')[1]!)[0]!;
    const broken = Buffer.concat([Buffer.from(own.id, 'hex'), Buffer.alloc(64)]).toString('base64');
    expect(bytes).toHaveLength(64);
    expect(isSignedBy(readNote(`${text}${line.replace(/ \S+\n$/, ` ${broken}\n`)}`), own)).toBe(false);
  });

  it.each(['', 'text\n', 'text\n\n', 'text\n\n— name\n', 'text\n\n— na+me AAAAAAA=\n', 'text\n\n— name AAAAAAA='])(
    '%j is none',
    (text) => {
      expect(() => readNote(text)).toThrow(/no sign/);
    },
  );
});

describe('a key', () => {
  it('is not to be had under a name with a space or a plus sign', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b'])
      expect(() => signerKey(name, Buffer.alloc(32))).toThrow('Expected a name');
  });

  it('to check by is refused where a part of it is another', () => {
    const text = verifierKeyOf(signer);
    expect(verifierKey(text).name).toBe('kept.example/proof');
    for (const wrong of ['', text.slice(1), text.replace('+', '+0'), text.slice(0, -4), verifierKeyOf(signer, 4)])
      expect(() => verifierKey(wrong)).toThrow('Expected a verifier key');
  });
});

describe('a checkpoint', () => {
  it('says origin, size and root', () => {
    expect(readCheckpoint(checkpointNote(head, signer)).checkpoint).toEqual({ origin: 'kept.example/proof', ...head });
  });

  it.each(['o\n\nroot\n', 'o\n01\nAA==\n', 'o\n1\nAA==\n'])('%j is none', (text) => {
    const note = checkpointNote(head, signer);
    expect(() => readCheckpoint(`${text}\n${note.split('\n\n')[1]!}`)).toThrow('no checkpoint');
  });

  it('is cosigned at a time by a witness, whose signature holds for nothing else', () => {
    const { note } = readCheckpoint(checkpointNote(head, signer));
    const key = verifierKey(verifierKeyOf(witness, 4), 4);
    const [signature] = signaturesIn(cosignatureLine(note.text, 1_679_315_147, witness));
    expect(cosignedAt(note.text, signature!, key)).toBe(1_679_315_147);
    expect(cosignedAt(note.text.replace('12', '13'), signature!, key)).toBeUndefined();
    expect(
      cosignedAt(note.text, signature!, verifierKey(verifierKeyOf(signerKey('w2', Buffer.alloc(32, 8)), 4), 4)),
    ).toBeUndefined();
    const later = { ...signature!, bytes: Buffer.from(signature!.bytes) };
    later.bytes[7]! += 1;
    expect(cosignedAt(note.text, later, key)).toBeUndefined();
  });
});
