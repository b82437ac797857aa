import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { defaultPlatformSettings } from '../settings';
import { compileAtlantis } from './compileAtlantis';

const entry = readFileSync(join(__dirname, '../../../../docs/troubleshooting/TS-080-atlantis-unregistered.md'), 'utf8');
const { match } = parse(entry.split('---')[1]);

describe('what Atlantis answers to an apply in an unregistered repository', () => {
  it.each([
    ['one machine', {}, 'If it is merged already, Atlantis is about to read it: comment atlantis apply again in a few seconds.'],
    ['production', { profiles: true }, 'If it is merged already, it counts from the next image of Atlantis on.'],
  ])('says what to do, and when a merge counts, on %s', (_, options, next) => {
    const { workflows } = parse(compileAtlantis([], defaultPlatformSettings, options));
    const [{ run }] = workflows.unregistered.apply.steps;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', run], { env: { PATH: process.env.PATH }, encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([
      1,
      `This repository is not registered. Merge its registration pull request in the central repository first. ${next}\n`,
      '',
    ]);
    for (const pattern of match) expect(stdout).toMatch(new RegExp(pattern));
  });
});
