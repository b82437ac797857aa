import { createTroubleshooter, maskSecrets } from '@connectly/plugin-handbook-node';
import { BenchmarkContext, figureOf } from '../figure';
import { secondsOf } from '../stopwatch';
import { entriesOf, longLog, manyPatterns } from './failures';

const patternCount = 1_000;
const logLength = 1_000_000;

/**
 * A pasted log of 1 MB against the patterns of all entries, from the paste to the answer: masking, patterns and words. The
 * peer is what one writes first: each pattern as a regular expression of JavaScript, tried on the whole masked log. It has no
 * words and can be hung by a pattern; both find the same pattern.
 */
export async function troubleshootBenchmark(context: BenchmarkContext): Promise<void> {
  const patterns = manyPatterns(patternCount);
  const text = longLog(logLength);
  const troubleshooter = createTroubleshooter(entriesOf(patterns));
  // JavaScript writes the flag behind the expression
  const expressions = patterns.map(pattern => new RegExp(pattern.replace('(?i)', ''), pattern.startsWith('(?i)') ? 'im' : 'm'));
  const pairs: { ours: number; peer: number }[] = [];
  // the first turn compiles, and is left out
  for (let pair = 0; pair <= context.pairs; pair += 1) {
    const found: (string | undefined)[] = [];
    const ours = await secondsOf(async () => {
      const [match] = (await troubleshooter.match(text)).matches;
      found.push(match?.reason.kind === 'pattern' ? match.reason.pattern : undefined);
    });
    const peer = await secondsOf(async () => {
      const masked = maskSecrets(text).text;
      const matching = expressions.map((expression, index) => (expression.test(masked) ? patterns[index] : undefined));
      found.push(...matching.filter(Boolean));
    });
    if (found.length !== 2 || found[0] === undefined || found[0] !== found[1]) {
      throw new Error(`Ours and the peer found different patterns: ${found.join(' ')}`);
    }
    context.progress(`pair ${pair}: ours ${(ours * 1000).toFixed(0)} ms, regular expressions ${(peer * 1000).toFixed(0)} ms`);
    if (pair > 0) pairs.push({ ours: ours * 1000, peer: peer * 1000 });
  }
  context.report(figureOf('troubleshoot.milliseconds', 'milliseconds', pairs));
}
