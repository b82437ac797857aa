# The names are fixed by the backends of every stack and every service.
locals {
  account    = data.aws_caller_identity.current.account_id
  bucket     = "${var.environment}-${var.organisation}"
  lock_table = "${var.environment}-${var.organisation}-tf-lock"
}

data "aws_caller_identity" "current" {}

# What was made by hand before this stack existed. The rest (versioning, encryption, policy, …) is laid over it.
import {
  for_each = toset(var.adopt_existing ? [local.bucket] : [])

  to = aws_s3_bucket.state
  id = each.value
}

import {
  for_each = toset(var.adopt_existing ? [local.lock_table] : [])

  to = aws_dynamodb_table.lock
  id = each.value
}

resource "aws_s3_bucket" "state" {
  # checkov:skip=CKV_AWS_144: states are of one region, as what they describe; a version brings a lost one back
  # checkov:skip=CKV2_AWS_62: nobody listens to states
  bucket = local.bucket

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_ownership_controls" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket = aws_s3_bucket.state.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

# By alias, because the key's stack keeps its state in this bucket: the name is known before the key is. For what comes without a wish
# of its own; Terraform's backends name the key, and those of this stack and of kms ask for S3's own, so that they work before.
resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:${var.region}:${local.account}:alias/platform-terraform-state"
    }
  }
}

# Current states never end.
resource "aws_s3_bucket_lifecycle_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    id     = "earlier-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days           = var.version_days
      newer_noncurrent_versions = 20
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [aws_s3_bucket_versioning.state]
}

resource "aws_s3_bucket_logging" "state" {
  bucket        = aws_s3_bucket.state.id
  target_bucket = aws_s3_bucket_policy.access_logs.bucket
  target_prefix = "${local.bucket}/"
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Sid       = "TlsOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
        {
          # Whoever may write a state may not remove what it was before. Only the lifecycle above does.
          Sid       = "KeepVersions"
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:DeleteObjectVersion"
          Resource  = "${aws_s3_bucket.state.arn}/*"
        },
        {
          Sid       = "OwnAccountOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]
          Condition = { StringNotEquals = { "aws:PrincipalAccount" = local.account }, Bool = { "aws:PrincipalIsAWSService" = "false" } }
        },
      ],
      [
        for sid in var.deletion_protection ? ["KeepBucket"] : [] : {
          Sid       = sid
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:DeleteBucket"
          Resource  = aws_s3_bucket.state.arn
        }
      ],
    )
  })

  depends_on = [aws_s3_bucket_public_access_block.state, aws_s3_bucket_ownership_controls.state]
}

resource "aws_dynamodb_table" "lock" {
  # checkov:skip=CKV_AWS_119: a lock names a state and a person, nothing secret, and it must work before the key exists
  name                        = local.lock_table
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "LockID"
  deletion_protection_enabled = var.deletion_protection

  attribute {
    name = "LockID"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }

  tags = { BackupTier = "standard" }

  lifecycle {
    prevent_destroy = true
  }
}
