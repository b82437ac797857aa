/**
 * docs/runbooks/evidence/recovery.md and recovery.ko.md: when each recovery runbook was followed to its end, and how long each step
 * took. Written by `script/handbook run --record` alone; a digest of the commands says which ones the evidence is of.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem, say } from './console.mjs';
import { readRunbooks, runbooks } from './handbook-recovery.mjs';
import { cleanEnvironment } from './infra-workspace.mjs';
import { run } from './run.mjs';

const folder = join(runbooks, 'evidence');
const sum = numbers => numbers.reduce((total, number) => total + number, 0);
const written = '<!-- Written by script/handbook run --record. -->';

const languages = {
  'recovery.md': {
    of: runbook => ({ title: runbook.title, steps: runbook.steps, file: runbook.file }),
    front: date => `title: Evidence of recovery\nowner: group:default/platform\nabout: [stack:backup]\ntags: [recovery]\nreviewed: ${date}\nreview-every: 6`,
    lead: (date, version) => `# Evidence of recovery

Every runbook was followed on ${date} to its end, as it stood, with ${version} on the AWS emulator, and what it says was true afterwards. The
seconds are the emulator's: they show that each command works, and in which order. How long AWS takes to restore a store is measured by
the restore tests of the stack [backup](../disaster-recovery.md#how-it-is-tested).`,
    facts: ({ file, digest, rto }, planned, measured) =>
      `[Runbook](../${file}), commands \`${digest}\`: recovered in ${measured} s; planned are ${planned} min, promised ${rto.replace('m', '')} min.`,
    columns: '| Step | Planned | Measured |',
    row: (number, { title, minutes }, seconds) => `| ${number}. ${title} | ${minutes} min | ${seconds === undefined ? 'nothing to run' : `${seconds} s`} |`,
  },
  'recovery.ko.md': {
    of: runbook => ({ title: runbook.korean.title, steps: runbook.korean.steps, file: runbook.file.replace(/\.md$/, '.ko.md') }),
    front: () => 'title: 복구 증거',
    lead: (date, version) => `# 복구 증거

${date}에 모든 런북을 적힌 그대로, AWS 에뮬레이터에서 끝까지 따랐고(${version}), 런북이 말하는 상태가 되었는지 확인했습니다. 초는 에뮬레이터에서
잰 것으로, 명령이 실행되는지와 그 순서를 보여 줍니다. AWS가 저장소를 복구하는 데 걸리는 시간은 스택
[backup](../disaster-recovery.ko.md#how-it-is-tested)의 복구 테스트가 잽니다.`,
    facts: ({ file, digest, rto }, planned, measured) =>
      `[런북](../${file}), 명령 \`${digest}\`: ${measured}초에 복구. 계획 ${planned}분, 약속 ${rto.replace('m', '')}분.`,
    columns: '| 단계 | 계획 | 측정 |',
    row: (number, { title, minutes }, seconds) => `| ${number}. ${title} | ${minutes}분 | ${seconds === undefined ? '실행할 것 없음' : `${seconds}초`} |`,
  },
};

function pageOf(language, followed, date, version) {
  const parts = followed.map(({ runbook, sections }) => {
    const { title, steps, file } = language.of(runbook);
    const measured = runbook.steps.map(step => sections.find(({ section }) => section.endsWith(`: ${step.title}`))?.seconds);
    const total = sum(sections.map(({ seconds }) => seconds));
    return [
      `## ${title}`,
      '',
      language.facts({ ...runbook, file }, sum(steps.map(({ minutes }) => minutes)), Math.ceil(total)),
      '',
      language.columns,
      '| --- | --- | --- |',
      ...steps.map((step, index) => language.row(index + 1, step, measured[index]?.toFixed(1))),
    ].join('\n');
  });
  return `---\n${language.front(date)}\n---\n\n${[language.lead(date, version).replace('\n\n', `\n\n${written}\n\n`), ...parts].join('\n\n')}\n`;
}

/**
 * @param {{ walk: object, sections: object[] }[]} followed what was followed to its end
 * @throws Problem when a runbook was not
 */
export async function recordEvidence(followed) {
  const all = await readRunbooks();
  const found = all.map(runbook => ({ runbook, ...followed.find(({ walk }) => walk.file.endsWith(`/${runbook.file}`)) }));
  const missing = found.filter(({ sections }) => !sections).map(({ runbook }) => runbook.file);
  if (missing.length > 0) throw new Problem(`Nothing is recorded: ${missing.join(', ')} was not followed to its end.`, 'Mend what failed, or install what is missing.');
  const [version] = /^Terraform v\S+/m.exec(await run('terraform', ['version'], { env: await cleanEnvironment() }));
  const date = new Date().toISOString().slice(0, 10);
  await mkdir(folder, { recursive: true });
  for (const [name, language] of Object.entries(languages)) await writeFile(join(folder, name), pageOf(language, found, date, version));
  say('Recorded in docs/runbooks/evidence.');
}

/** @throws Error when a runbook has other commands than those that the evidence is of */
export async function checkEvidence() {
  const pages = await Promise.all(Object.keys(languages).map(async name => [name, await readFile(join(folder, name), 'utf8').catch(() => '')]));
  const problems = (await readRunbooks()).flatMap(({ file, digest }) =>
    pages.filter(([, text]) => !text.includes(`\`${digest}\``)).map(([name]) => `evidence/${name} is not of the commands of ${file}. Run script/handbook run --record.`),
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
}
