import { parseServiceAnswers, ServiceAnswersInput } from './answers';

const good: ServiceAnswersInput = {
  name: 'checkout',
  owner: 'group:default/payments',
  environments: ['prod', 'dev'],
  size: 'small',
  database: 'none',
  exposure: 'internal',
};

function refusals(change: Record<string, unknown>) {
  const parsed = parseServiceAnswers({ ...good, ...change });
  return parsed.ok ? [] : parsed.errors.map(error => `${error.code} ${error.where}`);
}

describe('parseServiceAnswers', () => {
  it('completes good answers, with environments in the order of travel and the owner as a slug', () => {
    expect(parseServiceAnswers(good)).toEqual({
      ok: true,
      answers: {
        ...good,
        owner: 'payments',
        environments: ['dev', 'prod'],
        description: '',
        tier: 'standard',
        containerPort: 8080,
        healthCheckPath: '/healthz',
        costCenter: '',
        moduleVersions: {},
      },
    });
  });

  it.each([
    ['name', ''],
    ['name', 'ab'],
    ['name', 'a'.repeat(25)],
    ['name', 'Checkout'],
    ['name', '1checkout'],
    ['name', 'check_out'],
    ['name', 'check--out'],
    ['name', 'checkout-'],
    ['name', '../etc'],
    ['name', 'check/out'],
    ['name', 'platform'],
    ['name', 'checkout\n'],
    ['name', 'internal'],
    ['name', 'sg-checkout'],
    ['name', 'internal-checkout'],
    ['name', 'mysql'],
    ['name', 'sys'],
    ['name', 'information-schema'],
    ['owner', ''],
    ['owner', 'user:default/x'],
    ['owner', 'pay ments'],
    ['description', 'two\nlines'],
    ['description', 'x'.repeat(201)],
    ['description', 'over\u202eride'],
    ['description', 'zero\u200bwidth'],
    ['description', 'nul\u0000'],
    ['description', 'tag\u{e0041}'],
    ['environments', []],
    ['environments', ['dev', 'dev']],
    ['size', 'huge'],
    ['database', 'oracle'],
    ['exposure', 'everywhere'],
    ['containerPort', 80],
    ['containerPort', 70000],
    ['containerPort', 8080.5],
    ['healthCheckPath', 'healthz'],
    ['healthCheckPath', '/a b'],
    ['healthCheckPath', '/${x}'],
    ['healthCheckPath', '//'],
    ['healthCheckPath', '/a//b'],
    ['healthCheckPath', '/a/../b'],
    ['healthCheckPath', '/..'],
    ['costCenter', '<b>'],
    ['costCenter', '4711'],
    ['costCenter', 'cc-1042'],
    ['costCenter', 'CC-1042\n'],
  ])('refuses %s %j with its rule', (field, value) => {
    expect([...new Set(refusals({ [field]: value }))]).toEqual([`PLT-102 ${field}`]);
  });

  it.each([
    ['name', 'internals'],
    ['name', 'checkout-internal'],
    ['name', 'mysql-exporter'],
    ['healthCheckPath', '/'],
    ['healthCheckPath', '/.well-known/health'],
    ['healthCheckPath', '/v1/ready/'],
    ['costCenter', ''],
    ['costCenter', 'CC-1042'],
  ])('accepts %s %j', (field, value) => {
    expect(refusals({ [field]: value })).toEqual([]);
  });

  it.each(['name', 'owner', 'environments', 'size', 'database', 'exposure'])('says that %s is missing', field => {
    expect(refusals({ [field]: undefined })).toEqual([`PLT-101 ${field}`]);
  });

  it('names an unknown answer and what is known', () => {
    expect(refusals({ colour: 'red' })).toEqual(['PLT-103 answers']);
    // JSON.parse makes an own key of it, which could reach the prototype of a careless copy
    expect(refusals(JSON.parse('{"__proto__":{"size":"large"}}'))).toEqual(['PLT-103 answers']);
    expect(refusals({ moduleVersions: JSON.parse('{"__proto__":"1.0.0"}') })).toEqual(['PLT-103 moduleVersions.__proto__']);
  });

  it.each([undefined, null, 'text', 7, ['list']])('refuses %j as a whole', input => {
    const parsed = parseServiceAnswers(input);
    expect(!parsed.ok && parsed.errors[0].code).toBe('PLT-104');
  });

  it('reports every broken rule, not only the first', () => {
    expect(refusals({ name: 'X', size: 'huge', colour: 1 }).sort()).toEqual([
      'PLT-102 name',
      'PLT-102 name',
      'PLT-102 size',
      'PLT-103 answers',
    ]);
  });
});
