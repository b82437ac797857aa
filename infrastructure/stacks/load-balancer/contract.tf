module "acm" {
  source = "../../modules/contract-read"

  stack  = "acm"
  values = ["certificate_arn"]
}

module "waf" {
  source = "../../modules/contract-read"

  stack  = "waf"
  values = ["web_acl_arn"]
}

module "logging" {
  source = "../../modules/contract-read"

  stack  = "logging"
  values = ["access_logs_bucket"]
}

# The bucket comes from its policy: a load balancer is refused until it may write.
module "contract" {
  source = "../../modules/contract-publish"

  stack = "load-balancer"

  values = {
    access_logs_bucket = aws_s3_bucket_policy.access_logs.bucket
    certificate_arn    = module.acm.values.certificate_arn
    web_acl_arn        = module.waf.values.web_acl_arn
  }
}
