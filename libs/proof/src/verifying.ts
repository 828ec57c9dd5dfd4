import type { StoredFact } from '@kept-informed/event-store';
import { digestOf } from './canonical.js';
import { cosignedAt, readCheckpoint, type LogHead } from './checkpoint.js';
import { Faults, type SealFault } from './faults.js';
import type { Seal } from './log.queries.js';
import { leafHash, type TreeHead } from './merkle.js';
import { isSignedBy, type VerifierKey } from './note.js';
import { TreeEdge, tileWidth, type HashAbove } from './tile.js';

/** Facts and the log of them, wherever they are kept. */
export interface ProofSource {
  /** The newest checkpoint as a note, and the newest that a witness cosigned, if there is one. */
  checkpoints(): Promise<readonly [newest: string, cosigned?: string]>;
  /** What the log holds of the leaves below a size, in their order. */
  seals(size: number): AsyncIterable<Seal>;
  /** The hash that the log keeps above a full tile. */
  hashAbove(place: Omit<HashAbove, 'hash'>): Promise<Buffer | undefined>;
  /** `waiting`: recorded after all that was sealed, so that it is not to be looked for in the log yet. */
  facts(): AsyncIterable<{ readonly fact: StoredFact; readonly waiting?: boolean }>;
  /** Whether facts are kept in the order of the log. In a database they have no order but their positions. */
  readonly inOrder: boolean;
}

/** By whose keys it is checked, and what else is known from outside. */
export interface Trust {
  readonly log: VerifierKey;
  readonly witnesses?: readonly VerifierKey[];
  /** Checkpoints that somebody kept from before, as notes. */
  readonly kept?: readonly string[];
  /** Told of each fact, in the order in which they are kept. */
  readonly onFact?: (fact: StoredFact, waiting: boolean) => void;
}

/** What came of looking at every fact. All is as it was sealed where there are no faults. */
export interface Verdict {
  readonly checkpoint: LogHead;
  /** Witnesses whose signature stands below the newest checkpoint that was cosigned: of which size, and when. */
  readonly witnesses: readonly { readonly name: string; readonly size: number; readonly at: Date }[];
  /** Facts by position, then what is wrong with the log; at most a hundred of each. */
  readonly faults: readonly SealFault[];
  readonly faultCount: number;
  readonly facts: number;
  /** Facts that were recorded after all that was sealed. */
  readonly waiting: number;
  readonly firstWaiting?: string;
}

/** Looks at every fact and every hash. Throws where a checkpoint cannot be read at all. */
export async function verifyAll(source: ProofSource, trusted: Trust): Promise<Verdict> {
  const [text, cosigned] = await source.checkpoints();
  const faults = new Faults();
  const { checkpoint } = trustedHead(text, trusted.log, faults);
  const witnessed = cosigned === undefined ? undefined : readCheckpoint(cosigned);
  const heads = [
    ...(trusted.kept ?? []).map((kept) => trustedHead(kept, trusted.log, faults).checkpoint),
    ...(witnessed ? [witnessed.checkpoint] : []),
    checkpoint,
  ];
  for (const { size, origin } of heads)
    if (size > checkpoint.size || origin !== checkpoint.origin)
      faults.ofLog(
        `A checkpoint of ${origin} at ${size} facts is known, and this is ${origin === checkpoint.origin ? `only at ${checkpoint.size}` : 'another log'}.`,
      );
  const witnesses = (trusted.witnesses ?? []).flatMap((witness) => {
    const at = witnessed?.note.signatures.map((one) => cosignedAt(witnessed.note.text, one, witness)).find(Boolean);
    if (at === undefined) faults.ofLog(`${witness.name} has not cosigned it.`);
    return at === undefined ? [] : [{ name: witness.name, size: witnessed!.checkpoint.size, at: new Date(at * 1_000) }];
  });
  const seals = hashed(source, checkpoint.size, heads, faults);
  const compared = await compare(seals, source, faults, trusted.onFact ?? (() => {}));
  return { checkpoint, witnesses, ...compared, ...faults.all() };
}

function trustedHead(text: string, key: VerifierKey, faults: Faults) {
  const read = readCheckpoint(text);
  if (!isSignedBy(read.note, key))
    faults.ofLog(`The checkpoint at ${read.checkpoint.size} facts is not signed by ${key.name} with this key.`);
  return read;
}

/** Passes the seals on, and sees that they hash to what the log keeps of them and to each of these heads. */
async function* hashed(
  source: ProofSource,
  size: number,
  heads: readonly TreeHead[],
  faults: Faults,
): AsyncGenerator<Seal> {
  const edge = new TreeEdge();
  let next = 0;
  let first: string | undefined;
  const look = () => {
    for (const head of heads)
      if (head.size === edge.size && !head.root.equals(edge.root))
        faults.ofLog(`The log does not hash to its checkpoint at ${head.size} facts.`);
  };
  look();
  for await (const seal of source.seals(size)) {
    if (seal.leaf !== next) faults.ofLog(`The log lacks its leaf ${next}.`);
    next = seal.leaf + 1;
    if (edge.size % tileWidth === 0) first = seal.position;
    const above: HashAbove[] = [];
    edge.add(leafHash(seal.digest), (hash) => above.push(hash));
    for (const { hash, ...place } of above)
      if (!(await source.hashAbove(place))?.equals(hash)) {
        const where =
          place.level === 1 ? `between the positions ${first} and ${seal.position}` : `up to ${seal.position}`;
        faults.ofLog(`What is sealed of the facts ${where} is not what was sealed.`);
      }
    look();
    yield seal;
  }
  if (edge.size < size) faults.ofLog(`The log ends after ${edge.size} of ${size} facts.`);
}

/**
 * Goes through seals and facts side by side. What meets at once has its place; what waits for its other half is kept until
 * that comes, so that one line that is missing costs the memory of one.
 */
async function compare(
  seals: AsyncGenerator<Seal>,
  source: ProofSource,
  faults: Faults,
  onFact: NonNullable<Trust['onFact']>,
): Promise<Pick<Verdict, 'facts' | 'waiting' | 'firstWaiting'>> {
  const facts = source.facts()[Symbol.asyncIterator]();
  const [unmetSeals, unmetFacts] = [new Map<string, Seal>(), new Map<string, StoredFact>()];
  const moved: string[] = [];
  let [count, waiting] = [0, 0];
  let firstWaiting: string | undefined;
  const meet = (seal: Seal, fact: StoredFact) => {
    if (!digestOf(fact).equals(seal.digest)) faults.ofChanged(seal, fact);
  };
  for (;;) {
    const [{ value: seal }, { value: next }] = [await seals.next(), await facts.next()] as [
      { value?: Seal },
      { value?: { fact: StoredFact; waiting?: boolean } },
    ];
    if (!seal && !next) break;
    const fact = next?.fact;
    if (fact) {
      count += 1;
      onFact(fact, next.waiting === true);
    }
    if (seal && fact && seal.position === fact.position) {
      meet(seal, fact);
      continue;
    }
    if (seal) {
      const early = unmetFacts.get(seal.position);
      if (early) {
        unmetFacts.delete(seal.position);
        moved.push(seal.position);
        meet(seal, early);
      } else unmetSeals.set(seal.position, seal);
    }
    if (!fact) continue;
    const awaited = unmetSeals.get(fact.position);
    if (awaited) {
      unmetSeals.delete(fact.position);
      moved.push(fact.position);
      meet(awaited, fact);
    } else if (next.waiting) {
      waiting += 1;
      firstWaiting ??= fact.position;
    } else if (unmetFacts.has(fact.position)) faults.ofFact('inserted', fact.position);
    else unmetFacts.set(fact.position, fact);
  }
  for (const position of unmetSeals.keys()) faults.ofFact('removed', position);
  for (const position of unmetFacts.keys()) faults.ofFact('inserted', position);
  // Behind one that is missing or too many, everything has moved.
  if (source.inOrder && unmetSeals.size + unmetFacts.size === 0)
    for (const position of moved) faults.ofFact('reordered', position);
  return { facts: count, waiting, firstWaiting };
}
