import { TerraformDirectory, TerraformOutput, TerraformResource, TerraformVariable } from './directory';
import { compareInterfaces, releaseKind } from './interfaceDifference';

const position = { file: 'main.tf', line: 1 };
const variable = (name: string, change: Partial<TerraformVariable> = {}): TerraformVariable => ({
  name, type: 'string', description: '', required: false, default: 'a', nullable: false, sensitive: false, ephemeral: false,
  validations: [], position, ...change,
});
const output = (name: string, change: Partial<TerraformOutput> = {}): TerraformOutput => ({
  name, description: '', sensitive: false, ephemeral: false, expression: '1', position, ...change,
});
const resource = (type: string, name: string): TerraformResource => ({ type, name, provider: 'aws', mode: 'managed', position });
const directory = (change: Partial<TerraformDirectory> = {}): TerraformDirectory => ({
  variables: [], outputs: [], resources: [], moduleCalls: [], requiredVersion: '>= 1.11', moved: [], findings: [],
  providers: [{ name: 'aws', source: 'hashicorp/aws', version: '>= 5', configurationAliases: [] }],
  ...change,
});
const rule = (condition: string) => ({ condition, errorMessage: 'must be so.' });

describe('compareInterfaces', () => {
  it.each<[string, Partial<TerraformDirectory>, Partial<TerraformDirectory>, string]>([
    ['nothing', {}, {}, 'patch'],
    ['a new optional input', {}, { variables: [variable('a')] }, 'minor'],
    ['a new required input', {}, { variables: [variable('a', { required: true })] }, 'major'],
    ['an input that is gone', { variables: [variable('a')] }, {}, 'major'],
    ['another default', { variables: [variable('a')] }, { variables: [variable('a', { default: 'b' })] }, 'major'],
    ['a default that is gone', { variables: [variable('a')] }, { variables: [variable('a', { required: true, default: undefined })] }, 'major'],
    ['a default that is new', { variables: [variable('a', { required: true })] }, { variables: [variable('a')] }, 'minor'],
    ['another type', { variables: [variable('a')] }, { variables: [variable('a', { type: 'number' })] }, 'major'],
    ['the same type laid out otherwise', { variables: [variable('a', { type: 'object({ a = string })' })] }, { variables: [variable('a', { type: 'object({\n  a = string\n})' })] }, 'patch'],
    ['another rule', { variables: [variable('a')] }, { variables: [variable('a', { validations: [rule('x')] })] }, 'major'],
    ['a rule that is gone', { variables: [variable('a', { validations: [rule('x')] })] }, { variables: [variable('a')] }, 'minor'],
    ['null no longer accepted', { variables: [variable('a', { nullable: true })] }, { variables: [variable('a')] }, 'major'],
    ['another description', { variables: [variable('a')] }, { variables: [variable('a', { description: 'b' })] }, 'patch'],
    ['a new output', {}, { outputs: [output('a')] }, 'minor'],
    ['an output that is gone', { outputs: [output('a')] }, {}, 'major'],
    ['an output that is sensitive now', { outputs: [output('a')] }, { outputs: [output('a', { sensitive: true })] }, 'major'],
    ['a new resource', {}, { resources: [resource('aws_lb', 'a')] }, 'minor'],
    ['a resource that is gone', { resources: [resource('aws_lb', 'a')] }, {}, 'major'],
    [
      'a resource that moved',
      { resources: [resource('aws_lb', 'a')] },
      { resources: [resource('aws_lb', 'b')], moved: [{ from: 'aws_lb.a[0]', to: 'aws_lb.b', position }] },
      'patch',
    ],
    ['a resource that moved nowhere', { resources: [resource('aws_lb', 'a')] }, { moved: [{ from: 'aws_lb.a', to: 'aws_lb.b', position }] }, 'major'],
    ['a data source', {}, { resources: [{ ...resource('aws_lb', 'a'), mode: 'data' }] }, 'patch'],
    ['a newer Terraform', {}, { requiredVersion: '>= 1.12' }, 'major'],
    ['a newer provider', {}, { providers: [{ name: 'aws', source: 'hashicorp/aws', version: '>= 6', configurationAliases: [] }] }, 'major'],
  ])('%s', (_, before, after, kind) => {
    const changes = compareInterfaces(directory(before), directory(after));
    expect(releaseKind(changes)).toBe(kind);
    for (const { message } of changes) expect(message).toMatch(/[.`]$/);
  });

  it('says a renamed input as one that is gone and one that is new', () => {
    const changes = compareInterfaces(
      directory({ variables: [variable('log_bucket')] }),
      directory({ variables: [variable('access_logs_bucket')] }),
    );
    expect(changes.map(({ weight, name }) => [weight, name])).toEqual([
      ['addition', 'access_logs_bucket'],
      ['breaking', 'log_bucket'],
    ]);
  });

  it('says what an author wrote as code, on one line', () => {
    const errorMessage = 'See `x`\n\n# @everybody <b>';
    const [{ message, values }] = compareInterfaces(
      directory({ variables: [variable('a')] }),
      directory({ variables: [variable('a', { validations: [{ condition: 'x', errorMessage }] })] }),
    );
    expect(message).toBe("`a` has another rule: `See 'x' # @everybody <b>`");
    expect(values).toEqual({ name: 'a', value: "See 'x' # @everybody <b>" });
  });
});
