mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.bootstrap
  outputs = {
    values = { state_bucket = "dev-connectly", lock_table = "dev-connectly-tf-lock" }
  }
}

override_module {
  target = module.kms
  outputs = {
    values = { terraform_state_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

variables {
  registrations = "tests/fixtures/services"
}

run "makes_two_roles_for_each_service_of_the_environment" {
  command = plan

  assert {
    condition     = keys(aws_iam_role.plan) == ["checkout", "ledger"] && keys(aws_iam_role.apply) == ["checkout", "ledger"]
    error_message = "shipping is registered for prod only."
  }
}

run "trusts_atlantis_and_nobody_else" {
  command = plan

  assert {
    condition = alltrue([
      for role in concat(values(aws_iam_role.plan), values(aws_iam_role.apply)) : [
        for statement in jsondecode(role.assume_role_policy).Statement : statement.Condition
      ] == [{ ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/atlantis-task" } }]
    ])
    error_message = "Only Atlantis assumes these roles."
  }
}

run "bounds_and_tags_every_role" {
  command = apply

  assert {
    condition = alltrue([
      for roles in [aws_iam_role.plan, aws_iam_role.apply] : alltrue([
        for name, role in roles : role.permissions_boundary == aws_iam_policy.boundary.arn && role.tags.Service == name
      ])
    ])
    error_message = "The boundary reads the tag Service of the role."
  }
}

run "a_plan_writes_nothing_but_its_lock" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_role_policy.plan : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) :
          can(regex(":(Get|List|Describe|Decrypt$|GenerateDataKey$)", action)) || contains(["Lock", "LockItem"], statement.Sid)
        ]
      ]
    ]))
    error_message = "A plan role reads."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.plan["checkout"].policy).Statement : statement.Resource if statement.Sid == "Lock"] == ["arn:aws:s3:::dev-connectly/services/checkout/*.tflock"]
    error_message = "The only object that a plan writes is the lock beside its state."
  }
}

run "names_no_neighbour" {
  command = plan

  assert {
    condition     = !strcontains(aws_iam_role_policy.plan["checkout"].policy, "ledger") && !strcontains(aws_iam_role_policy.apply["checkout"].policy, "ledger")
    error_message = "What is allowed for one service does not speak of another."
  }
}

run "fits_what_iam_takes" {
  command = plan

  assert {
    condition = alltrue([for policy in concat(values(aws_iam_role_policy.plan), values(aws_iam_role_policy.apply)) : length(policy.policy) < 10240]) && (
      length(aws_iam_policy.boundary.policy) < 6144
    )
    error_message = "IAM refuses inline policies above 10,240 characters and managed ones above 6,144."
  }
}

run "publishes_both_roles_of_each_service" {
  command = apply

  assert {
    condition = toset(keys(output.parameter_names)) == toset([
      "boundary_arn", "plan_role_arn_checkout", "apply_role_arn_checkout", "plan_role_arn_ledger", "apply_role_arn_ledger",
    ])
    error_message = "Whoever runs Terraform for a service finds its roles."
  }
}
