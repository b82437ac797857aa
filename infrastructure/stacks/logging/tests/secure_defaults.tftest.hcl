mock_provider "aws" {
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { logs_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

run "names_groups_by_convention" {
  command = plan

  assert {
    condition     = output.log_group_names["audit"] == "/platform/shared/audit"
    error_message = "A shared log group is found under /platform/shared/."
  }
}

run "archives_every_log_group_of_the_account_whole" {
  command = apply

  assert {
    condition     = aws_cloudwatch_log_account_policy.archive.policy_type == "SUBSCRIPTION_FILTER_POLICY" && aws_cloudwatch_log_account_policy.archive.scope == "ALL"
    error_message = "No service has to ask for the archive of its logs."
  }

  assert {
    condition     = aws_cloudwatch_log_account_policy.archive.selection_criteria == "LogGroupName NOT IN [\"/platform/logging/delivery-errors\",\"/platform/cloudtrail/events\"]"
    error_message = "What the archive could not take does not run in a circle, and the trail has a bucket of its own."
  }

  assert {
    condition = jsondecode(aws_cloudwatch_log_account_policy.archive.policy_document) == {
      DestinationArn = aws_kinesis_firehose_delivery_stream.archive.arn
      RoleArn        = aws_iam_role.subscription.arn
      Distribution   = "ByLogStream"
      FilterPattern  = ""
    }
    error_message = "Nothing is filtered out on the way to the archive."
  }
}

run "encrypts_the_stream_and_what_it_writes" {
  command = plan

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.archive.server_side_encryption[0].enabled && aws_kinesis_firehose_delivery_stream.archive.server_side_encryption[0].key_arn == module.kms.values.logs_key_arn
    error_message = "Records wait in the stream encrypted with the key of logs."
  }

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.archive.extended_s3_configuration[0].kms_key_arn == module.kms.values.logs_key_arn
    error_message = "Objects are encrypted with the key of logs."
  }
}

run "writes_where_athena_looks" {
  command = plan

  assert {
    condition     = aws_kinesis_firehose_delivery_stream.archive.extended_s3_configuration[0].prefix == "logs/day=!{timestamp:yyyy-MM-dd}/"
    error_message = "The stream writes by day."
  }

  assert {
    condition     = aws_glue_catalog_table.archive.parameters["storage.location.template"] == "s3://dev-connectly-log-archive/logs/day=$${day}/"
    error_message = "The table reads by day from where the stream writes."
  }

  assert {
    condition     = aws_glue_catalog_table.archive.parameters["projection.day.range"] == "NOW-${var.archive_days}DAYS,NOW"
    error_message = "The table knows as many days as the archive keeps."
  }
}

run "errors_stay_out_of_the_table" {
  command = plan

  assert {
    condition     = startswith(aws_kinesis_firehose_delivery_stream.archive.extended_s3_configuration[0].error_output_prefix, "errors/")
    error_message = "What could not be delivered is not read as logs."
  }
}

run "unpacks_what_cloudwatch_logs_sends" {
  command = plan

  assert {
    condition     = [for processor in aws_kinesis_firehose_delivery_stream.archive.extended_s3_configuration[0].processing_configuration[0].processors : processor.type] == ["Decompression", "AppendDelimiterToRecord"]
    error_message = "Objects hold JSON lines, which Athena reads."
  }
}

run "only_this_accounts_logs_use_the_roles" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.subscription.assume_role_policy).Statement[0].Condition.ArnLike["aws:SourceArn"] == "arn:aws:logs:ap-northeast-2:111122223333:*"
    error_message = "Another account's log groups may not write here."
  }

  assert {
    condition     = jsondecode(aws_iam_role.firehose.assume_role_policy).Statement[0].Condition.StringEquals["sts:ExternalId"] == "111122223333"
    error_message = "Another account's streams may not write here."
  }
}

run "the_stream_writes_only_below_its_prefixes" {
  command = apply

  assert {
    condition = [for statement in jsondecode(aws_iam_role_policy.firehose.policy).Statement : statement.Resource if statement.Sid == "WriteObjects"] == [[
      "${module.archive.arn}/logs/*", "${module.archive.arn}/errors/*",
    ]]
    error_message = "The role reaches no other object of the bucket."
  }

  assert {
    condition     = alltrue([for statement in jsondecode(aws_iam_role_policy.firehose.policy).Statement : !contains(statement.Resource, "*") && !contains(statement.Action, "s3:GetObject")])
    error_message = "The role reads no logs, and nothing is allowed on everything."
  }
}

run "access_logs_are_closed_and_written_by_s3_only" {
  command = plan

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.access_logs.block_public_acls, aws_s3_bucket_public_access_block.access_logs.block_public_policy,
      aws_s3_bucket_public_access_block.access_logs.ignore_public_acls, aws_s3_bucket_public_access_block.access_logs.restrict_public_buckets,
    ])
    error_message = "The bucket of access logs is never public."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.access_logs.rule[*].apply_server_side_encryption_by_default[0].sse_algorithm) == "AES256"
    error_message = "S3 delivers access logs only with keys of its own."
  }
}

run "access_logs_come_from_this_account_over_tls" {
  command = apply

  assert {
    condition = {
      for statement in jsondecode(aws_s3_bucket_policy.access_logs.policy).Statement : statement.Sid => statement.Condition
      } == {
      BucketsOfThisAccountWrite = { StringEquals = { "aws:SourceAccount" = "111122223333" } }
      TlsOnly                   = { Bool = { "aws:SecureTransport" = "false" } }
    }
    error_message = "Another account's buckets may not write, and nobody speaks without TLS."
  }
}

run "access_logs_end" {
  command = plan

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.access_logs.rule[0].expiration[0].days == 30
    error_message = "Access logs end when the environment says."
  }
}

run "publishes_what_a_service_needs_to_be_archived" {
  command = apply

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["archive_bucket", "archive_bucket_arn", "access_logs_bucket", "firehose_stream_arn", "subscription_role_arn"])
    error_message = "A service needs the stream and the role; Athena needs the bucket."
  }
}
