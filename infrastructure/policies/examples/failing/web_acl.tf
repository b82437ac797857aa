resource "aws_lb" "web_acl" {
  name                       = "example-public"
  internal                   = false
  subnets                    = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  enable_deletion_protection = true
}
