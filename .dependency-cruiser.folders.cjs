/**
 * The wall between the folders of a lib. It has a file of its own because it looks at less: a spec may take from any
 * folder, and dependency-cruiser cannot leave files out for a single rule that is about folders. The root of a lib is no
 * folder to it; `folder-takes-nothing-from-the-root` stands there.
 */
const { options } = require('./.dependency-cruiser.cjs');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'folders-form-no-circle',
      comment: 'Otherwise two folders are one. Types count: a circle of types is a circle of thought.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    ...options,
    includeOnly: '^libs/',
    exclude: ['^(\\.\\./)*dist/', '\\.(spec|fixture|fixtures)\\.ts$'],
  },
};
