import Sequencer from '@jest/test-sequencer';

/** What takes a minute or more on a quiet machine, the longest first. */
const longest = [
  'interpreters.property',
  'desk/src/pages.int',
  'journeys/desk',
  'journeys/composed',
  'journeys/command-line',
  'journeys/kept-keys',
  'journeys/reach-property',
  'journeys/many-rows',
  'journeys/doctor',
  'embedded-postgres.int',
  'journeys/alert-stream',
  'faults/',
  'test/fuzz',
  'journeys/imports',
  'police-uk/import-police-uk',
  'extract/import-extract',
  'simulate/run-simulation',
  'demo/generate-demo',
  'tampering',
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
