import { DocumentCommand, DocumentHeading } from '@connectly/plugin-handbook-common';
import GithubSlugger from 'github-slugger';
import type { Heading, Link, List, Nodes, Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** Longest text that is parsed, in UTF-16 units; a longer one is shown and not understood. @internal */
export const textLimit = 1024 * 1024;

/** Deepest nesting of a tree that is walked: nobody writes lists so deep. */
const depthLimit = 100;

/** Part of a text below one heading. @internal */
export interface Section {
  heading: Heading;
  title: string;
  line: number;
  content: RootContent[];
}

/** A link of a document. @internal */
export interface DocumentLink {
  url: string;
  line: number;
}

/** A document's text as a tree, and what the readers of kinds take from it. @internal */
export class MarkdownText {
  readonly text: string;
  readonly root: Root;
  readonly #lines: number;

  /** @param frontMatterLines - lines above the text, so that a line is told as one of the file */
  constructor(text: string, frontMatterLines: number) {
    this.text = text;
    this.#lines = frontMatterLines;
    const parsed = text.length > textLimit ? '' : text;
    this.root = fromMarkdown(parsed, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  }

  lineOf(node: Nodes): number {
    return (node.position?.start.line ?? 1) + this.#lines;
  }

  headings(): DocumentHeading[] {
    const slugger = new GithubSlugger();
    return this.root.children
      .filter((node): node is Heading => node.type === 'heading')
      .map(heading => {
        const written = toString(heading);
        // {#anchor} is how MkDocs lets a writer choose one
        const [, title, chosen] = /^(.*?)\s*\{#([\w-]+)\}\s*$/.exec(written) ?? [undefined, written, undefined];
        return { level: heading.depth, title, anchor: chosen ?? slugger.slug(title), line: this.lineOf(heading) };
      });
  }

  /** Parts below the headings of a level, without what stands above the first one. */
  sections(level: Heading['depth']): Section[] {
    const sections: Section[] = [];
    for (const node of this.root.children) {
      if (node.type === 'heading' && node.depth === level) {
        sections.push({ heading: node, title: toString(node), line: this.lineOf(node), content: [] });
      } else if (node.type === 'heading' && node.depth < level) {
        sections.push({ heading: node, title: '', line: 0, content: [] });
      } else {
        sections.at(-1)?.content.push(node);
      }
    }
    return sections.filter(section => section.line > 0);
  }

  /** Markdown of nodes that follow each other, as it was written. */
  sourceOf(nodes: RootContent[]): string {
    const from = nodes.at(0)?.position?.start.offset;
    const to = nodes.at(-1)?.position?.end.offset;
    return from === undefined || to === undefined ? '' : this.text.slice(from, to);
  }

  /** Fenced blocks of commands, with what the comment above each says. */
  commands(): DocumentCommand[] {
    const commands: DocumentCommand[] = [];
    this.#walk(this.root, siblings => {
      siblings.forEach((node, index) => {
        if (node.type !== 'code' || !node.lang) {
          return;
        }
        const mark = markOf(siblings[index - 1]);
        commands.push({ language: node.lang, text: node.value, line: this.lineOf(node), ...mark });
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
function markOf(comment: Nodes | undefined): Pick<DocumentCommand, 'run' | 'notRun'> {
  const [marked, not, said = ''] =
    comment?.type === 'html' ? /^<!--\s*(not )?run(?::\s*([^]*?))?\s*-->$/.exec(comment.value.trim()) ?? [] : [];
  if (!marked) {
    return {};
  }
  return not ? { notRun: said } : { run: said };
}

/** Facts of a list of `Name: value`, with the link that a value holds. @internal */
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

/** The words that a paragraph begins with in bold, such as `Verify`, without their colon. @internal */
export function boldStartOf(node: RootContent): string | undefined {
  const [first] = node.type === 'paragraph' ? (node as Paragraph).children : [];
  return first?.type === 'strong' ? toString(first).replace(/[:：]\s*$/, '').trim().toLowerCase() : undefined;
}
