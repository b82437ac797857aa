import { ScrollRegion } from '@connectly/plugin-platform-react';
import { ReactNode, useMemo } from 'react';
import styles from './Diagram.module.css';
import { GraphDrawing } from './GraphDrawing';
import { layoutGraph } from './layoutGraph';
import { parseDiagram } from './parseDiagram';
import { SequenceDrawing } from './SequenceDrawing';

/** A diagram drawn from its text, with the text below it; only the text when it cannot be drawn. */
export function Diagram(props: {
  text: string;
  /** Name of the drawing. */
  label: string;
  /** Word that opens the text below the drawing. */
  sourceLabel: string;
  /** The text as code. */
  source: ReactNode;
}) {
  const { text, label, sourceLabel, source } = props;
  const drawing = useMemo(() => drawingOf(text, label), [text, label]);
  if (!drawing) return <>{source}</>;
  return (
    <figure className={styles.figure} aria-label={label}>
      <ScrollRegion label={label}>{drawing}</ScrollRegion>
      <details>
        <summary>{sourceLabel}</summary>
        {source}
      </details>
    </figure>
  );
}

function drawingOf(text: string, label: string): ReactNode {
  const diagram = parseDiagram(text);
  if (!diagram) return undefined;
  if (diagram.kind === 'sequence') return <SequenceDrawing sequence={diagram.sequence} label={label} />;
  try {
    return <GraphDrawing layout={layoutGraph(diagram.graph)} label={label} />;
  } catch {
    // dagre gives up on some graphs; the text says the same
    return undefined;
  }
}
