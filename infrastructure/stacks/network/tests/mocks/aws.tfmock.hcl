mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# Modules hold what they get to the form of the real thing.
mock_resource "aws_vpc" {
  defaults = {
    id = "vpc-0a1b2c3d4e5f60718"
  }
}

mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/platform-flow-logs"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/platform/network/flow-logs"
  }
}
