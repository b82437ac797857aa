mock_provider "aws" {
  source = "./tests/mocks"
}

override_resource {
  target = aws_s3_bucket.state
  values = { id = "dev-connectly", arn = "arn:aws:s3:::dev-connectly" }
}

override_resource {
  target = aws_s3_bucket.access_logs
  values = { id = "dev-connectly-state-access-logs", arn = "arn:aws:s3:::dev-connectly-state-access-logs" }
}

run "is_named_as_every_backend_says" {
  command = plan

  assert {
    condition     = aws_s3_bucket.state.bucket == "dev-connectly" && aws_dynamodb_table.lock.name == "dev-connectly-tf-lock"
    error_message = "Bucket and table have the names that the backends of stacks and services hold."
  }

  assert {
    condition     = aws_dynamodb_table.lock.hash_key == "LockID"
    error_message = "Terraform finds its locks by LockID."
  }
}

run "keeps_every_version" {
  command = plan

  assert {
    condition     = aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"
    error_message = "A lost state comes back from its version."
  }

  assert {
    condition     = alltrue([for rule in aws_s3_bucket_lifecycle_configuration.state.rule : length(rule.expiration) == 0])
    error_message = "No current state ever ends."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].noncurrent_days == 90 && aws_s3_bucket_lifecycle_configuration.state.rule[0].noncurrent_version_expiration[0].newer_noncurrent_versions == 20
    error_message = "Earlier versions stay as long as the environment says, and the last twenty always."
  }
}

run "encrypts_with_the_key_of_states" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.state.rule[*].apply_server_side_encryption_by_default[0].kms_master_key_id) == "arn:aws:kms:ap-northeast-2:111122223333:alias/platform-terraform-state"
    error_message = "The default is the platform's key, by its alias."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.state.rule[*].bucket_key_enabled)
    error_message = "The bucket's own data key spares calls to KMS."
  }

  assert {
    condition     = aws_dynamodb_table.lock.server_side_encryption[0].enabled
    error_message = "Locks are encrypted."
  }
}

run "is_never_public" {
  command = plan

  assert {
    condition = alltrue(flatten([
      for block in [aws_s3_bucket_public_access_block.state, aws_s3_bucket_public_access_block.access_logs] :
      [block.block_public_acls, block.block_public_policy, block.ignore_public_acls, block.restrict_public_buckets]
    ]))
    error_message = "Neither states nor who read them are ever public."
  }

  assert {
    condition     = one(aws_s3_bucket_ownership_controls.state.rule[*].object_ownership) == "BucketOwnerEnforced"
    error_message = "Access is by policies only."
  }
}

run "denies_what_is_insecure" {
  command = apply

  assert {
    condition     = [for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Condition.Bool["aws:SecureTransport"] if statement.Sid == "TlsOnly"] == ["false"]
    error_message = "Nobody speaks without TLS."
  }

  assert {
    condition     = [for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Action if statement.Sid == "KeepVersions"] == ["s3:DeleteObjectVersion"]
    error_message = "Whoever writes a state cannot remove what it was."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Condition.StringNotEquals["aws:PrincipalAccount"] if statement.Sid == "OwnAccountOnly"
    ] == ["111122223333"]
    error_message = "Another account gets nothing, whatever a later statement allows."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Effect == "Deny"])
    error_message = "The policy only denies: who may read a state is said by roles."
  }
}

run "protects_bucket_and_table_where_asked" {
  command = apply
  variables { deletion_protection = true }

  assert {
    condition     = aws_dynamodb_table.lock.deletion_protection_enabled
    error_message = "AWS refuses to delete the table."
  }

  assert {
    condition     = [for statement in jsondecode(aws_s3_bucket_policy.state.policy).Statement : statement.Effect if statement.Action == "s3:DeleteBucket"] == ["Deny"]
    error_message = "AWS refuses to delete the bucket."
  }
}

run "writes_down_who_read_a_state" {
  command = apply

  assert {
    condition     = aws_s3_bucket_logging.state.target_bucket == aws_s3_bucket.access_logs.bucket && aws_s3_bucket_logging.state.target_prefix == "dev-connectly/"
    error_message = "Each access is logged, in a bucket of its own."
  }
}

run "locks_can_be_restored" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.lock.point_in_time_recovery[0].enabled
    error_message = "The table comes back as it was at any second of the last 35 days."
  }
}

run "publishes_bucket_and_table" {
  command = apply

  assert {
    condition     = output.parameter_names["state_bucket"] == "/platform/bootstrap/state_bucket" && output.parameter_names["lock_table"] == "/platform/bootstrap/lock_table"
    error_message = "Roles of services are limited to their prefix by these."
  }
}
