/** Credentials, roles and what they may do. */
import { apply, init, makeBucket, nothing, remoteState, withAws } from './parts.mjs';

const identity = withAws({ data: { aws_caller_identity: { this: {} } } });
const plan = 'terraform plan -no-color';

/** A user of the emulator who may do what `actions` say, once it asks IAM. */
const policy = actions => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });
const enforce = (world, after) =>
  fetch(`${world.env.AWS_ENDPOINT_URL}/moto-api/reset-auth`, { method: 'POST', body: String(after) });

export const access = {
  'no-credentials': {
    seconds: 9,
    files: { 'main.tf.json': identity },
    env: { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
    prepare: world => world.sh(init),
    command: plan,
    edit: world => Object.assign(world.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' }),
  },

  'access-denied': {
    seconds: 8,
    needs: ['own'],
    files: { 'main.tf.json': { ...remoteState('checkout-dev'), ...nothing() } },
    prepare: async world => {
      await world.sh(makeBucket('checkout-dev'));
      await world.sh(`aws iam create-user --user-name atlantis
aws iam put-user-policy --user-name atlantis --policy-name plan --policy-document '${policy(['s3:List*', 'iam:PutUserPolicy'])}'`);
      const keys = "aws iam create-access-key --user-name atlantis --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text";
      const [id, secret] = (await world.sh(keys)).trim().split(/\s+/);
      Object.assign(world.env, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret });
      await enforce(world, 0);
    },
    command: `${init} && ${apply}`,
    edit: world => world.sh(`aws iam put-user-policy --user-name atlantis --policy-name apply --policy-document '${policy(['s3:*'])}'`),
  },

  'malformed-policy': {
    seconds: 10,
    files: {
      'main.tf.json': withAws({
        resource: {
          aws_iam_policy: { this: { name: 'checkout', policy: policy('s3 GetObject') } },
        },
      }),
    },
    prepare: world => world.sh(init),
    command: apply,
    edit: world => world.sh(`sed -i 's/s3 GetObject/s3:GetObject/' main.tf.json`),
  },
};
