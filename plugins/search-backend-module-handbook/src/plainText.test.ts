import { plainText } from './plainText';

describe('plainText', () => {
  it('leaves the words and takes the signs', () => {
    const text = [
      '## Step 1: Stop {#stop}', '', '<!-- run: scratch -->', '```sh', 'terraform force-unlock ID', '```', '- Who: [the team](../x.md)',
      '| a | b |', '| --- | :-: |', '**Verify:** `prod-connectly` is 3 - 2', '> quoted',
    ].join('\n');
    expect(plainText(text).split('\n').map(line => line.trim()).filter(Boolean)).toEqual([
      'Step 1: Stop', 'terraform force-unlock ID', 'Who: the team', 'a b', 'Verify: prod-connectly is 3 - 2', 'quoted',
    ]);
  });

  it('answers for any text, soon', () => {
    const started = Date.now();
    for (const piece of ['<!--', '](', '{#', '[', '`', '|-', '```', '- ', ' ', '\n']) plainText(piece.repeat(100_000));
    expect(Date.now() - started).toBeLessThan(5_000);
  });
});
