mock_provider "aws" {
  override_during = plan
}

variables {
  name             = "checkout-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]
}

run "trusts_exactly_the_named_services" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Principal == { Service = ["ecs-tasks.amazonaws.com"] }
    error_message = "Nobody but the named services may assume the role."
  }

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement[0].Action == "sts:AssumeRole"
    error_message = "Assuming is all that the trust policy allows."
  }
}

run "grants_nothing_by_default" {
  command = plan

  assert {
    condition     = length(aws_iam_role_policy.this) == 0 && length(aws_iam_role_policy_attachment.this) == 0
    error_message = "A role without statements must have no policy at all."
  }

  assert {
    condition     = aws_iam_role.this.max_session_duration == 3600
    error_message = "Sessions end after an hour."
  }
}

run "writes_conditions_by_operator" {
  command = plan

  variables {
    statements = {
      Decrypt = {
        actions   = ["kms:Decrypt"]
        resources = ["arn:aws:kms:ap-northeast-2:111122223333:key/1"]
        conditions = [
          { test = "StringEquals", variable = "kms:ViaService", values = ["rds.amazonaws.com"] },
          { test = "StringEquals", variable = "aws:SourceAccount", values = ["111122223333"] },
        ]
      }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.this[0].policy).Statement[0].Condition == {
      StringEquals = {
        "kms:ViaService"    = ["rds.amazonaws.com"]
        "aws:SourceAccount" = ["111122223333"]
      }
    }
    error_message = "Conditions with one operator must not overwrite each other."
  }
}

run "writes_no_condition_where_none_is_given" {
  command = plan

  variables {
    statements = {
      ReadOrders = { actions = ["s3:GetObject"], resources = ["arn:aws:s3:::orders/*"] }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.this[0].policy) == {
      Version = "2012-10-17"
      Statement = [{
        Sid      = "ReadOrders"
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = ["arn:aws:s3:::orders/*"]
      }]
    }
    error_message = "The policy is exactly the statement."
  }
}

run "attaches_policies_and_boundary" {
  command = plan

  variables {
    managed_policy_arns      = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]
    permissions_boundary_arn = "arn:aws:iam::111122223333:policy/service-boundary"
  }

  assert {
    condition     = length(aws_iam_role_policy_attachment.this) == 1
    error_message = "Each managed policy is attached once."
  }

  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::111122223333:policy/service-boundary"
    error_message = "The boundary bounds the role."
  }
}
