mock_provider "aws" {
  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::example-alb-access-logs" }
  }

  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example-alb/50dc6c495c0c9188" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example-alb/73e2d6bc24d8a067" }
  }

  override_resource {
    target = aws_subnet.public["a"]
    values = { id = "subnet-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.public["b"]
    values = { id = "subnet-0a1b2c3d4e5f60719" }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = output.https_listener_arn != ""
    error_message = "The complete example gives its listener's ARN."
  }
}
