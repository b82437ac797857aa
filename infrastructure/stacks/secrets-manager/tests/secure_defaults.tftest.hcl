mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = {
      secrets_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      logs_key_arn    = "arn:aws:kms:ap-northeast-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

run "names_and_tags_by_service" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this["checkout/session-key"].name == "platform/checkout/session-key"
    error_message = "A secret is found by platform/<service>/<purpose>."
  }

  assert {
    condition     = aws_secretsmanager_secret.this["checkout/session-key"].tags == tomap({ Service = "checkout" })
    error_message = "Roles are let in by the tag of the service, which is not this stack's."
  }
}

run "encrypts_with_the_key_of_secrets" {
  command = plan

  assert {
    condition     = alltrue([for secret in aws_secretsmanager_secret.this : secret.kms_key_id == module.kms.values.secrets_key_arn])
    error_message = "Secrets are encrypted with the key of secrets."
  }
}

run "every_secret_rotates_by_the_released_function" {
  command = apply

  assert {
    condition = alltrue([
      for name, rotation in aws_secretsmanager_secret_rotation.this :
      rotation.rotation_rules[0].automatically_after_days == var.secrets[name].rotation_days && rotation.rotation_lambda_arn == module.rotation.live_arn
    ]) && toset(keys(aws_secretsmanager_secret_rotation.this)) == toset(keys(var.secrets))
    error_message = "Each secret rotates when it says, by the alias that a release moves."
  }
}

run "no_state_holds_a_value" {
  command = apply

  assert {
    condition     = alltrue([for version in aws_secretsmanager_secret_version.empty : contains(version.version_stages, "FIRST")])
    error_message = "Without a stage of its own the first version ends some day, and an apply would empty the secret."
  }

  assert {
    condition     = alltrue([for version in aws_secretsmanager_secret_version.empty : version.secret_string == jsonencode({ value = "" })])
    error_message = "Terraform makes a secret without a value."
  }

  assert {
    condition     = alltrue([for rotation in aws_secretsmanager_secret_rotation.this : rotation.rotate_immediately])
    error_message = "The first rotation makes the first value, at once."
  }
}

run "no_other_account_reads" {
  command = apply

  assert {
    condition = alltrue([
      for policy in aws_secretsmanager_secret_policy.this :
      policy.block_public_policy && [for statement in jsondecode(policy.policy).Statement : [statement.Effect, statement.Condition.StringNotEquals["aws:PrincipalAccount"]]] == [["Deny", "111122223333"]]
    ])
    error_message = "Whatever else is allowed, other accounts are denied."
  }
}

run "a_role_reads_the_secrets_of_its_service" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_policy.read.policy).Statement[0].Condition == { StringEquals = { "aws:ResourceTag/Service" = "$${aws:PrincipalTag/Service}" } }
    error_message = "The role's tag must be the secret's."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.read.policy).Statement[0].Resource == ["arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform/*"]
    error_message = "The policy reaches this stack's secrets only."
  }

  assert {
    condition     = jsondecode(aws_iam_policy.read.policy).Statement[1].Condition.StringEquals["kms:ViaService"] == "secretsmanager.ap-northeast-2.amazonaws.com"
    error_message = "The key is used through Secrets Manager only."
  }

  assert {
    condition     = alltrue(flatten([for statement in jsondecode(aws_iam_policy.read.policy).Statement : [for action in statement.Action : can(regex(":(DescribeSecret|GetSecretValue|Decrypt)$", action))]]))
    error_message = "Readers change nothing."
  }
}

run "a_failed_rotation_is_told" {
  command = apply

  assert {
    condition     = aws_cloudwatch_metric_alarm.rotation.metric_name == "Errors" && aws_cloudwatch_metric_alarm.rotation.dimensions.FunctionName == "platform-secret-rotation" && aws_cloudwatch_metric_alarm.rotation.threshold == 0
    error_message = "The first failure raises the alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.rotation.alarm_actions == toset([module.monitoring.values.alarm_topic_arn])
    error_message = "The alarm is told to somebody."
  }
}

run "publishes_what_a_service_needs" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["rotation_lambda_arn", "read_policy_arn"])
    error_message = "A service needs the function and the policy."
  }
}
