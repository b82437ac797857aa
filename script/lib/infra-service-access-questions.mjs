/**
 * What the roles of the stack service-access are asked, each with who may: their service's own, a neighbour's, the platform's, and what
 * the modules need. The account is the emulator's.
 */
export const account = '123456789012';
export const region = 'ap-northeast-2';
export const arn = (service, resource) => `arn:aws:${service}:${region}:${account}:${resource}`;
export const owned = service => ({ 'aws:ResourceTag/Service': service });
export const tagged = (service, environment = 'dev') => ({ 'aws:RequestTag/Service': service, 'aws:RequestTag/Environment': environment });
export const bounded = { 'iam:PermissionsBoundary': `arn:aws:iam::${account}:policy/service-access/service-boundary` };
export const state = service => `arn:aws:s3:::dev-connectly/services/${service}/terraform.tfstate`;
export const role = name => `arn:aws:iam::${account}:role/${name}`;
export const lock = service => ({ 'dynamodb:LeadingKeys': [`dev-connectly/services/${service}/terraform.tfstate`] });
const copiesKey = `arn:aws:kms:ap-northeast-1:${account}:key/1`;
const zone = id => `arn:aws:route53:::hostedzone/${id}`;
const records = (type, ...names) => ({ 'route53:ChangeResourceRecordSetsNormalizedRecordNames': names, 'route53:ChangeResourceRecordSetsRecordTypes': [type] });
const databaseUser = name => arn('rds-db', `dbuser:db-SHARED/${name}`);
export const table = arn('dynamodb', 'table/dev-connectly-tf-lock');

/** A request that RDS makes on a caller's behalf; every other one is the caller's own. */
const byRds = { 'aws:ViaAWSService': 'true' };
const secretOf = service => ({ 'aws:ResourceTag/aws:rds:primaryDBInstanceArn': arn('rds', `db:${service}-dev`) });
const masterPassword = arn('secretsmanager', 'secret:rds!db-1-AbCdEf');

/** What a role asks: who may it be of checkout's roles, then action, resource and the request's conditions. */
export const questions = [
  // its own
  ['plan apply', 's3:GetObject', state('checkout')],
  ['plan apply', 's3:ListBucket', 'arn:aws:s3:::dev-connectly', { 's3:prefix': 'services/checkout/terraform.tfstate' }],
  ['plan apply', 's3:PutObject', `${state('checkout')}.tflock`],
  ['plan apply', 'dynamodb:PutItem', table, lock('checkout')],
  ['apply', 's3:PutObject', state('checkout')],
  ['apply', 'dynamodb:PutItem', table, { 'dynamodb:LeadingKeys': ['dev-connectly/services/checkout/terraform.tfstate-md5'] }],
  ['plan apply', 'ssm:GetParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  ['plan apply', 'ecs:DescribeServices', arn('ecs', 'service/platform/checkout-dev'), owned('checkout')],
  ['apply', 'ecs:UpdateService', arn('ecs', 'service/platform/checkout-dev'), owned('checkout')],
  ['apply', 'ecs:CreateService', arn('ecs', 'service/platform/checkout-dev'), tagged('checkout')],
  ['apply', 'rds:CreateDBInstance', arn('rds', 'db:checkout-dev'), tagged('checkout')],
  ['apply', 'rds:AddTagsToResource', arn('rds', 'db:checkout-dev'), tagged('checkout')],
  ['apply', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:checkout-AbCdEf'), owned('checkout')],
  ['apply', 'kms:Decrypt', arn('kms', 'key/1'), { ...owned('kms'), 'kms:ViaService': `rds.${region}.amazonaws.com` }],
  ['apply', 's3:PutBucketPolicy', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
  ['apply', 'iam:CreateRole', role('checkout-dev-task'), { ...tagged('checkout'), ...bounded }],
  ['apply', 'iam:PutRolePolicy', role('checkout-dev-task'), { ...owned('checkout'), ...bounded }],
  ['apply', 'iam:PassRole', role('checkout-dev-task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  ['apply', 'secretsmanager:CreateSecret', masterPassword, byRds],
  ['apply', 'secretsmanager:TagResource', masterPassword, byRds],
  ['apply', 'route53:ChangeResourceRecordSets', zone('ZCHECKOUT'), records('A', 'checkout.dev.connectly.example', 'api.checkout.dev.connectly.example')],
  ['plan apply', 'route53:ListResourceRecordSets', zone('ZCHECKOUT')],
  ['plan apply', 'route53:GetChange', 'arn:aws:route53:::change/C1'],
  // a neighbour's
  ['', 'route53:ChangeResourceRecordSets', zone('ZLEDGER'), records('A', 'api.ledger.dev.connectly.example')],
  ['', 'route53:ChangeResourceRecordSets', zone('ZLEDGER'), records('A', 'checkout.dev.connectly.example', 'ledger.dev.connectly.example')],
  ['', 'route53:ChangeResourceRecordSets', zone('ZLEDGER')],
  ['', 'secretsmanager:TagResource', masterPassword, { ...secretOf('ledger'), ...tagged('checkout') }],
  ['', 'secretsmanager:TagResource', masterPassword, tagged('checkout')],
  ['', 'secretsmanager:GetSecretValue', masterPassword, { ...secretOf('ledger'), ...owned('checkout') }],
  ['', 'lambda:GetFunction', arn('lambda', 'function:ledger-dev-receipts'), owned('ledger')],
  ['', 's3:ListBucket', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads'],
  ['', 'sqs:DeleteQueue', arn('sqs', 'ledger-dev-receipts-dead-letters'), owned('ledger')],
  ['', 'wafv2:DisassociateWebACL', arn('elasticloadbalancing', 'loadbalancer/app/ledger-dev/1'), owned('ledger')],
  ['', 's3:GetObject', state('ledger')],
  ['', 's3:PutObject', state('ledger')],
  ['', 's3:DeleteObject', `${state('ledger')}.tflock`],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['', 's3:ListBucket', 'arn:aws:s3:::dev-connectly'],
  ['', 's3:ListBucket', 'arn:aws:s3:::dev-connectly', { 's3:prefix': 'services/ledger/' }],
  ['', 'dynamodb:DeleteItem', table, lock('ledger')],
  ['', 'dynamodb:GetItem', table, lock('ledger')],
  ['', 'dynamodb:Scan', table],
  ['', 'ecs:UpdateService', arn('ecs', 'service/platform/ledger-dev'), owned('ledger')],
  ['', 'ecs:CreateService', arn('ecs', 'service/platform/ledger-dev'), tagged('ledger')],
  ['', 'rds:DeleteDBInstance', arn('rds', 'db:ledger-dev'), owned('ledger')],
  ['', 'rds:AddTagsToResource', arn('rds', 'db:ledger-dev'), { ...owned('ledger'), ...tagged('checkout') }],
  ['', 'elasticloadbalancing:AddTags', arn('elasticloadbalancing', 'loadbalancer/app/checkout-dev/1'), { ...owned('checkout'), ...tagged('ledger') }],
  ['', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  ['', 'logs:GetLogEvents', arn('logs', 'log-group:/services/ledger-dev'), owned('ledger')],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 'iam:PutRolePolicy', role('ledger-dev-task'), { ...owned('ledger'), ...bounded }],
  ['', 'iam:PassRole', role('ledger-dev-task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  // the platform's, and more rights
  ['', 'route53:ChangeResourceRecordSets', zone('ZPUBLIC'), records('NS', 'checkout.dev.connectly.example')],
  // The nearest CAA wins: one of a service would void the domain's.
  ['', 'route53:ChangeResourceRecordSets', zone('ZPUBLIC'), records('CAA', 'checkout.dev.connectly.example')],
  ['', 'route53:ChangeResourceRecordSets', zone('ZPUBLIC'), records('A', 'dev.connectly.example')],
  ['', 'route53:ChangeResourceRecordSets', zone('ZPUBLIC'), records('A', 'mycheckout.dev.connectly.example')],
  ['', 'route53:DeleteHostedZone', zone('ZCHECKOUT')],
  ['', 'ssm:PutParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  ['', 'ssm:GetParameter', arn('ssm', 'parameter/services/ledger/token')],
  ['', 'ecs:DeleteCluster', arn('ecs', 'cluster/platform'), owned('cluster')],
  ['', 'kms:Decrypt', arn('kms', 'key/1'), owned('kms')],
  ['', 'kms:ScheduleKeyDeletion', arn('kms', 'key/1'), owned('kms')],
  ['', 'rds:CreateDBInstance', arn('rds', 'db:checkout-prod'), tagged('checkout', 'prod')],
  ['', 'rds:CreateDBInstance', arn('rds', 'db:anything')],
  ['', 'iam:CreateRole', role('checkout-dev-task'), tagged('checkout')],
  ['', 'iam:AttachRolePolicy', role('checkout-dev-rds-monitoring'), { 'iam:PolicyARN': 'arn:aws:iam::aws:policy/AdministratorAccess' }],
  ['', 'iam:TagRole', role('checkout-dev-task'), tagged('ledger')],
  ['', 'iam:UpdateAssumeRolePolicy', role('service-access/apply-ledger'), owned('ledger')],
  ['', 'iam:PutRolePolicy', role('service-access/apply-checkout'), { ...owned('checkout'), ...bounded }],
  ['', 'iam:DeleteRolePermissionsBoundary', role('checkout-dev-task'), owned('checkout')],
  ['', 'sts:AssumeRole', role('service-access/apply-ledger')],
];

/** What a service could write for its own task role, and what the boundary leaves of it: everything, or nothing of it. */
export const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
export const boundedQuestions = [
  [true, 's3:GetObject', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads/order'],
  [true, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:checkout-AbCdEf'), owned('checkout')],
  [true, 'ssm:GetParameter', arn('ssm', 'parameter/platform/network/vpc_id'), owned('network')],
  [true, 'secretsmanager:GetSecretValue', masterPassword, secretOf('checkout')],
  [true, 'ec2:CreateNetworkInterface', arn('ec2', 'subnet/subnet-1'), owned('network')],
  [true, 'rds-db:connect', databaseUser('checkout')],
  [true, 'route53:ChangeResourceRecordSets', zone('ZCHECKOUT'), records('A', 'checkout.dev.connectly.example')],
  [false, 'rds-db:connect', databaseUser('ledger')],
  [false, 'rds-db:connect', databaseUser('checkout-api')],
  [false, 'rds-db:connect', databaseUser('dbadmin')],
  [false, 'route53:ChangeResourceRecordSets', zone('ZLEDGER'), records('A', 'ledger.dev.connectly.example')],
  [false, 'route53:ChangeResourceRecordSets', zone('ZPUBLIC'), records('NS', 'checkout.dev.connectly.example')],
  [false, 'route53:ChangeResourceRecordSets', zone('ZCHECKOUT'), records('CAA', 'checkout.dev.connectly.example')],
  [false, 'secretsmanager:GetSecretValue', masterPassword, secretOf('ledger')],
  [false, 'secretsmanager:GetSecretValue', masterPassword],
  [true, 's3:GetObject', arn('s3', 'accesspoint/shared-checkout/object/checkout/order')],
  [true, 's3:GetBucketLocation', 'arn:aws:s3:::dev-connectly-alb-access-logs'],
  [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  [false, 's3:PutObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  [false, 's3:ListBucket', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads'],
  [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly-cloudtrail/AWSLogs/1'],
  [false, 's3:GetObject', state('ledger')],
  [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:shared-AbCdEf'), owned('shared-rds')],
  [false, 'kms:ScheduleKeyDeletion', arn('kms', 'key/1'), owned('kms')],
  [false, 'ecs:UpdateService', arn('ecs', 'service/platform/ledger-dev'), owned('ledger')],
  [false, 'iam:CreateUser', `arn:aws:iam::${account}:user/somebody`],
  [false, 'iam:PutRolePermissionsBoundary', role('checkout-dev-task'), owned('checkout')],
  [false, 'sts:AssumeRole', role('service-access/apply-ledger')],
];

/** What the same task role asks in a session that somebody tagged as ledger's. */
export const otherTagQuestions = [
  [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  [false, 's3:GetObject', state('ledger')],
  [false, 'dynamodb:PutItem', table, lock('ledger')],
  [false, 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  [false, 'secretsmanager:GetSecretValue', masterPassword, secretOf('ledger')],
  [false, 'ssm:GetParameter', arn('ssm', 'parameter/services/ledger/token')],
  [false, 'rds-db:connect', databaseUser('ledger')],
  [false, 'ecs:UpdateService', arn('ecs', 'service/platform/ledger-dev'), owned('ledger')],
  [false, 'route53:ChangeResourceRecordSets', zone('ZLEDGER'), records('A', 'ledger.dev.connectly.example')],
  [false, 'iam:PassRole', role('ledger-dev-task'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  [false, 's3:GetObject', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads/order'],
];

/** What the central repository's roles ask, in the same form. */
export const platformQuestions = [
  ['plan apply', 's3:GetObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['plan apply', 's3:PutObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate.tflock'],
  ['plan apply', 'dynamodb:PutItem', table, { 'dynamodb:LeadingKeys': ['dev-connectly/network/terraform.tfstate'] }],
  ['plan apply', 'rds:DescribeDBInstances', arn('rds', 'db:ledger-dev'), owned('ledger')],
  ['plan apply', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:platform/atlantis/oidc-AbCdEf'), owned('atlantis')],
  ['apply', 's3:PutObject', 'arn:aws:s3:::dev-connectly/network/terraform.tfstate'],
  ['apply', 'ec2:CreateVpc', arn('ec2', 'vpc/*')],
  ['apply', 'iam:PutRolePolicy', role('service-access/apply-ledger')],
  ['apply', 'kms:PutKeyPolicy', arn('kms', 'key/1'), owned('kms')],
  ['apply', 'kms:CreateGrant', copiesKey, { ...owned('backup'), 'kms:ViaService': 'backup.ap-northeast-1.amazonaws.com' }],
  ['apply', 'kms:RetireGrant', copiesKey, { ...owned('backup'), 'kms:ViaService': 'backup.ap-northeast-1.amazonaws.com' }],
  ['apply', 'kms:GenerateDataKey', copiesKey, { ...owned('backup'), 'kms:ViaService': 'backup.ap-northeast-1.amazonaws.com' }],
  ['', 'kms:Decrypt', copiesKey, { ...owned('backup'), 'kms:ViaService': 's3.ap-northeast-1.amazonaws.com' }],
  ['', 'kms:Decrypt', copiesKey, { ...owned('ledger'), 'kms:ViaService': 'backup.ap-northeast-1.amazonaws.com' }],
  ['apply', 'lambda:InvokeFunction', arn('lambda', 'function:platform-secret-rotation:live'), owned('secrets-manager')],
  ['apply', 'sso:AssociateProfile', '*'],
  ['', 's3:GetObject', state('ledger')],
  ['', 's3:PutObject', state('ledger')],
  ['', 'dynamodb:PutItem', table, lock('ledger')],
  ['', 's3:GetObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 's3:PutObject', 'arn:aws:s3:::dev-connectly-ledger-dev-uploads/order'],
  ['', 'logs:GetLogEvents', arn('logs', 'log-group:/services/ledger-dev'), owned('ledger')],
  ['', 'dynamodb:Scan', arn('dynamodb', 'table/orders')],
  ['', 'secretsmanager:GetSecretValue', arn('secretsmanager', 'secret:ledger-AbCdEf'), owned('ledger')],
  ['', 'cloudtrail:StopLogging', arn('cloudtrail', 'trail/platform')],
  ['', 'iam:CreateUser', `arn:aws:iam::${account}:user/somebody`],
  ['', 'iam:CreateAccessKey', `arn:aws:iam::${account}:user/somebody`],
  ['', 'ecs:ExecuteCommand', arn('ecs', 'task/platform/1'), owned('portal')],
  ['', 'lambda:InvokeFunction', arn('lambda', 'function:ledger-dev-receipts'), owned('ledger')],
];

const alb = arn('elasticloadbalancing', 'loadbalancer/app/checkout-dev/1');
const api = `arn:aws:apigateway:${region}::/apis/1`;

/** What each of the platform's modules needs, beside what `questions` asks. One entry for each, also where nothing more is needed. */
export const moduleQuestions = {
  alb: [
    ['plan apply', 'elasticloadbalancing:DescribeLoadBalancers', '*'],
    ['plan apply', 'wafv2:GetWebACLForResource', alb, owned('checkout')],
    ['apply', 'elasticloadbalancing:CreateLoadBalancer', alb, tagged('checkout')],
    ['apply', 'elasticloadbalancing:CreateListener', alb, { ...owned('checkout'), ...tagged('checkout') }],
    ['apply', 'elasticloadbalancing:SetWebAcl', alb, owned('checkout')],
    ['apply', 'wafv2:AssociateWebACL', arn('wafv2', 'regional/webacl/platform/1'), owned('waf')],
    ['apply', 'wafv2:AssociateWebACL', alb, owned('checkout')],
    ['apply', 'wafv2:DisassociateWebACL', alb, owned('checkout')],
  ],
  'api-gateway': [
    ['plan apply', 'apigateway:GET', api, owned('checkout')],
    ['apply', 'apigateway:POST', `arn:aws:apigateway:${region}::/apis`, tagged('checkout')],
    ['apply', 'apigateway:PATCH', api, owned('checkout')],
    ['apply', 'logs:CreateLogDelivery', '*'],
  ],
  'cloudwatch-log-group': [
    ['plan apply', 'logs:DescribeLogGroups', '*'],
    ['apply', 'logs:CreateLogGroup', arn('logs', 'log-group:/services/checkout-dev'), tagged('checkout')],
    ['apply', 'logs:PutRetentionPolicy', arn('logs', 'log-group:/services/checkout-dev'), owned('checkout')],
    ['apply', 'logs:PutSubscriptionFilter', arn('logs', 'log-group:/services/checkout-dev'), owned('checkout')],
    ['apply', 'iam:PassRole', role('platform-log-subscription'), { 'iam:PassedToService': 'logs.amazonaws.com' }],
    ['', 'iam:PassRole', role('platform-log-subscription'), { 'iam:PassedToService': 'lambda.amazonaws.com' }],
  ],
  'common-tags': [],
  'contract-publish': [['', 'ssm:PutParameter', arn('ssm', 'parameter/platform/checkout/url')]],
  'contract-read': [['plan apply', 'ssm:GetParameter', arn('ssm', 'parameter/platform/service-access/boundary_arn'), owned('service-access')]],
  'ecs-service': [
    ['apply', 'ecs:RegisterTaskDefinition', arn('ecs', 'task-definition/checkout-dev:1'), tagged('checkout')],
    ['apply', 'application-autoscaling:RegisterScalableTarget', arn('application-autoscaling', 'scalable-target/1'), tagged('checkout')],
    ['apply', 'cloudwatch:PutMetricAlarm', arn('cloudwatch', 'alarm:checkout-dev-cpu'), tagged('checkout')],
    ['apply', 'iam:PassRole', role('checkout-dev-execution'), { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }],
  ],
  elasticache: [
    ['plan apply', 'elasticache:DescribeReplicationGroups', arn('elasticache', 'replicationgroup:checkout-dev'), owned('checkout')],
    ['apply', 'elasticache:CreateReplicationGroup', arn('elasticache', 'replicationgroup:checkout-dev'), tagged('checkout')],
    ['apply', 'elasticache:CreateUserGroup', arn('elasticache', 'usergroup:checkout-dev'), tagged('checkout')],
    ['apply', 'elasticache:ModifyReplicationGroup', arn('elasticache', 'replicationgroup:checkout-dev'), owned('checkout')],
  ],
  'iam-role-policy': [
    ['apply', 'iam:AttachRolePolicy', role('checkout-dev-execution'), { ...owned('checkout'), ...bounded }],
    ['', 'iam:PutRolePermissionsBoundary', role('checkout-dev-task'), owned('checkout')],
  ],
  lambda: [
    ['plan apply', 'lambda:GetFunction', arn('lambda', 'function:checkout-dev-receipts'), owned('checkout')],
    ['plan apply', 'lambda:ListVersionsByFunction', arn('lambda', 'function:checkout-dev-receipts'), owned('checkout')],
    ['plan apply', 'sqs:GetQueueAttributes', arn('sqs', 'checkout-dev-receipts-dead-letters'), owned('checkout')],
    ['apply', 'lambda:CreateFunction', arn('lambda', 'function:checkout-dev-receipts'), tagged('checkout')],
    ['apply', 'lambda:CreateAlias', arn('lambda', 'function:checkout-dev-receipts'), owned('checkout')],
    ['apply', 'lambda:AddPermission', arn('lambda', 'function:checkout-dev-receipts'), owned('checkout')],
    ['apply', 'sqs:CreateQueue', arn('sqs', 'checkout-dev-receipts-dead-letters'), tagged('checkout')],
    ['apply', 'sqs:TagQueue', arn('sqs', 'checkout-dev-receipts-dead-letters'), tagged('checkout')],
    ['apply', 'sqs:SetQueueAttributes', arn('sqs', 'checkout-dev-receipts-dead-letters'), owned('checkout')],
    ['apply', 'iam:CreateRole', role('checkout-dev-receipts-lambda'), { ...tagged('checkout'), ...bounded }],
    ['apply', 'iam:PassRole', role('checkout-dev-receipts-lambda'), { 'iam:PassedToService': 'lambda.amazonaws.com' }],
  ],
  rds: [
    ['apply', 'rds:CreateDBSubnetGroup', arn('rds', 'subgrp:checkout-dev'), tagged('checkout')],
    ['apply', 'rds:CreateDBParameterGroup', arn('rds', 'pg:checkout-dev'), tagged('checkout')],
    ['apply', 'iam:CreateRole', role('checkout-dev-rds-monitoring'), tagged('checkout')],
    ['apply', 'rds:ModifyDBInstance', arn('rds', 'db:checkout-dev'), owned('checkout')],
  ],
  's3-bucket': [
    ['plan apply', 's3:ListBucket', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
    ['plan apply', 's3:GetBucketPolicy', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
    ['apply', 's3:CreateBucket', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
    ['apply', 's3:PutLifecycleConfiguration', 'arn:aws:s3:::dev-connectly-checkout-dev-uploads'],
  ],
  'security-group': [
    ['apply', 'ec2:CreateSecurityGroup', arn('ec2', 'security-group/*'), tagged('checkout')],
    ['apply', 'ec2:CreateSecurityGroup', arn('ec2', 'vpc/vpc-1'), owned('network')],
    ['apply', 'ec2:AuthorizeSecurityGroupIngress', arn('ec2', 'security-group/sg-1'), owned('checkout')],
    ['', 'ec2:AuthorizeSecurityGroupIngress', arn('ec2', 'security-group/sg-2'), owned('ledger')],
  ],
  'vpc-endpoint': [
    ['apply', 'ec2:CreateVpcEndpoint', arn('ec2', 'vpc-endpoint/*'), tagged('checkout')],
    ['apply', 'ec2:CreateVpcEndpoint', arn('ec2', 'vpc/vpc-1'), owned('network')],
    ['apply', 'ec2:CreateVpcEndpoint', arn('ec2', 'subnet/subnet-1'), owned('network')],
    ['apply', 'ec2:CreateVpcEndpoint', arn('ec2', 'security-group/sg-1'), owned('checkout')],
    ['apply', 'ec2:DeleteVpcEndpoints', arn('ec2', 'vpc-endpoint/vpce-1'), owned('checkout')],
    ['', 'ec2:CreateVpcEndpoint', arn('ec2', 'route-table/rtb-1'), owned('network')],
    ['', 'ec2:DeleteVpcEndpoints', arn('ec2', 'vpc-endpoint/vpce-2'), owned('network')],
  ],
};
