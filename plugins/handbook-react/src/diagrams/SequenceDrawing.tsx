import styles from './Diagram.module.css';
import { Sequence, SequenceRow } from './diagramParts';
import { Head, TextLines } from './GraphDrawing';
import { lineHeight, textWidth } from './layoutGraph';

const headHeight = 56;

interface Placed {
  row: SequenceRow;
  y: number;
  height: number;
  depth: number;
}

/** Participants side by side, and what passes between them from top to bottom. */
export function SequenceDrawing({ sequence, label }: { sequence: Sequence; label: string }) {
  const columns = columnsOf(sequence);
  const placed = placedRows(sequence.rows);
  const width = Math.max(...columns.map(column => column.x + column.width / 2)) + 24;
  const last = placed.at(-1);
  const bottom = (last ? last.y + last.height : headHeight) + 16;
  const xOf = (id: string) => columns.find(column => column.id === id)?.x ?? 0;
  return (
    <svg role="img" aria-label={label} className={styles.drawing} viewBox={`0 0 ${width} ${bottom}`} width={width} height={bottom}>
      {columns.map(column => (
        <g key={column.id} className={styles.node}>
          <path className={styles.life} d={`M${column.x} ${headHeight - 8} V${bottom - 8}`} />
          <rect x={column.x - column.width / 2} y={8} width={column.width} height={headHeight - 16} rx={4} />
          <TextLines lines={column.lines.slice(0, 2)} x={column.x} y={headHeight / 2} />
        </g>
      ))}
      {framesOf(placed).map(({ from, to, sections }, index) => (
        <g key={index} className={styles.frame}>
          <rect x={8 + from.depth * 6} y={from.y + 2} width={width - 16 - from.depth * 12} height={to.y - from.y + 8} rx={4} />
          <text x={16 + from.depth * 6} y={from.y + 16} dominantBaseline="central">
            {from.row.kind === 'begin' ? `${from.row.word} ${from.row.text}`.trim() : ''}
          </text>
          {sections.map(section => (
            <g key={section.y}>
              <path d={`M${8 + from.depth * 6} ${section.y + 4} H${width - 8 - from.depth * 6}`} />
              <text x={16 + from.depth * 6} y={section.y + 16} dominantBaseline="central">
                {section.row.kind === 'section' ? section.row.text : ''}
              </text>
            </g>
          ))}
        </g>
      ))}
      {placed.map((each, index) => (
        <Row key={index} placed={each} xOf={xOf} />
      ))}
    </svg>
  );
}

function Row({ placed: { row, y, height }, xOf }: { placed: Placed; xOf: (id: string) => number }) {
  if (row.kind === 'note') {
    const xs = row.over.map(xOf);
    const width = Math.max(...row.lines.map(textWidth), 40) + 16;
    const [low, high] = [Math.min(...xs), Math.max(...xs)];
    const shift = { over: 0, left: -width / 2 - 8, right: width / 2 + 8 }[row.side];
    const span = Math.max(width, high - low + 40);
    const middle = (low + high) / 2 + shift;
    return (
      <g className={styles.note}>
        <rect x={middle - span / 2} y={y + 4} width={span} height={height - 8} rx={2} />
        <TextLines lines={row.lines} x={middle} y={y + height / 2} />
      </g>
    );
  }
  if (row.kind !== 'message') return null;
  const [from, to] = [xOf(row.from), xOf(row.to)];
  const line = y + height - 10;
  const middle = y + 4 + (row.lines.length * lineHeight) / 2;
  const isOwn = from === to;
  const end = { x: to, y: line };
  const path = isOwn ? `M${from} ${line - 12} h28 v12 H${to}` : `M${from} ${line} H${to}`;
  return (
    <g className={styles.edge} data-stroke={row.dotted ? 'dotted' : 'solid'}>
      <path d={path} />
      {row.head === 'cross' ? (
        <path d={`M${to - 5} ${line - 5} l10 10 m0 -10 l-10 10`} />
      ) : (
        row.head !== 'none' && <Head at={end} from={{ x: isOwn ? to + 28 : from, y: line }} />
      )}
      <g className={styles.label}>
        <TextLines lines={row.lines} x={isOwn ? from + 36 + Math.max(0, ...row.lines.map(textWidth)) / 2 : (from + to) / 2} y={middle} />
      </g>
    </g>
  );
}

/** Far enough from each other for the texts between neighbours. */
function columnsOf({ participants, rows }: Sequence) {
  const widths = participants.map(({ lines }) => Math.max(48, ...lines.map(textWidth)) + 24);
  const xs: number[] = [];
  for (const [index, width] of widths.entries()) {
    const needed = rows.flatMap(row => {
      if (row.kind !== 'message' || index === 0) return [];
      const places = [row.from, row.to].map(id => participants.findIndex(each => each.id === id)).sort((left, right) => left - right);
      const text = Math.max(0, ...row.lines.map(textWidth)) + 24;
      if (places[0] === index - 1 && places[1] === index) return [text];
      return places[0] === places[1] && places[0] === index - 1 ? [text + 40] : [];
    });
    const gap = index === 0 ? width / 2 + 16 : Math.max(widths[index - 1] / 2 + width / 2 + 24, ...needed);
    xs.push((xs[index - 1] ?? 0) + gap);
  }
  return participants.map((participant, index) => ({ ...participant, width: widths[index], x: xs[index] }));
}

function placedRows(rows: SequenceRow[]): Placed[] {
  let [y, depth] = [headHeight, 0];
  return rows.map(row => {
    if (row.kind === 'end') depth -= 1;
    const placed = { row, y, depth, height: heightOf(row) };
    if (row.kind === 'begin') depth += 1;
    y += placed.height;
    return placed;
  });
}

function heightOf(row: SequenceRow): number {
  if (row.kind === 'message') return Math.max(1, row.lines.length) * lineHeight + (row.from === row.to ? 30 : 18);
  if (row.kind === 'note') return row.lines.length * lineHeight + 20;
  return row.kind === 'end' ? 14 : 30;
}

function framesOf(placed: Placed[]) {
  const frames: { from: Placed; to: Placed; sections: Placed[] }[] = [];
  const open: { from: Placed; sections: Placed[] }[] = [];
  for (const each of placed) {
    if (each.row.kind === 'begin') open.push({ from: each, sections: [] });
    if (each.row.kind === 'section') open.at(-1)?.sections.push(each);
    const ended = each.row.kind === 'end' && open.pop();
    if (ended) frames.push({ ...ended, to: each });
  }
  return frames;
}
