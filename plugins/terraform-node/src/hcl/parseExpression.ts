import { HclCursor } from './HclCursor';
import {
  parseHeredoc,
  parseQuotedTemplate,
  takeForNames,
} from './parseTemplate';
import { ParsedExpression } from './syntax';

const keywords = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** How tightly each operator binds. */
const precedence = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['<=', 4],
  ['>=', 4],
  ['<', 4],
  ['>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['%', 6],
]);

/** What an operator may start with: seldom is one there. */
const operatorSigns = new Set([...precedence.keys()].map(([sign]) => sign));

/** Reads one expression. @internal */
export function parseExpression(cursor: HclCursor): ParsedExpression {
  cursor.skip();
  const { offset: start } = cursor;
  const condition = parseBinary(cursor, 1);
  if (!cursor.take('?')) {
    return condition;
  }
  const operands = cursor.nested(cursor.newlinesEnd, () => {
    const whenTrue = parseExpression(cursor);
    cursor.expect(':', 'between the two results of a condition');
    return [condition, whenTrue, parseExpression(cursor)];
  });
  const end = cursor.tokenEnd;
  return { kind: 'operation', operands, operators: ['?'], start, end };
}

/** Reads operands joined by operators that bind at least as tightly as `minimum`. */
function parseBinary(cursor: HclCursor, minimum: number): ParsedExpression {
  cursor.skip();
  const start = cursor.offset;
  let left = parseUnary(cursor);
  let level = 0;
  for (;;) {
    const operator = peekOperator(cursor);
    const next = operator === undefined ? 0 : precedence.get(operator)!;
    if (operator === undefined || next < minimum) {
      return left;
    }
    cursor.advance(operator.length);
    const right = parseBinary(cursor, next + 1);
    if (next === level && left.kind === 'operation') {
      // Operands of one level are kept flat: a sum of 100,000 terms must not become a tree that deep.
      left.operands.push(right);
      left.operators!.push(operator);
      left.end = cursor.tokenEnd;
    } else {
      left = {
        kind: 'operation',
        operands: [left, right],
        operators: [operator],
        start,
        end: cursor.tokenEnd,
      };
    }
    level = next;
  }
}

function peekOperator(cursor: HclCursor): string | undefined {
  cursor.skip();
  const { offset, text } = cursor;
  const sign = text[offset];
  if (!operatorSigns.has(sign)) {
    return undefined;
  }
  const pair = text.slice(offset, offset + 2);
  return [pair, sign].find(operator => precedence.has(operator));
}

function parseUnary(cursor: HclCursor): ParsedExpression {
  cursor.skip();
  const start = cursor.offset;
  const sign = cursor.text[start];
  if (sign !== '-' && sign !== '!') {
    return parseTraversal(cursor);
  }
  return cursor.nested(cursor.newlinesEnd, () => {
    cursor.advance(1);
    const operand = parseUnary(cursor);
    const range = { start, end: cursor.tokenEnd };
    if (
      sign === '-' &&
      operand.kind === 'literal' &&
      typeof operand.value === 'number'
    ) {
      return { kind: 'literal', value: -operand.value, ...range };
    }
    return {
      kind: 'operation',
      operands: [operand],
      operators: [sign],
      ...range,
    };
  });
}

function parseTraversal(cursor: HclCursor): ParsedExpression {
  const start = cursor.offset;
  const term = parseTerm(cursor);
  const steps: (string | ParsedExpression)[] = [];
  for (;;) {
    cursor.skip();
    const sign = cursor.text[cursor.offset];
    if (sign === '[') {
      steps.push(takeIndex(cursor));
    } else if (sign === '.' && !cursor.at('...')) {
      cursor.advance(1);
      const step =
        cursor.takeIdentifier() ??
        cursor.takeNumber() ??
        (cursor.take('*') ? '*' : undefined);
      if (step === undefined) {
        cursor.fail(
          `Expected a name after ".", found ${cursor.describeNext()}.`,
        );
      }
      steps.push(...(/^[0-9]/.test(step) ? step.split('.') : [step]));
    } else {
      break;
    }
  }
  if (steps.length === 0) {
    return term;
  }
  const range = { start, end: cursor.tokenEnd };
  if (term.kind === 'reference') {
    return { kind: 'reference', root: term.root, steps, ...range };
  }
  const operands = [term, ...steps.filter(step => typeof step !== 'string')];
  return { kind: 'operation', operands, steps, ...range };
}

function takeIndex(cursor: HclCursor): string | ParsedExpression {
  return cursor.nested(false, () => {
    cursor.advance(1);
    const step = cursor.take('*') ? '*' : parseExpression(cursor);
    cursor.expect(']', 'to end the index');
    return step;
  });
}

function parseTerm(cursor: HclCursor): ParsedExpression {
  cursor.skip();
  const start = cursor.offset;
  const char = cursor.text[start];
  switch (char) {
    case '"':
      return parseQuotedTemplate(cursor, parseExpression);
    case '(':
      return cursor.nested(false, () => {
        cursor.advance(1);
        const inner = parseExpression(cursor);
        cursor.expect(')', 'to end the parentheses');
        const range = { start, end: cursor.tokenEnd };
        // A bare word in parentheses is a reference even where it would else be an object's key.
        return inner.kind === 'reference'
          ? { kind: 'operation', operands: [inner], ...range }
          : { ...inner, ...range };
      });
    case '[':
      return cursor.nested(false, () => parseTuple(cursor));
    case '{':
      return parseObject(cursor);
    case '<': {
      const heredoc = parseHeredoc(cursor, parseExpression);
      if (heredoc) {
        return heredoc;
      }
      break;
    }
    default:
  }
  const number = cursor.takeNumber();
  if (number !== undefined) {
    return {
      kind: 'literal',
      value: Number(number),
      start,
      end: cursor.tokenEnd,
    };
  }
  const name = cursor.takeIdentifier();
  if (name === undefined) {
    cursor.fail(`Expected a value, found ${cursor.describeNext()}.`);
  }
  return parseNamed(cursor, name, start);
}

function parseNamed(
  cursor: HclCursor,
  first: string,
  start: number,
): ParsedExpression {
  let name = first;
  const end = cursor.tokenEnd;
  while (cursor.take('::')) {
    const part = cursor.takeIdentifier();
    if (part === undefined) {
      cursor.fail(
        `Expected a function's name after "::", found ${cursor.describeNext()}.`,
      );
    }
    name += `::${part}`;
  }
  if (cursor.at('(')) {
    return cursor.nested(false, () => parseCall(cursor, name, start));
  }
  if (name !== first) {
    cursor.fail(
      `Expected "(" after the function "${name}", found ${cursor.describeNext()}.`,
    );
  }
  const keyword = keywords.get(name);
  return keyword === undefined
    ? { kind: 'reference', root: name, steps: [], start, end }
    : { kind: 'literal', value: keyword, start, end };
}

function parseCall(
  cursor: HclCursor,
  name: string,
  start: number,
): ParsedExpression {
  cursor.advance(1);
  const args: ParsedExpression[] = [];
  let expanded = false;
  while (!cursor.take(')')) {
    args.push(parseExpression(cursor));
    if (cursor.take('...')) {
      expanded = true;
      cursor.take(',');
      cursor.expect(')', 'after the expanded argument');
      break;
    }
    if (!cursor.take(',')) {
      cursor.expect(')', `to end the call of "${name}"`);
      break;
    }
  }
  const range = { start, end: cursor.tokenEnd };
  return {
    kind: 'call',
    name,
    arguments: args,
    ...(expanded ? { expanded } : {}),
    ...range,
  };
}

function parseTuple(cursor: HclCursor): ParsedExpression {
  const start = cursor.offset;
  cursor.advance(1);
  if (cursor.peekIdentifier() === 'for') {
    return parseFor(cursor, start, ']');
  }
  const items: ParsedExpression[] = [];
  while (!cursor.take(']')) {
    items.push(parseExpression(cursor));
    if (!cursor.take(',')) {
      cursor.expect(']', 'or "," in the list');
      break;
    }
  }
  return { kind: 'tuple', items, start, end: cursor.tokenEnd };
}

function parseObject(cursor: HclCursor): ParsedExpression {
  const start = cursor.offset;
  const comprehension = cursor.nested(false, () => {
    cursor.advance(1);
    return cursor.peekIdentifier() === 'for'
      ? parseFor(cursor, start, '}')
      : undefined;
  });
  if (comprehension) {
    return comprehension;
  }
  cursor.offset = start;
  return cursor.nested(true, () => {
    cursor.advance(1);
    const entries: { key: ParsedExpression; value: ParsedExpression }[] = [];
    while (!cursor.take('}')) {
      if (!cursor.atEnd() && cursor.takeNewline()) {
        continue;
      }
      const key = parseExpression(cursor);
      if (cursor.at('==') || !(cursor.take('=') || cursor.take(':'))) {
        cursor.fail(
          `Expected "=" after the key, found ${cursor.describeNext()}.`,
        );
      }
      entries.push({ key, value: parseExpression(cursor) });
      if (
        !cursor.take(',') &&
        !cursor.at('}') &&
        (cursor.atEnd() || !cursor.takeNewline())
      ) {
        cursor.fail(
          `Expected a line end, "," or "}" in the object, found ${cursor.describeNext()}.`,
        );
      }
    }
    return { kind: 'object', entries, start, end: cursor.tokenEnd };
  });
}

function parseFor(
  cursor: HclCursor,
  start: number,
  close: ']' | '}',
): ParsedExpression {
  cursor.takeIdentifier();
  const names = takeForNames(cursor);
  let grouped = false;
  let filtered = false;
  const operands = [parseExpression(cursor)];
  cursor.expect(':', 'after what the "for" goes through');
  operands.push(parseExpression(cursor));
  if (close === '}') {
    cursor.expect('=>', 'between key and value of the "for"');
    operands.push(parseExpression(cursor));
    grouped = cursor.take('...');
  }
  if (cursor.peekIdentifier() === 'if') {
    cursor.takeIdentifier();
    filtered = true;
    operands.push(parseExpression(cursor));
  }
  cursor.expect(close, 'to end the "for"');
  return {
    kind: 'operation',
    operands,
    comprehension: { names, object: close === '}', grouped, filtered },
    start,
    end: cursor.tokenEnd,
  };
}
