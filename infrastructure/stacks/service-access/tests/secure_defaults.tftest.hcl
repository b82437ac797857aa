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
      for role in concat(values(aws_iam_role.plan), values(aws_iam_role.apply), values(aws_iam_role.platform), [aws_iam_role.unregistered]) : [
        for statement in jsondecode(role.assume_role_policy).Statement : statement.Condition
      ] == [{ ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::333344445555:role/atlantis-task" } }]
    ])
    error_message = "Only Atlantis assumes these roles."
  }
}

run "a_repository_without_registration_sees_no_state" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.unregistered.policy).Statement : [
        for action in flatten([statement.Action]) : can(regex(":(GET$|Get|List|Describe)", action)) && !can(regex("^s3:GetObject|^s3:ListBucket$|^dynamodb:", action))
      ]
    ]))
    error_message = "What nobody has reviewed reads contracts and descriptions."
  }

  assert {
    condition     = [for statement in jsondecode(aws_iam_role_policy.unregistered.policy).Statement : statement.Resource if statement.Sid == "Contracts"] == ["arn:aws:ssm:ap-northeast-2:111122223333:parameter/platform/*"]
    error_message = "The platform's contracts, and no service's."
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

run "believes_a_tag_only_of_the_roles_that_are_the_services_by_name" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_iam_policy.boundary.policy).Statement : [statement.Effect, statement.Action, statement.Resource, statement.Condition.ArnNotLike["aws:PrincipalArn"]]
      if statement.Sid == "OthersTag"
      ] == [["Deny", "*", "*", [
        "arn:aws:iam::111122223333:role/$${aws:PrincipalTag/Service}-dev-*",
        "arn:aws:iam::111122223333:role/service-access/plan-$${aws:PrincipalTag/Service}",
        "arn:aws:iam::111122223333:role/service-access/apply-$${aws:PrincipalTag/Service}",
    ]]]
    error_message = "A session's tag wins over the role's: whoever may assume a role with one would choose the service that it is."
  }
}

run "leaves_certificates_authorities_to_the_domain" {
  command = plan

  assert {
    condition = alltrue([
      for policy in [aws_iam_policy.boundary.policy, aws_iam_role_policy.apply["checkout"].policy] : [
        for statement in jsondecode(policy).Statement : statement.Condition["ForAllValues:StringEquals"]["route53:ChangeResourceRecordSetsRecordTypes"] if statement.Sid == "OwnRecords"
      ] == [["A", "AAAA", "CNAME", "MX", "SRV", "TXT"]]
    ])
    error_message = "The nearest CAA wins, so that one of a service would void the domain's; NS would be a delegation."
  }
}

run "a_plan_writes_nothing_but_its_lock" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for policy in aws_iam_role_policy.plan : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) :
          can(regex(":(GET$|Get|List|Describe|Decrypt$|GenerateDataKey$)", action)) || contains(["Lock", "LockItem"], statement.Sid)
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

run "plans_the_central_repository_without_writing_or_reading_data" {
  command = plan

  assert {
    condition = [for kind, attachment in aws_iam_role_policy_attachment.platform : attachment.policy_arn] == [
      "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ]
    error_message = "What both may look at is what AWS calls reading."
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_iam_role_policy.platform["plan"].policy).Statement : [
        for action in flatten([statement.Action]) :
        can(regex(":(Get|List|Decrypt$|GenerateDataKey$)", action)) || contains(["Locks", "LockItems"], statement.Sid)
      ] if statement.Effect == "Allow"
    ]))
    error_message = "The role that plans writes nothing but locks."
  }

  assert {
    condition     = toset([for attachment in aws_iam_role_policy_attachment.platform_changing : attachment.role]) == toset(["apply-platform"])
    error_message = "Only the role that applies changes."
  }
}

run "applies_what_a_service_asks_the_caller_for" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.platform["apply"].policy).Statement : statement.Condition if statement.Sid == "CopiesKey"
    ] == [{ StringEquals = { "aws:ResourceTag/Service" = "backup" }, StringLike = { "kms:ViaService" = "backup.*.amazonaws.com" } }]
    error_message = "The key of the copies is another region's, and used through AWS Backup only."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.platform["apply"].policy).Statement : statement.Resource if contains(flatten([statement.Action]), "lambda:InvokeFunction")
    ] == [[for suffix in ["", ":*"] : "arn:aws:lambda:ap-northeast-2:111122223333:function:platform-secret-rotation${suffix}"]]
    error_message = "Rotating a secret takes the right to call its function, and no other function."
  }

  assert {
    condition = length(setsubtract(
      ["kms:RetireGrant*", "sso:AssociateProfile*", "sso:CreateApplicationAssignment*", "sso:DeleteApplicationAssignment*", "sso:DisassociateProfile*"],
      flatten([for policy in aws_iam_policy.platform : jsondecode(policy.policy).Statement[0].Action]),
    )) == 0
    error_message = "A vault ends its grant, and groups are assigned to Grafana."
  }
}

run "makes_no_user_and_no_key_for_one" {
  command = plan

  assert {
    condition = !anytrue(flatten([
      for policy in aws_iam_policy.platform : [
        for action in jsondecode(policy.policy).Statement[0].Action : can(regex("^iam:.*(User|AccessKey|LoginProfile|Group)|:\\*$|^organizations:|^account:", action))
      ]
    ]))
    error_message = "Stacks make roles and policies; people come by single sign-on."
  }

  assert {
    condition     = length(distinct(flatten([for policy in aws_iam_policy.platform : jsondecode(policy.policy).Statement[0].Action]))) == length(flatten(values(local.platform_changing)))
    error_message = "The two halves hold every verb."
  }
}

run "master_passwords_are_made_by_rds_only" {
  command = plan

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.apply["checkout"].policy).Statement : statement.Condition if statement.Sid == "MasterPasswords"
    ] == [{ Bool = { "aws:ViaAWSService" = "true" } }]
    error_message = "Whoever may tag another's master password may make it their own."
  }
}

run "gives_the_rights_over_roles_to_the_role_that_applies" {
  command = plan

  assert {
    condition     = { for name, attachment in aws_iam_role_policy_attachment.apply : name => attachment.role } == { checkout = "apply-checkout", ledger = "apply-ledger" } && toset(flatten([for policy in aws_iam_policy.apply : [for statement in jsondecode(policy.policy).Statement : [for action in flatten([statement.Action]) : split(":", action)[0]]]])) == toset(["iam"])
    error_message = "A service makes the roles of its tasks with the managed policy of its apply role."
  }
}

run "names_no_neighbour" {
  command = plan

  assert {
    condition     = !anytrue([for one in [aws_iam_role_policy.plan, aws_iam_role_policy.apply, aws_iam_policy.apply] : strcontains(one["checkout"].policy, "ledger")])
    error_message = "What is allowed for one service does not speak of another."
  }
}

run "fits_what_iam_takes" {
  command = plan

  assert {
    condition = alltrue([for policy in concat(values(aws_iam_role_policy.plan), values(aws_iam_role_policy.apply), values(aws_iam_role_policy.platform)) : length(policy.policy) < 10240]) && (
      alltrue([for policy in concat([aws_iam_policy.boundary], values(aws_iam_policy.apply), values(aws_iam_policy.platform)) : length(policy.policy) < 6144])
    )
    error_message = "IAM refuses inline policies above 10,240 characters and managed ones above 6,144."
  }
}

run "publishes_both_roles_of_each_service" {
  command = apply

  assert {
    condition = toset(keys(output.parameter_names)) == toset([
      "boundary_arn", "plan_role_arn_platform", "apply_role_arn_platform", "plan_role_arn_unregistered", "plan_role_arn_checkout", "apply_role_arn_checkout", "plan_role_arn_ledger", "apply_role_arn_ledger",
    ])
    error_message = "Whoever runs Terraform for a service finds its roles."
  }
}
