import { JsonValue } from '@connectly/plugin-terraform-common';
import { evaluateConstant } from './evaluateConstant';
import { HclCursor, HclSyntaxError } from './HclCursor';
import { parseExpression } from './parseExpression';
import { parseBareTemplate } from './parseTemplate';
import {
  defaultHclLimits,
  ParsedAttribute,
  ParsedBlock,
  ParsedBody,
  ParsedExpression,
  HclLimits,
  HclProblem,
  ParsedRange,
} from './syntax';

/** A value of a JSON text with its place in it: `JSON.parse` would lose the lines. */
type JsonNode = ParsedRange &
  (
    | { kind: 'scalar'; value: string | number | boolean | null }
    | { kind: 'array'; items: JsonNode[] }
    | { kind: 'object'; entries: JsonProperty[] }
  );

interface JsonProperty {
  name: string;
  start: number;
  value: JsonNode;
}

// A text of JSON holds no control characters.
// eslint-disable-next-line no-control-regex
const jsonString = /"[^"\\\u0000-\u001f]*(?:\\.[^"\\\u0000-\u001f]*)*"/y;
const jsonNumber = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const jsonSpace = /[ \t\r\n]*/y;

class JsonBody implements ParsedBody {
  readonly #cursor: HclCursor;
  readonly #objects: JsonNode[];

  constructor(cursor: HclCursor, objects: JsonNode[]) {
    this.#cursor = cursor;
    this.#objects = objects;
  }

  attribute(name: string) {
    return this.#attributesOf(
      this.#properties().filter(property => property.name === name),
    ).at(0);
  }

  attributes() {
    return this.#attributesOf(this.#properties());
  }

  blocks(type: string, labelCount: number): ParsedBlock[] {
    const blocks: ParsedBlock[] = [];
    const collect = (node: JsonNode, start: number, labels: string[]) => {
      if (node.kind === 'array') {
        for (const item of node.items) {
          collect(item, start, labels);
        }
      } else if (node.kind === 'object' && labels.length === labelCount) {
        blocks.push({
          type,
          labels,
          body: new JsonBody(this.#cursor, [node]),
          line: this.#cursor.line(start),
        });
      } else if (node.kind === 'object') {
        for (const entry of node.entries) {
          collect(entry.value, entry.start, [...labels, entry.name]);
        }
      }
    };
    for (const property of this.#properties()) {
      if (property.name === type) {
        collect(property.value, property.start, []);
      }
    }
    return blocks;
  }

  source(expression: ParsedExpression) {
    const constant = evaluateConstant(expression);
    // A type or a condition stands in JSON as a text, and what was written is what the text says.
    return typeof constant?.value === 'string'
      ? constant.value
      : this.#cursor.text.slice(expression.start, expression.end);
  }

  constant(expression: ParsedExpression): { value: JsonValue } | undefined {
    return evaluateConstant(expression);
  }

  line(expression: ParsedExpression) {
    return this.#cursor.line(expression.start);
  }

  #attributesOf(properties: JsonProperty[]): ParsedAttribute[] {
    return properties.map(({ name, start, value }) => ({
      name,
      expression: toExpression(value, this.#cursor),
      line: this.#cursor.line(start),
      start,
      end: value.end,
    }));
  }

  #properties(): JsonProperty[] {
    // "//" is HCL's way to write a comment in JSON.
    return this.#objects
      .flatMap(node => (node.kind === 'object' ? node.entries : []))
      .filter(entry => entry.name !== '//');
  }
}

/**
 * Parses HCL's JSON syntax (`*.tf.json`): texts are templates, property names become labels as the schema asks.
 * Never throws; one mistake leaves the whole file unread, as JSON has no place to go on from.
 * @public
 */
export function parseHclJson(
  text: string,
  options?: { limits?: HclLimits },
): { body: ParsedBody; problems: HclProblem[] } {
  const limits = options?.limits ?? defaultHclLimits;
  const empty: JsonNode = { kind: 'object', entries: [], start: 0, end: 0 };
  if (text.length > limits.length) {
    const cursor = new HclCursor('', limits);
    const message = `Longer than ${limits.length} characters.`;
    return {
      body: new JsonBody(cursor, [empty]),
      problems: [{ line: 1, message, limit: true }],
    };
  }
  const cursor = new HclCursor(text.replace(/^\uFEFF/, ''), limits);
  try {
    const root = parseValue(cursor);
    takeSpace(cursor);
    if (!cursor.atEnd()) {
      cursor.fail(
        `Expected the end of the file, found ${cursor.describeNext()}.`,
      );
    }
    if (root.kind !== 'object') {
      cursor.offset = 0;
      cursor.fail('The file must hold one JSON object.');
    }
    return { body: new JsonBody(cursor, [root]), problems: [] };
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) {
      throw error;
    }
    const problem = {
      line: cursor.line(error.offset),
      message: error.message,
      limit: error.limit || undefined,
    };
    return { body: new JsonBody(cursor, [empty]), problems: [problem] };
  }
}

function toExpression(node: JsonNode, cursor: HclCursor): ParsedExpression {
  const { start, end } = node;
  switch (node.kind) {
    case 'array':
      return {
        kind: 'tuple',
        items: node.items.map(item => toExpression(item, cursor)),
        start,
        end,
      };
    case 'object': {
      const entries = node.entries.map(entry => ({
        key: templateOf(entry.name, entry.start, entry.start, cursor),
        value: toExpression(entry.value, cursor),
      }));
      return { kind: 'object', entries, start, end };
    }
    default:
      return typeof node.value === 'string'
        ? templateOf(node.value, start, end, cursor)
        : { kind: 'literal', value: node.value, start, end };
  }
}

/** The template that a JSON text holds; one that is broken, or holds an expression, keeps the text's place. */
function templateOf(
  value: string,
  start: number,
  end: number,
  cursor: HclCursor,
): ParsedExpression {
  if (!value.includes('${') && !value.includes('%{')) {
    return { kind: 'literal', value: value.normalize('NFC'), start, end };
  }
  try {
    const inner = new HclCursor(value, cursor.limits);
    const template = parseBareTemplate(inner, parseExpression);
    if (
      template.kind === 'template' &&
      template.parts.length === 1 &&
      typeof template.parts[0] !== 'string'
    ) {
      return { ...template.parts[0], start, end };
    }
    return { ...template, start, end };
  } catch (error) {
    if (!(error instanceof HclSyntaxError)) {
      throw error;
    }
    return { kind: 'operation', operands: [], start, end };
  }
}

function takeSpace(cursor: HclCursor): void {
  jsonSpace.lastIndex = cursor.offset;
  cursor.offset += jsonSpace.exec(cursor.text)![0].length;
}

function parseValue(cursor: HclCursor): JsonNode {
  takeSpace(cursor);
  const start = cursor.offset;
  const char = cursor.text[start];
  if (char === '{') {
    return cursor.nested(true, () => parseJsonObject(cursor, start));
  }
  if (char === '[') {
    return cursor.nested(true, () => parseJsonArray(cursor, start));
  }
  if (char === '"') {
    return {
      kind: 'scalar',
      value: parseJsonString(cursor),
      start,
      end: cursor.offset,
    };
  }
  for (const [word, value] of [
    ['true', true],
    ['false', false],
    ['null', null],
  ] as const) {
    if (cursor.text.startsWith(word, start)) {
      cursor.offset += word.length;
      return { kind: 'scalar', value, start, end: cursor.offset };
    }
  }
  jsonNumber.lastIndex = start;
  const number = jsonNumber.exec(cursor.text)?.[0];
  if (number === undefined) {
    cursor.fail(`Expected a JSON value, found ${cursor.describeNext()}.`);
  }
  cursor.offset += number.length;
  return { kind: 'scalar', value: Number(number), start, end: cursor.offset };
}

function parseJsonString(cursor: HclCursor): string {
  jsonString.lastIndex = cursor.offset;
  const raw = jsonString.exec(cursor.text)?.[0];
  if (raw === undefined) {
    cursor.fail(`Expected a JSON text, found ${cursor.describeNext()}.`);
  }
  cursor.offset += raw.length;
  try {
    return JSON.parse(raw) as string;
  } catch {
    cursor.offset -= raw.length;
    return cursor.fail('This JSON text has a broken escape.');
  }
}

/** Reads what stands between items: true to go on, false at the end. */
function takeSeparator(cursor: HclCursor, close: string): boolean {
  takeSpace(cursor);
  const char = cursor.text[cursor.offset];
  if (char !== ',' && char !== close) {
    cursor.fail(`Expected "," or "${close}", found ${cursor.describeNext()}.`);
  }
  cursor.offset++;
  return char === ',';
}

/** Reads the closing sign when nothing stands before it. */
function takeEmpty(cursor: HclCursor, close: string): boolean {
  cursor.offset++;
  takeSpace(cursor);
  if (cursor.text[cursor.offset] !== close) {
    return false;
  }
  cursor.offset++;
  return true;
}

function parseJsonObject(cursor: HclCursor, start: number): JsonNode {
  const entries: JsonProperty[] = [];
  for (
    let more = !takeEmpty(cursor, '}');
    more;
    more = takeSeparator(cursor, '}')
  ) {
    takeSpace(cursor);
    const nameStart = cursor.offset;
    const name = parseJsonString(cursor);
    takeSpace(cursor);
    if (cursor.text[cursor.offset] !== ':') {
      cursor.fail(`Expected ":", found ${cursor.describeNext()}.`);
    }
    cursor.offset++;
    entries.push({ name, start: nameStart, value: parseValue(cursor) });
  }
  return { kind: 'object', entries, start, end: cursor.offset };
}

function parseJsonArray(cursor: HclCursor, start: number): JsonNode {
  const items: JsonNode[] = [];
  for (
    let more = !takeEmpty(cursor, ']');
    more;
    more = takeSeparator(cursor, ']')
  ) {
    items.push(parseValue(cursor));
  }
  return { kind: 'array', items, start, end: cursor.offset };
}
