import dagre from '@dagrejs/dagre';
import { Graph, GraphEdge, GraphGroup, GraphNode } from './diagramParts';

/** Where something stands, in pixels: its middle and its size. @public */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A graph in which everything has its place. @public */
export interface GraphLayout {
  width: number;
  height: number;
  nodes: (GraphNode & Box)[];
  edges: (GraphEdge & { points: { x: number; y: number }[]; label?: { x: number; y: number } })[];
  groups: (GraphGroup & Box)[];
}

/** Rows that lines may cross together; above, dagre takes more than a moment. */
const spanLimit = 400;

/** Height of a line of text. */
export const lineHeight = 18;

const wide = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/;

/** Width of a text at 13 pixels, estimated: nothing is measured, so that a diagram is the same in every browser and in none. */
export function textWidth(line: string): number {
  let width = 0;
  for (const letter of line) width += wide.test(letter) ? 13 : 7.3;
  return width;
}

/**
 * Gives every node and line its place, by dagre.
 *
 * @param sizeOf - size of a node; by default, that of its text
 * @throws when dagre finds no place for them, or would search for it for seconds
 * @public
 */
export function layoutGraph(
  graph: Graph,
  sizeOf: (node: GraphNode) => { width: number; height: number } = sizeOfNode,
): GraphLayout {
  if (spanOf(graph) > spanLimit) throw new Error('The lines of the graph are too long.');
  const drawing = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  drawing.setGraph({ rankdir: graph.direction, nodesep: 32, ranksep: 44, edgesep: 16, marginx: 12, marginy: 12 });
  drawing.setDefaultEdgeLabel(() => ({}));
  // names of the document are never keys of dagre's objects
  const keys = new Map<string, string>();
  for (const [index, group] of graph.groups.entries()) keys.set(`group ${group.id}`, `g${index}`);
  for (const [index, node] of graph.nodes.entries()) keys.set(`node ${node.id}`, `n${index}`);
  const groupKey = (id: string | undefined) => (id === undefined ? undefined : keys.get(`group ${id}`));
  const nodeKey = (id: string) => keys.get(`node ${id}`) ?? '';
  for (const group of graph.groups) drawing.setNode(groupKey(group.id) ?? '', {});
  // dagre writes the place into what it is given
  for (const node of graph.nodes) drawing.setNode(nodeKey(node.id), { ...sizeOf(node) });
  for (const { id, parent } of graph.groups) {
    const above = groupKey(parent);
    if (above) drawing.setParent(groupKey(id) ?? '', above);
  }
  for (const node of graph.nodes) {
    const above = groupKey(node.group);
    if (above) drawing.setParent(nodeKey(node.id), above);
  }
  for (const [index, edge] of graph.edges.entries()) {
    const label = edge.lines.length
      ? { width: Math.max(...edge.lines.map(textWidth)) + 12, height: edge.lines.length * lineHeight + 4, labelpos: 'c' }
      : {};
    drawing.setEdge(nodeKey(edge.from), nodeKey(edge.to), label, `e${index}`);
  }
  dagre.layout(drawing);
  const { width = 0, height = 0 } = drawing.graph();
  return {
    width,
    height,
    nodes: graph.nodes.map(node => ({ ...node, ...boxOf(drawing.node(nodeKey(node.id))) })),
    groups: graph.groups.map(group => ({ ...group, ...boxOf(drawing.node(groupKey(group.id) ?? '')) })),
    edges: graph.edges.map((edge, index) => {
      const placed = drawing.edge(nodeKey(edge.from), nodeKey(edge.to), `e${index}`);
      return {
        ...edge,
        points: placed.points.map(({ x, y }) => ({ x, y })),
        label: edge.lines.length && placed.x !== undefined ? { x: placed.x, y: placed.y } : undefined,
      };
    }),
  };
}

/**
 * How many rows all lines cross together, about: dagre puts a place of its own on each, and its time grows with their square.
 */
function spanOf({ nodes, edges }: Graph): number {
  const next = new Map<string, string[]>(nodes.map(node => [node.id, []]));
  for (const { from, to } of edges) next.get(from)?.push(to);
  const order: string[] = [];
  // `open` while we are below it: a line to it leads back
  const state = new Map<string, 'open' | 'left'>();
  const forward: [from: string, to: string][] = [];
  const visit = (id: string) => {
    state.set(id, 'open');
    for (const to of next.get(id) ?? []) {
      if (state.get(to) !== 'open') forward.push([id, to]);
      if (!state.has(to)) visit(to);
    }
    state.set(id, 'left');
    order.unshift(id);
  };
  for (const { id } of nodes) if (!state.has(id)) visit(id);
  const ranks = new Map<string, number>();
  for (const id of order) {
    const rank = ranks.get(id) ?? 0;
    for (const [from, to] of forward) if (from === id) ranks.set(to, Math.max(ranks.get(to) ?? 0, rank + 1));
  }
  return edges.reduce((sum, { from, to }) => sum + Math.abs((ranks.get(to) ?? 0) - (ranks.get(from) ?? 0)), 0);
}

function boxOf({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

function sizeOfNode({ lines, shape }: GraphNode): { width: number; height: number } {
  if (shape === 'dot' || shape === 'end') return { width: 18, height: 18 };
  const width = Math.max(0, ...lines.map(textWidth)) + 28;
  const height = Math.max(1, lines.length) * lineHeight + 16;
  if (shape === 'diamond') return lines.length ? { width: width * 1.25 + 16, height: height * 1.7 } : { width: 28, height: 28 };
  if (shape === 'circle') return { width: Math.max(width, height), height: Math.max(width, height) };
  if (shape === 'store') return { width, height: height + 12 };
  return { width: shape === 'hexagon' ? width + 20 : width, height };
}
