/** What many reproductions begin with. */

export const region = 'ap-northeast-2';

/** A root that keeps its state in a bucket of the emulator, as `key`, with what `lock` says. */
export const remoteState = (bucket, lock = { use_lockfile: true }, key = 'checkout/terraform.tfstate') => ({
  terraform: { backend: { s3: { bucket, key, region, encrypt: true, ...lock } } },
});

/** A resource of no provider, so that a root costs no download. */
export const nothing = (input = 'first') => ({ resource: { terraform_data: { this: { input } } } });

/** A root with the AWS provider. */
export const withAws = (...parts) =>
  parts.reduce(
    (root, part) => {
      for (const [kind, value] of Object.entries(part)) root[kind] = { ...root[kind], ...value };
      return root;
    },
    {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100, < 6.0' } } },
      provider: { aws: { region } },
    },
  );

export const apply = 'terraform apply -auto-approve -no-color';
export const init = 'terraform init -no-color';

/** A bucket with versions, as the stack bootstrap makes it. */
export const makeBucket = bucket => `aws s3api create-bucket --bucket ${bucket} --create-bucket-configuration LocationConstraint=${region}
aws s3api put-bucket-versioning --bucket ${bucket} --versioning-configuration Status=Enabled`;
