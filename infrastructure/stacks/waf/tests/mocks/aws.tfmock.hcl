mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

mock_data "aws_lbs" {
  defaults = {
    # AWS returns whatever has the tag.
    arns = [
      "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/legacy/0a1b2c3d4e5f6071",
      "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/gwy/firewall/0a1b2c3d4e5f6073",
      "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/net/app/0a1b2c3d4e5f6072",
    ]
  }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:aws-waf-logs-platform"
  }
}

mock_resource "aws_wafv2_ip_set" {
  defaults = {
    arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/ipset/platform-blocked/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
  }
}

mock_resource "aws_wafv2_web_acl" {
  defaults = {
    arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
  }
}
