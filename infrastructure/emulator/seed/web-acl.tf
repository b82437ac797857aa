# Rules in front of public load balancers, for the contract `load-balancer`.

resource "aws_wafv2_web_acl" "this" {
  # checkov:skip=CKV2_AWS_31: lives on the emulator, where nobody attacks
  # checkov:skip=CKV_AWS_192: lives on the emulator, where nobody attacks
  name        = "platform"
  description = "Stands in for the web ACL of the stack waf."
  scope       = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "platform"
    sampled_requests_enabled   = true
  }
}
