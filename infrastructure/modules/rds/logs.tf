# RDS makes missing log groups itself, and those keep everything for ever: these are made first.
resource "aws_cloudwatch_log_group" "this" {
  # checkov:skip=CKV_AWS_158: CloudWatch encrypts with its own key where no customer-managed one is given
  # checkov:skip=CKV_AWS_338: how long logs are searchable follows the module cloudwatch-log-group; the logging stack archives them
  for_each = toset(local.log_exports)

  name              = "/aws/rds/instance/${var.name}/${each.value}"
  retention_in_days = 30
  kms_key_id        = var.logs_kms_key_arn == "" ? null : var.logs_kms_key_arn

  tags = var.tags
}
