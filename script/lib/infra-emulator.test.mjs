/**
 * Run by script/infra test: a request that a client sends again, because it lost the answer, is answered as before and not done twice:
 * a lock would be held by the very run that asks for it otherwise. And databases are found one by one, as the provider looks for them.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startEmulator } from './infra-emulator.mjs';
import { isInstalled } from './tools.mjs';

const missing = (await isInstalled('python3')) ? false : 'python3 missing';
let server;
before(async () => {
  if (!missing) server = await startEmulator();
});
after(() => server?.stop());

async function dynamodb(operation, body, invocation) {
  const response = await fetch(`http://127.0.0.1:${server.port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'amz-sdk-invocation-id': invocation,
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

test('a lock that is asked for twice by one call is given once, and refused to another call', { skip: missing }, async () => {
  const created = await dynamodb('CreateTable', {
    TableName: 'lock', BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'LockID', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'LockID', KeyType: 'HASH' }],
  }, 'table');
  assert.equal(created.status, 200);
  const lock = { TableName: 'lock', Item: { LockID: { S: 'state' } }, ConditionExpression: 'attribute_not_exists(LockID)' };
  const first = await dynamodb('PutItem', lock, 'one');
  assert.equal(first.status, 200);
  assert.deepEqual(await dynamodb('PutItem', lock, 'one'), first);
  const other = await dynamodb('PutItem', lock, 'other');
  assert.equal(other.status, 400);
  assert.match(other.text, /ConditionalCheckFailedException/);
});

async function rds(action, parameters) {
  const response = await fetch(`http://127.0.0.1:${server.port}/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/ap-northeast-2/rds/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Action: action, Version: '2014-10-31', ...parameters }),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return text;
}

/** Texts of an element of an answer of RDS, in their order. */
const texts = (xml, element) => [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text]) => text);

test('each database has a resource id of its own, keeps it under a new name, and is found by it alone', { skip: missing }, async () => {
  const resourceIds = [];
  for (const name of ['tulip-dev', 'tulip-prod']) {
    const created = await rds('CreateDBInstance', {
      DBInstanceIdentifier: name, Engine: 'mysql', DBInstanceClass: 'db.t4g.medium', AllocatedStorage: '20',
      MasterUsername: 'admin', MasterUserPassword: 'only-for-the-emulator',
    });
    resourceIds.push(...texts(created, 'DbiResourceId'));
  }
  for (const id of resourceIds) assert.match(id, /^db-[A-Z0-9]{26}$/);
  const foundBy = async id =>
    texts(await rds('DescribeDBInstances', { 'Filters.Filter.1.Name': 'dbi-resource-id', 'Filters.Filter.1.Values.Value.1': id }), 'DBInstanceIdentifier');
  assert.deepEqual(await foundBy(resourceIds[0]), ['tulip-dev']);
  assert.deepEqual(await foundBy(resourceIds[1]), ['tulip-prod']);
  await rds('ModifyDBInstance', { DBInstanceIdentifier: 'tulip-prod', NewDBInstanceIdentifier: 'tulip', ApplyImmediately: 'true' });
  assert.deepEqual(await foundBy(resourceIds[1]), ['tulip']);
});
