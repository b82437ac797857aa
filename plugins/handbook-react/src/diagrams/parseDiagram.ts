import { Diagram, limits } from './diagramParts';
import { parseFlowchart } from './parseFlowchart';
import { parseSequence } from './parseSequence';
import { parseState } from './parseState';

/** The diagram that a text of Mermaid describes; `undefined` for kinds and words that are not drawn here. */
export function parseDiagram(text: string): Diagram | undefined {
  if (text.length > limits.text) return undefined;
  const lines = text
    .replace(/^\s*---\n[\s\S]*?\n---\n/, '')
    .split(/\r?\n/)
    .map(line => line.trim())
    // comments, and directives that would style or configure
    .filter(line => line && !line.startsWith('%%'));
  if (lines.some(line => line.length > limits.line)) return undefined;
  const [header = '', ...body] = lines;
  const flow = /^(?:graph|flowchart)(?:\s+(TB|TD|BT|LR|RL))?\s*;?$/.exec(header);
  if (flow) return graphOf(parseFlowchart(body, flow[1] ?? 'TB'));
  if (/^stateDiagram(?:-v2)?$/.test(header)) return graphOf(parseState(body));
  if (header === 'sequenceDiagram') {
    const sequence = parseSequence(body);
    return sequence && { kind: 'sequence', sequence };
  }
  return undefined;
}

function graphOf(graph: ReturnType<typeof parseState>): Diagram | undefined {
  return graph && { kind: 'graph', graph };
}
