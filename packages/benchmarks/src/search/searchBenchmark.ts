import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BenchmarkContext, figureOf } from '../figure';
import { copyDocuments } from '../handbook/documentCopies';
import { buildSite } from '../handbook/mkdocsSite';
import { secondsOf } from '../stopwatch';
import { SearchBackend, startSearchBackend } from './searchBackend';
import { handbookSide, techdocsSide } from './sides';
import { termsOf } from './terms';

const siteSize = 500;
/** Sites of a search. Beside SQLite the peer has fewer: its index of 40 sites was not made within half an hour. */
const copies = { postgresql: { ours: 40, peer: 40 }, sqlite: { ours: 40, peer: 2 } };
const queries = 100;
/** Words such as `about` are too common to be searched for, and find nothing. */
const leastFound = 0.95;

/** The slowest of a hundred, in milliseconds. */
function slowestOfHundred(seconds: number[]): number {
  const sorted = [...seconds].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * 0.99) - 1] * 1000;
}

async function ask(backend: SearchBackend, terms: string[]) {
  const seconds: number[] = [];
  const counts: number[] = [];
  for (const term of terms) seconds.push(await secondsOf(async () => counts.push(await backend.query(term))));
  return { milliseconds: slowestOfHundred(seconds), found: counts.filter(count => count > 0).length };
}

/** The guides of a site over and over, each copy in a folder of its own. */
const manySites = (site: Record<string, string>, count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, copy) =>
      Object.entries(site).map(([path, text]) => [path.replace('docs/guides/', `docs/guides/site-${copy + 1}/`), text]),
    ).flat(),
  );

interface Side {
  index: () => Promise<void>;
  backend: SearchBackend;
}

async function measure(context: BenchmarkContext, circumstance: string, ours: Side, peer: Side, terms: string[]) {
  const indexing: { ours: number; peer: number }[] = [];
  const asking: { ours: number; peer: number }[] = [];
  for (let pair = 1; pair <= context.pairs; pair += 1) {
    indexing.push({ ours: await secondsOf(ours.index), peer: await secondsOf(peer.index) });
    const [answers, others] = [await ask(ours.backend, terms), await ask(peer.backend, terms)];
    if (answers.found < terms.length * leastFound) throw new Error(`Ours found ${answers.found} of ${terms.length} terms.`);
    asking.push({ ours: answers.milliseconds, peer: others.milliseconds });
    const told = [indexing.at(-1)!, asking.at(-1)!].map(values => `ours ${values.ours.toFixed(1)}, TechDocs ${values.peer.toFixed(1)}`);
    context.progress(`${circumstance}, pair ${pair}: indexed in s: ${told[0]}; 99 of 100 in ms: ${told[1]}; found of ${terms.length} terms: ours ${answers.found}, TechDocs ${others.found}`);
  }
  context.report(figureOf(`search.index.seconds@${circumstance}`, 'seconds', indexing));
  context.report(figureOf(`search.p99.milliseconds@${circumstance}`, 'milliseconds', asking));
}

/**
 * 20,000 documents in the search, on PostgreSQL and beside SQLite. Indexed from the handbook's tables, and asked over HTTP. The peer
 * is Backstage's TechDocs collator with the stock engine, over sites that MkDocs built from the same files; beside SQLite over 1,000 documents. What the
 * builds take is left out.
 */
export async function searchBenchmark(context: BenchmarkContext): Promise<void> {
  const postgres = process.env.BENCH_POSTGRES_URL;
  const directory = await mkdtemp(join(tmpdir(), 'bench-search-'));
  try {
    const site = await copyDocuments(context.checkout, siteSize, 'Turn of the benchmark.');
    context.progress(`mkdocs builds ${siteSize} pages.`);
    await buildSite(directory, site);
    const searchIndex = await readFile(join(directory, 'site/search/search_index.json'), 'utf8');
    const terms = termsOf(Object.values(site), queries);
    if (!postgres) context.progress('PostgreSQL is not installed: only what is beside SQLite is measured.');
    for (const circumstance of postgres ? (['postgresql', 'sqlite'] as const) : (['sqlite'] as const)) {
      const files = manySites(site, copies[circumstance].ours);
      const database = circumstance === 'postgresql' ? postgres : undefined;
      const ours = await startSearchBackend({ features: handbookSide(files), port: 7307, postgres: database });
      const peer = await startSearchBackend({ features: techdocsSide(searchIndex, copies[circumstance].peer), port: 7308, postgres: database });
      try {
        const reading = await secondsOf(() => ours.runTask(/^handbook-reconcile/));
        context.progress(`${circumstance}: the handbook read ${Object.keys(files).length} documents in ${reading.toFixed(0)} s.`);
        await measure(
          context,
          circumstance,
          { backend: ours, index: () => ours.runTask(/search_index_handbook/) },
          { backend: peer, index: () => peer.runTask(/search_index_techdocs/) },
          terms,
        );
      } finally {
        await ours.stop();
        await peer.stop();
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
