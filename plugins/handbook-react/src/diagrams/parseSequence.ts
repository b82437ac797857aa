import { labelLines, limits, Sequence, SequenceRow } from './diagramParts';

const name = '[\\p{L}\\p{N}_. ]+?';
const participant = new RegExp(`^(?:create\\s+)?(?:participant|actor)\\s+(${name})(?:\\s+as\\s+(.+))?$`, 'u');
const message = new RegExp(`^(${name})\\s*(<<)?(-->>|->>|-->|->|--x|-x|--\\)|-\\))\\s*[+-]?\\s*(${name})\\s*(?::\\s*(.*))?$`, 'u');
const note = new RegExp(`^note\\s+(over|left of|right of)\\s+(${name})(?:\\s*,\\s*(${name}))?\\s*:\\s*(.+)$`, 'iu');
const begin = /^(alt|opt|loop|par|critical|break|rect)\b\s*(.*)$/;
const section = /^(?:else|and|option)\b\s*(.*)$/;
const ignored = /^(?:autonumber|activate|deactivate|destroy|title|accTitle|accDescr|link|links)\b/;

/** Reads the statements of a sequence diagram. */
export function parseSequence(lines: string[]): Sequence | undefined {
  const participants = new Map<string, string[]>();
  const know = (id: string, label?: string) => {
    const key = id.trim();
    if (label !== undefined || !participants.has(key)) participants.set(key, labelLines(label ?? key));
    return key;
  };
  const rows: SequenceRow[] = [];
  let open = 0;
  for (const line of lines) {
    if (ignored.test(line)) continue;
    const row = rowOf(line, know);
    if (row) rows.push(row);
    if (row?.kind === 'begin') open += 1;
    if (row?.kind === 'section' && open === 0) return undefined;
    if (row?.kind === 'end') open -= 1;
    if (open < 0) return undefined;
    if (!row) {
      const [, id, label] = participant.exec(line) ?? [];
      if (!id) return undefined;
      know(id, label);
    }
  }
  if (open > 0 || participants.size === 0 || participants.size > 24 || rows.length > limits.rows) return undefined;
  return { participants: [...participants].map(([id, text]) => ({ id, lines: text })), rows };
}

function rowOf(line: string, know: (id: string) => string): SequenceRow | undefined {
  if (line === 'end') return { kind: 'end' };
  const noted = note.exec(line);
  if (noted) {
    const [, place, first, second, text] = noted;
    const side = place.toLowerCase().startsWith('left') ? 'left' : 'right';
    return {
      kind: 'note',
      side: place.toLowerCase() === 'over' ? 'over' : side,
      over: [know(first), ...(second ? [know(second)] : [])],
      lines: labelLines(text),
    };
  }
  const [, word, title = ''] = begin.exec(line) ?? [];
  // the colour after `rect` is none of the document's business
  if (word) return { kind: 'begin', word: word === 'rect' ? '' : word, text: word === 'rect' ? '' : title };
  const divided = section.exec(line);
  if (divided) return { kind: 'section', text: divided[1] };
  const sent = message.exec(line);
  if (!sent) return undefined;
  const [, from, , arrow, to, text = ''] = sent;
  return {
    kind: 'message',
    from: know(from),
    to: know(to),
    lines: labelLines(text),
    dotted: arrow.startsWith('--'),
    head: headOf(arrow),
  };
}

function headOf(arrow: string): 'arrow' | 'open' | 'cross' | 'none' {
  if (arrow.endsWith('>>')) return 'arrow';
  if (arrow.endsWith(')')) return 'open';
  return arrow.endsWith('x') ? 'cross' : 'none';
}
