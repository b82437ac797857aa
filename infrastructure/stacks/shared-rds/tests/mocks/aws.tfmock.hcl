mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

mock_data "aws_db_instance" {
  defaults = {
    resource_id = "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
  }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/platform"
  }
}

mock_resource "aws_security_group" {
  defaults = {
    id = "sg-0a1b2c3d4e5f60718"
  }
}

mock_resource "aws_db_instance" {
  defaults = {
    address            = "shared-dev.abcdefghijkl.ap-northeast-2.rds.amazonaws.com"
    master_user_secret = [{ secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:rds!db-1a2b3c-AbCdEf" }]
  }
}

mock_resource "aws_iam_policy" {
  defaults = {
    arn = "arn:aws:iam::111122223333:policy/shared-rds-connect-checkout"
  }
}
