locals {
  objects = "${aws_s3_bucket.this.arn}/*"

  guards = [
    {
      Sid       = "PlatformDenyWithoutTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, local.objects]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    },
    {
      Sid       = "PlatformDenyOldTls"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = [aws_s3_bucket.this.arn, local.objects]
      Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
    },
    # A negated condition is also true where the header is missing, and a missing header is fine: the bucket's default applies.
    {
      Sid       = "PlatformDenyOtherEncryption"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = local.objects
      Condition = {
        StringNotEquals = { "s3:x-amz-server-side-encryption" = "aws:kms" }
        Null            = { "s3:x-amz-server-side-encryption" = "false" }
      }
    },
    {
      Sid       = "PlatformDenyOtherKeys"
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:PutObject"
      Resource  = local.objects
      Condition = {
        ArnNotEquals = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = var.kms_key_arn }
        Null         = { "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false" }
      }
    },
  ]

  # S3 knows no deletion protection; a denial that even administrators must first take away is the next best.
  protection = [{
    Sid       = "PlatformDenyDeletingTheBucket"
    Effect    = "Deny"
    Principal = "*"
    Action    = "s3:DeleteBucket"
    Resource  = aws_s3_bucket.this.arn
  }]

  given = flatten([for document in var.policy_documents : jsondecode(document).Statement])

  # Only through S3, only for this bucket: the key may serve others too.
  # Ref. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
  key_condition = {
    StringLike = { "kms:EncryptionContext:aws:s3:arn" = [aws_s3_bucket.this.arn, local.objects] }
  }
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      local.guards,
      [for statement in local.protection : statement if var.deletion_protection],
      local.given,
    )
  })

  # While a public access block is being made, S3 refuses a policy.
  depends_on = [aws_s3_bucket_public_access_block.this]
}
