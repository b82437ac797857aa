# A bucket whose objects are locked, archived and ended, with access logs, uploads from a page, and a role that may only read.
data "aws_caller_identity" "current" {}

locals {
  name = "example-connectly-reports"
  logs = "example-connectly-access-logs"
}

resource "aws_kms_key" "objects" {
  description             = "Encrypts the objects of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Account"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

# S3 delivers access logs to another bucket, which in turn has none.
module "access_logs" {
  source = "../.."

  name        = local.logs
  kms_key_arn = aws_kms_key.objects.arn

  policy_documents = [jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "AccessLogs"
      Effect    = "Allow"
      Principal = { Service = "logging.s3.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "arn:aws:s3:::${local.logs}/*"
      Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })]

  lifecycle_rules = { all = { expire_after_days = 365 } }

  deletion_protection = false
  force_destroy       = true
}

module "bucket" {
  source = "../.."

  name               = local.name
  kms_key_arn        = aws_kms_key.objects.arn
  access_logs_bucket = module.access_logs.name
  cors_origins       = ["https://reports.connectly.example"]

  lifecycle_rules = {
    monthly = { prefix = "monthly/", archive_after_days = 90, archive_class = "GLACIER_IR", expire_after_days = 1825 }
    drafts  = { prefix = "drafts/", expire_after_days = 30 }
  }
  noncurrent_version_days = 30
  object_lock             = { days = 1, mode = "GOVERNANCE" }

  # An example is thrown away. Keep these two out of anything that holds data.
  deletion_protection = false
  force_destroy       = true

  tags = { Service = "example" }
}

resource "aws_iam_role" "reader" {
  name        = "example-report-reader"
  description = "Reads the reports of the example."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "reader" {
  name   = "read-reports"
  role   = aws_iam_role.reader.name
  policy = module.bucket.read_policy_json
}

output "name" {
  description = "Name of the bucket."
  value       = module.bucket.name
}
