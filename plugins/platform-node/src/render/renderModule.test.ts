import { readModule } from '@connectly/plugin-terraform-node';
import { parseModuleAnswers } from '@connectly/plugin-platform-common';
import { hostileTexts } from '../__testUtils__/hostileTexts';
import { defaultPlatformSettings as settings } from '../settings';
import { renderModule } from './renderModule';

function answers(change: Record<string, unknown> = {}) {
  const parsed = parseModuleAnswers({
    name: 'message-topic', title: 'Message topic', description: 'Topic that services publish to.', owner: 'platform', date: '2026-11-28', ...change,
  });
  if (!parsed.ok) throw parsed.errors[0];
  return parsed.answers;
}

describe('renderModule', () => {
  it('makes the files of the contract', async () => {
    const { repository, branch, files } = await renderModule(answers(), settings);
    expect([repository, branch]).toEqual(['connectly/platform', 'module/message-topic']);
    expect(files.map(file => file.path)).toEqual(
      [
        'CHANGELOG.md', 'README.md', 'examples/complete/main.tf', 'examples/complete/versions.tf', 'examples/minimal/main.tf',
        'examples/minimal/versions.tf', 'main.tf', 'module.yaml', 'outputs.tf', 'tests/examples.tftest.hcl', 'tests/unit.tftest.hcl',
        'tests/validation.tftest.hcl', 'variables.tf', 'versions.tf',
      ].map(path => `infrastructure/modules/message-topic/${path}`),
    );
    const readme = files.find(file => file.path.endsWith('README.md'))!.content;
    expect(readme).toContain(
      'git::https://github.com/connectly/platform.git//infrastructure/modules/message-topic?ref=message-topic/v0.1.0"',
    );
    expect(readme.match(/<!-- (BEGIN|END)_TF_DOCS -->/g)).toHaveLength(2);
  });

  it.each(hostileTexts.filter(text => text.length >= 10))('keeps %j in its place', async text => {
    const { files } = await renderModule(answers({ title: text.slice(0, 60), description: text }), settings);
    const plain = await renderModule(answers(), settings);
    const texts = Object.fromEntries(files.map(file => [file.path.replace(/^infrastructure\/modules\/message-topic\//, ''), file.content]));
    const read = await readModule(texts, { name: 'message-topic' });
    expect(read.findings).toEqual([]);
    expect(read.manifest).toMatchObject({ title: text.slice(0, 60).trim(), description: text.trim() });
    const others = (items: typeof files) => items.filter(({ path }) => !/(README\.md|module\.yaml)$/.test(path));
    expect(others(files)).toEqual(others(plain.files));
  });
});
