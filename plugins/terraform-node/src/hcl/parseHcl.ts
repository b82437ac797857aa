import { evaluateConstant } from './evaluateConstant';
import { HclCursor, HclSyntaxError } from './HclCursor';
import { parseExpression } from './parseExpression';
import { parseQuotedTemplate } from './parseTemplate';
import {
  defaultHclLimits,
  ParsedAttribute,
  ParsedBlock,
  ParsedBody,
  ParsedExpression,
  HclLimits,
  HclProblem,
} from './syntax';

/** The next thing at the left margin: where reading goes on after a broken block. */
const topLevelStart = /\r?\n(?=[\p{ID_Start}_])/gu;

class NativeBody implements ParsedBody {
  readonly #cursor: HclCursor;
  readonly #attributes = new Map<string, ParsedAttribute>();
  readonly #blocks: ParsedBlock[] = [];

  constructor(cursor: HclCursor) {
    this.#cursor = cursor;
  }

  addAttribute(attribute: ParsedAttribute): boolean {
    if (this.#attributes.has(attribute.name)) {
      return false;
    }
    this.#attributes.set(attribute.name, attribute);
    return true;
  }

  addBlock(block: ParsedBlock): void {
    this.#blocks.push(block);
  }

  attribute(name: string) {
    return this.#attributes.get(name);
  }

  attributes() {
    return [...this.#attributes.values()];
  }

  blocks(type: string) {
    return this.#blocks.filter(block => block.type === type);
  }

  source(expression: ParsedExpression) {
    return this.#cursor.text.slice(expression.start, expression.end);
  }

  constant(expression: ParsedExpression) {
    return evaluateConstant(expression);
  }

  line(expression: ParsedExpression) {
    return this.#cursor.line(expression.start);
  }
}

/**
 * Parses HCL's native syntax.
 *
 * Written here, and not taken from a WebAssembly build of HashiCorp's parser, for three reasons: the portal shows
 * types and conditions as their authors wrote them, it must go on after a broken block, and it must be bounded in
 * time and memory on hostile text without a worker for each file. HashiCorp's parser is the tests' oracle instead.
 *
 * Never throws: what is wrong comes back as problems, beside everything that could be read.
 * @public
 */
export function parseHcl(
  text: string,
  options?: { limits?: HclLimits },
): { body: ParsedBody; problems: HclProblem[] } {
  const limits = options?.limits ?? defaultHclLimits;
  const problems: HclProblem[] = [];
  const tooLong = text.length > limits.length;
  const cursor = new HclCursor(
    tooLong ? '' : text.replace(/^\uFEFF/, ''),
    limits,
  );
  const body = new NativeBody(cursor);
  if (tooLong) {
    problems.push({
      line: 1,
      message: `Longer than ${limits.length} characters.`,
      limit: true,
    });
  }
  while (!cursor.atEnd() && problems.length < limits.problems) {
    try {
      parseBody(cursor, body, problems);
    } catch (error) {
      if (!(error instanceof HclSyntaxError)) {
        throw error;
      }
      problems.push({
        line: cursor.line(error.offset),
        message: error.message,
        limit: error.limit || undefined,
      });
      if (error.limit) {
        break;
      }
      topLevelStart.lastIndex = error.offset;
      const next = topLevelStart.exec(cursor.text);
      cursor.offset = next ? topLevelStart.lastIndex : cursor.text.length;
    }
  }
  return { body, problems };
}

/** Reads one expression that stands alone; `undefined` when it is none. @internal */
export function parseSingleExpression(
  text: string,
  limits: HclLimits = defaultHclLimits,
) {
  const cursor = new HclCursor(text, limits);
  try {
    const expression = cursor.nested(false, () => parseExpression(cursor));
    cursor.skip();
    return cursor.atEnd() ? expression : undefined;
  } catch (error) {
    if (error instanceof HclSyntaxError) {
      return undefined;
    }
    throw error;
  }
}

/** Reads to the end of the text, or of the block that was opened at `blockStart`. */
function parseBody(
  cursor: HclCursor,
  body: NativeBody,
  problems: HclProblem[],
  blockStart?: number,
): void {
  for (;;) {
    cursor.skip();
    if (blockStart !== undefined && cursor.take('}')) {
      return;
    }
    if (cursor.atEnd()) {
      if (blockStart !== undefined) {
        // Told at its first line, where the missing brace is found sooner, and whence reading goes on.
        cursor.offset = blockStart;
        cursor.fail('This block has no closing "}".');
      }
      return;
    }
    if (!cursor.takeNewline()) {
      parseItem(cursor, body, problems);
      if (!cursor.takeNewline()) {
        cursor.fail(
          `Expected the end of the line, found ${cursor.describeNext()}.`,
        );
      }
    }
  }
}

function parseItem(
  cursor: HclCursor,
  body: NativeBody,
  problems: HclProblem[],
): void {
  const start = cursor.offset;
  const name = cursor.takeIdentifier();
  if (name === undefined) {
    cursor.fail(
      `Expected an argument or a block, found ${cursor.describeNext()}.`,
    );
  }
  if (cursor.take('=')) {
    const expression = parseExpression(cursor);
    const line = cursor.line(start);
    const added = body.addAttribute({
      name,
      expression,
      line,
      start,
      end: cursor.tokenEnd,
    });
    if (!added && problems.length < cursor.limits.problems) {
      problems.push({ line, message: `The argument "${name}" is set twice.` });
    }
    return;
  }
  const labels: string[] = [];
  while (!cursor.take('{')) {
    labels.push(takeLabel(cursor, name));
  }
  const inner = new NativeBody(cursor);
  cursor.nested(true, () =>
    parseBlockBody(cursor, inner, problems, { name, start }),
  );
  // Added when whole: half a block would show a variable without its default, which is a different variable.
  body.addBlock({ type: name, labels, body: inner, line: cursor.line(start) });
}

function parseBlockBody(
  cursor: HclCursor,
  inner: NativeBody,
  problems: HclProblem[],
  block: { name: string; start: number },
): void {
  const { name } = block;
  if (cursor.atNewline()) {
    parseBody(cursor, inner, problems, block.start);
  } else if (!cursor.take('}')) {
    // A block on one line holds one argument and no block.
    const start = cursor.offset;
    const attribute = cursor.takeIdentifier();
    if (attribute === undefined || !cursor.take('=')) {
      cursor.fail(
        `A block "${name}" on one line holds one argument; break the line after "{".`,
      );
    }
    const expression = parseExpression(cursor);
    const line = cursor.line(start);
    inner.addAttribute({
      name: attribute,
      expression,
      line,
      start,
      end: cursor.tokenEnd,
    });
    cursor.expect('}', `to end the block "${name}" on its line`);
  }
}

function takeLabel(cursor: HclCursor, name: string): string {
  if (!cursor.at('"')) {
    const label = cursor.takeIdentifier();
    if (label === undefined) {
      cursor.fail(
        `Expected "=" or "{" after "${name}", found ${cursor.describeNext()}.`,
      );
    }
    return label;
  }
  const start = cursor.offset;
  const label = parseQuotedTemplate(cursor, parseExpression);
  if (label.kind !== 'literal') {
    cursor.offset = start;
    cursor.fail(`The label of "${name}" must be plain text.`);
  }
  return String(label.value);
}
