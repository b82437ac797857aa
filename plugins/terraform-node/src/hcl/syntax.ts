import { JsonValue } from '@connectly/plugin-terraform-common';

/** Where a node stands in its text: offsets in UTF-16 units, `end` exclusive. @public */
export interface ParsedRange {
  start: number;
  end: number;
}

/**
 * One expression. Only what readers need is told apart: constants, collections, references and calls;
 * every operator, condition and `for` is an `operation` of its parts. `operators` are those between the operands of one
 * level from left to right, the one before a single operand, or `?`; they are missing for a `for` and the like.
 * A `for` has its `comprehension`, a traversal of something else than a name its `steps`, and `%{ … }` says that it is a
 * `directive`.
 * @public
 */
export type ParsedExpression = ParsedRange &
  (
    | { kind: 'literal'; value: string | number | boolean | null }
    | { kind: 'template'; parts: (string | ParsedExpression)[] }
    | { kind: 'tuple'; items: ParsedExpression[] }
    | {
        kind: 'object';
        entries: { key: ParsedExpression; value: ParsedExpression }[];
      }
    | { kind: 'reference'; root: string; steps: (string | ParsedExpression)[] }
    | {
        kind: 'call';
        name: string;
        arguments: ParsedExpression[];
        /** The last argument is a list of arguments: `f(x...)`. */
        expanded?: boolean;
      }
    | {
        kind: 'operation';
        operands: ParsedExpression[];
        operators?: string[];
        comprehension?: ParsedComprehension;
        steps?: (string | ParsedExpression)[];
        directive?: boolean;
      }
  );

/**
 * How the operands of a `for` are read: what it goes through, the key when it makes an object, the value, and the condition
 * when it is filtered.
 * @public
 */
export interface ParsedComprehension {
  /** One name for the value, or two for key and value. */
  names: string[];
  object: boolean;
  grouped: boolean;
  filtered: boolean;
}

/** `name = expression`. @public */
export interface ParsedAttribute extends ParsedRange {
  name: string;
  expression: ParsedExpression;
  line: number;
}

/** `type "label" { … }`. @public */
export interface ParsedBlock {
  type: string;
  labels: string[];
  body: ParsedBody;
  line: number;
}

/**
 * What a file or a block holds. JSON syntax cannot tell a block from an attribute without knowing the schema,
 * so whoever reads asks for what the schema says; the native syntax answers from what was written.
 * @public
 */
export interface ParsedBody {
  attribute(name: string): ParsedAttribute | undefined;
  attributes(): ParsedAttribute[];
  blocks(type: string, labelCount: number): ParsedBlock[];
  /** The text of an expression as its author wrote it. */
  source(expression: ParsedExpression): string;
  /** The value of an expression that needs nothing outside itself. */
  constant(expression: ParsedExpression): { value: JsonValue } | undefined;
  /** The line, from 1, on which an expression starts. */
  line(expression: ParsedExpression): number;
}

/** Something that HCL's grammar does not allow. @public */
export interface HclProblem {
  line: number;
  message: string;
  /** True when the text was refused for its size or depth and not for its grammar. */
  limit?: boolean;
}

/** Bounds on one text, so that nobody can stop the reader with a file. @public */
export interface HclLimits {
  /** Longest text, in UTF-16 units. */
  length: number;
  /** Deepest nesting of blocks, brackets and templates together. */
  depth: number;
  /** After so many problems the rest of the text is left unread. */
  problems: number;
}

/** @public */
export const defaultHclLimits: HclLimits = {
  length: 1024 * 1024,
  depth: 100,
  problems: 20,
};
