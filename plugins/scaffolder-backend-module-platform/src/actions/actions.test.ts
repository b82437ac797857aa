import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { parseServiceAnswers, PlatformError } from '@connectly/plugin-platform-common';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { parse } from 'yaml';
import { publishExamples, registerExamples, renderExamples, undoExamples } from './examples';
import { createPublishServiceAction } from './publishService';
import { createRegisterServiceAction } from './registerService';
import { createRenderServiceAction } from './renderService';
import { createUndoServiceAction } from './undoService';

const inputOf = (examples: { example: string }[]) => parse(examples[0].example).steps[0].input;

function createProvisioner(): jest.Mocked<ServiceProvisioner> {
  const provisioner: jest.Mocked<ServiceProvisioner> = {
    render: jest.fn(),
    checkName: jest.fn(),
    publish: jest.fn(),
    register: jest.fn(),
    undo: jest.fn(),
  };
  provisioner.render.mockImplementation(async input => {
    const parsed = parseServiceAnswers(input);
    if (!parsed.ok) throw parsed.errors[0];
    return {
      answers: parsed.answers,
      rendered: {
        foundation: [{ path: 'run.sh', content: '#!/bin/sh\n', executable: true }],
        provision: [{ path: 'terraform/dev/main.tf', content: 'x\n' }],
        registration: { path: 'infrastructure/services/checkout.yaml', content: 'y\n' },
        moduleVersions: { alb: '2.0.0' },
      },
    };
  });
  provisioner.publish.mockImplementation(async (_, options) => {
    options.onProgress?.('Creating the repository.');
    return {
      repository: 'connectly/checkout',
      repositoryUrl: 'https://forge.example/connectly/checkout',
      provisionUrl: 'https://forge.example/connectly/checkout/pull/1',
      registrationUrl: 'https://forge.example/connectly/platform/pull/1',
    };
  });
  provisioner.register.mockResolvedValue({ registrationUrl: 'https://forge.example/connectly/platform/pull/1' });
  provisioner.undo.mockResolvedValue({ removed: ['repository connectly/checkout'] });
  return provisioner;
}

describe('scaffolder actions', () => {
  const workspace = createMockDirectory();
  let provisioner: jest.Mocked<ServiceProvisioner>;
  beforeEach(() => {
    workspace.clear();
    provisioner = createProvisioner();
  });

  it('renders the files of the example into the workspace, the executable bit included', async () => {
    const context = createMockActionContext({ input: inputOf(renderExamples), workspacePath: workspace.path });
    await createRenderServiceAction({ provisioner }).handler(context as never);
    expect(await readFile(join(workspace.path, 'terraform/dev/main.tf'), 'utf8')).toBe('x\n');
    expect(context.output).toHaveBeenCalledWith('files', ['run.sh', 'terraform/dev/main.tf']);
    expect(context.output).toHaveBeenCalledWith('moduleVersions', { alb: '2.0.0' });
  });

  it('publishes the answers of the example as the caller, and gives the links', async () => {
    const context = createMockActionContext({ input: inputOf(publishExamples) });
    await createPublishServiceAction({ provisioner }).handler(context as never);
    expect(provisioner.publish).toHaveBeenCalledWith(
      inputOf(publishExamples).answers,
      expect.objectContaining({ credentials: expect.anything() }),
    );
    expect(context.output).toHaveBeenCalledWith('provisionUrl', 'https://forge.example/connectly/checkout/pull/1');
    expect(context.output).toHaveBeenCalledWith('entityRef', 'component:default/checkout');
  });

  it('does not publish again what a checkpoint of the task holds', async () => {
    const action = createPublishServiceAction({ provisioner });
    const saved = new Map<string, unknown>();
    const run = async () => {
      const context = createMockActionContext({ input: inputOf(publishExamples) });
      const checkpoint = async ({ key, fn }: { key: string; fn: () => Promise<unknown> }) => {
        if (!saved.has(key)) saved.set(key, await fn());
        return saved.get(key);
      };
      await action.handler({ ...context, checkpoint } as never);
    };
    await run();
    await run();
    expect(provisioner.publish).toHaveBeenCalledTimes(1);
    expect([...saved.keys()]).toEqual(['platform.service.publish.checkout']);
  });

  it.each([
    ['publish', createPublishServiceAction, publishExamples],
    ['register', createRegisterServiceAction, registerExamples],
    ['undo', createUndoServiceAction, undoExamples],
  ] as const)('touches nothing outside in a dry run of %s', async (_, create, examples) => {
    const context = createMockActionContext({ input: inputOf(examples as never) });
    await create({ provisioner }).handler({ ...context, isDryRun: true } as never);
    expect(provisioner.publish).not.toHaveBeenCalled();
    expect(provisioner.register).not.toHaveBeenCalled();
    expect(provisioner.undo).not.toHaveBeenCalled();
  });

  it('registers and undoes', async () => {
    const registering = createMockActionContext({ input: inputOf(registerExamples) });
    await createRegisterServiceAction({ provisioner }).handler(registering as never);
    expect(registering.output).toHaveBeenCalledWith('registrationUrl', expect.stringContaining('/pull/1'));
    const undoing = createMockActionContext({ input: inputOf(undoExamples) });
    await createUndoServiceAction({ provisioner }).handler(undoing as never);
    expect(undoing.output).toHaveBeenCalledWith('removed', ['repository connectly/checkout']);
  });

  it('tells a refusal with its code and its next step', async () => {
    provisioner.publish.mockRejectedValue(new PlatformError({ code: 'PLT-105', message: 'It is taken.', where: 'name' }));
    const context = createMockActionContext({ input: inputOf(publishExamples) });
    await expect(createPublishServiceAction({ provisioner }).handler(context as never)).rejects.toMatchObject({
      name: 'ConflictError',
      code: 'PLT-105',
      message: expect.stringMatching(/^PLT-105: It is taken\. Choose another name/),
    });
  });
});
