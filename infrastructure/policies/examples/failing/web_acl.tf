resource "aws_lb" "web_acl" {
  name                       = "example-public"
  internal                   = false
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}

# A web ACL of its own may let everything through.
resource "aws_wafv2_web_acl" "of_its_own" {
  name  = "example"
  scope = "REGIONAL"

  default_action {
    allow {}
  }

  visibility_config {
    cloudwatch_metrics_enabled = false
    metric_name                = "example"
    sampled_requests_enabled   = false
  }
}

resource "aws_lb" "web_acl_of_its_own" {
  name                       = "example-public-own"
  internal                   = false
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}

resource "aws_wafv2_web_acl_association" "web_acl_of_its_own" {
  resource_arn = aws_lb.web_acl_of_its_own.arn
  web_acl_arn  = aws_wafv2_web_acl.of_its_own.arn
}
