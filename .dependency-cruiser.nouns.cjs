/**
 * The wall between the nouns of follow-up. It has a file of its own because it may look at nothing else: the files above
 * the nouns (refusals, ids, the settling) are used by nouns and use nouns, and counted in they would join all nouns into
 * one cycle. dependency-cruiser cannot leave them out for a single rule.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'nouns-form-no-cycle',
      comment: 'Otherwise two nouns are one. Types count: a cycle of types is a cycle of thought.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: { ...options, includeOnly: '^libs/follow-up/src/[^/]+/', exclude: ['^(\\.\\./)*dist/', '\\.spec\\.ts$'] },
};
