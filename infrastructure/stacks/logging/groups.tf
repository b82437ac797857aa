data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

# For what has no log group of its own. A service's groups are its own: /services/<service>-<environment>, /aws/lambda/<function>, /platform/<stack>/….
module "shared" {
  source   = "../../modules/cloudwatch-log-group"
  for_each = var.log_groups

  name           = "/platform/shared/${each.key}"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = each.value

  tags = module.common_tags.tags
}

resource "aws_cloudwatch_log_subscription_filter" "archive" {
  for_each = var.log_groups

  name            = "archive"
  log_group_name  = module.shared[each.key].name
  destination_arn = aws_kinesis_firehose_delivery_stream.archive.arn
  role_arn        = aws_iam_role.subscription.arn
  distribution    = "ByLogStream"

  # Everything.
  filter_pattern = ""

  depends_on = [aws_iam_role_policy.subscription]
}

# Published: a log group of a service is archived by a subscription filter with this role and the stream.
resource "aws_iam_role" "subscription" {
  name        = "platform-log-subscription"
  description = "CloudWatch Logs hands log events to the archive with it."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LogGroupsOfThisAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "logs.${var.region}.amazonaws.com" }
      Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:logs:${var.region}:${local.account}:*" } }
    }]
  })
}

resource "aws_iam_role_policy" "subscription" {
  name = "platform-log-subscription"
  role = aws_iam_role.subscription.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "WriteToTheArchive"
      Effect   = "Allow"
      Action   = ["firehose:PutRecord", "firehose:PutRecordBatch"]
      Resource = [aws_kinesis_firehose_delivery_stream.archive.arn]
    }]
  })
}
