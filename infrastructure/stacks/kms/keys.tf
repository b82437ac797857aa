data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id

  # Who uses each key. `through`: services that use it with the rights of whoever calls them. `services`: services that use it
  # on their own account, each with the condition that ties it to this account.
  keys = {
    "terraform-state" = {
      description = "States of Terraform and their lock tables."
      through     = ["s3", "dynamodb"]
      services    = {}
    }
    "rds-encryption" = {
      description = "Data at rest: databases, their snapshots and passwords, caches, file systems, general buckets."
      through     = ["rds", "secretsmanager", "backup", "elasticache", "elasticfilesystem", "s3"]
      services    = {}
    }
    "ecr" = {
      description = "Container images."
      through     = ["ecr"]
      services    = {}
    }
    "secrets" = {
      description = "Secrets, encrypted parameters, and settings and failed calls of functions."
      through     = ["secretsmanager", "ssm", "lambda", "sqs"]
      services    = {}
    }
    "logs" = {
      description = "Log groups, metrics, and the archives and trails that logs end in; reports of costs."
      through     = ["s3", "logs", "firehose", "aps", "sqs"]
      services = {
        # CloudTrail looks at the key, and uses the bucket's, without the encryption context of a trail: its own ARN is what it always gives.
        "logs.${var.region}.amazonaws.com" = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${var.region}:${local.account}:*" } }
        "cloudtrail.amazonaws.com"         = { ArnLike = { "aws:SourceArn" = "arn:aws:cloudtrail:*:${local.account}:trail/*" } }
        "delivery.logs.amazonaws.com"      = { StringEquals = { "aws:SourceAccount" = local.account } }
        "bcm-data-exports.amazonaws.com"   = { StringEquals = { "aws:SourceAccount" = local.account } }
      }
    }
    "sns" = {
      description = "Topics, their queues, and the alarms that write to them."
      through     = ["sns", "sqs"]
      services = {
        for service in ["aps", "backup", "budgets", "cloudwatch", "costalerts", "events"] :
        "${service}.amazonaws.com" => { StringEquals = { "aws:SourceAccount" = local.account } }
      }
    }
  }

  # To run a key, not to use it: nobody decrypts with these.
  administration = [
    "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation",
    "kms:Get*", "kms:List*", "kms:PutKeyPolicy", "kms:RevokeGrant", "kms:RotateKeyOnDemand", "kms:ScheduleKeyDeletion", "kms:TagResource",
    "kms:UntagResource", "kms:UpdateAlias", "kms:UpdateKeyDescription",
  ]

  use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
}

resource "aws_kms_key" "this" {
  for_each = local.keys

  description             = each.value.description
  enable_key_rotation     = true
  rotation_period_in_days = var.rotation_period_days
  deletion_window_in_days = var.deletion_window_days

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "Administration"
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::${local.account}:root" }
          Action    = local.administration
          Resource  = "*"
        },
        {
          Sid       = "UseThroughServices"
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::${local.account}:root" }
          Action    = local.use
          Resource  = "*"
          Condition = {
            StringEquals = {
              "kms:CallerAccount" = local.account
              "kms:ViaService"    = [for service in each.value.through : "${service}.${var.region}.amazonaws.com"]
            }
          }
        },
        {
          # A service that keeps data open (a database, a file system, an image) holds a grant for it.
          Sid       = "GrantsOfServices"
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::${local.account}:root" }
          Action    = "kms:CreateGrant"
          Resource  = "*"
          Condition = {
            Bool         = { "kms:GrantIsForAWSResource" = "true" }
            StringEquals = { "kms:ViaService" = [for service in each.value.through : "${service}.${var.region}.amazonaws.com"] }
          }
        },
      ],
      [
        for service, condition in each.value.services : {
          Sid       = "Service${join("", [for part in split(".", trimsuffix(service, ".amazonaws.com")) : title(replace(part, "-", ""))])}"
          Effect    = "Allow"
          Principal = { Service = service }
          Action    = local.use
          Resource  = "*"
          Condition = condition
        }
      ],
    )
  })

  # What a key has encrypted is lost with it.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  for_each = local.keys

  name          = "alias/platform-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}
