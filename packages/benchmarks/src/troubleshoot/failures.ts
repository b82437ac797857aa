import { parseDocument } from '@connectly/plugin-handbook-node';

const services = [
  'S3', 'RDS', 'ECS', 'ECR', 'KMS', 'IAM', 'STS', 'SQS', 'SNS', 'EC2', 'ACM', 'WAFv2', 'Route53', 'DynamoDB', 'Lambda',
  'CloudWatch', 'ElastiCache', 'Backup', 'CloudTrail', 'SecretsManager',
];
const operations = [
  'CreateBucket', 'DeleteCluster', 'PutItem', 'ModifyInstance', 'DescribeKey', 'AttachPolicy', 'AssumeRole', 'UpdateService',
  'RegisterTarget', 'PutRule',
];
const exceptions = [
  'AccessDeniedException', 'ConditionalCheckFailedException', 'ThrottlingException', 'InvalidParameterValue',
  'ResourceNotFoundException',
];

/** Shapes that entries have: a fixed message, a code with numbers, alternatives, any case, something between. */
const shapes: ((service: string, operation: string, exception: string) => string)[] = [
  (service, operation, exception) => `operation error ${service}: ${operation}, https response error StatusCode: 4\\d\\d.*${exception}`,
  (service, operation, exception) => `(?i)${service} .{0,40}${operation}\\s+failed: ${exception}`,
  (service, operation, exception) => `${operation} on ${service} (?:was refused|timed out): ${exception}`,
  (service, operation, exception) => `waiting for ${service} ${operation}: (?:unexpected state|timeout).*${exception}$`,
];

/** A thousand patterns that all differ: one for each service, operation and exception, by turns in one of the shapes. */
export function manyPatterns(count: number): string[] {
  const patterns = services.flatMap(service =>
    operations.flatMap(operation => exceptions.map(exception => ({ service, operation, exception }))),
  );
  return patterns
    .slice(0, count)
    .map(({ service, operation, exception }, index) => shapes[index % shapes.length](service, operation, exception));
}

/** Entries of five patterns each. */
export function entriesOf(patterns: string[]) {
  return Array.from({ length: Math.ceil(patterns.length / 5) }, (_, index) => {
    const id = `TS-${String(index + 1).padStart(3, '0')}`;
    const match = patterns.slice(index * 5, index * 5 + 5);
    const source = `---
id: ${id}
symptom: ${services[index % services.length]} refuses number ${index}.
match: ${JSON.stringify(match)}
source: the benchmark
---

# Refusal ${index}

## Cause

The role misses a right.

## Fix

Give it.

## Verify

Plan again.
`;
    const document = parseDocument(`docs/troubleshooting/${id}-refusal.md`, source);
    if (!document || document.findings.length) throw new Error(`${id}: ${document?.findings[0]?.message}`);
    return { repository: 'connectly/platform', document };
  });
}

/** A log of Terraform and services of a length, with parts of the messages everywhere and a whole one at its end. */
export function longLog(length: number): string {
  const lines: string[] = [];
  for (let size = 0, number = 0; size < length - 300; number += 1) {
    const service = services[number % services.length];
    const operation = operations[(number * 7) % operations.length];
    const line = [
      `2026-11-24T10:${String(number % 60).padStart(2, '0')}:00Z INFO aws_instance.web[${number}]: Still creating... [${number}s elapsed]`,
      `2026-11-24T10:00:00Z DEBUG request ${service}.${operation} id=${(number * 2_654_435_761).toString(16)} status=200 took ${number % 900}ms`,
      `│ operation error ${service}: ${operation}, https response error StatusCode: 200, RequestID: ${number}`,
      `level=warn msg="retrying ${operation}" attempt=${number % 5} reason="${exceptions[number % exceptions.length].toLowerCase()}"`,
    ][number % 4];
    lines.push(line);
    size += line.length + 1;
  }
  lines.push('│ Error: operation error S3: CreateBucket, https response error StatusCode: 403, RequestID: 1, AccessDeniedException');
  return lines.join('\n');
}
