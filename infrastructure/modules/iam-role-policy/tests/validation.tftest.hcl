mock_provider "aws" {}

variables {
  name             = "checkout-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]
}

run "accepts_a_name_with_underscores" {
  command = plan
  variables { name = "Checkout_task-1" }
}

run "rejects_a_name_with_a_slash" {
  command = plan
  variables { name = "service/checkout" }
  expect_failures = [var.name]
}

run "rejects_trusting_nobody" {
  command = plan
  variables { trusted_services = [] }
  expect_failures = [var.trusted_services]
}

run "accepts_a_regional_service_principal" {
  command = plan
  variables { trusted_services = ["logs.ap-northeast-2.amazonaws.com"] }
}

run "rejects_trusting_an_account" {
  command = plan
  variables { trusted_services = ["arn:aws:iam::111122223333:root"] }
  expect_failures = [var.trusted_services]
}

run "rejects_trusting_everybody" {
  command = plan
  variables { trusted_services = ["*"] }
  expect_failures = [var.trusted_services]
}

run "accepts_a_narrow_statement" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:GetObject"]
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
}

run "rejects_a_statement_name_that_is_no_sid" {
  command = plan
  variables {
    statements = {
      read-orders = {
        actions   = ["s3:GetObject"]
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "rejects_a_statement_without_actions" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = []
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "rejects_a_statement_without_resources" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:GetObject"]
        resources = []
      }
    }
  }
  expect_failures = [var.statements]
}

run "accepts_a_family_of_actions" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:Get*"]
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
}

run "rejects_every_action" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["*"]
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "rejects_every_action_of_a_service" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:*"]
        resources = ["arn:aws:s3:::orders/*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "accepts_reading_everything" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["ecr:GetAuthorizationToken"]
        resources = ["*"]
      }
    }
  }
}

run "accepts_writing_everything_under_a_condition" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions    = ["cloudwatch:DeleteAlarms"]
        resources  = ["*"]
        conditions = [{ test = "StringEquals", variable = "aws:ResourceTag/Service", values = ["checkout"] }]
      }
    }
  }
}

run "rejects_writing_everything" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:PutObject"]
        resources = ["*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "rejects_a_resource_that_is_no_arn" {
  command = plan
  variables {
    statements = {
      ReadOrders = {
        actions   = ["s3:GetObject"]
        resources = ["orders/*"]
      }
    }
  }
  expect_failures = [var.statements]
}

run "accepts_a_policy_of_the_account" {
  command = plan
  variables { managed_policy_arns = ["arn:aws:iam::111122223333:policy/orders-read"] }
}

run "rejects_a_role_as_policy" {
  command = plan
  variables { managed_policy_arns = ["arn:aws:iam::111122223333:role/orders"] }
  expect_failures = [var.managed_policy_arns]
}

run "rejects_administrator_access" {
  command = plan
  variables { managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"] }
  expect_failures = [var.managed_policy_arns]
}

run "rejects_full_access" {
  command = plan
  variables { managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonS3FullAccess"] }
  expect_failures = [var.managed_policy_arns]
}

run "accepts_a_permissions_boundary" {
  command = plan
  variables { permissions_boundary_arn = "arn:aws:iam::111122223333:policy/service-boundary" }
}

run "rejects_a_boundary_that_is_a_name" {
  command = plan
  variables { permissions_boundary_arn = "service-boundary" }
  expect_failures = [var.permissions_boundary_arn]
}

