mock_provider "aws" {
  source = "./tests/mocks"
}

run "makes_the_six_keys_with_their_aliases" {
  command = plan

  assert {
    condition     = toset(keys(aws_kms_key.this)) == toset(["terraform-state", "rds-encryption", "ecr", "secrets", "logs", "sns"])
    error_message = "The six keys are the platform's; consumers rely on each."
  }

  assert {
    condition     = alltrue([for name, alias in aws_kms_alias.this : alias.name == "alias/platform-${name}"])
    error_message = "A key is found by alias/platform-<name>."
  }
}

run "rotates_every_key" {
  command = plan

  assert {
    condition     = alltrue([for key in aws_kms_key.this : key.enable_key_rotation && key.rotation_period_in_days == 365])
    error_message = "Every key gets new material once a year."
  }
}

run "trusts_nobody_outside_the_account" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for key in aws_kms_key.this : [
        for statement in jsondecode(key.policy).Statement :
        statement.Principal != "*" && try(statement.Principal.AWS, "arn:aws:iam::111122223333:root") == "arn:aws:iam::111122223333:root"
      ]
    ]))
    error_message = "A key's policy names this account and AWS services only."
  }
}

run "administrators_do_not_decrypt" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for key in aws_kms_key.this : [
        for statement in jsondecode(key.policy).Statement : [
          for action in flatten([statement.Action]) : !can(regex("^kms:(\\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)", action))
        ] if !can(statement.Condition)
      ]
    ]))
    error_message = "Whoever uses a key does so under a condition; administration has none and may not use it."
  }
}

run "keeps_a_way_to_change_the_policy" {
  command = plan

  assert {
    condition     = alltrue([for key in aws_kms_key.this : contains(jsondecode(key.policy).Statement[0].Action, "kms:PutKeyPolicy")])
    error_message = "A key whose policy nobody may change is lost."
  }
}

run "ties_use_to_the_services_of_each_key" {
  command = plan

  assert {
    condition     = jsondecode(aws_kms_key.this["ecr"].policy).Statement[1].Condition.StringEquals["kms:ViaService"] == ["ecr.ap-northeast-2.amazonaws.com"]
    error_message = "The key of images is used through ECR only."
  }

  assert {
    condition     = alltrue([for key in aws_kms_key.this : jsondecode(key.policy).Statement[1].Condition.StringEquals["kms:CallerAccount"] == "111122223333"])
    error_message = "Callers belong to this account."
  }
}

run "grants_are_for_services_only" {
  command = plan

  assert {
    condition = alltrue([
      for key in aws_kms_key.this :
      jsondecode(key.policy).Statement[2].Action == "kms:CreateGrant" && jsondecode(key.policy).Statement[2].Condition.Bool["kms:GrantIsForAWSResource"] == "true"
    ])
    error_message = "A person may not hand a key on by a grant."
  }
}

run "log_groups_of_this_account_only" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_kms_key.this["logs"].policy).Statement : statement.Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"]
      if try(statement.Principal.Service, "") == "logs.ap-northeast-2.amazonaws.com"
    ] == ["arn:aws:logs:ap-northeast-2:111122223333:*"]
    error_message = "CloudWatch Logs may use the key for this account's log groups only."
  }
}

run "trails_of_this_account_use_and_look_at_the_key_of_logs" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_kms_key.this["logs"].policy).Statement : { condition = statement.Condition, look = contains(statement.Action, "kms:DescribeKey") }
      if try(statement.Principal.Service, "") == "cloudtrail.amazonaws.com"
    ] == [{ condition = { ArnLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:111122223333:trail/*" } }, look = true }]
    error_message = "A condition on the encryption context would refuse DescribeKey, which has none, and with it every trail."
  }
}

run "functions_keep_their_failed_calls" {
  command = plan

  assert {
    condition = length(setsubtract(
      ["lambda.ap-northeast-2.amazonaws.com", "sqs.ap-northeast-2.amazonaws.com"],
      jsondecode(aws_kms_key.this["secrets"].policy).Statement[1].Condition.StringEquals["kms:ViaService"],
    )) == 0
    error_message = "The module lambda encrypts the function's settings and its queue with the key of secrets."
  }
}

run "reports_of_costs_come_from_this_account_only" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_kms_key.this["logs"].policy).Statement : statement.Condition
      if try(statement.Principal.Service, "") == "bcm-data-exports.amazonaws.com"
    ] == [{ StringEquals = { "aws:SourceAccount" = "111122223333" } }]
    error_message = "Data Exports may use the key for this account's reports only."
  }
}

run "alarms_reach_encrypted_topics" {
  command = plan

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_kms_key.this["sns"].policy).Statement : statement.Condition.StringEquals["aws:SourceAccount"] == "111122223333"
      if can(statement.Principal.Service)
    ])
    error_message = "A service writes to topics for this account only."
  }

  assert {
    condition     = contains([for statement in jsondecode(aws_kms_key.this["sns"].policy).Statement : try(statement.Principal.Service, "")], "cloudwatch.amazonaws.com")
    error_message = "Without it CloudWatch drops its alarms silently."
  }
}

run "publishes_every_key" {
  command = apply

  assert {
    condition     = length(output.parameter_names) == 6
    error_message = "Each key's ARN is a value of the contract."
  }

  assert {
    condition     = output.aliases["logs"] == "alias/platform-logs"
    error_message = "Aliases are found by the key's name."
  }
}
