import styles from './Diagram.module.css';
import { GraphNode } from './diagramParts';
import { Box, GraphLayout, lineHeight } from './layoutGraph';

/** Nodes, frames and lines at their places. Everything that a document said is in it as text. */
export function GraphDrawing({ layout, label }: { layout: GraphLayout; label: string }) {
  const { width, height, nodes, edges, groups } = layout;
  return (
    <svg role="img" aria-label={label} className={styles.drawing} viewBox={`0 0 ${width} ${height}`} width={width} height={height}>
      {groups.map(group => (
        <g key={group.id} className={styles.group}>
          <rect x={group.x - group.width / 2} y={group.y - group.height / 2} width={group.width} height={group.height} rx={6} />
          <TextLines lines={group.lines.slice(0, 1)} x={group.x} y={group.y - group.height / 2 + 14} />
        </g>
      ))}
      {edges.map((edge, index) => (
        <EdgeLine key={index} edge={edge} />
      ))}
      {nodes.map(node => (
        <g key={node.id} className={styles.node} data-shape={node.shape}>
          <Frame node={node} />
          <TextLines lines={node.lines} x={node.x} y={node.y} />
        </g>
      ))}
      {edges.map(
        (edge, index) =>
          edge.label && (
            <g key={index} className={styles.label}>
              <TextLines lines={edge.lines} x={edge.label.x} y={edge.label.y} />
            </g>
          ),
      )}
    </svg>
  );
}

/** A line between two nodes with its heads, inside an `svg`. @public */
export function EdgeLine({ edge }: { edge: GraphLayout['edges'][number] }) {
  const { points, stroke, heads } = edge;
  if (stroke === 'invisible' || points.length < 2) return null;
  return (
    <g className={styles.edge} data-stroke={stroke}>
      <path d={curveThrough(points)} />
      {heads.to && <Head at={points[points.length - 1]} from={points[points.length - 2]} />}
      {heads.from && <Head at={points[0]} from={points[1]} />}
    </g>
  );
}

interface Point {
  x: number;
  y: number;
}

/** An arrow head, drawn where it stands: a marker would need an id, which could meet one of the page. */
export function Head({ at, from }: { at: Point; from: Point }) {
  const angle = Math.atan2(at.y - from.y, at.x - from.x);
  const corner = (turn: number) => `${at.x - 9 * Math.cos(angle + turn)},${at.y - 9 * Math.sin(angle + turn)}`;
  return <polygon className={styles.head} points={`${at.x},${at.y} ${corner(0.42)} ${corner(-0.42)}`} />;
}

/** Lines of text around a middle. */
export function TextLines({ lines, x, y }: { lines: string[]; x: number; y: number }) {
  const top = y - ((lines.length - 1) * lineHeight) / 2;
  return (
    <>
      {lines.map((line, index) => (
        <text key={index} x={x} y={top + index * lineHeight} textAnchor="middle" dominantBaseline="central">
          {line}
        </text>
      ))}
    </>
  );
}

function Frame({ node }: { node: GraphNode & Box }) {
  const { x, y, width, height, shape } = node;
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  switch (shape) {
    case 'dot':
    case 'end':
      return (
        <>
          <circle cx={x} cy={y} r={8} />
          {shape === 'end' && <circle className={styles.core} cx={x} cy={y} r={4.5} />}
        </>
      );
    case 'circle':
      return <circle cx={x} cy={y} r={width / 2} />;
    case 'diamond':
      return <polygon points={`${x},${top} ${right},${y} ${x},${bottom} ${left},${y}`} />;
    case 'hexagon':
      return (
        <polygon points={`${left + 12},${top} ${right - 12},${top} ${right},${y} ${right - 12},${bottom} ${left + 12},${bottom} ${left},${y}`} />
      );
    case 'store':
      return (
        <>
          <path d={`M${left} ${top + 6} V${bottom - 6} A${width / 2} 6 0 0 0 ${right} ${bottom - 6} V${top + 6}`} />
          <ellipse cx={x} cy={top + 6} rx={width / 2} ry={6} />
        </>
      );
    default:
      return <rect x={left} y={top} width={width} height={height} rx={shape === 'round' ? Math.min(16, height / 2) : 4} />;
  }
}

/** A smooth line: through the middles between points, with the points as what bends it. */
function curveThrough(points: Point[]): string {
  const [first, ...rest] = points;
  const last = rest[rest.length - 1];
  let path = `M${first.x} ${first.y}`;
  for (let index = 0; index < rest.length - 1; index += 1) {
    const [at, next] = [rest[index], rest[index + 1]];
    path += ` Q${at.x} ${at.y} ${(at.x + next.x) / 2} ${(at.y + next.y) / 2}`;
  }
  return `${path} L${last.x} ${last.y}`;
}
