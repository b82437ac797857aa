module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "logging" {
  source = "../../modules/contract-read"

  stack  = "logging"
  values = ["access_logs_bucket"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["critical_topic_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "cloudtrail"

  values = {
    trail_arn        = aws_cloudtrail.this.arn
    bucket           = module.bucket.name
    athena_workgroup = aws_athena_workgroup.this.name
    log_group        = module.log_group.name
  }
}
