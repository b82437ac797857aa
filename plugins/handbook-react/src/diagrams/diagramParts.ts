/**
 * Diagrams of Mermaid, of which flow charts, state and sequence diagrams are read here (docs/adr/0012). A text becomes these plain
 * values and never markup; whatever is not understood whole is no diagram, and is shown as its text.
 */

/** Shape of a node's frame. @public */
export type NodeShape = 'box' | 'round' | 'diamond' | 'circle' | 'store' | 'hexagon' | 'dot' | 'end';

/** @public */
export interface GraphNode {
  id: string;
  /** Lines of text. */
  lines: string[];
  shape: NodeShape;
  /** Id of the frame that it stands in. */
  group?: string;
}

/** @public */
export interface GraphEdge {
  from: string;
  to: string;
  lines: string[];
  stroke: 'solid' | 'dotted' | 'thick' | 'invisible';
  /** Arrow heads at its beginning and its end. */
  heads: { from: boolean; to: boolean };
}

/** A frame around nodes. @public */
export interface GraphGroup {
  id: string;
  lines: string[];
  /** Id of the frame around this one. */
  parent?: string;
}

/** Nodes, lines between them and frames around them, before anything has a place. @public */
export interface Graph {
  direction: 'TB' | 'BT' | 'LR' | 'RL';
  nodes: GraphNode[];
  edges: GraphEdge[];
  groups: GraphGroup[];
}

/** A row of a sequence diagram, from top to bottom. */
export type SequenceRow =
  | { kind: 'message'; from: string; to: string; lines: string[]; dotted: boolean; head: 'arrow' | 'open' | 'cross' | 'none' }
  | { kind: 'note'; over: string[]; side: 'over' | 'left' | 'right'; lines: string[] }
  | { kind: 'begin'; word: string; text: string }
  | { kind: 'section'; text: string }
  | { kind: 'end' };

export interface Sequence {
  participants: { id: string; lines: string[] }[];
  rows: SequenceRow[];
}

export type Diagram = { kind: 'graph'; graph: Graph } | { kind: 'sequence'; sequence: Sequence };

/** Nobody reads a larger diagram, and a hostile one must not hold up the page. */
export const limits = { text: 20_000, line: 500, nodes: 100, edges: 150, rows: 200 };

/** A label without the marks of Mermaid and Markdown, in its lines. Entities stay as they are written: nothing is decoded into markup. */
export function labelLines(label: string): string[] {
  return label
    .trim()
    .replace(/^"([\s\S]*)"$/, '$1')
    .replace(/^`([\s\S]*)`$/, '$1')
    .split(/<br\s{0,3}\/?>|\\n/i)
    .map(line => line.trim())
    .filter(Boolean)
    .flatMap(wrap);
}

/** Breaks a line between words, after at most 28 letters; a longer word stays whole up to twice of it. */
function wrap(line: string): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/\s+/).flatMap(each => each.match(/.{1,56}/gsu) ?? [])) {
    if (current && current.length + word.length + 1 > 28) {
      lines.push(current);
      current = word;
    } else {
      current = current ? `${current} ${word}` : word;
    }
  }
  return current ? [...lines, current] : lines;
}
