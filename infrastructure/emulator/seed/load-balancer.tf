# Contract `load-balancer`: what every load balancer needs beside its network.

resource "aws_acm_certificate" "this" {
  domain_name               = "${var.organisation}.example"
  subject_alternative_names = ["*.${var.organisation}.example"]
  validation_method         = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_bucket" "access_logs" {
  # checkov:skip=CKV_AWS_18: this is the bucket that logs go to
  # checkov:skip=CKV_AWS_144: access logs are worth one region
  # checkov:skip=CKV_AWS_145: Elastic Load Balancing writes to buckets with S3-managed keys only
  # checkov:skip=CKV2_AWS_61: the provider waits a minute for a lifecycle rule, and the emulator forgets sooner than any rule
  # checkov:skip=CKV2_AWS_62: nobody listens to log objects
  bucket = "platform-${var.organisation}-access-logs"
}

resource "aws_s3_bucket_public_access_block" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "LoadBalancersWrite"
        Effect    = "Allow"
        Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
        Action    = "s3:PutObject"
        Resource  = "${aws_s3_bucket.access_logs.arn}/*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.access_logs.arn, "${aws_s3_bucket.access_logs.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}

module "load_balancer_contract" {
  source = "../../modules/contract-publish"

  stack = "load-balancer"

  values = {
    access_logs_bucket = aws_s3_bucket_policy.access_logs.bucket
    certificate_arn    = aws_acm_certificate.this.arn
    web_acl_arn        = aws_wafv2_web_acl.this.arn
  }
}
