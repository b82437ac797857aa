import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { pinnedVersions } from './seedServices';
import { seedServices } from './services';

const release = (name: string, version: string, deprecated: string[] = []) =>
  ({ name, version, manifest: { deprecated: deprecated.map(range => ({ range, reason: 'x', since: '2026-01-01' })) } }) as unknown as ModuleVersion;

const modules = [
  release('alb', '1.0.0'),
  release('alb', '2.0.0'),
  release('alb', '2.1.0'),
  release('common-tags', '1.0.0'),
  release('common-tags', '1.1.0'),
  release('kms', '1.0.0'),
  release('rds', '1.0.0'),
  release('rds', '1.1.0', ['<1.1.0']),
  release('rds', '2.0.0', ['<1.1.0']),
];

describe('releases that a seeded service calls', () => {
  it('are old, and none that a policy refuses: a first pull request of somebody else fails for nothing that they did not do', () => {
    const [ledger, storefront, history] = seedServices.map(seed => pinnedVersions(modules, seed));
    expect(ledger).toEqual({ alb: '1.0.0', kms: '1.0.0', rds: '1.1.0' });
    expect(storefront).toEqual({ kms: '1.0.0', rds: '1.1.0' });
    expect(history).toEqual({});
  });
});
