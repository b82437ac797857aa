mock_provider "aws" {
  override_during = plan

  mock_data "aws_caller_identity" {
    defaults = { account_id = "111122223333" }
  }

  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::111122223333:role/checkout-receipts-dev-lambda" }
  }

  mock_resource "aws_sqs_queue" {
    defaults = { arn = "arn:aws:sqs:ap-northeast-2:111122223333:checkout-receipts-dev-dead-letters" }
  }

  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/lambda/checkout-receipts-dev" }
  }

  mock_resource "aws_lambda_function" {
    defaults = { version = "3" }
  }

  mock_resource "aws_lambda_alias" {
    defaults = { arn = "arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-receipts-dev:live" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }
}

variables {
  name             = "checkout-receipts-dev"
  runtime          = "python3.13"
  handler          = "main.handler"
  package          = { file = "examples/complete/greeting.zip" }
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

run "encrypts_everything_with_the_given_keys" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.kms_key_arn == var.kms_key_arn && aws_sqs_queue.dead_letters.kms_master_key_id == var.kms_key_arn
    error_message = "Environment variables and failed calls must be encrypted with the customer-managed key."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.kms_key_id == var.logs_kms_key_arn
    error_message = "Logs must be encrypted with their key."
  }
}

run "keeps_bounded_logs_as_json" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/aws/lambda/checkout-receipts-dev" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The log group has Lambda's name, and a bounded retention."
  }

  assert {
    condition     = aws_lambda_function.this.logging_config[0].log_group == "/aws/lambda/checkout-receipts-dev" && aws_lambda_function.this.logging_config[0].log_format == "JSON"
    error_message = "The function writes JSON into its own group."
  }
}

run "loses_no_failed_call" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.dead_letter_config[0].target_arn == aws_sqs_queue.dead_letters.arn && aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "Failed calls wait for two weeks."
  }
}

run "is_bounded_and_traced" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.reserved_concurrent_executions == 10 && aws_lambda_function.this.timeout == 10
    error_message = "A function has an end and a bound by default."
  }

  assert {
    condition     = aws_lambda_function.this.tracing_config[0].mode == "Active"
    error_message = "Calls are traced."
  }
}

run "may_do_only_what_it_needs_by_default" {
  command = plan

  assert {
    condition = { for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement.Sid => statement.Resource } == {
      WriteLogs    = ["arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/lambda/checkout-receipts-dev:*"]
      KeepFailures = ["arn:aws:sqs:ap-northeast-2:111122223333:checkout-receipts-dev-dead-letters"]
      UseKey       = ["arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"]
      Trace        = ["*"]
    }
    error_message = "The role writes to its own group and queue, uses its own key, and traces."
  }

  assert {
    condition     = flatten([for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement.Action]) == ["logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage", "kms:Decrypt", "kms:GenerateDataKey", "xray:PutTelemetryRecords", "xray:PutTraceSegments"]
    error_message = "No right more than these."
  }

  assert {
    condition     = length(aws_iam_role_policy.own) == 0 && length(aws_lambda_permission.this) == 0
    error_message = "Nothing further is allowed, and nobody may call."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal == { Service = "lambda.amazonaws.com" }
    error_message = "Only Lambda takes the role."
  }
}

run "has_no_boundary_by_default" {
  command = plan

  assert {
    condition     = aws_iam_role.this.permissions_boundary == null
    error_message = "A boundary is the caller's choice."
  }
}

run "stays_within_its_boundary" {
  command = plan
  variables { permissions_boundary_arn = "arn:aws:iam::111122223333:policy/service-access/service-boundary" }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::111122223333:policy/service-access/service-boundary"
    error_message = "A service may only make roles that have the platform's boundary."
  }
}

run "has_no_network_by_default" {
  command = plan

  assert {
    condition     = length(aws_lambda_function.this.vpc_config) == 0 && length(aws_security_group.this) == 0 && output.security_group_id == ""
    error_message = "A function without private addresses to call needs no network."
  }
}

run "may_call_out_but_not_be_called_in_a_network" {
  command = plan

  variables {
    vpc = { vpc_id = "vpc-0a1b2c3d4e5f60718", subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }

  assert {
    condition     = aws_lambda_function.this.vpc_config[0].security_group_ids == toset(["sg-0a1b2c3d4e5f60718"]) && output.security_group_id == "sg-0a1b2c3d4e5f60718"
    error_message = "The function has a security group of its own."
  }

  assert {
    condition     = aws_vpc_security_group_egress_rule.https[0].from_port == 443 && aws_vpc_security_group_egress_rule.https[0].to_port == 443
    error_message = "Only HTTPS out."
  }

  assert {
    condition = one([for statement in jsondecode(aws_iam_role_policy.platform.policy).Statement : statement if statement.Effect == "Deny"]) == {
      Sid       = "DenyNetworkToTheCode"
      Effect    = "Deny"
      Action    = ["ec2:AssignPrivateIpAddresses", "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:UnassignPrivateIpAddresses"]
      Resource  = ["*"]
      Condition = { ArnEquals = { "lambda:SourceFunctionArn" = "arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-receipts-dev" } }
    }
    error_message = "The code must not make network interfaces."
  }
}

run "sees_a_new_file" {
  command = plan

  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("examples/complete/greeting.zip") && aws_lambda_function.this.publish
    error_message = "A changed zip is a new version."
  }
}

run "takes_a_release_from_s3" {
  command = plan

  variables {
    package = { s3_bucket = "releases", s3_key = "receipts.zip", sha256_base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  }

  assert {
    condition     = aws_lambda_function.this.s3_bucket == "releases" && aws_lambda_function.this.s3_key == "receipts.zip" && aws_lambda_function.this.filename == null
    error_message = "The code comes from S3."
  }

  assert {
    condition     = aws_lambda_function.this.source_code_hash == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    error_message = "A changed hash is a new version."
  }
}

run "lets_a_rule_call_the_alias" {
  command = plan

  variables {
    invokers = { Nightly = { service = "events.amazonaws.com", source_arn = "arn:aws:events:ap-northeast-2:111122223333:rule/nightly" } }
  }

  assert {
    condition     = aws_lambda_permission.this["Nightly"].principal == "events.amazonaws.com" && aws_lambda_permission.this["Nightly"].source_arn == "arn:aws:events:ap-northeast-2:111122223333:rule/nightly"
    error_message = "The rule, and no other, may call."
  }

  assert {
    condition     = aws_lambda_permission.this["Nightly"].qualifier == "live" && aws_lambda_alias.live.function_version == "3"
    error_message = "Callers reach the newest version by the alias."
  }
}

run "gives_a_policy_that_only_calls" {
  command = plan

  assert {
    condition     = jsondecode(output.invoke_policy_json).Statement == [{ Sid = "Invoke", Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = ["arn:aws:lambda:ap-northeast-2:111122223333:function:checkout-receipts-dev:live"] }]
    error_message = "A caller may call the alias, and nothing else."
  }
}

run "has_no_environment_where_none_is_given" {
  command = plan

  assert {
    condition     = length(aws_lambda_function.this.environment) == 0
    error_message = "An empty block comes back as none, and every plan would add it again."
  }
}

run "passes_the_environment_on" {
  command = plan
  variables { environment = { LOG_LEVEL = "info" } }

  assert {
    condition     = aws_lambda_function.this.environment[0].variables["LOG_LEVEL"] == "info"
    error_message = "The function must get its environment variables."
  }
}
