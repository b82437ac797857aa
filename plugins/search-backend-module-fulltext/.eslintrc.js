module.exports = require('../../script/lib/package-lint.cjs')(__dirname);
