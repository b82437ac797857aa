# Contract `kms`: one key for each kind of data.

data "aws_caller_identity" "current" {}

locals {
  # Which AWS service encrypts with the key on its own account; the others act with the rights of whoever calls them.
  keys = {
    logs    = { description = "Log groups.", service = "logs.${var.region}.amazonaws.com" }
    rds     = { description = "Databases, their snapshots and passwords.", service = "rds.amazonaws.com" }
    secrets = { description = "Secrets Manager.", service = "secretsmanager.amazonaws.com" }
    ecr     = { description = "Container images.", service = "ecr.amazonaws.com" }
    sns     = { description = "Topics and the alarms that write to them.", service = "cloudwatch.amazonaws.com" }

    # Under the alias that backend.tf of every stack names.
    terraform-state = { description = "States of Terraform and their lock tables.", service = "dynamodb.amazonaws.com" }
  }
}

resource "aws_kms_key" "this" {
  for_each = local.keys

  description             = each.value.description
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Service"
        Effect    = "Allow"
        Principal = { Service = each.value.service }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_kms_alias" "this" {
  for_each = local.keys

  name          = "alias/platform-${each.key}"
  target_key_id = aws_kms_key.this[each.key].key_id
}

module "kms_contract" {
  source = "../../modules/contract-publish"

  stack = "kms"

  values = {
    logs_key_arn    = aws_kms_key.this["logs"].arn
    rds_key_arn     = aws_kms_key.this["rds"].arn
    secrets_key_arn = aws_kms_key.this["secrets"].arn
    ecr_key_arn     = aws_kms_key.this["ecr"].arn
    sns_key_arn     = aws_kms_key.this["sns"].arn

    terraform_state_key_arn = aws_kms_key.this["terraform-state"].arn
  }
}
