import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { BenchmarkContext, figureOf } from '../figure';
import { CentralRepository } from '../indexing/CentralRepository';
import { IndexBackend } from '../indexing/indexBackend';
import { secondsOf } from '../stopwatch';
import { copyDocuments } from './documentCopies';
import { startHandbookBackend } from './handbookBackend';
import { buildSite } from './mkdocsSite';

const count = 500;
const port = 7306;

/** From the event that tells of the push until each document is in the list. */
async function index(backend: IndexBackend, repository: CentralRepository, files: Record<string, string>, mark: string) {
  return await secondsOf(async () => {
    const eventPayload = repository.changeAll(files);
    await backend.events.publish({ topic: repositoriesChangedTopic, eventPayload });
    const last = Object.keys(files).at(-1)!;
    const query = new URLSearchParams({ repository: eventPayload.repository, path: last });
    for (const end = Date.now() + 300_000; Date.now() < end; ) {
      const text = await (await fetch(`${backend.url}/document?${query}`)).text();
      if (text.includes(mark)) return;
    }
    throw new Error('The documents never came.');
  });
}

/** Every page as HTML, by the libraries of the handbook's reader. Readers' browsers do it, a page at a time. */
const render = (files: Record<string, string>) =>
  secondsOf(async () => {
    for (const text of Object.values(files)) {
      const withoutFrontMatter = text.replace(/^---\n[^]*?\n---\n/, '');
      const plugins = { skipHtml: true, remarkPlugins: [remarkGfm], rehypePlugins: [rehypeSanitize] };
      if (!renderToStaticMarkup(createElement(ReactMarkdown, plugins, withoutFrontMatter)).includes('<h1')) {
        throw new Error('A page has no title.');
      }
    }
  });

/**
 * 500 documents, all changed by one push: parsed, checked, kept and in the list, and each rendered once; then the same of one changed
 * document among them. The peer is `mkdocs build` over the same files with the plugins of TechDocs, which writes the whole site and its
 * search index whatever has changed, and checks nothing but links.
 */
export async function docsBenchmark(context: BenchmarkContext): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-docs-'));
  const repository = CentralRepository.create({});
  const backend = await startHandbookBackend(repository, port);
  try {
    const pairs: { indexing: number; rendering: number; change: number; peer: number }[] = [];
    // the first turn loads code and is left out
    for (let pair = 0; pair <= context.pairs; pair += 1) {
      const mark = `Turn ${pair} of the benchmark.`;
      const files = await copyDocuments(context.checkout, count, mark);
      const indexing = await index(backend, repository, files, mark);
      const rendering = await render(files);
      const [path, text] = Object.entries(files)[count / 2];
      const one = { [path]: `${text}\nOne document more in turn ${pair}.\n` };
      const change = (await index(backend, repository, one, `One document more in turn ${pair}.`)) + (await render(one));
      const peer = await buildSite(directory, { ...files, ...one });
      context.progress(
        `pair ${pair}: indexed ${indexing.toFixed(2)} s, rendered ${rendering.toFixed(2)} s, one changed ${change.toFixed(3)} s, mkdocs build ${peer.toFixed(2)} s`,
      );
      if (pair > 0) pairs.push({ indexing, rendering, change, peer });
    }
    context.report(
      figureOf('docs.seconds', 'seconds', pairs.map(({ indexing, rendering, peer }) => ({ ours: indexing + rendering, peer }))),
    );
    context.report(figureOf('docs.change.seconds', 'seconds', pairs.map(({ change, peer }) => ({ ours: change, peer }))));
    context.report(figureOf('docs.index.seconds', 'seconds', pairs.map(({ indexing, peer }) => ({ ours: indexing, peer }))));
  } finally {
    await backend.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
