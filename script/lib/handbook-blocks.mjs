/** The fenced blocks of a document, as its tests need them: where each stands, what the comment above it says, and what it holds. */

const fence = /^```([\w+-]*)(.*)$/;

/**
 * @returns {{ section: string, language: string, text: string, line: number, title?: string, run?: string, notRun?: string }[]} `section`
 *   is the heading of level two above, `title` the file that the block is written to, `run` the world in which a test runs it
 */
export function blocksOf(text) {
  const blocks = [];
  let section = '';
  let comment = '';
  let block;
  for (const [index, line] of text.split('\n').entries()) {
    if (block) {
      if (line.startsWith('```')) {
        const { lines, ...facts } = block;
        blocks.push({ ...facts, text: lines.join('\n') });
        block = undefined;
        comment = '';
      } else block.lines.push(line);
    } else if (line.startsWith('## ')) section = line.slice(3).trim();
    else if (line.startsWith('<!--')) comment = line;
    else if (fence.test(line)) {
      const [, language, more] = fence.exec(line);
      block = {
        section, language, lines: [], line: index + 1,
        title: /title="([^"]+)"/.exec(more)?.[1],
        run: /^<!-- run: (\S+) -->$/.exec(comment)?.[1],
        notRun: /^<!-- not run: (.+) -->$/.exec(comment)?.[1],
      };
    } else if (line.trim()) comment = '';
  }
  return blocks;
}
