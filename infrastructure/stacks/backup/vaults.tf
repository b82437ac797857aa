data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

# A vault a tier, because a lock binds a whole vault: what is kept for weeks must not be bound by what is kept for a year.
resource "aws_backup_vault" "this" {
  for_each = var.tiers

  name        = "platform-${each.key}"
  kms_key_arn = module.kms.values.rds_key_arn

  lifecycle {
    prevent_destroy = true
  }
}

# With days to change one's mind, the lock cannot be taken back after them, by nobody: not by an administrator, not by AWS.
resource "aws_backup_vault_lock_configuration" "this" {
  for_each = var.tiers

  backup_vault_name   = aws_backup_vault.this[each.key].name
  min_retention_days  = each.value.min_retention_days
  max_retention_days  = each.value.retention_days
  changeable_for_days = var.lock_changeable_for_days > 0 ? var.lock_changeable_for_days : null
}

resource "aws_backup_vault" "copy" {
  for_each = var.tiers

  provider = aws.copies

  name        = "platform-${each.key}-copies"
  kms_key_arn = aws_kms_key.copies.arn

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_backup_vault_lock_configuration" "copy" {
  for_each = var.tiers

  provider = aws.copies

  backup_vault_name   = aws_backup_vault.copy[each.key].name
  min_retention_days  = each.value.min_retention_days
  max_retention_days  = each.value.retention_days
  changeable_for_days = var.lock_changeable_for_days > 0 ? var.lock_changeable_for_days : null
}

# Keys live in one region. This one must outlive the other: who loses the first region restores with it.
resource "aws_kms_key" "copies" {
  provider = aws.copies

  description             = "Copies of backups."
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administration"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action = [
          "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
          "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource",
          "kms:UpdateAlias", "kms:UpdateKeyDescription",
        ]
        Resource = "*"
      },
      {
        # What is restored is decrypted by the service that it is restored to.
        Sid       = "UseThroughServices"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = {
          StringEquals = {
            "kms:CallerAccount" = local.account
            "kms:ViaService"    = [for service in ["backup", "rds", "dynamodb", "elasticfilesystem", "s3"] : "${service}.${var.copy_region}.amazonaws.com"]
          }
        }
      },
      {
        Sid       = "GrantsOfServices"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action    = "kms:CreateGrant"
        Resource  = "*"
        Condition = {
          Bool         = { "kms:GrantIsForAWSResource" = "true" }
          StringEquals = { "kms:ViaService" = [for service in ["backup", "rds", "dynamodb", "elasticfilesystem", "s3"] : "${service}.${var.copy_region}.amazonaws.com"] }
        }
      },
    ]
  })

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "copies" {
  provider = aws.copies

  name          = "alias/platform-backup-copies"
  target_key_id = aws_kms_key.copies.key_id
}
