import { createHash } from 'node:crypto';

/** The next number of a fixed sequence, from 0 up to and not including 1. */
export type Chance = () => number;

/** A sequence that depends on the words alone: the same in every run and untouched by what else is drawn. */
export function chanceOf(...words: readonly (string | number)[]): Chance {
  return mulberry32(createHash('sha256').update(JSON.stringify(words)).digest().readUInt32LE(0));
}

/** A whole number from `least` to `most`, both included. */
export function between(least: number, most: number, chance: Chance): number {
  return least + Math.floor(chance() * (most - least + 1));
}

/** Mulberry32, the small public-domain generator: 32 bits of state are plenty for the contacts of one case. */
function mulberry32(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
