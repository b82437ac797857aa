/** docs/troubleshooting/index.md and index.ko.md: the entries by subject, written from what they say of themselves. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEntries, troubleshooting } from './handbook-entries.mjs';

/** Subjects by the first tag of an entry, in the order of the page. */
const subjects = {
  state: ['State and locks', '상태와 잠금'],
  terraform: ['Terraform', 'Terraform'],
  contract: ['Contracts between stacks', '스택 사이의 계약'],
  iam: ['Credentials and IAM', '자격 증명과 IAM'],
  kms: ['Keys and secrets', '키와 비밀 값'],
  rds: ['RDS', 'RDS'],
  ecs: ['ECS and images', 'ECS와 이미지'],
  alb: ['Load balancers', '로드 밸런서'],
  dns: ['Certificates and DNS', '인증서와 DNS'],
  network: ['Network and quotas', '네트워크와 한도'],
  storage: ['Storage', '저장소(S3)'],
  policy: ['Policies', '정책'],
  atlantis: ['Atlantis', 'Atlantis'],
  portal: ['The portal', '포털'],
};

const languages = {
  'index.md': {
    title: 'Troubleshooting',
    lead:
      'Paste an error into **Troubleshooting** of the portal, or look for it here. *Reproduced* entries were caused, matched and fixed by\n' +
      '`script/handbook reproduce`; the others name their source. Codes `PLT-nnn` are listed in [Errors of the portal](errors.md).',
    columns: ['Entry', 'Symptom', 'Reproduced'],
    yes: 'yes',
    subject: 0,
    of: entry => ({ title: entry.title, symptom: entry.symptom, file: entry.file }),
  },
  'index.ko.md': {
    title: '문제 해결',
    lead:
      '포털의 **문제 해결**에 오류를 붙여 넣거나 여기에서 찾으세요. *재현됨*은 `script/handbook reproduce`가 실제로 오류를 일으키고, 메시지를\n' +
      '확인하고, 해결까지 실행한 항목입니다. 나머지는 출처를 밝힙니다. `PLT-nnn` 코드는 [포털의 오류](errors.md)에 있습니다.',
    columns: ['항목', '증상', '재현'],
    yes: '재현됨',
    subject: 1,
    of: entry => ({ ...entry.korean, file: entry.file.replace(/\.md$/, '.ko.md') }),
  },
};

const cell = text => String(text).replaceAll('|', '\\|');

function pageOf(name, entries) {
  const language = languages[name];
  const unknown = entries.find(entry => !(entry.tags[0] in subjects));
  if (unknown) throw new Error(`${unknown.file}: its first tag must be one of ${Object.keys(subjects).join(', ')}.`);
  const lines = [`# ${language.title}`, '', '<!-- Written by script/handbook docs. -->', '', language.lead];
  for (const [tag, titles] of Object.entries(subjects)) {
    const chosen = entries.filter(entry => entry.tags[0] === tag);
    if (chosen.length === 0) continue;
    lines.push('', `## ${titles[language.subject]}`, '', `| ${language.columns.join(' | ')} |`, '| --- | --- | --- |');
    for (const entry of chosen) {
      const { title, symptom, file } = language.of(entry);
      lines.push(`| [${entry.id} ${cell(title)}](${file}) | ${cell(symptom)} | ${entry.proof ? language.yes : ''} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

export async function writeIndexes() {
  const entries = await readEntries();
  for (const name of Object.keys(languages)) await writeFile(join(troubleshooting, name), pageOf(name, entries));
}

/** Codes in the catalogue whose section does not link to the one entry that lists them under `errors`. */
async function astrayCodes(entries) {
  const catalogue = await readFile(join(troubleshooting, 'errors.md'), 'utf8');
  const sections = catalogue.split(/^### /m).slice(1).map(text => [text.slice(0, 'PLT-nnn'.length), text]);
  return sections.flatMap(([code, text]) => {
    const listing = entries.filter(({ errors }) => errors.includes(code));
    return listing.length === 1 && text.includes(`](${listing[0].file})`) ? [] : [code];
  });
}

/** @throws Error when a page is behind the entries, or a code of the portal leads to no entry */
export async function checkIndexes() {
  const entries = await readEntries();
  for (const name of Object.keys(languages)) {
    const is = await readFile(join(troubleshooting, name), 'utf8').catch(() => '');
    if (is !== pageOf(name, entries)) throw new Error(`docs/troubleshooting/${name} is behind the entries. Run script/handbook docs.`);
  }
  const astray = await astrayCodes(entries);
  if (astray.length > 0) throw new Error(`${astray.join(', ')}: one entry must list it, and errors.md link to that entry.`);
}
