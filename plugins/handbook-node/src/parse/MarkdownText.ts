import { DocumentCommand, DocumentHeading, readingRefusal, splitChosenAnchor } from '@connectly/plugin-handbook-common';
import { withoutHiddenCharacters } from '@connectly/plugin-platform-common';
import GithubSlugger from 'github-slugger';
import type { Heading, Link, List, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** Deepest nesting of a tree that is walked: nobody writes lists so deep. */
const depthLimit = 100;

/** Languages of fences whose lines a shell runs. */
export const shells = new Set(['sh', 'bash', 'zsh', 'shell', 'console']);

/** Part of a text below one heading. */
export interface Section {
  heading: Heading;
  title: string;
  line: number;
  content: RootContent[];
}

/** A link of a document. */
export interface DocumentLink {
  url: string;
  line: number;
}

/** A document's text as a tree, and what the readers of kinds take from it. */
export class MarkdownText {
  readonly text: string;
  readonly root: Root;
  /** Why the text was not parsed, as the end of a sentence; it is shown and not understood then. */
  readonly refusal?: string;
  readonly #lines: number;

  /** @param frontMatterLines - lines above the text, so that a line is told as one of the file */
  constructor(text: string, frontMatterLines: number) {
    this.text = text;
    this.#lines = frontMatterLines;
    this.refusal = readingRefusal(text);
    this.root = fromMarkdown(this.refusal ? '' : text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  }

  lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.#lines;
  }

  headings(): DocumentHeading[] {
    const slugger = new GithubSlugger();
    return this.root.children
      .filter((node): node is Heading => node.type === 'heading')
      .map(heading => {
        const { text: title, anchor } = splitChosenAnchor(withoutHiddenCharacters(toString(heading)).trim());
        return { level: heading.depth, title, anchor: anchor ?? slugger.slug(title), line: this.lineOf(heading) };
      });
  }

  /** What a link can lead to: headings, and anchors that a writer set in HTML. */
  anchors(): Set<string> {
    const anchors = new Set(this.headings().map(heading => heading.anchor));
    this.#walk(this.root, siblings => {
      for (const node of siblings) {
        const [, anchor] = (node.type === 'html' && /^<a (?:id|name)="([^"\n]{1,200})"/.exec(node.value)) || [];
        if (anchor) anchors.add(anchor);
      }
    });
    return anchors;
  }

  /** Parts below the headings of a level, without what stands above the first one. */
  sections(level: Heading['depth']): Section[] {
    const sections: Section[] = [];
    for (const node of this.root.children) {
      if (node.type === 'heading' && node.depth === level) {
        sections.push({ heading: node, title: withoutHiddenCharacters(toString(node)), line: this.lineOf(node), content: [] });
      } else if (node.type === 'heading' && node.depth < level) {
        sections.push({ heading: node, title: '', line: 0, content: [] });
      } else {
        sections.at(-1)?.content.push(node);
      }
    }
    return sections.filter(section => section.line > 0);
  }

  /** Markdown of nodes that follow each other, as it was written. @param start - where it begins, when not with the first node */
  sourceOf(nodes: RootContent[], start?: number): string {
    const from = start ?? nodes.at(0)?.position?.start.offset;
    const to = nodes.at(-1)?.position?.end.offset;
    return from === undefined || to === undefined ? '' : this.text.slice(from, to);
  }

  /** Blocks that somebody may run, with what the comment above each says: those of a shell, and what a comment names. */
  commands(): DocumentCommand[] {
    const commands: DocumentCommand[] = [];
    this.#walk(this.root, siblings => {
      siblings.forEach((node, index) => {
        if (node.type !== 'code') {
          return;
        }
        const mark = markOf(siblings[index - 1]);
        if (mark || shells.has(node.lang ?? '')) {
          commands.push({ language: node.lang ?? '', text: node.value, line: this.lineOf(node), ...mark });
        }
      });
    });
    return commands;
  }

  links(): DocumentLink[] {
    const links: DocumentLink[] = [];
    this.#walk(this.root, siblings => {
      for (const node of siblings) {
        if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
          links.push({ url: node.url, line: this.lineOf(node) });
        }
      }
    });
    return links;
  }

  /** Fenced blocks, with the line of the fence; without those of which a comment says that they name what is not there. */
  fences(): { language: string; value: string; line: number }[] {
    const fences: { language: string; value: string; line: number }[] = [];
    this.#walk(this.root, siblings => {
      siblings.forEach((node, index) => {
        if (node.type === 'code' && !isExample(siblings[index - 1])) {
          fences.push({ language: node.lang ?? '', value: node.value, line: this.lineOf(node) });
        }
      });
    });
    return fences;
  }

  /** Lines of fenced blocks. */
  fencedLines(): { value: string; line: number }[] {
    return this.fences().flatMap(({ value, line }) => value.split('\n').map((each, index) => ({ value: each, line: line + index + 1 })));
  }

  /** Texts between backticks. */
  codes(): { value: string; line: number }[] {
    const codes: { value: string; line: number }[] = [];
    this.#walk(this.root, siblings => {
      for (const node of siblings) {
        if (node.type === 'inlineCode') {
          codes.push({ value: node.value, line: this.lineOf(node) });
        }
      }
    });
    return codes;
  }

  #walk(node: Nodes, visit: (siblings: Nodes[]) => void, depth = 0): void {
    if (!('children' in node) || depth > depthLimit) {
      return;
    }
    visit(node.children);
    for (const child of node.children) {
      this.#walk(child, visit, depth + 1);
    }
  }
}

/** What a comment above a fenced block says of it. */
function markOf(node: Nodes | undefined): Pick<DocumentCommand, 'run' | 'notRun'> | undefined {
  const written = node?.type === 'html' ? node.value.trim() : '';
  if (!written.startsWith('<!--') || !written.endsWith('-->')) {
    return undefined;
  }
  const mark = /^(not )?run(?::([^]*))?$/.exec(written.slice(4, -3).trim());
  const said = mark?.[2]?.trim() ?? '';
  return mark ? { [mark[1] ? 'notRun' : 'run']: said } : undefined;
}

/** Whether a comment says of the block below it that it is made up: `<!-- example: why -->`. */
function isExample(node: Nodes | undefined): boolean {
  return node?.type === 'html' && /^<!--\s{0,10}example\b[^]{0,500}-->$/.test(node.value.trim());
}

/** Facts of a list of `Name: value`, with the link that a value holds. */
export function factsOf(list: List): Map<string, { value: string; link?: Link }> {
  const facts = new Map<string, { value: string; link?: Link }>();
  for (const item of list.children) {
    const [, name, value] = /^([^:：\n]{1,40})[:：]\s*([^]*)$/.exec(toString(item)) ?? [];
    const [paragraph] = item.children;
    if (name) {
      const link = paragraph?.type === 'paragraph' ? paragraph.children.find((child): child is Link => child.type === 'link') : undefined;
      facts.set(name.trim().toLowerCase(), { value: value.trim(), link });
    }
  }
  return facts;
}

/**
 * The word that a paragraph begins with in bold and a colon, such as `**Verify:**`, and where the rest begins.
 */
export function boldStartOf(node: RootContent, text: string): { word: string; end: number } | undefined {
  const [first] = node.type === 'paragraph' ? (node as Paragraph).children : [];
  const end = first?.type === 'strong' ? first.position?.end.offset : undefined;
  if (first === undefined || end === undefined) {
    return undefined;
  }
  const word = toString(first).trim().toLowerCase();
  // the colon stands within the bold text or behind it
  const [behind] = /^[:：]?[ \t]*/.exec(text.slice(end, end + 20)) ?? [''];
  return { word: word.replace(/[:：]$/, '').trim(), end: end + behind.length };
}
