/** Services that are down, changed or taken over, and what must be true of them once a runbook was followed. */
import { delimiter } from 'node:path';
import { isAllowed } from '../iam-evaluation.mjs';
import { interrupt, slow } from '../reproductions/state.mjs';
import { applyRoot, backend, createDatabase, data, expect, inSubnets, provider, runService, stateBuckets } from './parts.mjs';

const trustOf = principal =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: principal } }] });

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** Who may reach a service from where. */
const group = from => `resource "aws_security_group" "checkout" {
  name        = "checkout"
  description = "Who reaches checkout."
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.checkout.id
  description       = "HTTPS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "${from}"
}
`;

const commit = message => `git add checkout/main.tf\ngit commit --quiet -m "${message}"`;

/** The address of a server without a database. */
const addressOf = server => server.url.replace(/\/postgres$/, '');

export const recoveryService = {
  'recovery-apply': {
    seconds: 60,
    env: { GIT_AUTHOR_NAME: 'jiwoo', GIT_AUTHOR_EMAIL: 'jiwoo@example.test', GIT_COMMITTER_NAME: 'jiwoo', GIT_COMMITTER_EMAIL: 'jiwoo@example.test' },
    prepare: async world => {
      await world.write('checkout/main.tf', group('10.40.0.0/16'));
      await world.sh(`git init --quiet\n${commit('feat: network reaches checkout')}`);
      await applyRoot(world, 'checkout', { 'versions.tf': provider });
      await world.write('checkout/main.tf', group('0.0.0.0/0'));
      await world.sh(`${commit('feat: everybody reaches checkout')}\nterraform -chdir=checkout apply -auto-approve -no-color`);
    },
    check: async world => {
      const ranges = await world.value("aws ec2 describe-security-groups --filters Name=group-name,Values=checkout --query 'SecurityGroups[].IpPermissions[].IpRanges[].CidrIp'");
      expect(ranges === '10.40.0.0/16', `The group is open to ${ranges}.`);
    },
  },

  // Atlantis ends while a pull request is planned, and an apply from a checkout was killed
  'recovery-atlantis': {
    seconds: 80,
    needs: ['own', 'atlantis', 'conftest', 'platform'],
    prepare: async world => {
      await stateBuckets(world);
      await runService(world, 'platform-atlantis');
      await applyRoot(world, 'checkout', { 'backend.tf': backend('checkout') });
      await world.write('checkout/main.tf.json', slow);
      await world.sh(`cd checkout\n${interrupt}\nrm main.tf.json started`);
      await world.write('checkout/main.tf', data('this'));
      const atlantis = await world.services.atlantis();
      world.env.ATLANTIS_URL = atlantis.url;
      await atlantis.repository('checkout');
      world.number = await atlantis.open('checkout', 'first');
      await atlantis.planned('checkout', world.number);
      await atlantis.halt();
    },
    // what ECS does when it is told to deploy anew
    before: { 3: async world => (await world.services.atlantis()).restart() },
    check: async world => {
      const atlantis = await world.services.atlantis();
      await atlantis.say('checkout', world.number, world.code('text', 0, 'Step 6: Plan again what is open'), 'Plan: 1 to add');
    },
  },

  // two servers: what RDS restored, and the damaged one
  'recovery-portal': {
    seconds: 40,
    needs: ['postgres'],
    prepare: async world => {
      await runService(world, 'platform-portal');
      await world.sh(`${inSubnets('platform-portal')}
GROUP=$(aws ec2 create-security-group --group-name portal-database --description "The portal reaches its database" --vpc-id $VPC --query GroupId --output text)
${createDatabase('platform-portal')} --vpc-security-group-ids $GROUP`);
      const [restored, damaged] = [await world.services.postgres('first'), await world.services.postgres('second')];
      world.env.PATH = [restored.bin, world.env.PATH].join(delimiter);
      world.env.RESTORED = addressOf(restored);
      world.env.DAMAGED = addressOf(damaged);
      await world.write('good.sql', `create table runs (id bigint primary key, what text not null);
create index runs_by_what on runs (what);
insert into runs select number, '실행 ' || number from generate_series(1, 1000) as number;
`);
      await world.sh(`for NAME in atlantis catalog; do
  for SERVER in "$RESTORED" "$DAMAGED"; do
    createdb --maintenance-db="$SERVER/postgres" "backstage_plugin_$NAME"
    psql --quiet --set ON_ERROR_STOP=1 --file good.sql "$SERVER/backstage_plugin_$NAME"
  done
done
psql --quiet "$DAMAGED/backstage_plugin_atlantis" -c "delete from runs where id > 10; create table left_behind (id int)"
psql --quiet "$DAMAGED/backstage_plugin_catalog" -c "drop table runs"`);
    },
    // as AWS restores: the instance has the default group of the network, which nobody is in
    before: {
      3: async world => {
        await world.sh(`DEFAULT=$(aws ec2 describe-security-groups --filters Name=group-name,Values=default --query 'SecurityGroups[0].GroupId' --output text)
aws rds modify-db-instance --db-instance-identifier platform-portal-restored --vpc-security-group-ids $DEFAULT --apply-immediately`);
      },
    },
    check: async world => {
      for (const name of ['atlantis', 'catalog']) {
        const rows = await world.sh(`psql -At "$DAMAGED/backstage_plugin_${name}" -c "select count(*), min(what), max(id) from runs"`);
        expect(rows.trim() === '1000|실행 1|1000', `${name} holds ${rows}.`);
      }
      const left = await world.sh(`psql -At "$DAMAGED/backstage_plugin_atlantis" -c "select to_regclass('left_behind') is null"`);
      expect(left.trim() === 't', 'A table of the damaged database is left.');
    },
  },

  // a leaked key, a role whose trust was widened, and a user that was left behind
  'recovery-account': {
    seconds: 60,
    needs: ['own'],
    prepare: async world => {
      await runService(world, 'platform-atlantis');
      await applyRoot(world, 'service-access', {
        'versions.tf': provider,
        'main.tf': `resource "aws_iam_role" "apply" {
  name               = "apply-checkout"
  assume_role_policy = ${JSON.stringify(trustOf('arn:aws:iam::123456789012:root'))}
}

resource "aws_iam_role_policy" "apply" {
  name   = "apply"
  role   = aws_iam_role.apply.name
  policy = ${JSON.stringify(JSON.stringify(everything))}
}
`,
      });
      world.before = new Date(Date.now() - 60_000).toISOString();
      await world.write('trust.json', trustOf('*'));
      await world.write('app.pem', 'a new key\n');
      await world.sh(`aws iam create-user --user-name ci-uploads
aws iam create-access-key --user-name ci-uploads
aws secretsmanager create-secret --name platform/atlantis/github --secret-string old
sleep 1
date -u +%Y-%m-%dT%H:%M:%S > since.txt
aws iam create-user --user-name support
aws iam create-access-key --user-name support
aws iam update-assume-role-policy --role-name apply-checkout --policy-document file://trust.json`);
    },
    check: async world => {
      const documents = await Promise.all(
        ['apply', 'revoke-older-sessions'].map(async name =>
          JSON.parse(await world.sh(`aws iam get-role-policy --role-name apply-checkout --policy-name ${name} --query PolicyDocument --output json`)),
        ),
      );
      const maySince = issued =>
        isAllowed({ policies: documents }, { action: 's3:GetObject', resource: 'arn:aws:s3:::x/y', context: { 'aws:TokenIssueTime': issued } });
      expect(!maySince(world.before), 'A session from before still works.');
      expect(maySince(new Date(Date.now() + 60_000).toISOString()), 'A new session does not work.');
      for (const user of ['ci-uploads', 'support']) {
        const active = await world.value(`aws iam list-access-keys --user-name ${user} --query "AccessKeyMetadata[?Status=='Active'] | length(@)"`);
        expect(active === '0', `${user} has ${active} active keys.`);
      }
      const trust = await world.sh("aws iam get-role --role-name apply-checkout --query Role.AssumeRolePolicyDocument.Statement[0].Principal.AWS --output text");
      expect(trust.trim() === 'arn:aws:iam::123456789012:root', `The role trusts ${trust}.`);
    },
  },
};
