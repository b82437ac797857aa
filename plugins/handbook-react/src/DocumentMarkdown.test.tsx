import { screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { renderDocument } from './__testUtils__/renderDocument';

const document = `# Title

Text with a [link](../guides/start.md#first-step), [another](https://example.com/a) and a footnote[^1].

## Options

> [!WARNING]
> Mind the *gap*.

!!! note "Read this first"
    It matters.

    - a point

- [x] done
- [ ] not yet

## Options

| Name | Value |
| --- | --- |
| a | 1 |

|  | From 2.0 |
| --- | --- |
| input | b |

<!-- run: scratch-module -->

\`\`\`sh
terraform init # once
\`\`\`

<!-- not run: needs an AWS account -->
\`\`\`sh
terraform apply
\`\`\`

<!-- a secret comment -->

\`\`\`
!!! note "code stays code"
    as it is
\`\`\`

\`\`\`mermaid
flowchart LR
  a[Form] -->|answers| b(Files)
\`\`\`

[^1]: The note.
`;

/** What is on the screen. */
const shownText = () => window.document.body.textContent ?? '';

describe('DocumentMarkdown', () => {
  it('shows what would hide in a text, and turn a command around', async () => {
    renderDocument('Run\u200b it:\n\n<!-- not run: be\u202ecause -->\n\n```sh\necho \u202emr -rf /\u202c\n```\n');
    expect(await screen.findByText('Run[U+200B] it:')).toBeInTheDocument();
    expect(shownText()).toContain('echo [U+202E]mr -rf /[U+202C]');
    expect(shownText()).toContain('be[U+202E]cause');
    expect(shownText()).not.toMatch(/[\u200b\u202a-\u202e]/);
  });

  it('gives a heading the anchor that its writer chose, and does not show it', async () => {
    renderDocument('[Next](#what-runs)\n\n## 무엇이 도는가 {#what-runs}\n\n## What runs {#what-runs}\n\n## {#only\n');
    const heading = await screen.findByRole('heading', { name: '무엇이 도는가' });
    expect(heading).toHaveAttribute('id', 'document-what-runs');
    expect(screen.getByRole('link', { name: 'Next' })).toHaveAttribute('href', '#document-what-runs');
    expect(screen.getByRole('heading', { name: 'What runs' })).toHaveAttribute('id', 'document-what-runs-1');
    expect(screen.getByRole('heading', { name: '{#only' })).toBeInTheDocument();
  });

  it('shows headings, admonitions, tasks, tables, commands and notes, and axe finds nothing', async () => {
    const { container } = renderDocument(document, {
      portalPageOf: ({ path, anchor }) => (path.startsWith('docs/') ? `/handbook?path=${path}#${anchor}` : undefined),
      withoutTitle: true,
    });
    expect((await screen.findAllByRole('heading', { name: 'Options' })).map(each => [each.tagName, each.id])).toEqual([
      ['H2', 'document-options'],
      ['H2', 'document-options-1'],
    ]);
    expect(screen.queryByRole('heading', { name: 'Title' })).not.toBeInTheDocument();
    const [anchor] = screen.getAllByRole('link', { name: 'Link to “Options”' });
    expect(anchor).toHaveAttribute('href', '#document-options');

    expect(screen.getByRole('link', { name: 'link' })).toHaveAttribute('href', '/handbook?path=docs/guides/start.md#first-step');
    expect(screen.getByRole('link', { name: 'another' })).toHaveAttribute('target', '_blank');
    const footnote = screen.getByRole('link', { name: 'Footnote 1' });
    expect(container.querySelector(footnote.getAttribute('href') ?? '')).toHaveTextContent('The note.');

    const [warning, note] = screen.getAllByRole('note');
    expect(warning).toHaveTextContent(/^WarningMind the gap\.$/);
    expect(note).toHaveTextContent('Read this first');
    expect(within(note).getByRole('listitem')).toHaveTextContent('a point');

    expect(screen.getByRole('img', { name: 'Done' })).toBeInTheDocument();
    expect(screen.getByRole('img', { name: 'Not done' })).toBeInTheDocument();
    expect(screen.getByRole('columnheader', { name: 'Value' })).toBeInTheDocument();

    expect(screen.getByText('Executed by tests, in scratch-module')).toBeInTheDocument();
    expect(screen.getByText('Not executed by tests: needs an AWS account')).toBeInTheDocument();
    expect(container).not.toHaveTextContent('a secret comment');
    expect(container).toHaveTextContent('!!! note "code stays code"');
    expect(screen.getByText('# once')).toHaveAttribute('data-kind', 'comment');
    expect(screen.getByRole('button', { name: 'Copy: sh 1' })).toBeInTheDocument();

    const drawing = screen.getByRole('img', { name: 'Diagram 1' });
    expect(drawing).toHaveTextContent('FormFilesanswers');
    expect(screen.getByText('Text of the diagram')).toBeInTheDocument();

    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([]);
  });

  it.each([
    ['marks', '*a_ '.repeat(20_000)],
    ['quotes', `${'> '.repeat(3000)}x`],
  ])('shows as it is written what has too many %s to be read soon', async (_, text) => {
    const { container } = renderDocument(text);
    await screen.findByText(/too long or too deeply nested/);
    expect(container.querySelector('pre')?.textContent).toBe(text);
  });

  it('draws no more diagrams than somebody reads', async () => {
    const { container } = renderDocument('```mermaid\nflowchart LR\n  a --> b\n```\n\n'.repeat(30));
    expect(await screen.findAllByRole('img', { name: /^Diagram/ })).toHaveLength(20);
    expect(container.querySelectorAll('pre')).toHaveLength(30);
  });

  it('keeps the outline under the heading of the page, however the document was written', async () => {
    renderDocument('#### Deep\n\n# Top\n\n### Skipped', { headingLevel: 3, idPrefix: 'step-1-' });
    expect((await screen.findAllByRole('heading')).map(each => [each.tagName, each.id])).toEqual([
      ['H3', 'step-1-deep'],
      ['H3', 'step-1-top'],
      ['H4', 'step-1-skipped'],
    ]);
  });
});
