import { bundledFile, bundledPackages, importedPackages } from './apps/cli/bin/bundle.mjs';

const escaped = (name) => name.replace(/[.]/g, String.raw`\.`);
/** The packages as the product has them: Jest loads each file anew for each spec, and they are two thousand. */
const packages = await bundledPackages();
const packageFiles = Object.fromEntries(
  importedPackages().map((name) => [`^${escaped(name)}$`, `${packages}/${bundledFile(name)}`]),
);

/** Two kinds of spec: `pure` needs no service; `int` uses real PostgreSQL and a real queue. */
const common = {
  // How is said in .swcrc.
  transform: { '^.+\\.ts$': '@swc/jest' },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    ...packageFiles,
    '^fast-check$': '<rootDir>/test/support/fast-check.mjs',
    '^@kept-informed/(.*)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)(?<!\\.json)\\.js$': '$1',
  },
  testEnvironment: '<rootDir>/test/support/environment.mjs',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

export default {
  workerIdleMemoryLimit: '700MB',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  // For what hangs. How fast something must be is said by the specs; a busy machine can be slower ten times over.
  // Here, because jest passes over the limit of a project.
  testTimeout: 180_000,
  // For specs that mostly wait (`it.concurrent`); each has processes of its own, and machines have two cores.
  maxConcurrency: 3,
  projects: [
    {
      ...common,
      displayName: 'pure',
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.int\\.spec\\.ts$'],
    },
    {
      ...common,
      displayName: 'int',
      // For what hangs. How fast something must be is said by the specs; a busy machine can be slower ten times over.
      testTimeout: 180_000,
      testMatch: ['<rootDir>/{apps,libs,test}/**/*.int.spec.ts'],
      globalSetup: '<rootDir>/test/support/services.setup.mjs',
      globalTeardown: '<rootDir>/test/support/services.teardown.mjs',
    },
  ],
};
