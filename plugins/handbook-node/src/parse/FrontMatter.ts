import { DocumentFinding } from '@connectly/plugin-handbook-common';
import { withoutHiddenCharacters } from '@connectly/plugin-platform-common';
import { Alias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit, YAMLMap } from 'yaml';

/** Longest front matter, in UTF-16 units: it is a page of facts. */
const lengthLimit = 32 * 1024;
const fence = /^---[ \t]*\n/;
const closing = /^(?:---|\.\.\.)[ \t]*(?:\n|$)/m;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The facts above a document's text. Reading one never throws: what is wrong is a finding, and the fact is missing.
 */
export class FrontMatter {
  readonly findings: DocumentFinding[] = [];
  /** Text below the front matter. */
  readonly text: string;
  /** Lines that the front matter takes. */
  readonly lines: number;
  readonly #file: string;
  readonly #map: YAMLMap | undefined;
  readonly #counter = new LineCounter();

  /** @param source - text of the file, with `\n` as line ends */
  constructor(file: string, source: string) {
    this.#file = file;
    const parts = split(source);
    this.text = parts ? parts.text : source;
    this.lines = parts ? parts.lines : 0;
    this.#map = parts && this.#parse(parts.yaml);
    if (!parts && fence.test(source)) {
      this.#finding('PLT-701', 1, 'The front matter has no end: a line of three hyphens is missing.');
    }
  }

  has(field: string): boolean {
    return this.#map?.has(field) ?? false;
  }

  /** Whether it is missing, or one could read it. */
  get isReadable(): boolean {
    return !this.findings.some(({ code }) => code === 'PLT-701');
  }

  /** Names of all fields, and their lines in the file. */
  fields(): { name: string; line: number }[] {
    return (this.#map?.items ?? []).map(({ key }) => {
      const name = isScalar(key) ? withoutHiddenCharacters(String(key.value)) : '?';
      return { name, line: this.#lineOfNode(key) ?? 1 };
    });
  }

  /** Line of a field in the file, else the first one. */
  lineOf(field: string): number {
    const pair = this.#map?.items.find(item => isScalar(item.key) && item.key.value === field);
    return this.#lineOfNode(pair?.key) ?? 1;
  }

  /** Line of a text of a {@link list} in the file, else that of its field. */
  lineOfItem(field: string, text: string): number {
    const list = this.#map?.get(field, true);
    const item = isSeq(list) && list.items.find(each => isScalar(each) && String(each.value).trim() === text);
    return this.#lineOfNode(item) ?? this.lineOf(field);
  }

  /** A text that is not empty. Numbers are taken as they are written. */
  textOf(field: string): string | undefined {
    const value = this.#value(field);
    if (value === undefined || value === null) {
      return undefined;
    }
    const text = ['string', 'number', 'boolean'].includes(typeof value) ? withoutHiddenCharacters(String(value)).trim() : '';
    if (text) {
      return text;
    }
    this.wrong(field, 'must be a text');
    return undefined;
  }

  /** A list of texts; one text is a list of one. */
  list(field: string): string[] {
    const value = this.#value(field);
    if (value === undefined || value === null) {
      return [];
    }
    const items = Array.isArray(value) ? value : [value];
    const texts = items.filter(item => ['string', 'number'].includes(typeof item)).map(item => String(item).trim());
    if (texts.length !== items.length) {
      this.wrong(field, 'must be a list of texts');
    }
    return [...new Set(texts.filter(Boolean))];
  }

  /** An ISO date. */
  date(field: string): string | undefined {
    const value = this.textOf(field);
    if (value === undefined) {
      return undefined;
    }
    const time = dateForm.test(value) ? Date.parse(value) : NaN;
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(value)) {
      return value;
    }
    this.wrong(field, `must be a date such as 2026-11-24, and is "${cut(value)}"`);
    return undefined;
  }

  /** Minutes, from `90`, `90m`, `4h` or `2d`. */
  minutes(field: string): number | undefined {
    const value = this.textOf(field);
    if (value === undefined) {
      return undefined;
    }
    const minutes = minutesOf(value);
    if (minutes === undefined) {
      this.wrong(field, `must be a time such as 90m, 4h or 2d, and is "${cut(value)}"`);
    }
    return minutes;
  }

  /** Tells that a field breaks its rule. */
  wrong(field: string, rule: string): void {
    this.tell('error', this.lineOf(field), `"${field}" ${rule}.`);
  }

  /** Tells that the facts break a rule. */
  tell(severity: DocumentFinding['severity'], line: number, message: string): void {
    this.findings.push({ severity, code: 'PLT-702', message, file: this.#file, line });
  }

  #lineOfNode(node: unknown): number | undefined {
    const [offset] = isNode(node) ? node.range ?? [] : [];
    return offset === undefined ? undefined : this.#counter.linePos(offset).line + 1;
  }

  #value(field: string): unknown {
    try {
      const node = this.#map?.get(field, true);
      return isScalar(node) ? node.value : (node as { toJSON?(): unknown } | undefined)?.toJSON?.();
    } catch {
      this.wrong(field, 'cannot be read');
      return undefined;
    }
  }

  #parse(yaml: string): YAMLMap | undefined {
    if (yaml.length > lengthLimit) {
      this.#finding('PLT-701', 1, `The front matter is longer than ${lengthLimit} characters.`);
      return undefined;
    }
    try {
      const document = parseDocument(yaml, { lineCounter: this.#counter, schema: 'core', prettyErrors: false, uniqueKeys: true });
      const [error] = document.errors;
      if (error) {
        const line = this.#counter.linePos(error.pos[0]).line + 1;
        this.#finding('PLT-701', line, `The front matter is no YAML: ${error.message}`);
        return undefined;
      }
      const aliases: Alias[] = [];
      visit(document, { Alias: (_, alias) => void aliases.push(alias) });
      if (aliases.length > 0) {
        const line = this.#counter.linePos(aliases[0].range?.[0] ?? 0).line + 1;
        this.#finding('PLT-701', line, 'The front matter has an alias ("*name"), which is not read: write the value out.');
        return undefined;
      }
      if (document.contents === null) {
        return undefined;
      }
      if (!isMap(document.contents)) {
        this.#finding('PLT-701', 1, 'The front matter is no mapping of names to values.');
        return undefined;
      }
      return document.contents;
    } catch (error) {
      this.#finding('PLT-701', 1, `The front matter cannot be read: ${(error as Error).message}`);
      return undefined;
    }
  }

  #finding(code: string, line: number, message: string): void {
    this.findings.push({ severity: 'error', code, message, file: this.#file, line });
  }
}

function split(source: string): { yaml: string; text: string; lines: number } | undefined {
  const [opening] = fence.exec(source) ?? [];
  if (!opening) {
    return undefined;
  }
  const rest = source.slice(opening.length);
  const end = closing.exec(rest);
  if (!end) {
    return undefined;
  }
  const yaml = rest.slice(0, end.index);
  const text = rest.slice(end.index + end[0].length);
  return { yaml, text, lines: source.slice(0, source.length - text.length).split('\n').length - 1 };
}

/** Minutes of `90`, `90m`, `90 min`, `4h`, `2d` and their Korean words. */
export function minutesOf(text: string): number | undefined {
  const [, amount, unit] = /^(\d{1,6})\s*(m|min|minutes?|분|h|hours?|시간|d|days?|일)?$/i.exec(text.trim()) ?? [];
  if (!amount) {
    return undefined;
  }
  const first = unit?.[0].toLowerCase() ?? 'm';
  const factors: Record<string, number> = { h: 60, 시: 60, d: 1440, 일: 1440 };
  return Number(amount) * (factors[first] ?? 1);
}

/** A value in a message: short, and in one line. */
export function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
