resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  # Uploads that broke off are invisible and cost like objects.
  rule {
    id     = "platform-unfinished-uploads"
    status = "Enabled"

    filter {
      prefix = ""
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  # Without an end, versioning keeps every byte that was ever written.
  rule {
    id     = "platform-noncurrent-versions"
    status = "Enabled"

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = var.noncurrent_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  dynamic "rule" {
    for_each = var.lifecycle_rules

    content {
      id     = rule.key
      status = "Enabled"

      filter {
        prefix = rule.value.prefix
      }

      dynamic "transition" {
        for_each = rule.value.archive_after_days > 0 ? [rule.value] : []

        content {
          days          = transition.value.archive_after_days
          storage_class = transition.value.archive_class
        }
      }

      dynamic "expiration" {
        for_each = rule.value.expire_after_days > 0 ? [rule.value] : []

        content {
          days = expiration.value.expire_after_days
        }
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.this]
}
