mock_data "aws_region" {
  defaults = {
    name = "ap-northeast-2"
  }
}

mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/platform-secret-rotation-lambda"
  }
}

mock_resource "aws_iam_policy" {
  defaults = {
    arn = "arn:aws:iam::111122223333:policy/platform-secrets-read"
  }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = {
    id  = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform/checkout/session-key-a1b2c3"
    arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform/checkout/session-key-a1b2c3"
  }
}

mock_resource "aws_lambda_function" {
  defaults = {
    arn     = "arn:aws:lambda:ap-northeast-2:111122223333:function:platform-secret-rotation"
    version = "1"
  }
}

mock_resource "aws_lambda_alias" {
  defaults = {
    arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:platform-secret-rotation:live"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/lambda/platform-secret-rotation"
  }
}

mock_resource "aws_sqs_queue" {
  defaults = {
    arn = "arn:aws:sqs:ap-northeast-2:111122223333:platform-secret-rotation-dead-letters"
  }
}
