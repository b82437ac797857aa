data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
  name    = "${var.environment}-${var.organisation}-shared"

  # AWS Backup copies the bucket's objects with it (stack backup).
  backup_role_arn = "arn:aws:iam::${local.account}:role/platform-backup"

  bucket_tags = merge(module.common_tags.tags, { BackupTier = var.backup_tier })

  bucket_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Both must permit a request: the access point and the bucket. The access points say who.
      {
        Sid       = "LetAccessPointsDecide"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListBucket"]
        Resource  = ["arn:aws:s3:::${local.name}", "arn:aws:s3:::${local.name}/*"]
        Condition = { StringEquals = { "s3:DataAccessPointAccount" = local.account } }
      },
      {
        Sid       = "DenyObjectsPastTheAccessPoints"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:GetObject*", "s3:PutObject*", "s3:DeleteObject*", "s3:AbortMultipartUpload", "s3:RestoreObject"]
        Resource  = "arn:aws:s3:::${local.name}/*"
        Condition = {
          StringNotEquals = { "s3:DataAccessPointAccount" = local.account }
          ArnNotEquals    = { "aws:PrincipalArn" = local.backup_role_arn }
        }
      },
    ]
  })

  # What a service leaves under tmp/ ends by itself, and the rest as the service says.
  lifecycle_rules = merge(
    { for name, service in var.services : name => { prefix = "${name}/", archive_after_days = service.archive_after_days, expire_after_days = service.expire_after_days } },
    { for name, service in var.services : "${name}-tmp" => { prefix = "${name}/tmp/", archive_after_days = 0, expire_after_days = 7 } },
  )
}

module "bucket" {
  source = "../../modules/s3-bucket"

  name                    = local.name
  kms_key_arn             = module.kms.values.rds_key_arn
  access_logs_bucket      = module.logging.values.access_logs_bucket
  deletion_protection     = var.environment != "dev"
  noncurrent_version_days = var.noncurrent_version_days

  # A rule that neither moves nor ends anything is none.
  lifecycle_rules = { for name, rule in local.lifecycle_rules : name => rule if rule.archive_after_days > 0 || rule.expire_after_days > 0 }

  policy_documents = [local.bucket_policy]

  tags = local.bucket_tags
}
