/** Browser tests of the packed packages in a portal of their own; run by `script/test install`. */
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
