mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { rds_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

run "objects_are_reached_through_access_points_only" {
  command = plan

  assert {
    condition = {
      for statement in jsondecode(local.bucket_policy).Statement : "${statement.Effect} ${statement.Sid}" => statement.Condition
      } == {
      "Allow LetAccessPointsDecide" = { StringEquals = { "s3:DataAccessPointAccount" = "111122223333" } }
      "Deny DenyObjectsPastTheAccessPoints" = {
        StringNotEquals = { "s3:DataAccessPointAccount" = "111122223333" }
        ArnNotEquals    = { "aws:PrincipalArn" = "arn:aws:iam::111122223333:role/platform-backup" }
      }
    }
    error_message = "Nobody but AWS Backup gets past the access points of this account."
  }

  assert {
    condition     = length(setintersection(jsondecode(local.bucket_policy).Statement[1].Action, ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*"])) == 3
    error_message = "Reading, writing and deleting are all bound to the access points."
  }
}

run "an_access_point_is_never_public" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for point in aws_s3_access_point.service : [
        for block in point.public_access_block_configuration :
        [block.block_public_acls, block.block_public_policy, block.ignore_public_acls, block.restrict_public_buckets]
      ]
    ]))
    error_message = "Access points block everything that is public."
  }
}

run "an_access_point_is_for_one_service_and_its_prefix" {
  command = apply

  assert {
    condition = {
      for statement in jsondecode(aws_s3control_access_point_policy.service["checkout"].policy).Statement : statement.Sid => try(statement.Condition, statement.NotResource) if statement.Effect == "Deny"
      } == {
      DenyOtherServices = { StringNotEquals = { "aws:PrincipalTag/Service" = "checkout" } }
      DenyOtherPrefixes = ["arn:aws:s3:ap-northeast-2:111122223333:accesspoint/shared-checkout/object/checkout/*"]
      DenyOtherLists    = { StringNotLike = { "s3:prefix" = ["checkout/*"] } }
    }
    error_message = "Neither another service nor another prefix gets through."
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(aws_s3control_access_point_policy.service["checkout"].policy).Statement : [
        for action in statement.Action : can(regex("Object|Upload|^s3:ListBucket", action))
      ]
    ]))
    error_message = "Whoever is denied the door's own policy cannot mend it, and everybody else is denied."
  }
}

run "says_how_it_is_backed_up" {
  command = plan

  assert {
    condition     = local.bucket_tags["BackupTier"] == "development" && local.bucket_tags["Service"] == "shared-bucket"
    error_message = "The bucket carries the tier beside the standard tags."
  }
}

run "temporary_files_end" {
  command = plan

  assert {
    condition     = local.lifecycle_rules["checkout-tmp"].prefix == "checkout/tmp/" && local.lifecycle_rules["checkout-tmp"].expire_after_days == 7
    error_message = "What is under tmp/ ends after a week, whatever the service says of the rest."
  }

  assert {
    condition     = local.lifecycle_rules["checkout"].prefix == "checkout/" && local.lifecycle_rules["checkout"].expire_after_days == 90
    error_message = "The rest ends when the service says."
  }
}

run "publishes_the_bucket_and_each_door" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["bucket", "bucket_arn", "access_point_arn_checkout"])
    error_message = "A service needs its access point; dashboards need the bucket."
  }
}

run "names_in_contracts_have_no_hyphens" {
  command = apply
  variables { services = { order-archive = {} } }

  assert {
    condition     = contains(keys(output.parameter_names), "access_point_arn_order_archive")
    error_message = "Hyphens become underscores."
  }
}
