# UPGRADE-2.md promises that nothing is replaced: release 1 is applied, then this release is planned on the same state.

mock_provider "aws" {
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/checkout-dev/50dc6c495c0c9188" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout-dev/73e2d6bc24d8a067" }
  }
}

variables {
  name               = "checkout-dev"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  access_logs_bucket = "dev-connectly-access-logs"
  target_port        = 8080
}

run "release_1_is_there" {
  state_key = "upgrade"
  module { source = "./tests/release-1" }
}

# A replaced resource would have an ARN that a plan does not know yet, and the conditions could not be evaluated.
run "keeps_the_listener_and_the_load_balancer_of_release_1" {
  state_key = "upgrade"
  command   = plan

  assert {
    condition     = aws_lb_listener.https.arn == run.release_1_is_there.listener_arn
    error_message = "The listener must be moved, not replaced."
  }

  assert {
    condition     = aws_lb.this.arn == run.release_1_is_there.load_balancer_arn
    error_message = "The load balancer must stay."
  }
}
