module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["rds_key_arn"]
}

module "logging" {
  source = "../../modules/contract-read"

  stack  = "logging"
  values = ["access_logs_bucket"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "shared-bucket"

  values = merge(
    {
      bucket     = module.bucket.name
      bucket_arn = module.bucket.arn
    },
    # names that are known without a state: `terraform import` refuses others
    { for name in keys(var.services) : "access_point_arn_${replace(name, "-", "_")}" => aws_s3_access_point.service[name].arn },
  )
}
