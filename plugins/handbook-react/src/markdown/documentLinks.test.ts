import { createForge } from '@connectly/plugin-platform-react';
import { RepositoryTarget, resolveDocumentLink } from './documentLinks';

const options = {
  place: {
    repository: 'connectly/platform',
    directory: 'infrastructure/modules/rds',
    ref: 'c0ffee',
  },
  forge: createForge({
    gitUrl: 'https://forge.example',
    webUrl: 'http://forge.example/',
  }),
  portalPageOf: ({ path, anchor }: RepositoryTarget) => {
    const [, module] = /^infrastructure\/modules\/([\w-]+)$/.exec(path) ?? [];
    if (module) return `/modules/${module}`;
    return path.endsWith('.md') && path.startsWith('docs/adr/') ? `/handbook?path=${path}#${anchor}` : undefined;
  },
  idPrefix: 'document-',
};
const blob = 'http://forge.example/connectly/platform/blob/c0ffee';

describe('resolveDocumentLink', () => {
  it.each([
    /* eslint-disable no-script-url -- the very addresses that must not be followed */
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    /* eslint-enable no-script-url */
    'data:text/html,x',
    'vbscript:x',
    'mailto:a@example.com',
    '//evil.example/x',
    '/\\evil.example/x',
    '\\\\evil.example',
    '../../../../etc/passwd',
    '%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fx',
    '',
  ])('does not follow %j', href => {
    expect(resolveDocumentLink(href, options)).toBeUndefined();
  });

  it.each([
    ['https://example.com/a', 'https://example.com/a', 'outside'],
    ['#How it works!', '#document-how-it-works', 'heading'],
    ['#document-fn-1', '#document-fn-1', 'heading'],
    ['/docs/adr/0001-x.md#The Outcome', '/handbook?path=docs/adr/0001-x.md#the-outcome', 'portal'],
    ['../alb', '/modules/alb', 'portal'],
    ['../alb/', '/modules/alb', 'portal'],
    [
      'UPGRADE-2.md#steps',
      `${blob}/infrastructure/modules/rds/UPGRADE-2.md`,
      'outside',
    ],
    [
      './examples/../a b.tf',
      `${blob}/infrastructure/modules/rds/a%20b.tf`,
      'outside',
    ],
    ['/docs/index.md', `${blob}/docs/index.md`, 'outside'],
    ['%2e%2e%2falb', '/modules/alb', 'portal'],
    ['100%25.md', `${blob}/infrastructure/modules/rds/100%25.md`, 'outside'],
  ])('sends %j to %j', (href, to, where) => {
    expect(resolveDocumentLink(href, options)).toEqual({ href: to, to: where });
  });
});
