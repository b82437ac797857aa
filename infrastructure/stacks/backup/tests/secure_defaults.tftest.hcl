mock_provider "aws" {
  source = "./tests/mocks"
}

mock_provider "aws" {
  alias  = "copies"
  source = "./tests/mocks"
}

override_module {
  target = module.kms
  outputs = {
    values = { rds_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }
}

override_module {
  target = module.monitoring
  outputs = {
    values = { alarm_topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm" }
  }
}

override_module {
  target = module.network
  outputs = {
    values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
    list_values = { data_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
  }
}

run "each_tier_is_chosen_by_its_tag" {
  command = plan

  assert {
    condition     = { for name, selection in aws_backup_selection.this : name => [for tag in selection.selection_tag : [tag.type, tag.key, tag.value]] } == { for name in ["critical", "standard", "development"] : name => [["STRINGEQUALS", "BackupTier", name]] }
    error_message = "What has the tag is backed up by the tier that it names."
  }
}

run "the_account_lets_every_kind_be_backed_up" {
  command = plan

  # The kinds of policy POL-011, and buckets.
  assert {
    condition = aws_backup_region_settings.this.resource_type_opt_in_preference == tomap({
      for kind in ["Aurora", "DocumentDB", "DynamoDB", "EFS", "Neptune", "RDS", "S3"] : kind => true
    })
    error_message = "A kind that is switched off in the account is not backed up, whatever tag it has, and nobody is told."
  }

  assert {
    condition     = aws_backup_region_settings.this.resource_type_management_preference == tomap({ DynamoDB = true })
    error_message = "Only what AWS Backup manages itself is copied to the other region and encrypted with the vault's key."
  }

  assert {
    condition     = alltrue([for kind in values(local.tested_types) : contains(local.kinds, kind)])
    error_message = "What is restored to test is backed up."
  }
}

run "encrypts_with_keys_of_the_platform" {
  command = apply

  assert {
    condition     = alltrue([for vault in aws_backup_vault.this : vault.kms_key_arn == module.kms.values.rds_key_arn])
    error_message = "Backups are encrypted with the key of data at rest."
  }

  assert {
    condition     = alltrue([for vault in aws_backup_vault.copy : vault.kms_key_arn == aws_kms_key.copies.arn])
    error_message = "Copies have a key in their own region: the other is lost with its region."
  }

  assert {
    condition     = aws_kms_key.copies.enable_key_rotation && alltrue([for statement in jsondecode(aws_kms_key.copies.policy).Statement : statement.Principal == { AWS = "arn:aws:iam::111122223333:root" }])
    error_message = "The key of the copies gets new material and trusts this account only."
  }

  assert {
    condition     = jsondecode(aws_kms_key.copies.policy).Statement[1].Condition.StringEquals["kms:ViaService"] == ["backup.ap-northeast-1.amazonaws.com", "rds.ap-northeast-1.amazonaws.com", "dynamodb.ap-northeast-1.amazonaws.com", "elasticfilesystem.ap-northeast-1.amazonaws.com", "s3.ap-northeast-1.amazonaws.com"]
    error_message = "Nobody uses the key but through the services that restore."
  }
}

run "locks_every_vault" {
  command = plan

  assert {
    condition = alltrue([
      for name, tier in var.tiers : alltrue([
        for lock in [aws_backup_vault_lock_configuration.this[name], aws_backup_vault_lock_configuration.copy[name]] :
        lock.min_retention_days == tier.min_retention_days && lock.max_retention_days == tier.retention_days
      ])
    ])
    error_message = "Neither a backup nor its copy can be deleted before its time, and none can be kept for ever."
  }

  assert {
    condition     = alltrue([for lock in concat(values(aws_backup_vault_lock_configuration.this), values(aws_backup_vault_lock_configuration.copy)) : lock.changeable_for_days == null])
    error_message = "Development's locks can be taken back: its environment may be thrown away."
  }
}

run "copies_every_snapshot_to_the_other_region" {
  command = apply

  assert {
    condition = alltrue([
      for name, plan in aws_backup_plan.this : alltrue([
        for rule in plan.rule : [for copy in rule.copy_action : [copy.destination_vault_arn, copy.lifecycle[0].delete_after]] == [[aws_backup_vault.copy[name].arn, var.tiers[name].copy_retention_days]]
        if rule.rule_name == "snapshots"
      ])
    ])
    error_message = "A snapshot that is in one region only is lost with it."
  }
}

run "leaves_no_hour_out" {
  command = apply
  variables {
    tiers = {
      critical    = { every_hours = 1, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 35, rto_minutes = 120 }
      standard    = { every_hours = 12, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 0, rto_minutes = 480 }
      development = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }

  assert {
    condition     = local.schedules.critical == "cron(0 ${join(",", range(0, 24))} * * ? *)"
    error_message = "Every hour means midnight too."
  }
}

run "publishes_what_the_schedule_promises" {
  command = apply
  variables {
    tiers = {
      critical    = { every_hours = 4, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 35, rto_minutes = 120 }
      standard    = { every_hours = 12, retention_days = 35, copy_retention_days = 35, min_retention_days = 7, continuous_days = 0, rto_minutes = 480 }
      development = { every_hours = 24, retention_days = 7, copy_retention_days = 7, min_retention_days = 1, continuous_days = 0, rto_minutes = 2880 }
    }
  }

  assert {
    condition     = local.rpo_minutes == { critical = 300, standard = 780, development = 1500 }
    error_message = "What can be lost is the time between two backups and the window in which the next one starts."
  }

  assert {
    condition     = local.region_rpo_minutes == { critical = 540, standard = 1500, development = 2940 }
    error_message = "With the region, the newest copy may be lost on its way."
  }

  assert {
    condition = {
      for name, plan in aws_backup_plan.this : name => [for rule in plan.rule : rule.schedule if rule.rule_name == "snapshots"]
      } == {
      critical    = ["cron(0 1,5,9,13,17,21 * * ? *)"]
      standard    = ["cron(0 1,13 * * ? *)"]
      development = ["cron(0 1 * * ? *)"]
    }
    error_message = "The schedule follows every_hours."
  }

  assert {
    condition     = alltrue(flatten([for plan in aws_backup_plan.this : [for rule in plan.rule : rule.start_window == local.start_window_minutes]]))
    error_message = "No backup starts later than the promise reckons with."
  }

  assert {
    condition     = { for name, plan in aws_backup_plan.this : name => [for rule in plan.rule : rule.lifecycle[0].delete_after if try(rule.enable_continuous_backup, false) == true] } == { critical = [35], standard = [], development = [] }
    error_message = "Every second can be restored where the tier says so."
  }

  assert {
    condition     = toset(keys(output.parameter_names)) == toset(["vault_arn", "copy_vault_arn", "role_arn", "rto_minutes_critical", "rto_minutes_standard", "rto_minutes_development", "rpo_minutes_critical", "rpo_minutes_standard", "rpo_minutes_development", "region_rpo_minutes_critical", "region_rpo_minutes_standard", "region_rpo_minutes_development"])
    error_message = "The runbook reads the promises of each tier."
  }
}

run "restores_one_of_each_kind" {
  command = plan

  assert {
    condition     = toset([for selection in aws_backup_restore_testing_selection.this : selection.protected_resource_type]) == toset(["RDS", "DynamoDB", "EFS", "S3"])
    error_message = "A kind of store whose backups nobody restores is not backed up."
  }
}

run "restores_databases_where_nobody_reaches_them" {
  command = apply

  assert {
    condition = aws_backup_restore_testing_selection.this["rds"].restore_metadata_overrides == tomap({
      dbSubnetGroupName   = "platform-restore-tests"
      vpcSecurityGroupIds = jsonencode([module.restore_tests.id])
    })
    error_message = "A database that a test restores is not in the account's default network."
  }

  assert {
    condition     = aws_db_subnet_group.restore_tests.subnet_ids == toset(module.network.list_values.data_subnet_ids)
    error_message = "It is where databases are, without a way to the Internet."
  }
}

run "only_aws_backup_of_this_account_uses_the_role" {
  command = plan

  assert {
    condition     = jsondecode(aws_iam_role.this.assume_role_policy).Statement == [{ Sid = "Trust", Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "backup.amazonaws.com" }, Condition = { StringEquals = { "aws:SourceAccount" = "111122223333" } } }]
    error_message = "Nobody else may read all data at once."
  }
}

run "says_when_a_backup_failed" {
  command = plan

  assert {
    condition     = aws_cloudwatch_event_target.failed.arn == module.monitoring.values.alarm_topic_arn && contains(jsondecode(aws_cloudwatch_event_rule.failed.event_pattern)["detail-type"], "Restore Job State Change")
    error_message = "A failed backup, copy or test restore reaches people."
  }
}
