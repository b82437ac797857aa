import { parseWaiverAnswers, waiverEnds, waiverName } from './waiverAnswers';

const today = '2026-11-28';
const good = {
  rule: 'POL-003',
  service: 'checkout',
  address: ' module.partner.** ',
  owner: 'group:default/payments',
  reason: 'They move in January.',
  expires: '2027-01-31',
};

describe('parseWaiverAnswers', () => {
  it('completes good answers', () => {
    expect(parseWaiverAnswers(good, today)).toEqual({
      ok: true,
      answers: { ...good, owner: 'payments', address: 'module.partner.**', environment: '', name: '' },
    });
  });

  it.each([
    ['rule', 'POL-999'],
    ['rule', 'waiver'],
    ['service', ''],
    ['service', 'connectly/checkout'],
    ['service', 'stacks/'],
    ['service', '../checkout'],
    ['environment', 'production'],
    ['address', ''],
    ['address', '**'],
    ['address', '**s**'],
    ['address', 'module.**'],
    ['address', 'module.a**'],
    ['address', 'aws_**'],
    ['address', 'aws_s3*.**'],
    ['address', '*.*'],
    ['address', 'provider.*'],
    ['address', 'provider.aws**'],
    ['address', 'two\nlines'],
    ['address', 'hidden\u202eoverride'],
    ['owner', 'user:default/jiwoo'],
    ['reason', '          '],
    ['reason', 'short'],
    ['expires', 'soon'],
    ['expires', '2026-02-30'],
    ['expires', today],
    ['expires', '2026-11-27'],
    ['expires', '2027-05-27'],
    ['name', '../x'],
    ['name', 'A'],
  ])('refuses %s %j', (field, value) => {
    const parsed = parseWaiverAnswers({ ...good, [field]: value }, today);
    expect(parsed.ok ? [] : parsed.errors.map(error => `${error.code} ${error.where}`)).toContain(`PLT-102 ${field}`);
  });

  it.each(['provider.aws', 'provider.aws.virginia', 'provider.module.partner:aws', 'module.partner["a.b"].**', 'aws_s3_bucket.*', '**.aws_lb.this'])(
    'takes %s',
    address => {
      expect(parseWaiverAnswers({ ...good, address }, today)).toMatchObject({ ok: true, answers: { address } });
    },
  );

  it('takes the first and the last day', () => {
    expect(waiverEnds(today)).toEqual({ first: '2026-11-29', last: '2027-05-26' });
    for (const expires of Object.values(waiverEnds(today))) {
      expect(parseWaiverAnswers({ ...good, expires }, today).ok).toBe(true);
    }
  });

  it.each([
    ['checkout', '', 'checkout-pol-003'],
    ['stacks/network', '', 'stacks-network-pol-003'],
    ['checkout', 'partner', 'partner'],
  ])('names a waiver of %s with the name %j %s', (service, name, expected) => {
    expect(waiverName({ service, name, rule: 'POL-003' })).toBe(expected);
  });
});
