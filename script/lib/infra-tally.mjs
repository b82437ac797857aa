/** Counts what passed, failed and was skipped, by name. */
import { say } from './console.mjs';
import { run } from './run.mjs';

export class Tally {
  /** @type {number} */
  passed = 0;
  /** @type {string[]} */
  failures = [];
  /** @type {string[]} */
  skipped = [];

  pass(count = 1) {
    this.passed += count;
  }

  /**
   * @param {string} name
   * @param {string} [reason] printed at once, so that a long run shows what is wrong with it
   */
  fail(name, reason) {
    this.failures.push(name);
    say(`✗ ${name}${reason ? `\n${reason.trim().replace(/^/gm, '    ')}` : ''}`);
  }

  skip(name) {
    this.skipped.push(name);
  }

  /** What stands before a line on `name`: whether anything of it failed. Others may run beside it. */
  mark(name) {
    return this.failures.some(failure => failure.startsWith(`${name}:`)) ? '✗' : '✓';
  }

  /** One check: it passes unless `work` throws. */
  async check(name, work) {
    try {
      await work();
      this.pass();
      return true;
    } catch (error) {
      this.fail(name, error.message);
      return false;
    }
  }

  summary() {
    return { passed: this.passed, failed: this.failures, skipped: this.skipped };
  }

  line() {
    return `${this.passed} passed, ${this.failures.length} failed, ${this.skipped.length} skipped`;
  }
}

/** Runs a file of Node's tests as one check of this name. Tests in it that were skipped are counted as that, and not as passed. */
export async function testScript(tally, name, file) {
  // A test that runs tests would have them report to itself.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  try {
    const tap = await run(process.execPath, ['--test', '--test-reporter=tap', file], { env });
    const skipped = [...tap.matchAll(/^\s*ok \d+ - (.*?) # SKIP ?(.*)$/gm)];
    for (const [, title, reason] of skipped) tally.skip(`${name}: ${title}${reason ? ` (${reason})` : ''}`);
    const ran = Number(/^# pass (\d+)$/m.exec(tap)?.[1] ?? 0);
    if (ran > 0) tally.pass();
    return true;
  } catch (error) {
    tally.fail(name, error.message);
    return false;
  }
}
