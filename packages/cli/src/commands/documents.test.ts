/** Documents of this repository: codes of the portal, entries and the catalogue lead to each other, and what is copied is the same in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HandbookDocument } from '@connectly/plugin-handbook-common';
import { parseDocument } from '@connectly/plugin-handbook-node';
import { errorLink, PlatformErrorCode, platformErrors } from '@connectly/plugin-platform-common';

// eslint-disable-next-line no-restricted-syntax -- tests run from the sources only
const directory = resolve(__dirname, '../../../../docs/troubleshooting');
const codes = Object.keys(platformErrors) as PlatformErrorCode[];
const read = (name: string) => readFileSync(join(directory, name), 'utf8');

/** Text of each code's section in the catalogue. */
const sections = new Map(
  read('errors.md')
    .split(/^### /m)
    .slice(1)
    .map(text => [text.slice(0, 'PLT-nnn'.length), text]),
);

const entries = readdirSync(directory)
  .filter(name => /^TS-.*\.md$/.test(name))
  .map(name => ({ name, entry: parseDocument(`docs/troubleshooting/${name}`, read(name)) as HandbookDocument }));

describe('a guide that is copied from', () => {
  it('holds the same blocks in both languages', () => {
    const blocksOf = (name: string) => read(`../guides/${name}`).match(/^```\w+ title=[^]*?^```$/gm);
    expect(blocksOf('add-to-a-portal.md')?.length).toBeGreaterThan(8);
    expect(blocksOf('add-to-a-portal.ko.md')).toEqual(blocksOf('add-to-a-portal.md'));
  });
});

describe('codes and entries', () => {
  it.each(codes)('%s is in exactly one entry, which its section names in both languages, and no other', code => {
    const [entry, ...others] = entries.filter(each => each.entry.language === 'en' && each.entry.troubleshooting?.errors.includes(code));
    expect(others).toEqual([]);
    const linked = [...(sections.get(code) ?? '').matchAll(/\]\((TS-[^)#]+)\)/g)].map(([, name]) => name);
    expect(linked.sort()).toEqual([entry.name.replace(/\.md$/, '.ko.md'), entry.name].sort());
  });

  it.each(entries.map(({ name, entry }) => [name, entry] as const))('%s links to the section of each of its codes, and of no other', (name, entry) => {
    const english = entries.find(each => each.name === name.replace('.ko.md', '.md'));
    const mine = english?.entry.troubleshooting?.errors ?? [];
    const linked = [...entry.text.matchAll(/\[(PLT-\d{3})\]\(errors\.md#(plt-\d{3})\)/g)];
    expect(linked.map(([, code]) => code)).toEqual(mine);
    for (const [, code, anchor] of linked) {
      expect(errorLink(code as PlatformErrorCode)).toMatch(new RegExp(`#${anchor}$`));
      expect(anchor).toBe(code.toLowerCase());
    }
  });
});
