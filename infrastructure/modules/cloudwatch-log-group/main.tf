resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_338: how long logs are searchable is the caller's choice; the logging stack archives them for a year
  name              = var.name
  retention_in_days = var.retention_days
  kms_key_id        = var.kms_key_arn

  tags = var.tags
}
