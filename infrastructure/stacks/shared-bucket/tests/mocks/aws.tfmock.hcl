mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider holds what it gets to the form of the real thing.
mock_resource "aws_s3_bucket" {
  defaults = {
    arn = "arn:aws:s3:::dev-connectly-shared"
  }
}

mock_resource "aws_s3_access_point" {
  defaults = {
    arn = "arn:aws:s3:ap-northeast-2:111122223333:accesspoint/shared-checkout"
  }
}
