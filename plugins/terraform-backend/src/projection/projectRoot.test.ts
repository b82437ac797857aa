import { readTerraformDirectory } from '@connectly/plugin-terraform-node';
import { projectRoot } from './projectRoot';

async function publishedBy(contract: string, promises?: string[]) {
  const directory = await readTerraformDirectory({ 'contract.tf': contract });
  const options = {
    centralRepository: 'connectly/platform',
    path: 'infrastructure/stacks/acm',
    stack: 'acm',
    promises,
  };
  return projectRoot(directory, options).published.map(
    ({ value, kind }) => `${kind} ${value}`,
  );
}

const open = `
module "contract" {
  source = "../../modules/contract-publish"
  stack  = "acm"
  values = merge({ certificate_arn = local.arn }, { for name in var.names : "certificate_arn_\${name}" => name })
}
`;

describe('projectRoot', () => {
  it('takes names from the HCL where they stand there', async () => {
    const contract = open.replace(
      /merge\(.*\)\n/,
      '{ certificate_arn = local.arn }\n',
    );
    expect(await publishedBy(contract, ['certificate_arn', 'other'])).toEqual([
      'String certificate_arn',
    ]);
  });

  it('takes the names that stack.yaml promises where an expression makes them', async () => {
    expect(
      await publishedBy(open, ['certificate_arn', 'certificate_arn_<name>']),
    ).toEqual(['String certificate_arn', 'String certificate_arn_<name>']);
    expect(await publishedBy(open)).toEqual([]);
  });

  it('does not believe a stack that publishes as another', async () => {
    expect(
      await publishedBy(open.replace('stack  = "acm"', 'stack  = "network"'), [
        'vpc_id',
      ]),
    ).toEqual([]);
  });
});
