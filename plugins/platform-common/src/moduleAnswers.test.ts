import { ModuleAnswers, parseModuleAnswers } from './moduleAnswers';

const good: ModuleAnswers = {
  name: 'message-topic',
  title: 'Message topic',
  description: 'Topic that services publish their events to.',
  owner: 'platform',
  date: '2026-11-28',
};

describe('parseModuleAnswers', () => {
  it('takes good answers', () => {
    expect(parseModuleAnswers({ ...good, owner: 'group:platform' })).toEqual({ ok: true, answers: good });
  });

  it.each([
    ['name', ''],
    ['name', 'ab'],
    ['name', '../../etc'],
    ['name', 'a/b'],
    ['name', '.git'],
    ['name', '-rf'],
    ['name', 'Topic'],
    ['name', 'topic-'],
    ['name', 'topic--x'],
    ['name', 'con'],
    ['name', 'com1'],
    ['name', 'topic\n'],
    ['name', '${file("/etc/hostname")}'],
    ['name', '주제'],
    ['name', 'x'.repeat(41)],
    ['title', ' x '],
    ['title', 'two\nlines'],
    ['description', 'short'],
    ['description', 'hidden\u202eoverride text'],
    ['owner', 'user:default/jiwoo'],
    ['date', 'today'],
  ])('refuses %s %j', (field, value) => {
    const parsed = parseModuleAnswers({ ...good, [field]: value });
    expect(parsed.ok ? [] : parsed.errors.map(error => `${error.code} ${error.where}`)).toContain(`PLT-102 ${field}`);
  });
});
