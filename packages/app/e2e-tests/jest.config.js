/** Browser tests of the whole portal; run by `script/test e2e`. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testTimeout: 600_000,
  testMatch: ['<rootDir>/*.test.ts'],
  transform: {
    '\\.ts$': [
      require.resolve('@backstage/cli/config/jestSwcTransform'),
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
    ],
  },
};
