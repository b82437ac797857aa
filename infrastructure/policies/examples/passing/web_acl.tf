resource "aws_lb" "web_acl" {
  name                       = "example-public"
  internal                   = false
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}

resource "aws_wafv2_web_acl_association" "web_acl" {
  resource_arn = aws_lb.web_acl.arn
  web_acl_arn  = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab"
}

# Behind the module's wall: the plan knows neither's ARN, and the reference is an output.
module "web_acl" {
  source = "./web-acl"
}

resource "aws_wafv2_web_acl_association" "web_acl_of_module" {
  resource_arn = module.web_acl.arn
  web_acl_arn  = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/1234abcd-12ab-34cd-56ef-1234567890ab"
}
