import { HclCursor } from './HclCursor';
import { ParsedExpression } from './syntax';

type ParseExpression = (cursor: HclCursor) => ParsedExpression;

const escapes: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};
const heredocStart = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** A sign that starts nothing, or text up to the next sign that may; in a heredoc also up to the line's end. */
const quotedRun = /[^"\\]?[^"\\$%\n]*/y;
const heredocRun = /(?:\n|[^\n][^$%\n]*\n?)/y;

/** Collects the parts of a template; literal text is gathered by line, as a heredoc's indentation needs it. */
class TemplateParts {
  readonly parts: (string | ParsedExpression)[] = [];
  /** Open `%{ if }` and `%{ for }`. */
  readonly directives: ('if' | 'else' | 'for')[] = [];
  #literal = '';

  text(value: string): void {
    this.#literal += value;
    if (value.endsWith('\n')) {
      this.flush();
    }
  }

  expression(value: ParsedExpression): void {
    this.flush();
    this.parts.push(value);
  }

  flush(): void {
    if (this.#literal) {
      this.parts.push(this.#literal);
      this.#literal = '';
    }
  }
}

function takeRun(
  cursor: HclCursor,
  template: TemplateParts,
  pattern: RegExp,
): void {
  pattern.lastIndex = cursor.offset;
  const [run] = pattern.exec(cursor.text)!;
  template.text(run);
  cursor.offset += run.length;
}

/** Reads `"…"`; the cursor stands on the opening quote. @internal */
export function parseQuotedTemplate(
  cursor: HclCursor,
  parseExpression: ParseExpression,
): ParsedExpression {
  const start = cursor.offset;
  const { text } = cursor;
  const template = new TemplateParts();
  cursor.advance(1);
  for (;;) {
    const char = text[cursor.offset];
    if (char === undefined || char === '\n') {
      cursor.offset = start;
      cursor.fail('This quoted text has no closing quote on its line.');
    } else if (char === '"') {
      break;
    } else if (char === '\\') {
      template.text(takeEscape(cursor));
    } else if (!takeSequence(cursor, template, parseExpression)) {
      takeRun(cursor, template, quotedRun);
    }
  }
  cursor.advance(1);
  return finish(cursor, template, start);
}

/** Reads a heredoc when one comes next. @internal */
export function parseHeredoc(
  cursor: HclCursor,
  parseExpression: ParseExpression,
): ParsedExpression | undefined {
  const start = cursor.offset;
  const { text } = cursor;
  heredocStart.lastIndex = start;
  const opening = heredocStart.exec(text);
  if (!opening) {
    return undefined;
  }
  const [whole, flush, marker] = opening;
  const template = new TemplateParts();
  cursor.advance(whole.length);
  for (let atLineStart = true; ; ) {
    if (atLineStart) {
      const end = text.indexOf('\n', cursor.offset);
      const line = text.slice(cursor.offset, Math.max(end, cursor.offset));
      // As in HashiCorp's parser, the marker ends the text only with a line end behind it.
      if (line.trim() === marker) {
        cursor.advance(line.replace(/\r$/, '').length);
        break;
      }
    }
    const char = text[cursor.offset];
    if (char === undefined) {
      cursor.offset = start;
      cursor.fail(`This heredoc has no closing "${marker}".`);
    }
    if (!takeSequence(cursor, template, parseExpression)) {
      takeRun(cursor, template, heredocRun);
    }
    atLineStart = text[cursor.offset - 1] === '\n';
  }
  template.flush();
  if (flush) {
    removeIndentation(template.parts);
  }
  return finish(cursor, template, start);
}

/** Reads a text that is one template from end to end, as JSON syntax holds them. @internal */
export function parseBareTemplate(
  cursor: HclCursor,
  parseExpression: ParseExpression,
): ParsedExpression {
  const template = new TemplateParts();
  while (!cursor.atEnd()) {
    if (!takeSequence(cursor, template, parseExpression)) {
      takeRun(cursor, template, heredocRun);
    }
  }
  cursor.tokenEnd = cursor.offset;
  return finish(cursor, template, 0);
}

function finish(
  cursor: HclCursor,
  template: TemplateParts,
  start: number,
): ParsedExpression {
  template.flush();
  if (template.directives.length > 0) {
    cursor.offset = start;
    cursor.fail(
      `The directive "%{ ${template.directives.at(
        -1,
      )} }" in this text has no end.`,
    );
  }
  const range = { start, end: cursor.tokenEnd };
  if (template.parts.every(part => typeof part === 'string')) {
    return {
      kind: 'literal',
      value: template.parts.join('').normalize('NFC'),
      ...range,
    };
  }
  return { kind: 'template', parts: template.parts, ...range };
}

function takeEscape(cursor: HclCursor): string {
  const char = cursor.text[cursor.offset + 1];
  if (escapes[char] !== undefined) {
    cursor.offset += 2;
    return escapes[char];
  }
  const length = { u: 4, U: 8 }[char];
  const digits =
    length && cursor.text.slice(cursor.offset + 2, cursor.offset + 2 + length);
  if (!digits || digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) {
    cursor.fail(
      `The escape "\\${
        char ?? ''
      }" is not one of \\n \\r \\t \\" \\\\ \\uNNNN \\UNNNNNNNN.`,
    );
  }
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) {
    cursor.fail(`"\\${char}${digits}" is not a character.`);
  }
  cursor.offset += 2 + length!;
  return String.fromCodePoint(code);
}

/** Reads `${…}`, `%{…}` or their escapes when one comes next. */
function takeSequence(
  cursor: HclCursor,
  template: TemplateParts,
  parseExpression: ParseExpression,
): boolean {
  const { text, offset } = cursor;
  const sign = text[offset];
  if (sign !== '$' && sign !== '%') {
    return false;
  }
  if (text[offset + 1] === sign && text[offset + 2] === '{') {
    template.text(`${sign}{`);
    cursor.offset += 3;
    return true;
  }
  if (text[offset + 1] !== '{') {
    return false;
  }
  cursor.nested(false, () => {
    cursor.advance(2);
    const trimsBefore = text[cursor.offset] === '~';
    cursor.advance(trimsBefore ? 1 : 0);
    const part =
      sign === '$'
        ? parseExpression(cursor)
        : takeDirective(cursor, template, parseExpression, offset);
    const trimsAfter = cursor.take('~');
    cursor.expect('}', 'to end the sequence');
    // A marker changes the text beside it, so that the whole is no constant any more.
    const trims = trimsBefore || trimsAfter;
    template.expression(
      trims
        ? {
            kind: 'operation',
            operands: [part],
            directive: true,
            start: part.start,
            end: part.end,
          }
        : part,
    );
  });
  return true;
}

function takeDirective(
  cursor: HclCursor,
  template: TemplateParts,
  parseExpression: ParseExpression,
  start: number,
): ParsedExpression {
  const keyword = cursor.takeIdentifier();
  const open = template.directives.at(-1);
  const operands: ParsedExpression[] = [];
  if (keyword === 'if') {
    template.directives.push('if');
    operands.push(parseExpression(cursor));
  } else if (keyword === 'for') {
    template.directives.push('for');
    takeForNames(cursor);
    operands.push(parseExpression(cursor));
  } else if (keyword === 'else' && open === 'if') {
    template.directives[template.directives.length - 1] = 'else';
  } else if (keyword === 'endif' && (open === 'if' || open === 'else')) {
    template.directives.pop();
  } else if (keyword === 'endfor' && open === 'for') {
    template.directives.pop();
  } else {
    cursor.offset = start;
    cursor.fail(
      `The directive "%{ ${
        keyword ?? ''
      } }" is not known or does not belong here.`,
    );
  }
  return {
    kind: 'operation',
    operands,
    directive: true,
    start,
    end: cursor.tokenEnd,
  };
}

/** Reads `key, value in` of a `for`. @internal */
export function takeForNames(cursor: HclCursor): string[] {
  const names: string[] = [];
  for (let count = 0; count < 2; count++) {
    const name = cursor.takeIdentifier();
    if (name === undefined) {
      cursor.fail(`A "for" needs a name here, found ${cursor.describeNext()}.`);
    }
    names.push(name);
    if (count === 1 || !cursor.take(',')) {
      break;
    }
  }
  if (cursor.takeIdentifier() !== 'in') {
    cursor.fail('A "for" needs "in" after its names.');
  }
  return names;
}

/** Takes from every line of a `<<-` heredoc the white space that all of its lines share. */
function removeIndentation(parts: (string | ParsedExpression)[]): void {
  let shared = Number.POSITIVE_INFINITY;
  let lineStart = true;
  const lines: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (lineStart) {
      if (typeof part !== 'string') {
        shared = 0;
      } else if (part.trimStart() !== '' || !part.endsWith('\n')) {
        shared = Math.min(shared, part.length - part.trimStart().length);
        lines.push(index);
      }
    }
    lineStart = typeof part === 'string' && part.endsWith('\n');
  }
  for (const index of lines) {
    parts[index] = (parts[index] as string).slice(shared);
  }
}
