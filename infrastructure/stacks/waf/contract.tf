module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "waf"

  values = {
    web_acl_arn      = aws_wafv2_web_acl.this.arn
    ip_block_set_arn = aws_wafv2_ip_set.blocked.arn
  }
}
