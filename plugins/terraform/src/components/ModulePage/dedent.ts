/** An expression as a file has it, without the indentation that it has there: its first line has none of its own. */
export function dedent(expression: string): string {
  const [first, ...rest] = expression.split('\n');
  const indents = rest
    .filter(line => line.trim() !== '')
    .map(line => line.length - line.trimStart().length);
  const common = indents.length > 0 ? Math.min(...indents) : 0;
  return [first, ...rest.map(line => line.slice(common))].join('\n');
}
