/** Keys, secrets, databases, load balancers, networks, buckets, zones and certificates on the emulator. */
import { apply, init, withAws } from './parts.mjs';

const destroy = 'terraform destroy -auto-approve -no-color';
const resource = (type, body) => withAws({ resource: { [type]: { this: body } } });

/** A network, for what needs one. */
const network = `VPC=$(aws ec2 create-vpc --cidr-block 10.9.0.0/16 --query Vpc.VpcId --output text)
ONE=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.9.1.0/24 --availability-zone ap-northeast-2a --query Subnet.SubnetId --output text)
TWO=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 10.9.2.0/24 --availability-zone ap-northeast-2c --query Subnet.SubnetId --output text)`;

/** An image without layers. */
const manifest = {
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: { mediaType: 'application/vnd.docker.container.image.v1+json', size: 1, digest: `sha256:${'0'.repeat(64)}` },
  layers: [],
};

const record = {
  Changes: [
    {
      Action: 'CREATE',
      ResourceRecordSet: { Name: 'api.checkout.example.test', Type: 'A', TTL: 60, ResourceRecords: [{ Value: '10.0.0.1' }] },
    },
  ],
};

/** Writes into the state what an apply would. */
async function changeState(world, change) {
  const state = JSON.parse(await world.sh('cat terraform.tfstate'));
  change(state.resources[0].instances[0].attributes);
  await world.write('terraform.tfstate', state);
}

/**
 * A database made beside Terraform and taken over: the provider waits minutes for one that it makes, and does not find it on the
 * emulator when it changes it, so that nothing of it is changed here.
 */
const withDatabase = (name, more, change = () => {}) => ({
  seconds: 70,
  env: { DATABASE: name },
  files: {
    'main.tf.json': resource('aws_db_instance', {
      identifier: name, engine: 'postgres', instance_class: 'db.t4g.micro', allocated_storage: 20, username: 'root', password: 'not-a-real-one',
      lifecycle: { ignore_changes: 'all' },
    }),
    'import.tf': `import {\n  to = aws_db_instance.this\n  id = "${name}"\n}\n`,
  },
  prepare: async world => {
    await world.sh(`${init}
aws rds create-db-instance --db-instance-identifier ${name} --engine postgres --db-instance-class db.t4g.micro \\
  --allocated-storage 20 --master-username root --master-user-password not-a-real-one ${more}
${apply}
rm import.tf`);
    await changeState(world, change);
  },
  command: destroy,
});

export const aws = {
  'key-alias-missing': {
    seconds: 9,
    files: { 'main.tf.json': withAws({ data: { aws_kms_alias: { this: { name: 'alias/platform-logs-missing' } } } }) },
    prepare: world => world.sh(init),
    command: 'terraform plan -no-color',
    // what the stack kms makes when it is applied
    edit: world =>
      world.sh(`KEY=$(aws kms create-key --query KeyMetadata.KeyId --output text)
aws kms create-alias --alias-name alias/platform-logs-missing --target-key-id $KEY`),
  },

  'secret-exists': {
    seconds: 18,
    files: { 'main.tf.json': resource('aws_secretsmanager_secret', { name: 'checkout/dev/database' }) },
    env: { SECRET: 'checkout/dev/database' },
    prepare: world =>
      world.sh(`${init}
aws secretsmanager create-secret --name $SECRET
aws secretsmanager delete-secret --secret-id $SECRET`),
    command: apply,
    edit: async world => {
      const arn = await world.value('aws secretsmanager describe-secret --secret-id $SECRET --query ARN');
      await world.write('import.tf', world.code('hcl').replace(/arn:[^"]*/, arn));
    },
  },

  'database-protected': withDatabase('checkout-protected', '--deletion-protection'),

  // an import presumes that no snapshot is wanted; a database that Terraform made says what its configuration says
  'database-snapshot': {
    ...withDatabase('checkout-snapshot', '', attributes => Object.assign(attributes, { skip_final_snapshot: false })),
    edit: world => changeState(world, attributes => Object.assign(attributes, { final_snapshot_identifier: /"(.*)"/.exec(world.code('hcl'))[1] })),
  },

  'rule-priority': {
    seconds: 12,
    prepare: async world => {
      await world.sh(`${network}
aws elbv2 create-load-balancer --name priority --subnets $ONE $TWO`);
      const balancer = await world.value("aws elbv2 describe-load-balancers --names priority --query 'LoadBalancers[0].LoadBalancerArn'");
      const answer = status => `Type=fixed-response,FixedResponseConfig={StatusCode=${status}}`;
      const listener = await world.value(`aws elbv2 create-listener --load-balancer-arn ${balancer} --protocol HTTP --port 80 \\
  --default-actions ${answer(404)} --query 'Listeners[0].ListenerArn'`);
      await world.sh(`aws elbv2 create-rule --listener-arn ${listener} --priority 100 \\
  --conditions Field=path-pattern,Values=/orders --actions ${answer(200)}`);
      world.env.LISTENER_ARN = listener;
      await world.write('main.tf.json', resource('aws_lb_listener_rule', {
        listener_arn: listener,
        priority: 100,
        condition: [{ path_pattern: [{ values: ['/checkout'] }] }],
        action: [{ type: 'fixed-response', fixed_response: [{ content_type: 'text/plain', status_code: '200' }] }],
      }));
      await world.sh(init);
    },
    command: apply,
    edit: world => world.sh(`sed -i 's/"priority": 100/"priority": 110/' main.tf.json`),
  },

  // nothing to see in a listing, and yet two versions: the object and what says that it was deleted
  'bucket-not-empty': {
    seconds: 20,
    files: { 'main.tf.json': resource('aws_s3_bucket', { bucket: 'checkout-dev-uploads' }), 'object.txt': 'an upload\n' },
    env: { BUCKET: 'checkout-dev-uploads' },
    prepare: world =>
      world.sh(`${init}
${apply}
aws s3api put-bucket-versioning --bucket $BUCKET --versioning-configuration Status=Enabled
aws s3 cp object.txt s3://$BUCKET/object.txt
aws s3 rm s3://$BUCKET/object.txt`),
    command: destroy,
  },

  'registry-not-empty': {
    seconds: 16,
    files: { 'main.tf.json': resource('aws_ecr_repository', { name: 'checkout' }), 'manifest.json': manifest },
    env: { REPOSITORY: 'checkout' },
    prepare: world => world.sh(`${init}\n${apply}\naws ecr put-image --repository-name checkout --image-tag v1 --image-manifest file://manifest.json`),
    command: destroy,
  },

  'zone-not-empty': {
    seconds: 20,
    files: { 'main.tf.json': resource('aws_route53_zone', { name: 'checkout.example.test' }), 'record.json': record },
    prepare: async world => {
      await world.sh(`${init}\n${apply}`);
      world.env.ZONE_ID = await world.value("aws route53 list-hosted-zones-by-name --dns-name checkout.example.test --query 'HostedZones[0].Id'");
      await world.sh('aws route53 change-resource-record-sets --hosted-zone-id $ZONE_ID --change-batch file://record.json');
    },
    command: destroy,
  },

  'certificate-pending': {
    seconds: 30,
    prepare: async world => {
      const domain = 'certificate.example.test';
      world.env.ZONE_ID = await world.value(`aws route53 create-hosted-zone --name ${domain} --caller-reference ${domain} --query HostedZone.Id`);
      world.env.CERTIFICATE_ARN = await world.value(
        `aws acm request-certificate --domain-name ${domain} --validation-method DNS --query CertificateArn`,
      );
      const validation = { certificate_arn: world.env.CERTIFICATE_ARN, timeouts: [{ create: '5s' }] };
      await world.write('main.tf.json', resource('aws_acm_certificate_validation', validation));
      await world.sh(init);
    },
    command: apply,
  },
};
