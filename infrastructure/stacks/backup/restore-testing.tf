# A backup that nobody has restored is a hope. On a schedule AWS restores one of each kind, and removes it again: how long that took
# is what rto_minutes is held against (README).
resource "aws_backup_restore_testing_plan" "this" {
  name                         = "platform"
  schedule_expression          = var.restore_test_schedule
  schedule_expression_timezone = "Asia/Seoul"
  start_window_hours           = 8

  recovery_point_selection {
    algorithm             = "RANDOM_WITHIN_WINDOW"
    include_vaults        = [for vault in aws_backup_vault.this : vault.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }
}

locals {
  # What the platform's data stores are, in AWS Backup's words.
  tested_types = { rds = "RDS", dynamodb = "DynamoDB", efs = "EFS", s3 = "S3" }

  # Without being told, a database is restored to the account's default VPC, where there is none or anybody may be.
  tested_at = {
    rds = {
      dbSubnetGroupName   = aws_db_subnet_group.restore_tests.name
      vpcSecurityGroupIds = jsonencode([module.restore_tests.id])
    }
  }
}

resource "aws_db_subnet_group" "restore_tests" {
  name        = "platform-restore-tests"
  description = "Subnets of the databases that restore tests make"
  subnet_ids  = module.network.list_values.data_subnet_ids
}

# A test asks whether a backup can be restored. Nobody reads what comes back, so nobody can.
module "restore_tests" {
  source = "../../modules/security-group"

  name        = "platform-restore-tests"
  description = "Databases that restore tests make: nothing in, nothing out"
  vpc_id      = module.network.values.vpc_id

  tags = module.common_tags.tags
}

resource "aws_backup_restore_testing_selection" "this" {
  for_each = local.tested_types

  name                      = "platform_${each.key}"
  restore_testing_plan_name = aws_backup_restore_testing_plan.this.name
  protected_resource_type   = each.value
  protected_resource_arns   = ["*"]
  iam_role_arn              = aws_iam_role.this.arn
  validation_window_hours   = 4

  restore_metadata_overrides = lookup(local.tested_at, each.key, null)

  depends_on = [aws_iam_role_policy_attachment.this]
}
