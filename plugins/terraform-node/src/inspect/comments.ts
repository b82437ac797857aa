import { SourcePosition } from '@connectly/plugin-terraform-common';

/** The `#` or `//` lines at the left margin right above a block, joined by spaces. */
export function commentAbove(
  files: Record<string, string>,
  position: SourcePosition,
): string {
  const lines = files[position.file].split('\n').slice(0, position.line - 1);
  const start =
    lines.findLastIndex(
      line => !line.startsWith('#') && !line.startsWith('//'),
    ) + 1;
  return lines
    .slice(start)
    .map(line => line.trim().replace(/^#/, '').replace(/^\/\//, '').trim())
    .join(' ');
}

/** The text of the block comment with which a file begins. */
export function fileHeader(text: string): string {
  const header: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (!trimmed.startsWith('/*') && !trimmed.startsWith('*')) {
      break;
    }
    if (trimmed === '*') {
      header.push('');
    } else if (!trimmed.startsWith('/*') && !trimmed.startsWith('*/')) {
      header.push(
        line
          .replace(/^ +/, '')
          .replace(/[\r\n]+$/, '')
          .replace(/^\* /, ''),
      );
    }
  }
  return header.join('\n');
}
