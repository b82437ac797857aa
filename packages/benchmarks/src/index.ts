/**
 * `script/bench NAME`.
 *
 * @packageDocumentation
 */
import { parseArgs } from 'node:util';
import { Benchmark } from './figure';
import { docsBenchmark } from './handbook/docsBenchmark';
import { handbookSweepBenchmark } from './handbook/handbookSweepBenchmark';
import { indexBenchmark } from './indexing/indexBenchmark';
import { createBenchmark } from './publish/createBenchmark';
import { startBenchmark } from './start/startBenchmark';
import { searchBenchmark } from './search/searchBenchmark';
import { sweepBenchmark } from './sweep/sweepBenchmark';
import { throughputBenchmark } from './publish/throughputBenchmark';
import { troubleshootBenchmark } from './troubleshoot/troubleshootBenchmark';

const benchmarks: Record<string, { run: Benchmark; pairs: number }> = {
  create: { run: createBenchmark, pairs: 5 },
  throughput: { run: throughputBenchmark, pairs: 1 },
  start: { run: startBenchmark, pairs: 3 },
  index: { run: indexBenchmark, pairs: 5 },
  sweep: { run: sweepBenchmark, pairs: 3 },
  troubleshoot: { run: troubleshootBenchmark, pairs: 5 },
  docs: { run: docsBenchmark, pairs: 3 },
  search: { run: searchBenchmark, pairs: 3 },
  'handbook-sweep': { run: handbookSweepBenchmark, pairs: 3 },
};

const usage = `script/bench NAME [--pairs N] [--cold]

  NAME         ${Object.keys(benchmarks).join(', ')}
  --pairs N    pairs to measure; each figure is the median
  --cold       with start: also the first start of all, with empty caches
`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      pairs: { type: 'string' },
      cold: { type: 'boolean', default: false },
    },
  });
  const benchmark = Object.hasOwn(benchmarks, positionals[0] ?? '') ? benchmarks[positionals[0]] : undefined;
  const pairs = Number(values.pairs ?? benchmark?.pairs);
  if (!benchmark || positionals.length !== 1 || !Number.isInteger(pairs) || pairs < 1) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  await benchmark.run({
    checkout: process.cwd(),
    pairs,
    cold: values.cold,
    report: figure => process.stdout.write(`${JSON.stringify(figure)}\n`),
    progress: message => process.stderr.write(`${message}\n`),
  });
}

main().then(
  // kept-alive connections of a stopped backend would hold the process for minutes
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  },
);
