import { Graph, NodeShape } from './diagramParts';
import { GraphBuilder } from './GraphBuilder';

const name = '[\\p{L}\\p{N}_.-]+';
const transition = new RegExp(`^(\\[\\*\\]|${name})\\s*-->\\s*(\\[\\*\\]|${name})(?:\\s*:\\s*(.+))?$`, 'u');
const described = new RegExp(`^(?:state\\s+)?(${name})\\s*:\\s*(.+)$`, 'u');
const named = new RegExp(`^state\\s+"([^"]*)"\\s+as\\s+(${name})\\s*(\\{)?$`, 'u');
const declared = new RegExp(`^state\\s+(${name})\\s*(?:<<(choice|fork|join)>>|(\\{))?$`, 'u');
const marks: Record<string, NodeShape> = { choice: 'diamond', fork: 'box', join: 'box' };

/** Reads the statements of a state diagram. */
export function parseState(lines: string[]): Graph | undefined {
  const builder = new GraphBuilder();
  const frames: string[] = [];
  for (const line of lines) {
    // a class may style, and nothing of a document may
    if (/^(?:classDef|class|hide empty description)\b/.test(line)) continue;
    const [, direction] = /^direction\s+(TB|BT|LR|RL)$/.exec(line) ?? [];
    const moved = transition.exec(line);
    const [, label, as, opensNamed] = named.exec(line) ?? [];
    const [, id, special, opens] = declared.exec(line) ?? [];
    const [, state, text] = described.exec(line) ?? [];
    if (direction) {
      if (!builder.isOpen) builder.setDirection(direction);
    } else if (moved) {
      // every frame has a beginning and an end of its own
      const frame = frames.join('/');
      const ends = [moved[1] === '[*]' ? `[begin]${frame}` : moved[1], moved[2] === '[*]' ? `[end]${frame}` : moved[2]];
      for (const [place, end] of ends.entries()) {
        builder.node(end, moved[place + 1] === '[*]' ? { label: '', shape: place === 0 ? 'dot' : 'end' } : {});
      }
      builder.edge({ from: ends[0], to: ends[1], label: moved[3], stroke: 'solid', heads: { from: false, to: true } });
    } else if (opensNamed || opens) {
      builder.open(as ?? id, label ?? id);
      frames.push(as ?? id);
    } else if (as) {
      builder.node(as, { label });
    } else if (id) {
      builder.node(id, special ? { label: special === 'choice' ? '' : id, shape: marks[special] } : {});
    } else if (state) {
      builder.node(state, { label: text });
    } else if (line === '}') {
      if (!builder.close()) return undefined;
      frames.pop();
    } else if (new RegExp(`^${name}$`, 'u').test(line)) {
      builder.node(line);
    } else {
      return undefined;
    }
  }
  const graph = builder.build();
  // a state is drawn with round corners
  return graph && { ...graph, nodes: graph.nodes.map(node => (node.shape === 'box' ? { ...node, shape: 'round' as const } : node)) };
}
