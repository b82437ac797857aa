import { Graph, GraphEdge, GraphGroup, GraphNode, labelLines, limits } from './diagramParts';

/** Collects a graph while its text is read; `build` gives nothing when it grew too large or a frame stayed open. */
export class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #groups = new Map<string, GraphGroup>();
  readonly #edges: GraphEdge[] = [];
  readonly #open: string[] = [];
  direction: Graph['direction'] = 'TB';

  setDirection(word: string) {
    this.direction = word === 'TD' ? 'TB' : (word as Graph['direction']);
  }

  /** Knows the node, and takes its label and shape when it says them. */
  node(id: string, facts: { label?: string; shape?: GraphNode['shape'] } = {}) {
    // a line to a frame ends at the frame's first node, see `build`
    if (this.#groups.has(id)) return;
    const known = this.#nodes.get(id) ?? { id, lines: labelLines(id), shape: 'box', group: this.#open.at(-1) };
    this.#nodes.set(id, {
      ...known,
      lines: facts.label === undefined ? known.lines : labelLines(facts.label),
      shape: facts.shape ?? known.shape,
    });
  }

  edge(edge: Omit<GraphEdge, 'lines'> & { label?: string }) {
    const { label = '', ...rest } = edge;
    this.#edges.push({ ...rest, lines: labelLines(label) });
  }

  open(id: string, label: string) {
    this.#nodes.delete(id);
    this.#groups.set(id, { id, lines: labelLines(label), parent: this.#open.at(-1) });
    this.#open.push(id);
  }

  /** False when no frame is open. */
  close(): boolean {
    return this.#open.pop() !== undefined;
  }

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  build(): Graph | undefined {
    if (this.isOpen || this.#nodes.size === 0) return undefined;
    if (this.#nodes.size > limits.nodes || this.#edges.length > limits.edges || this.#groups.size > limits.nodes) return undefined;
    const nodes = [...this.#nodes.values()];
    const held = new Set(nodes.map(node => node.group));
    for (const group of this.#groups.values()) held.add(group.parent);
    const groups = [...this.#groups.values()].filter(group => held.has(group.id));
    const ends = (id: string) => (this.#groups.has(id) ? this.#firstIn(id) : id);
    const edges = this.#edges.flatMap(edge => {
      const [from, to] = [ends(edge.from), ends(edge.to)];
      return from && to ? [{ ...edge, from, to }] : [];
    });
    return { direction: this.direction, nodes, edges, groups };
  }

  #firstIn(group: string): string | undefined {
    const inside = (id: string | undefined): boolean => {
      for (let at = id; at; at = this.#groups.get(at)?.parent) if (at === group) return true;
      return false;
    };
    return [...this.#nodes.values()].find(node => inside(node.group))?.id;
  }
}
