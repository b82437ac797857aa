mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/example-api-greeting-lambda" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:ap-northeast-2:111122223333:example-api-greeting-dead-letters" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/apigateway/example-orders" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:example-api-greeting" }
  }

  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:ap-northeast-2:111122223333:a1b2c3d4e5" }
  }

  override_resource {
    target = aws_subnet.private["a"]
    values = { id = "subnet-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.private["b"]
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
    condition     = output.url == "https://orders.connectly.example"
    error_message = "The complete example answers under its domain."
  }
}
