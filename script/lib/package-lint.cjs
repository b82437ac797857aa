/**
 * Lint configuration of one package: Backstage's own, and who may import whom (docs/adr/0007). Tests may import more:
 * they put backends and the forge together.
 */
const { join } = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');

const connectly = allowed => ({
  pattern: `^@connectly.(?!${allowed})`,
  message: 'A package of this role may not import that one; see docs/adr/0007-who-may-import-whom.md.',
});
const common = 'plugin-[a-z-]+-common$';
const node = 'plugin-[a-z-]+-node$';
const react = 'plugin-[a-z-]+-react$';
const nothing = '$';

/** What a package may import of ours, by its Backstage role. A role that is not here is free. */
const byRole = {
  'common-library': connectly(nothing),
  'node-library': connectly(`${common}|${node}`),
  'backend-plugin': connectly(`${common}|${node}`),
  'backend-plugin-module': connectly(`${common}|${node}`),
  'web-library': connectly(`${common}|${react}`),
  'frontend-plugin': connectly(`${common}|${react}`),
  'frontend-plugin-module': connectly(`${common}|${react}`),
};

/** Packages whose job is another one than their role says. */
const byName = {
  // one feature made of the backends
  '@connectly/suite-backend': undefined,
  // a forge knows nothing of Backstage, nor of us
  '@connectly/forge': { pattern: '^@(backstage|connectly).', message: 'The forge knows nothing of Backstage or of this suite.' },
  '@connectly/cli': connectly(`${common}|${node}`),
  // measures what a backend does
  '@connectly/benchmarks': undefined,
  app: { pattern: '^@connectly.plugin-.*(backend|node)', message: 'The web app lists features of the web.' },
};

/** @param {string} directory the package's own */
module.exports = function lintPackage(directory) {
  const { name, backstage } = require(join(directory, 'package.json'));
  const rule = name in byName ? byName[name] : byRole[backstage?.role];
  const configuration = factory(directory);
  if (!rule) return configuration;
  const kinds = ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration', 'ExportAllDeclaration'];
  // added to what Backstage has there for the role; its options would be lost for web packages
  const [, ...selectors] = configuration.rules['no-restricted-syntax'];
  configuration.rules['no-restricted-syntax'] = [
    'error',
    ...selectors,
    ...kinds.map(kind => ({ selector: `${kind}[source.value=/${rule.pattern}/]`, message: rule.message })),
  ];
  return configuration;
};
