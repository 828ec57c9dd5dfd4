import Sequencer from '@jest/test-sequencer';

/** What takes a minute or more on a quiet machine, the longest first. */
const longest = [
  'interpreters.property',
  'journeys/command-line',
  'journeys/doctor',
  'embedded-postgres.int',
  'journeys/desk',
  'faults/outages',
  'faults/replacing',
  'police-uk/import-police-uk',
  'journeys/alert-stream',
  'simulate/run-simulation',
  'faults/',
  'tampering',
  'test/fuzz',
];

/**
 * What takes longest begins first, so that nobody waits at the end for one long file alone. By itself jest goes by how long
 * files took before and, in a fresh clone, by how large they are.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = longest.findIndex((part) => path.includes(part));
      return found < 0 ? longest.length : found;
    };
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
