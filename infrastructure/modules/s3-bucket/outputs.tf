# All wait for the policy: nobody gets a bucket that is not closed yet.

output "name" {
  description = "Name of the bucket."
  value       = aws_s3_bucket.this.bucket
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.this]
}

output "arn" {
  description = "ARN of the bucket."
  value       = aws_s3_bucket.this.arn
  depends_on  = [aws_s3_bucket_policy.this, aws_s3_bucket_server_side_encryption_configuration.this]
}

output "regional_domain_name" {
  description = "DNS name of the bucket in its region, for an origin of CloudFront."
  value       = aws_s3_bucket.this.bucket_regional_domain_name
  depends_on  = [aws_s3_bucket_policy.this]
}

output "read_policy_json" {
  description = "IAM policy (JSON) that lets a role list the bucket and read its objects."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "ListBucket", Effect = "Allow", Action = ["s3:ListBucket"], Resource = [aws_s3_bucket.this.arn] },
      { Sid = "ReadObjects", Effect = "Allow", Action = ["s3:GetObject"], Resource = [local.objects] },
      { Sid = "DecryptObjects", Effect = "Allow", Action = ["kms:Decrypt"], Resource = [var.kms_key_arn], Condition = local.key_condition },
    ]
  })
}

output "write_policy_json" {
  description = "IAM policy (JSON) that lets a role write and delete objects, but neither read them nor remove earlier versions."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "WriteObjects", Effect = "Allow", Action = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"], Resource = [local.objects] },
      # An upload in parts is decrypted when its parts are put together.
      { Sid = "EncryptObjects", Effect = "Allow", Action = ["kms:GenerateDataKey", "kms:Decrypt"], Resource = [var.kms_key_arn], Condition = local.key_condition },
    ]
  })
}
