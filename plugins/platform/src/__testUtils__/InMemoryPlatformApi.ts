import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { ModuleVersionSummary } from '@connectly/plugin-terraform-common';
import { DraftAnswers, DraftDecision, DraftModule, DraftWaiver, NameAvailability, PlatformApi } from '../api';

const release = (version: string, deprecated?: string): ModuleVersionSummary => ({
  version, deprecated, released: true, commit: 'c0ffee', findings: 0,
});

/** Answers that lack nothing. */
export const completeAnswers: DraftAnswers = {
  name: 'ledger', owner: 'group:default/payments', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
};

/** The backend: names are free unless they are in `taken`; a preview gives one file, or fails; every module has the same versions. */
export class InMemoryPlatformApi implements PlatformApi {
  taken: string[] = [];
  failures: Error[] = [];
  versions: ModuleVersionSummary[] = [
    { ...release('3.0.0'), released: false },
    release('2.1.0', 'it loses log lines'),
    release('2.0.0'),
    release('1.0.0'),
  ];

  async checkName(name: string): Promise<NameAvailability> {
    return this.taken.includes(name) ? { available: false, code: 'PLT-105', reason: `${name} is taken.` } : { available: true };
  }

  async preview(answers: DraftAnswers) {
    this.#failOnce();
    const file = (path: string) => ({ path, content: `# ${path}\n`, executable: false });
    return {
      answers: answers as ServiceAnswers,
      rendered: {
        foundation: [file('README.md')],
        provision: [file('terraform/dev/main.tf')],
        registration: file('infrastructure/services/ledger.yaml'),
        moduleVersions: { alb: '2.0.0', ...answers.moduleVersions },
      },
    };
  }

  async previewDecision(answers: DraftDecision) {
    return this.#proposal('adr/0019', 'docs/adr/0019-x.md', JSON.stringify(answers));
  }

  async previewModule(answers: DraftModule) {
    return this.#proposal(`module/${answers.name}`, `infrastructure/modules/${answers.name}/main.tf`, JSON.stringify(answers));
  }

  async previewWaiver(answers: DraftWaiver) {
    return this.#proposal('waiver/x', 'infrastructure/policies/waivers/x.yaml', JSON.stringify(answers));
  }

  async checkModuleName(name: string): Promise<NameAvailability> {
    return this.checkName(name);
  }

  async #proposal(branch: string, path: string, content: string) {
    this.#failOnce();
    return { rendered: { repository: 'connectly/platform', branch, title: branch, files: [{ path, content }] } };
  }

  async listModuleVersions(): Promise<ModuleVersionSummary[]> {
    this.#failOnce();
    return this.versions;
  }

  #failOnce() {
    const failure = this.failures.shift();
    if (failure) throw failure;
  }
}
