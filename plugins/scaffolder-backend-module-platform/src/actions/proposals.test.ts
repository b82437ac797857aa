import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parseDecisionAnswers, parseModuleAnswers, parseWaiverAnswers, PlatformError } from '@connectly/plugin-platform-common';
import { Proposer } from '@connectly/plugin-platform-node';
import { parse } from 'yaml';
import { proposeDecisionExamples, proposeModuleExamples, proposeWaiverExamples, undoProposalExamples } from './examples';
import { createProposeDecisionAction } from './proposeDecision';
import { createProposeModuleAction } from './proposeModule';
import { createProposeWaiverAction } from './proposeWaiver';
import { createUndoProposalAction } from './undoProposal';

const inputOf = (examples: { example: string }[]) => parse(examples[0].example).steps[0].input;
const files = [{ path: 'docs/adr/0019-x.md', content: 'x\n' }];
const rendered = { repository: 'connectly/platform', branch: 'adr/0019', title: 'ADR 0019', files };
const published = {
  repository: 'connectly/platform', branch: 'adr/0019', pullRequest: 7, files: [files[0].path],
  pullRequestUrl: 'https://forge.example/connectly/platform/pull/7',
};

describe('scaffolder actions of proposals', () => {
  let proposer: jest.Mocked<Proposer>;
  beforeEach(() => {
    proposer = {
      renderDecision: jest.fn().mockResolvedValue({ rendered }),
      proposeDecision: jest.fn().mockResolvedValue(published),
      renderModule: jest.fn().mockResolvedValue({ rendered }),
      proposeModule: jest.fn().mockResolvedValue(published),
      checkModuleName: jest.fn(),
      renderWaiver: jest.fn().mockResolvedValue({ rendered }),
      proposeWaiver: jest.fn().mockResolvedValue(published),
      undo: jest.fn().mockResolvedValue({ removed: ['pull request #7'] }),
    };
  });

  const kinds = [
    ['platform:adr:propose', createProposeDecisionAction, proposeDecisionExamples, 'Decision'],
    ['platform:module:propose', createProposeModuleAction, proposeModuleExamples, 'Module'],
    ['platform:waiver:propose', createProposeWaiverAction, proposeWaiverExamples, 'Waiver'],
  ] as const;

  const today = '2026-11-28';
  it.each([
    [proposeDecisionExamples, (input: object) => parseDecisionAnswers({ ...input, date: today })],
    [proposeModuleExamples, (input: object) => parseModuleAnswers({ ...input, date: today })],
    [proposeWaiverExamples, (input: object) => parseWaiverAnswers(input, today)],
  ])('have examples whose answers keep the rules', (examples, parseAnswers) => {
    expect(parseAnswers(inputOf(examples).answers)).toMatchObject({ ok: true });
  });

  it.each(kinds)('%s proposes the answers of its example as the caller, once for each task', async (id, create, examples, name) => {
    const action = create({ proposer });
    const saved = new Map<string, unknown>();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const context = createMockActionContext({ input: inputOf(examples) });
      const checkpoint = async ({ key, fn }: { key: string; fn: () => Promise<unknown> }) => {
        if (!saved.has(key)) saved.set(key, await fn());
        return saved.get(key);
      };
      const signal = new AbortController().signal;
      await action.handler({ ...context, checkpoint, signal } as never);
      expect(context.output).toHaveBeenCalledWith('pullRequestUrl', published.pullRequestUrl);
      expect(proposer[`propose${name}`]).toHaveBeenCalledTimes(1);
    }
    expect(proposer[`propose${name}`]).toHaveBeenCalledWith(
      inputOf(examples).answers,
      expect.objectContaining({ credentials: expect.anything(), signal: expect.any(AbortSignal) }),
    );
    expect(action.id).toBe(id);
  });

  it.each([
    ['address', 'module.partner.**', 'module.other.**'],
    ['environment', 'dev', 'prod'],
    ['owner', 'group:default/payments', 'group:default/platform'],
  ])('propose two waivers of one task that differ in the %s alone, each once', async (field, ...values) => {
    const { answers } = inputOf(proposeWaiverExamples);
    const action = createProposeWaiverAction({ proposer });
    const saved = new Map<string, unknown>();
    const checkpoint = async ({ key, fn }: { key: string; fn: () => Promise<unknown> }) => {
      if (!saved.has(key)) saved.set(key, await fn());
      return saved.get(key);
    };
    for (const value of [...values, ...values]) {
      const context = createMockActionContext({ input: { answers: { ...answers, [field]: value } } });
      await action.handler({ ...context, checkpoint } as never);
    }
    expect(proposer.proposeWaiver.mock.calls.map(([proposed]) => (proposed as Record<string, unknown>)[field])).toEqual(values);
  });

  it('take answers for the same however their fields are ordered', async () => {
    const { answers } = inputOf(proposeWaiverExamples);
    const keys: string[] = [];
    for (const entries of [Object.entries(answers), Object.entries(answers).reverse()]) {
      const context = createMockActionContext({ input: { answers: Object.fromEntries(entries) as never } });
      const checkpoint = async ({ key, fn }: { key: string; fn: () => Promise<unknown> }) => {
        keys.push(key);
        return fn();
      };
      await createProposeWaiverAction({ proposer }).handler({ ...context, checkpoint } as never);
    }
    expect(keys[0]).toBe(keys[1]);
  });

  it.each(kinds)('%s writes nothing in a dry run, and says what it would', async (_, create, examples, name) => {
    const context = createMockActionContext({ input: inputOf(examples) });
    await create({ proposer }).handler({ ...context, isDryRun: true } as never);
    expect(proposer[`propose${name}`]).not.toHaveBeenCalled();
    expect(context.output).toHaveBeenCalledWith('files', [files[0].path]);
  });

  it('takes back, and not in a dry run', async () => {
    const context = createMockActionContext({ input: inputOf(undoProposalExamples) });
    await createUndoProposalAction({ proposer }).handler({ ...context, isDryRun: true } as never);
    expect(proposer.undo).not.toHaveBeenCalled();
    await createUndoProposalAction({ proposer }).handler(context as never);
    expect(proposer.undo).toHaveBeenCalledWith({ repository: 'connectly/platform', pullRequest: 42 }, expect.anything());
    expect(context.output).toHaveBeenCalledWith('removed', ['pull request #7']);
  });

  it('tells a refusal with its code and its next step', async () => {
    proposer.proposeModule.mockRejectedValue(new PlatformError({ code: 'PLT-105', message: 'It is taken.', where: 'name' }));
    const context = createMockActionContext({ input: inputOf(proposeModuleExamples) });
    await expect(createProposeModuleAction({ proposer }).handler(context as never)).rejects.toMatchObject({
      name: 'ConflictError', code: 'PLT-105', message: expect.stringMatching(/^PLT-105: It is taken\. Choose another name/),
    });
  });
});
