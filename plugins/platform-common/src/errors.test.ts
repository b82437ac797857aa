import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorLink, PlatformError, PlatformErrorCode, platformErrors } from './errors';

const documentation = readFileSync(join(__dirname, '../../../docs/troubleshooting/errors.md'), 'utf8');

describe('the catalogue of refusals', () => {
  it.each(Object.entries(platformErrors))('%s is explained in docs/troubleshooting/errors.md, under its link', (code, { title, next }) => {
    const { hash } = new URL(errorLink(code as PlatformErrorCode), 'http://portal.example');
    const [, section] = documentation.split(`\n### ${code} ${title} {${hash}}\n`);
    const [text] = (section ?? '').split('\n##');
    expect(text).toContain(`**Next:** ${next}`);
    expect(text).toContain('**다음:**');
  });

  it('has a code for everything that is explained', () => {
    const explained = [...documentation.matchAll(/^### (\S+)/gm)].map(match => match[1]);
    expect(explained).toEqual(Object.keys(platformErrors));
  });

  it('says code, place and next step in a line, and the link as data', () => {
    const error = new PlatformError({ code: 'PLT-105', message: 'ledger is taken.', where: 'name' });
    expect(error.toLine()).toBe('PLT-105 (name): ledger is taken. Choose another name, or open the existing service.');
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'PLT-105', where: 'name', link: errorLink('PLT-105') });
  });
});
