/**
 * Hostile answers: whatever a person types either breaks a rule or stays inside its value, in every file.
 */
import { resolve } from 'node:path';
import fc from 'fast-check';
import { parseServiceAnswers, RenderedFile } from '@connectly/plugin-platform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { parse } from 'yaml';
import { hostileTexts } from '../__testUtils__/hostileTexts';
import { defaultPlatformSettings } from '../settings';
import { createModuleCatalogue, ModuleCatalogue, renderService } from '.';
import { markdownText } from './markdown';

const checkout = resolve(__dirname, '../../../..');
const base = {
  name: 'checkout',
  owner: 'payments',
  environments: ['dev', 'prod'],
  size: 'small',
  database: 'postgres',
  exposure: 'internal',
};

jest.setTimeout(120_000);

describe('hostile answers', () => {
  let catalogue: ModuleCatalogue;
  beforeAll(async () => {
    catalogue = createModuleCatalogue((await readModuleCatalogue(checkout)).values());
  });

  /** The files, or the refusals. */
  async function render(change: Record<string, unknown>): Promise<RenderedFile[] | string[]> {
    const parsed = parseServiceAnswers({ ...base, ...change });
    if (!parsed.ok) return parsed.errors.map(error => error.code);
    const rendered = await renderService({ answers: parsed.answers, catalogue, settings: defaultPlatformSettings });
    return [...rendered.foundation, ...rendered.provision, rendered.registration];
  }
  const isRefused = (outcome: RenderedFile[] | string[]): outcome is string[] => typeof outcome[0] === 'string';
  const text = (files: RenderedFile[], path: string) => files.find(file => file.path === path)?.content ?? '';

  /** Everything but the description must be the same bytes as with a harmless one. */
  async function expectContained(description: string) {
    const files = await render({ description });
    if (isRefused(files)) return;
    const plain = (await render({ description: 'harmless' })) as RenderedFile[];
    expect(parse(text(files, 'catalog-info.yaml')).metadata.description ?? '').toBe(description);
    expect(parse(text(files, '.platform/answers.yaml')).answers.description).toBe(description);
    const changed = files
      .filter(file => file.content !== text(plain, file.path))
      .map(file => file.path)
      .sort();
    const allowed = ['.platform/answers.yaml', 'README.md', 'catalog-info.yaml', 'docs/index.md'];
    expect(changed.filter(path => !allowed.includes(path))).toEqual([]);
    for (const path of ['README.md', 'docs/index.md']) {
      const lines = text(files, path).split('\n');
      const harmless = text(plain, path).split('\n');
      expect(lines).toHaveLength(harmless.length);
      const different = lines.filter((line, index) => line !== harmless[index]);
      expect(different.length).toBeLessThanOrEqual(1);
    }
  }

  it.each(hostileTexts)('keeps %j inside its value', async description => {
    await expectContained(description);
  });

  it('keeps any text inside its value', async () => {
    const strings = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.stringMatching(/^[\s"'${}%<>[\]\\|&*!#:@`-]{0,40}$/),
    );
    await fc.assert(fc.asyncProperty(strings, expectContained), { numRuns: 150 });
  });

  it('refuses or contains any text in any field', async () => {
    const field = fc.constantFrom('name', 'owner', 'healthCheckPath', 'costCenter', 'size', 'environments', 'moduleVersions');
    const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.jsonValue({ maxDepth: 2 }), fc.constant('x'.repeat(10_000)));
    await fc.assert(
      fc.asyncProperty(field, value, async (name, input) => {
        const outcome = await render({ [name]: input }).catch(error => [error.code as string]);
        const isFine = isRefused(outcome) ? outcome.every(code => /^PLT-\d{3}$/.test(code)) : outcome.length > 20;
        expect(isFine).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('escapes what Markdown would act on, and leaves words as they were typed', () => {
    const escaped = {
      'a *b* [x](y) `c` | \\': 'a \\*b\\* \\[x\\](y) \\`c\\` \\| \\\\',
      '<i> < 200 ms, R&D & more, &copy;': '&lt;i> < 200 ms, R&D & more, &amp;copy;',
      'a_b _c_ C# # d #': 'a_b \\_c\\_ C# \\# d \\#',
      'C#': 'C\\#',
      'note: a:b, @x https://e www.e :smile: $x$ $5': 'note: a:b, &#64;x https&#58;//e www\\.e &#58;smile&#58; &#36;x&#36; &#36;5',
      '1. one': '1\\. one',
      '2026 budget': '2026 budget',
      '- dash': '\\- dash',
      '# heading': '\\# heading',
      '> quoted': '\\> quoted',
      '!!! note': '\\!!! note',
      'Takes payments, quickly: 99 % (or $5).': 'Takes payments, quickly: 99 % (or $5).',
    };
    for (const [typed, written] of Object.entries(escaped)) expect(markdownText(typed)).toBe(written);
  });

  it('leaves no markup of any text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\s<>&;#!?/a-z0-9*_`[\]{}()|~^=$@:.+-]{0,40}$/), typed => {
        const written = markdownText(typed);
        expect(written).not.toMatch(/<[^\s\d]|:\/\/|www\.|@|(?<!\\)[*`[\]{}|~^]/);
        // every escape read back gives what was typed
        const read = written.replace(/\\([\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e])|&(?:#(\d+)|(lt|amp));/g, (_, plain, code, name) =>
          plain ?? (code ? String.fromCodePoint(code) : { lt: '<', amp: '&' }[name as 'lt' | 'amp']),
        );
        expect(read).toBe(typed);
      }),
      { numRuns: 1000 },
    );
  });
});
