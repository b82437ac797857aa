/** Run by script/infra test: the evaluation of policies against the cases that AWS's documentation gives. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed } from './iam-evaluation.mjs';

const allow = (Action, Resource, Condition) => ({ Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }] });
const ask = (policies, action, resource, context, rest = {}) => isAllowed({ policies, ...rest }, { action, resource, context });
const object = 'arn:aws:s3:::states/services/checkout/terraform.tfstate';

test('what nothing allows is denied', () => assert.equal(ask([], 's3:GetObject', object), false));

test('an explicit deny wins over an allow, in whatever order', () => {
  const deny = { Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] };
  assert.equal(ask([allow('s3:GetObject', '*'), deny], 's3:GetObject', object), false);
  assert.equal(ask([deny, allow('s3:GetObject', '*')], 's3:GetObject', object), false);
});

test('actions know no case, resources do', () => {
  assert.equal(ask([allow('S3:getobject', object)], 's3:GetObject', object), true);
  assert.equal(ask([allow('s3:GetObject', object.toUpperCase())], 's3:GetObject', object), false);
});

test('wildcards cover slashes within a part, and no further part', () => {
  assert.equal(ask([allow('s3:Get*', 'arn:aws:s3:::states/services/*')], 's3:GetObject', object), true);
  assert.equal(ask([allow('s3:Get*', 'arn:aws:s3:::states/services/check')], 's3:GetObject', object), false);
  assert.equal(ask([allow('ecs:*', 'arn:aws:*:cluster/x')], 'ecs:RunTask', 'arn:aws:ecs:eu-west-1:111122223333:cluster/x'), false);
});

test('every condition and every key must hold; one of its values is enough', () => {
  const policy = allow('s3:*', '*', { StringEquals: { 'a:b': ['x', 'y'], 'a:c': 'z' } });
  assert.equal(ask([policy], 's3:GetObject', object, { 'a:b': 'y', 'a:c': 'z' }), true);
  assert.equal(ask([policy], 's3:GetObject', object, { 'a:b': 'y' }), false);
});

test('without the key: a comparison fails, its negation and IfExists hold', () => {
  for (const [operator, expected] of [['StringEquals', false], ['StringNotEquals', true], ['StringEqualsIfExists', true], ['StringLike', false]]) {
    assert.equal(ask([allow('s3:*', '*', { [operator]: { 'a:b': 'x' } })], 's3:GetObject', object), expected, operator);
  }
});

test('Null asks whether the key is absent', () => {
  const policy = allow('s3:*', '*', { Null: { 'a:b': 'false' } });
  assert.equal(ask([policy], 's3:GetObject', object, { 'a:b': 'x' }), true);
  assert.equal(ask([policy], 's3:GetObject', object), false);
});

test('ForAllValues holds for each value, and for none', () => {
  const policy = allow('dynamodb:*', '*', { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'mine/*' } });
  assert.equal(ask([policy], 'dynamodb:PutItem', object, { 'dynamodb:LeadingKeys': ['mine/1', 'mine/2'] }), true);
  assert.equal(ask([policy], 'dynamodb:PutItem', object, { 'dynamodb:LeadingKeys': ['mine/1', 'yours/2'] }), false);
  assert.equal(ask([policy], 'dynamodb:Scan', object), true);
});

test('ForAnyValue holds for one value, and not for none', () => {
  const policy = allow('dynamodb:*', '*', { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'mine/*' } });
  assert.equal(ask([policy], 'dynamodb:PutItem', object, { 'dynamodb:LeadingKeys': ['mine/1', 'yours/2'] }), true);
  assert.equal(ask([policy], 'dynamodb:PutItem', object, { 'dynamodb:LeadingKeys': ['yours/2'] }), false);
  assert.equal(ask([policy], 'dynamodb:Scan', object), false);
});

test('DateLessThan compares moments, and fails without the key', () => {
  const policies = [{ Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*', Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-11-28T00:00:00Z' } } }] }];
  const ask = context => isAllowed({ policies }, { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b', context });
  assert.equal(ask({ 'aws:TokenIssueTime': '2026-11-28T08:59:59+09:00' }), true);
  assert.equal(ask({ 'aws:TokenIssueTime': '2026-11-28T00:00:00Z' }), false);
  assert.equal(ask({}), false);
});

test('Bool compares, and fails without the key', () => {
  const policy = allow('s3:*', '*', { Bool: { 'aws:ViaAWSService': 'true' } });
  assert.equal(ask([policy], 's3:GetObject', object, { 'aws:ViaAWSService': 'true' }), true);
  assert.equal(ask([policy], 's3:GetObject', object, { 'aws:ViaAWSService': 'false' }), false);
  assert.equal(ask([policy], 's3:GetObject', object), false);
});

test('numbers are compared as numbers', () => {
  const policy = allow('s3:*', '*', { NumericLessThan: { 's3:TlsVersion': '1.2' } });
  assert.equal(ask([policy], 's3:GetObject', object, { 's3:TlsVersion': '1.1' }), true);
  assert.equal(ask([policy], 's3:GetObject', object, { 's3:TlsVersion': '1.2' }), false);
});

test('a boundary bounds and gives nothing', () => {
  assert.equal(ask([allow('s3:*', '*')], 's3:GetObject', object, {}, { boundary: allow('ec2:*', '*') }), false);
  assert.equal(ask([], 's3:GetObject', object, {}, { boundary: allow('s3:*', '*') }), false);
});

test('variables take the role’s tags; without one they match nothing', () => {
  const boundary = allow('s3:*', 'arn:aws:s3:::states/services/${aws:PrincipalTag/Service}/*');
  assert.equal(ask([allow('s3:*', '*')], 's3:GetObject', object, {}, { boundary, tags: { Service: 'checkout' } }), true);
  assert.equal(ask([allow('s3:*', '*')], 's3:GetObject', object, {}, { boundary, tags: { Service: 'ledger' } }), false);
  assert.equal(ask([allow('s3:*', '*')], 's3:GetObject', object, {}, { boundary }), false);
});

test('NotAction and NotResource leave out what they name', () => {
  const policy = { Statement: [{ Effect: 'Allow', NotAction: 'iam:*', NotResource: `${object}*` }] };
  assert.equal(ask([policy], 's3:GetObject', 'arn:aws:s3:::other/x'), true);
  assert.equal(ask([policy], 'iam:GetRole', 'arn:aws:s3:::other/x'), false);
  assert.equal(ask([policy], 's3:GetObject', object), false);
});

test('what is not known here is an error, not a guess', () => {
  assert.throws(() => ask([allow('s3:*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })], 's3:GetObject', object, { 'aws:SourceIp': '10.1.2.3' }), /IpAddress/);
});

test('who asks is known by the ARN of the role, and by the tags of the session', () => {
  const policies = [
    allow('s3:*', '*'),
    { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::1:role/${aws:PrincipalTag/Service}-*', 'arn:aws:iam::1:role/apply'] } } }] },
  ];
  const by = (name, Service) => ask(policies, 's3:GetObject', object, {}, { tags: { Service }, arn: `arn:aws:iam::1:role/${name}` });
  assert.equal(by('checkout-task', 'checkout'), true);
  assert.equal(by('apply', 'checkout'), true);
  assert.equal(by('checkout-task', 'ledger'), false);
});
