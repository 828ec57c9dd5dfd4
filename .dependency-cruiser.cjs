/**
 * The walls of the house. `npm run walls` checks them; test/architecture/walls.spec.ts proves each with a planted
 * offender in a folder of the wall's name.
 */

const SPECS = '\\.(spec|fixture|fixtures)\\.ts$';
const PURE = ['\\.(events|state|refusals|rules|decide|measures)\\.ts$', '^libs/(calendar|decisions|statistics)/src/'];
/**
 * What a force promised is decided by as much as the calendar is. By its index, as everything of another lib: which of
 * the names behind it are pure, test/architecture/names.spec.ts sees to.
 */
const TERMS = '^libs/commitments/src/index\\.ts$';
const OURS = '^(apps|libs|test)/';

/** Leaves out what is written as an import of types: `import type` or `import { type … }`. */
const VALUES_ONLY = { dependencyTypesNot: ['type-only'] };

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'pure-core',
      comment: 'What decides may use only what decides, the calendar and the terms; from anything else only types.',
      severity: 'error',
      from: { path: PURE, pathNot: SPECS },
      to: { path: OURS, pathNot: [...PURE, TERMS], ...VALUES_ONLY },
    },
    {
      name: 'pure-core-takes-no-package',
      comment:
        'No clock, no file, no network, no library where things are decided. Ids are digests, so ids.rules may hash.',
      severity: 'error',
      from: { path: PURE, pathNot: [SPECS, '^libs/calendar/', '/ids\\.rules\\.ts$'] },
      to: { pathNot: OURS, couldNotResolve: false, ...VALUES_ONLY },
    },
    {
      name: 'ids-only-hash',
      comment: 'The one exception above is for node:crypto and nothing else.',
      severity: 'error',
      from: { path: '/ids\\.rules\\.ts$' },
      to: { pathNot: [OURS, '^(node:)?crypto$'], couldNotResolve: false, ...VALUES_ONLY },
    },
    {
      name: 'calendar-stands-alone',
      comment: 'Instants, dates and working days need nothing but Temporal, and can be lifted out as they are.',
      severity: 'error',
      from: { path: '^libs/calendar/', pathNot: SPECS },
      to: { pathNot: ['^libs/calendar/', '/temporal-polyfill/'], couldNotResolve: false },
    },
    {
      name: 'lib-by-its-index',
      comment: 'What index.ts does not export is free to change.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'lib-by-its-index-from-apps',
      comment: 'What index.ts does not export is free to change.',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'store-knows-no-domain',
      comment: 'The store keeps facts of any kind; a domain word in it would tie every reader to this one.',
      severity: 'error',
      from: { path: '^libs/event-store/', pathNot: SPECS },
      to: { path: OURS, pathNot: '^libs/(event-store|calendar)/' },
    },
    {
      name: 'store-takes-calendar-types-only',
      comment: 'The store is told what time it is.',
      severity: 'error',
      from: { path: '^libs/event-store/', pathNot: SPECS },
      to: { path: '^libs/calendar/', ...VALUES_ONLY },
    },
    {
      name: 'libs-know-no-app',
      severity: 'error',
      comment: 'Apps are put together from libs, never the other way.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-know-no-other-app',
      comment: 'Only cli composes apps into one process.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/cli/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'app-by-its-index',
      comment: 'cli takes an app whole, and before that what configures it: what else it has is free to change.',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^apps/', pathNot: ['^apps/cli/', '^apps/[^/]+/src/(index|configuration)\\.ts$'] },
    },
    {
      name: 'pages-load-no-stream',
      comment: 'A page reads tables; folding a stream for it would make every page as slow as its longest case.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: ['^libs/event-store/', '\\.(streams|handlers|projection|decide|sweep)\\.ts$'] },
    },
    {
      name: 'compliance-only-reads',
      comment: 'Whoever measures must not be able to change what is measured.',
      severity: 'error',
      from: { path: '^libs/compliance/', pathNot: SPECS },
      to: { path: ['^libs/case-work/', '\\.(commands|handlers|streams|decide)\\.ts$'] },
    },
    {
      name: 'commands-only-in-case-work',
      comment: 'A request that changes a case is found in one place, whoever asks (docs/decisions/0009).',
      severity: 'error',
      from: {},
      to: { path: '\\.(commands|handlers)\\.ts$', pathNot: ['^libs/case-work/', '^libs/commitments/src/policy/'] },
    },
    {
      name: 'folder-takes-nothing-from-the-root',
      comment: 'The index at the root takes from every folder: a folder that takes from the root closes a circle.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/src/[^/]+/', pathNot: SPECS },
      to: { path: '^libs/$1/src/[^/]+\\.ts$' },
    },
    {
      name: 'queue-only-in-worker',
      comment: 'The queue may forget everything; so nothing but the worker may know that there is one.',
      severity: 'error',
      from: { pathNot: ['^apps/worker/', SPECS] },
      to: { path: '(^|/)node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'personal-data-only-in-people',
      comment:
        'One home, so that erasing a person is complete. Facts and rules carry ids only: case-work splits a request, and imports a row, between people and facts.',
      severity: 'error',
      from: { pathNot: ['^apps/', '^libs/(people|case-work|imports)/', '^test/'] },
      to: { path: '^libs/people/' },
    },
    {
      name: 'no-circular',
      comment: 'Which of the two is loaded first would be chance. Types count: a cycle of types is a cycle of thought.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that leads nowhere would walk around every wall.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The entry for npm loads the build, which may not be there yet.
    exclude: '^(\\.\\./)*dist/',
    tsConfig: { fileName: 'tsconfig.json' },
    // Sees types too and tells them apart. ('specify' does as well, but compiles each file: 14 s here where this takes 4.)
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
