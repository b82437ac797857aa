# A log group with a key of its own, whose policy lets CloudWatch Logs use it for this group only.
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  name = "/ecs/example-complete"
}

resource "aws_kms_key" "logs" {
  description             = "Encrypts the logs of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true

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
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${data.aws_region.current.name}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = {
          ArnEquals = {
            "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:${local.name}"
          }
        }
      },
    ]
  })
}

module "log_group" {
  source = "../.."

  name           = local.name
  kms_key_arn    = aws_kms_key.logs.arn
  retention_days = 90
  tags           = { Service = "example" }
}

output "arn" {
  description = "ARN of the log group."
  value       = module.log_group.arn
}
