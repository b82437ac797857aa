import { layoutGraph } from './layoutGraph';
import { parseDiagram } from './parseDiagram';

function graphOf(text: string) {
  const diagram = parseDiagram(text);
  if (diagram?.kind !== 'graph') throw new Error('it is no graph');
  return diagram.graph;
}

describe('parseDiagram', () => {
  it('reads shapes, chains, labels, strokes and frames of flow charts', () => {
    const graph = graphOf(`flowchart LR
      %% a comment
      a["Form (typed)"] --> b(Files) & c{Right?}
      c -->|yes| d[(Store)]
      c -- no --> a
      d -.-> e([End]) ==> f((f)); f --- g-h
      subgraph repo [One repository]
        direction TB
        e
        x --> y
      end
      a <--> repo
      classDef red fill:#f00
      class a red
      click a "https://evil.example"
      style b fill:red`);
    expect(graph.direction).toBe('LR');
    expect(graph.nodes.map(node => [node.id, node.lines.join(' '), node.shape, node.group])).toEqual([
      ['a', 'Form (typed)', 'box', undefined],
      ['b', 'Files', 'round', undefined],
      ['c', 'Right?', 'diamond', undefined],
      ['d', 'Store', 'store', undefined],
      ['e', 'End', 'round', undefined],
      ['f', 'f', 'circle', undefined],
      ['g-h', 'g-h', 'box', undefined],
      ['x', 'x', 'box', 'repo'],
      ['y', 'y', 'box', 'repo'],
    ]);
    expect(graph.edges.map(edge => `${edge.from} ${edge.heads.from ? '<' : ''}${edge.stroke}${edge.heads.to ? '>' : ''} ${edge.to} ${edge.lines}`)).toEqual([
      'a solid> b ',
      'a solid> c ',
      'c solid> d yes',
      'c solid> a no',
      'd dotted> e ',
      'e thick> f ',
      'f solid g-h ',
      'x solid> y ',
      'a <solid> x ',
    ]);
    expect(graph.groups).toEqual([{ id: 'repo', lines: ['One repository'], parent: undefined }]);
  });

  it('reads transitions, descriptions and frames of state diagrams', () => {
    const graph = graphOf(`stateDiagram-v2
      [*] --> planned
      planned --> applied : apply
      planned : The plan is there
      state "Locked by somebody" as locked
      applied --> locked
      state deep {
        [*] --> inner
      }
      applied --> [*]`);
    expect(graph.nodes.map(node => [node.lines.join(' '), node.shape, node.group])).toEqual([
      ['', 'dot', undefined],
      ['The plan is there', 'round', undefined],
      ['applied', 'round', undefined],
      ['Locked by somebody', 'round', undefined],
      ['', 'dot', 'deep'],
      ['inner', 'round', 'deep'],
      ['', 'end', undefined],
    ]);
  });

  it('reads messages, notes and frames of sequence diagrams', () => {
    const diagram = parseDiagram(`sequenceDiagram
      autonumber
      actor D as Developer
      D->>+Portal: creates
      alt allowed
        Portal-->>-D: a pull request
      else not
        Portal-xD: refuses
      end
      Note over D,Portal: both know`);
    if (diagram?.kind !== 'sequence') throw new Error('it is no sequence');
    expect(diagram.sequence.participants.map(each => [each.id, each.lines.join()])).toEqual([
      ['D', 'Developer'],
      ['Portal', 'Portal'],
    ]);
    expect(diagram.sequence.rows.map(row => row.kind)).toEqual(['message', 'begin', 'message', 'section', 'message', 'end', 'note']);
    expect(diagram.sequence.rows[2]).toMatchObject({ from: 'Portal', to: 'D', dotted: true, head: 'arrow' });
    expect(diagram.sequence.rows[4]).toMatchObject({ head: 'cross' });
  });

  it.each([
    'gantt\n  title x',
    'flowchart LR\n  a --> ',
    'flowchart LR\n  a -- b',
    'flowchart LR\n  subgraph x\n  a',
    'flowchart LR\n  end',
    'sequenceDiagram\n  alt x\n  A->>B: y',
    'sequenceDiagram\n  ???',
    'stateDiagram-v2\n  a --> b\n  }',
    '',
    `flowchart LR\n  ${Array.from({ length: 300 }, (_, index) => `a${index} --> b`).join('\n')}`,
  ])('shows as text what it does not understand whole: %j', text => {
    expect(parseDiagram(text)).toBeUndefined();
  });

  it('gives every node a place of its own, names of JavaScript too', () => {
    // one size for all of them: dagre must not write into it
    const size = { width: 100, height: 40 };
    const layout = layoutGraph(
      graphOf('flowchart TB\n  __proto__ --> constructor --> toString\n  subgraph hasOwnProperty\n    toString2\n  end'),
      () => size,
    );
    const places = layout.nodes.map(node => `${node.x},${node.y}`);
    expect(new Set(places).size).toBe(4);
    expect(places.join()).not.toContain('NaN');
    expect(layout.edges.every(edge => edge.points.length > 1)).toBe(true);
  });

  it('gives up a graph that would take seconds', () => {
    const chain = Array.from({ length: 70 }, (_, index) => `a${index} --> a${index + 1}`);
    const star = Array.from({ length: 70 }, (_, index) => `a0 --> a${index + 1}`);
    expect(() => layoutGraph(graphOf(['flowchart TB', ...chain, ...star].join('\n')))).toThrow('too long');
    // one that people draw, with a line that leads back, is none
    expect(() => layoutGraph(graphOf(['flowchart TB', ...chain, 'a70 --> a0'].join('\n')))).not.toThrow();
  });

  it('answers soon, whatever the text', () => {
    const hostile = [
      `flowchart LR\n  ${'a-'.repeat(240)}`,
      `flowchart LR\n  a -- ${'-'.repeat(480)}`,
      `sequenceDiagram\n  ${'A '.repeat(240)}`,
      `sequenceDiagram\n  ${'A->>'.repeat(120)}`,
      `stateDiagram-v2\n  ${'a.'.repeat(240)}`,
    ].map(text => text.padEnd(19_000, `\n${text.split('\n')[1]}`));
    // of the processor's time: a busy machine takes longer
    const before = process.cpuUsage();
    for (const text of hostile) parseDiagram(text);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1000);
  });
});
