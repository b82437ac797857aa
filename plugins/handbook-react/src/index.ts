/**
 * Markdown of repositories, shown so that nothing in it can act; and graphs drawn without a library that measures them.
 *
 * @packageDocumentation
 */
export { DocumentMarkdown } from './DocumentMarkdown';
export type { DocumentMarkdownProps } from './DocumentMarkdown';
export { EdgeLine } from './diagrams/GraphDrawing';
export { layoutGraph } from './diagrams/layoutGraph';
export type { Box, GraphLayout } from './diagrams/layoutGraph';
export type { Graph, GraphEdge, GraphGroup, GraphNode, NodeShape } from './diagrams/diagramParts';
export type { DocumentPlace, PortalPageOf, RepositoryTarget } from './markdown/documentLinks';
export { documentTranslationRef } from './translations/ref';
