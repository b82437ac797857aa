/** What several worlds have in common. */
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyInfrastructure } from '../infra-workspace.mjs';
import { apply, init, makeBucket, region } from '../reproductions/parts.mjs';

export const tableOf = bucket => `${bucket}-tf-lock`;

/** By the address of the emulator, which is one account. */
const buckets = new Map();

/** State buckets with their lock tables, made once for all worlds of an account. */
export function stateBuckets(world) {
  const account = world.env.AWS_ENDPOINT_URL;
  const commands = ['prod-connectly', 'legacy-connectly'].map(bucket => `${makeBucket(bucket)}
aws dynamodb create-table --table-name ${tableOf(bucket)} --billing-mode PAY_PER_REQUEST \
  --attribute-definitions AttributeName=LockID,AttributeType=S --key-schema AttributeName=LockID,KeyType=HASH`);
  if (!buckets.has(account)) buckets.set(account, world.sh(commands.join('\n')));
  return buckets.get(account);
}

/** A service on ECS with a running task, which the emulator has once somebody has said how many. */
export function runService(world, name) {
  return world.sh(`aws ecs create-cluster --cluster-name platform
aws ecs register-task-definition --family ${name} --container-definitions '[{"name":"main","image":"main","memory":128}]'
aws ecs create-service --cluster platform --service-name ${name} --task-definition ${name} --desired-count 1
aws ecs update-service --cluster platform --service ${name} --desired-count 1`);
}

/** Makes a subnet group for databases, in a network of its own. */
export const inSubnets = name => `VPC=$(aws ec2 create-vpc --cidr-block 10.40.0.0/16 --query Vpc.VpcId --output text)
ONE=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.40.1.0/24 --availability-zone ${region}a --query Subnet.SubnetId --output text)
TWO=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.40.2.0/24 --availability-zone ${region}c --query Subnet.SubnetId --output text)
aws rds create-db-subnet-group --db-subnet-group-name ${name} --db-subnet-group-description data --subnet-ids $ONE $TWO`;

/** Makes a database beside Terraform: the provider would wait minutes for it. */
export const createDatabase = name => `aws rds create-db-instance --db-instance-identifier ${name} --engine postgres \\
  --db-instance-class db.t4g.micro --allocated-storage 20 --master-username root --master-user-password not-a-real-one`;

/** A root's backend in HCL, with both locks where nothing else is said: what the document writes takes its place. */
export function backend(stack, { bucket = 'prod-connectly', lock = { dynamodb_table: tableOf(bucket), use_lockfile: true } } = {}) {
  const s3 = { bucket, key: `${stack}/terraform.tfstate`, region, encrypt: true, ...lock };
  const lines = Object.entries(s3).map(([name, value]) => `    ${name} = ${JSON.stringify(value)}`);
  return `terraform {\n  backend "s3" {\n${lines.join('\n')}\n  }\n}\n`;
}

/** The AWS provider of a root. */
export const provider = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 6.0"
    }
  }
}

provider "aws" {
  region = "${region}"
}
`;

/** Resources of no provider, so that a root costs no download. */
export const data = (...names) => names.map(name => `resource "terraform_data" "${name}" {\n  input = "${name}"\n}\n`).join('\n');

/** Writes the files of a root. */
export async function writeRoot(world, stack, files) {
  for (const [name, content] of Object.entries(files)) await world.write(`${stack}/${name}`, content);
}

const within = (stack, command) => command.replace('terraform ', `terraform -chdir=${stack} `);

/** Writes a root and applies it. */
export async function applyRoot(world, stack, files) {
  await writeRoot(world, stack, files);
  await world.sh(`${within(stack, init)}\n${within(stack, apply)}`);
}

/** Ids of everything that the states of some roots know. */
export async function idsOf(world, stacks) {
  const states = await Promise.all(stacks.map(stack => world.sh(`terraform -chdir=${stack} state pull`)));
  return states.flatMap(text => JSON.parse(text).resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes.id))).sort();
}

/** @throws Error with `message` unless it is true */
export function expect(condition, message) {
  if (!condition) throw new Error(message);
}

export const exists = (world, file) => access(join(world.directory, file)).then(() => true, () => false);

/** A copy of infrastructure/ in the place of the checkout's, for blocks that write there. */
export async function ownInfrastructure(world) {
  await rm(join(world.directory, 'infrastructure'));
  await copyInfrastructure(join(world.directory, 'infrastructure'));
}
