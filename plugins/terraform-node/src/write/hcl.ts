/**
 * A writer of HCL from data. Terraform evaluates what stands in a string (`${…}`, `%{…}`) and a quote with a newline
 * opens a new block, so nothing here ever pastes text: a constant is escaped, a name must be an identifier, and an
 * expression is built from parts. Whatever a caller passes, the output has the shape that the caller built.
 */
import { JsonValue } from '@connectly/plugin-terraform-common';
import { PlatformError } from '@connectly/plugin-platform-common';

/** An HCL expression, built by {@link constant}, {@link reference}, {@link template}, {@link list}, {@link object} or {@link call}. @public */
export type HclExpression =
  | { kind: 'constant'; value: JsonValue }
  | { kind: 'reference'; root: string; steps: HclStep[] }
  | { kind: 'template'; parts: (string | HclExpression)[] }
  | { kind: 'list'; items: HclExpression[] }
  | { kind: 'object'; entries: [string, HclExpression][] }
  | { kind: 'call'; name: string; arguments: HclExpression[] };

/** One step of a traversal: `.name` or `["key"]`. @public */
export type HclStep = { attribute: string } | { key: string };

/** The content of a file or block, in order. @public */
export type HclBody = (HclAttribute | HclBlock | HclComment)[];

/** `name = expression`. @public */
export interface HclAttribute {
  kind: 'attribute';
  name: string;
  expression: HclExpression;
}

/** `type "label" { … }`. @public */
export interface HclBlock {
  kind: 'block';
  type: string;
  labels: string[];
  body: HclBody;
}

/** `# text`, one line for each line of the text. For our own words only. @public */
export interface HclComment {
  kind: 'comment';
  text: string;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]*$/;

function identifier(name: string): string {
  if (!IDENTIFIER.test(name)) {
    throw new PlatformError({
      code: 'PLT-203',
      message: `${JSON.stringify(name)} is not an HCL identifier.`,
    });
  }
  return name;
}

/** A constant: string, number, boolean, null, list or map. @public */
export function constant(value: JsonValue): HclExpression {
  return { kind: 'constant', value };
}

/**
 * A traversal such as `module.network.values["vpc_id"]`. A step is a name, or `{ key }` for an index by string.
 * @public
 */
export function reference(
  root: string,
  ...steps: (string | { key: string })[]
): HclExpression {
  return {
    kind: 'reference',
    root: identifier(root),
    steps: steps.map(step =>
      typeof step === 'string' ? { attribute: identifier(step) } : step,
    ),
  };
}

/** A string made of literal text and expressions: `"${var.service}-${var.environment}"`. @public */
export function template(...parts: (string | HclExpression)[]): HclExpression {
  return { kind: 'template', parts };
}

/** A list of expressions. @public */
export function list(...items: HclExpression[]): HclExpression {
  return { kind: 'list', items };
}

/** An object of expressions, in the order given. @public */
export function object(entries: Record<string, HclExpression>): HclExpression {
  return { kind: 'object', entries: Object.entries(entries) };
}

/** A function's call, or a type such as `list(string)`. @public */
export function call(name: string, ...given: HclExpression[]): HclExpression {
  return { kind: 'call', name: identifier(name), arguments: given };
}

/** `name = expression`. @public */
export function attribute(
  name: string,
  expression: HclExpression,
): HclAttribute {
  return { kind: 'attribute', name: identifier(name), expression };
}

/** A block with its labels and body. @public */
export function block(type: string, labels: string[], body: HclBody): HclBlock {
  return { kind: 'block', type: identifier(type), labels, body };
}

/** A comment of our own. @public */
export function comment(text: string): HclComment {
  return { kind: 'comment', text };
}

/**
 * Text as the inside of a quoted HCL string. Control characters, and everything outside the printable planes that HCL
 * could read differently from us, go out as `\uNNNN`.
 */
function escapeText(text: string): string {
  let out = '';
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (character === '"' || character === '\\') out += `\\${character}`;
    else if (character === '\n') out += '\\n';
    else if (character === '\r') out += '\\r';
    else if (character === '\t') out += '\\t';
    else if (point >= 0xd800 && point <= 0xdfff) out += '\\ufffd';
    else if (
      point < 0x20 ||
      (point >= 0x7f && point < 0xa0) ||
      (point >= 0x2000 && point <= 0x206f) ||
      point === 0xfeff
    )
      out += `\\u${point.toString(16).padStart(4, '0')}`;
    else out += character;
  }
  // `$${` and `%%{` are HCL's own escapes for a literal `${` and `%{`
  return out.replace(/([$%])\{/g, '$1$1{');
}

/** A quoted HCL string that evaluates to exactly this text (a lone surrogate becomes U+FFFD). @public */
export function quote(text: string): string {
  return `"${escapeText(text)}"`;
}

function writeConstant(value: JsonValue, indent: string): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) {
      throw new PlatformError({
        code: 'PLT-203',
        message: `${value} cannot be written as an HCL number.`,
      });
    }
    return String(value);
  }
  if (Array.isArray(value)) {
    return writeExpression(
      { kind: 'list', items: value.map(constant) },
      indent,
    );
  }
  return writeExpression(
    {
      kind: 'object',
      entries: Object.entries(value).map(([key, item]) => [
        key,
        constant(item),
      ]),
    },
    indent,
  );
}

function writeTemplatePart(part: string | HclExpression): string {
  return typeof part === 'string'
    ? escapeText(part)
    : `\${${writeExpression(part, '')}}`;
}

function writeExpression(expression: HclExpression, indent: string): string {
  const inner = `${indent}  `;
  switch (expression.kind) {
    case 'constant':
      return writeConstant(expression.value, indent);
    case 'reference':
      return expression.steps.reduce(
        (text, step) =>
          'attribute' in step
            ? `${text}.${step.attribute}`
            : `${text}[${quote(step.key)}]`,
        expression.root,
      );
    case 'template':
      return `"${expression.parts.map(writeTemplatePart).join('')}"`;
    case 'list':
      return `[${expression.items
        .map(item => writeExpression(item, indent))
        .join(', ')}]`;
    case 'call':
      return `${expression.name}(${expression.arguments
        .map(item => writeExpression(item, indent))
        .join(', ')})`;
    case 'object':
      if (expression.entries.length === 0) return '{}';
      return `{\n${expression.entries
        .map(
          ([key, value]) =>
            `${inner}${
              IDENTIFIER.test(key) ? key : quote(key)
            } = ${writeExpression(value, inner)}\n`,
        )
        .join('')}${indent}}`;
    default:
      throw new Error(`Unknown expression ${JSON.stringify(expression)}`);
  }
}

/**
 * Writes a body as HCL text. Alignment is left to `terraform fmt`'s own rules (see `formatHcl`).
 * @public
 */
export function writeHcl(body: HclBody, indent = ''): string {
  const lines: string[] = [];
  body.forEach((item, index) => {
    if (item.kind === 'attribute') {
      lines.push(
        `${indent}${item.name} = ${writeExpression(item.expression, indent)}`,
      );
    } else if (item.kind === 'comment') {
      if (index > 0 && indent === '') lines.push('');
      lines.push(...item.text.split('\n').map(line => `${indent}# ${line}`));
    } else {
      if (index > 0 && body[index - 1].kind !== 'comment') lines.push('');
      const labels = item.labels.map(label => ` ${quote(label)}`).join('');
      lines.push(`${indent}${item.type}${labels} {`);
      if (item.body.length > 0) {
        lines.push(writeHcl(item.body, `${indent}  `).trimEnd());
      }
      lines.push(`${indent}}`);
    }
  });
  return `${lines.join('\n')}\n`;
}
