mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_s3_bucket" {
  defaults = {
    arn = "arn:aws:s3:::dev-connectly-alb-access-logs"
  }
}
