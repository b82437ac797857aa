import { Graph, GraphEdge, NodeShape } from './diagramParts';
import { GraphBuilder } from './GraphBuilder';

/** Words that would style, colour or link; nothing of a document may. */
const ignored = /^(?:classDef|class|style|linkStyle|click|accTitle|accDescr)\b/;

/** Opening and closing of each shape, the longest first. */
const shapes: [opening: string, closing: string, shape: NodeShape][] = [
  ['(((', ')))', 'circle'],
  ['([', '])', 'round'],
  ['((', '))', 'circle'],
  ['[[', ']]', 'box'],
  ['[(', ')]', 'store'],
  ['[/', '/]', 'box'],
  ['[\\', '\\]', 'box'],
  ['{{', '}}', 'hexagon'],
  ['[', ']', 'box'],
  ['(', ')', 'round'],
  ['{', '}', 'diamond'],
  ['>', ']', 'box'],
];

/** Nodes with lines between them: `a & b -->|label| c --> d`. */
class Chain {
  #rest: string;
  readonly #builder: GraphBuilder;

  constructor(text: string, builder: GraphBuilder) {
    this.#rest = text;
    this.#builder = builder;
  }

  /** False when it is no chain. */
  read(): boolean {
    let from = this.#nodes();
    while (from && this.#rest) {
      const link = this.#link();
      const to = link && this.#nodes();
      if (!link || !to) return false;
      for (const start of from) for (const end of to) this.#builder.edge({ ...link, from: start, to: end });
      from = to;
    }
    return from !== undefined;
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    const match = pattern.exec(this.#rest);
    if (!match) return undefined;
    this.#rest = this.#rest.slice(match[0].length);
    return match;
  }

  #nodes(): string[] | undefined {
    const ids: string[] = [];
    do {
      const id = this.#node();
      if (!id) return undefined;
      ids.push(id);
    } while (this.#take(/^\s*&\s*/));
    this.#take(/^\s+/);
    return ids;
  }

  #node(): string | undefined {
    const [id] = this.#take(/^[\p{L}\p{N}_](?:[\p{L}\p{N}_./]|-(?![-.]))*/u) ?? [];
    if (!id) return undefined;
    const shape = shapes.find(([opening]) => this.#rest.startsWith(opening));
    if (shape) {
      const [opening, closing, kind] = shape;
      const inside = this.#rest.slice(opening.length);
      // a quoted label may hold the closing marks
      const [quoted] = /^\s*"[^"]*"\s*/.exec(inside) ?? [];
      const end = quoted !== undefined ? quoted.length : inside.indexOf(closing);
      if (end < 0 || !inside.startsWith(closing, end)) return undefined;
      this.#builder.node(id, { label: inside.slice(0, end), shape: kind });
      this.#rest = inside.slice(end + closing.length);
    } else {
      this.#builder.node(id);
    }
    this.#take(/^:::[\w-]+/);
    return id;
  }

  #link(): Pick<GraphEdge, 'stroke' | 'heads'> & { label?: string } | undefined {
    const start = Boolean(this.#take(/^[<xo](?=--|==|-\.)/));
    const whole = this.#take(/^(?:-{2,}[->xo]|={2,}[=>xo]|-\.{1,9}-[>xo]?|~{3,})/);
    if (whole) {
      const [, label] = this.#take(/^\s*\|([^|]*)\|/) ?? [];
      this.#take(/^\s+/);
      return { ...looksOf(whole[0]), heads: { from: start, to: /[>xo]$/.test(whole[0]) }, label };
    }
    const opened = this.#take(/^(?:--|==|-\.)(?=\s|")/);
    if (!opened) return undefined;
    const closings: Record<string, RegExp> = { '--': /-{2,}[->xo]/, '==': /={2,}[=>xo]/, '-.': /\.{1,9}-[>xo]?/ };
    const closing = closings[opened[0]].exec(this.#rest);
    if (!closing) return undefined;
    const label = this.#rest.slice(0, closing.index);
    this.#rest = this.#rest.slice(closing.index + closing[0].length).trimStart();
    return { ...looksOf(opened[0]), heads: { from: start, to: /[>xo]$/.test(closing[0]) }, label };
  }
}

/** Reads the statements of a flow chart. */
export function parseFlowchart(lines: string[], direction: string): Graph | undefined {
  const builder = new GraphBuilder();
  builder.setDirection(direction);
  for (const line of lines.flatMap(statementsOf)) {
    if (ignored.test(line)) continue;
    const [, frame] = /^subgraph\s+(.+)$/.exec(line) ?? [];
    if (frame) {
      const [, id, label] = /^([\p{L}\p{N}_.-]+)\s*\[(.+)\]$/u.exec(frame) ?? [];
      builder.open(id ?? frame, label ?? frame);
    } else if (line === 'end') {
      if (!builder.close()) return undefined;
    } else if (/^direction\s+(?:TB|TD|BT|LR|RL)$/.test(line)) {
      // one direction for the whole drawing
      if (!builder.isOpen) builder.setDirection(line.slice(10).trim());
    } else if (!new Chain(line, builder).read()) {
      return undefined;
    }
  }
  return builder.build();
}

/** Parts between semicolons that stand in no quotes. */
function statementsOf(line: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    if (letter === ';' && !quoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.map(part => part.trim()).filter(Boolean);
}

function looksOf(mark: string): Pick<GraphEdge, 'stroke'> {
  if (mark.startsWith('=')) return { stroke: 'thick' };
  if (mark.startsWith('~')) return { stroke: 'invisible' };
  return { stroke: mark.startsWith('-.') ? 'dotted' : 'solid' };
}
