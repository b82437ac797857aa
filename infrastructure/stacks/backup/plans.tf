locals {
  start_window_minutes = 60

  # The most that can be lost with a store: a backup is due every so many hours, and starts within the window.
  rpo_minutes = { for name, tier in var.tiers : name => tier.every_hours * 60 + local.start_window_minutes }

  # With the region, one backup more: the newest one may still be on its way there. That it arrives before the next one is due is what
  # the completion window and the alarm on copies (alarms.tf) see to.
  region_rpo_minutes = { for name, tier in var.tiers : name => 2 * tier.every_hours * 60 + local.start_window_minutes }

  # From 01:00 in Seoul, when least happens, and round the clock: every hour is named, because 1/1 would leave midnight out.
  schedules = { for name, tier in var.tiers : name => "cron(0 ${join(",", range(1 % tier.every_hours, 24, tier.every_hours))} * * ? *)" }
}

resource "aws_backup_plan" "this" {
  for_each = var.tiers

  name = "platform-${each.key}"

  rule {
    rule_name                    = "snapshots"
    target_vault_name            = aws_backup_vault.this[each.key].name
    schedule                     = local.schedules[each.key]
    schedule_expression_timezone = "Asia/Seoul"
    start_window                 = local.start_window_minutes
    completion_window            = each.value.every_hours * 60 + local.start_window_minutes

    lifecycle {
      delete_after = each.value.retention_days
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.copy[each.key].arn

      lifecycle {
        delete_after = each.value.copy_retention_days
      }
    }
  }

  # To any second of the last weeks, for the kinds of stores that can (RDS, S3); the others get snapshots only.
  dynamic "rule" {
    for_each = each.value.continuous_days > 0 ? [each.value.continuous_days] : []

    content {
      rule_name                    = "continuous"
      target_vault_name            = aws_backup_vault.this[each.key].name
      schedule                     = "cron(0 2 * * ? *)"
      schedule_expression_timezone = "Asia/Seoul"
      start_window                 = local.start_window_minutes
      completion_window            = 1440
      enable_continuous_backup     = true

      lifecycle {
        delete_after = rule.value
      }
    }
  }

  # A lock refuses what a plan would keep for less.
  depends_on = [aws_backup_vault_lock_configuration.this, aws_backup_vault_lock_configuration.copy]
}

locals {
  # The data stores that policy POL-011 wants the tag of, and buckets, in AWS Backup's words. The account can switch off each kind; then
  # the tag chooses nothing of it, and no job fails.
  kinds = ["Aurora", "DocumentDB", "DynamoDB", "EFS", "Neptune", "RDS", "S3"]
}

# Holds for the whole account in this region.
resource "aws_backup_region_settings" "this" {
  resource_type_opt_in_preference = { for kind in local.kinds : kind => true }

  # Tables are copied to the other region, and encrypted with the vault's key, only where AWS Backup makes their backups itself. The
  # other kinds that it can do so for, it does anyway.
  resource_type_management_preference = { DynamoDB = true }

  # AWS gives back every kind that the region has, and refuses one that it has not: the others are named here, where that is no matter.
  # The first apply says nothing of them; what AWS makes of that is AWS's, so compare describe-region-settings before and after it. One
  # that AWS adds shows as a change in every plan until it is in this list or above.
  lifecycle {
    ignore_changes = [
      resource_type_opt_in_preference["CloudFormation"],
      resource_type_opt_in_preference["DSQL"],
      resource_type_opt_in_preference["EBS"],
      resource_type_opt_in_preference["EC2"],
      resource_type_opt_in_preference["EKS"],
      resource_type_opt_in_preference["FSx"],
      resource_type_opt_in_preference["Redshift"],
      resource_type_opt_in_preference["Redshift Serverless"],
      resource_type_opt_in_preference["SAP HANA on Amazon EC2"],
      resource_type_opt_in_preference["Storage Gateway"],
      resource_type_opt_in_preference["Timestream"],
      resource_type_opt_in_preference["VirtualMachine"],
      resource_type_management_preference["CloudFormation"],
      resource_type_management_preference["DSQL"],
      resource_type_management_preference["EFS"],
      resource_type_management_preference["EKS"],
    ]
  }
}

# Nobody is asked to register: what has the tag is backed up from the next run on. Policy POL-011 sees to the tag.
resource "aws_backup_selection" "this" {
  for_each = var.tiers

  name         = each.key
  plan_id      = aws_backup_plan.this[each.key].id
  iam_role_arn = aws_iam_role.this.arn

  selection_tag {
    type  = "STRINGEQUALS"
    key   = "BackupTier"
    value = each.key
  }

  depends_on = [aws_iam_role_policy_attachment.this]
}
