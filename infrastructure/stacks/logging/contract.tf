module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "logging"

  values = {
    archive_bucket        = module.archive.name
    archive_bucket_arn    = module.archive.arn
    access_logs_bucket    = aws_s3_bucket_policy.access_logs.bucket
    firehose_stream_arn   = aws_kinesis_firehose_delivery_stream.archive.arn
    subscription_role_arn = aws_iam_role.subscription.arn
  }
}
