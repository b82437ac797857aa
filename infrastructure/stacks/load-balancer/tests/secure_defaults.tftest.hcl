mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.acm
  outputs = {
    values = { certificate_arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.waf
  outputs = {
    values = { web_acl_arn = "arn:aws:wafv2:ap-northeast-2:111122223333:regional/webacl/platform/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9" }
  }
}

override_module {
  target = module.logging
  outputs = {
    values = { access_logs_bucket = "dev-connectly-s3-access-logs" }
  }
}

run "is_never_public" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.access_logs.block_public_acls, aws_s3_bucket_public_access_block.access_logs.block_public_policy,
      aws_s3_bucket_public_access_block.access_logs.ignore_public_acls, aws_s3_bucket_public_access_block.access_logs.restrict_public_buckets,
    ])
    error_message = "The bucket of access logs is never public."
  }

  assert {
    condition     = aws_s3_bucket_ownership_controls.access_logs.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "Access is by policies only."
  }
}

run "is_encrypted_versioned_and_watched" {
  command = plan

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.access_logs.rule[*].apply_server_side_encryption_by_default[0].sse_algorithm) == "AES256"
    error_message = "Elastic Load Balancing writes only with keys of S3."
  }

  assert {
    condition     = aws_s3_bucket_versioning.access_logs.versioning_configuration[0].status == "Enabled"
    error_message = "Who deletes a log leaves its version."
  }

  assert {
    condition     = aws_s3_bucket_logging.access_logs.target_bucket == "dev-connectly-s3-access-logs"
    error_message = "Who reads the logs is logged."
  }
}

run "load_balancers_of_this_account_write_over_tls" {
  command = apply

  assert {
    condition = { for statement in jsondecode(aws_s3_bucket_policy.access_logs.policy).Statement : statement.Sid => statement.Condition } == {
      LoadBalancersOfThisAccountWrite = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
      TlsOnly                         = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "Another account's load balancers may not write, and nobody speaks without TLS."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_s3_bucket_policy.access_logs.policy).Statement : [statement.Principal.Service, statement.Action] if statement.Effect == "Allow"
    ] == [["logdelivery.elasticloadbalancing.amazonaws.com", "s3:PutObject"]]
    error_message = "Load balancers write, and do nothing else."
  }
}

run "logs_end" {
  command = plan

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.access_logs.rule[0].expiration[0].days == 30 && length(aws_s3_bucket_lifecycle_configuration.access_logs.rule[0].transition) == 0
    error_message = "Logs end when the environment says, and move nowhere unless asked."
  }
}

run "publishes_what_a_load_balancer_needs" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["access_logs_bucket", "certificate_arn", "web_acl_arn"])
    error_message = "A load balancer needs the bucket, the certificate and the web ACL."
  }
}
