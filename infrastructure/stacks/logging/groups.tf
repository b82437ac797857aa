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

locals {
  # What must not go into the archive: what the archive itself could not take, which would run in a circle, and what is in a bucket of
  # its own already.
  not_archived = [module.delivery_errors.name, "/platform/cloudtrail/events"]
}

# One for the whole account, so that no service has to ask for it: what every log group writes from its first event on.
resource "aws_cloudwatch_log_account_policy" "archive" {
  policy_name        = "platform-archive"
  policy_type        = "SUBSCRIPTION_FILTER_POLICY"
  scope              = "ALL"
  selection_criteria = "LogGroupName NOT IN ${jsonencode(local.not_archived)}"

  policy_document = jsonencode({
    DestinationArn = aws_kinesis_firehose_delivery_stream.archive.arn
    RoleArn        = aws_iam_role.subscription.arn
    Distribution   = "ByLogStream"
    # Everything.
    FilterPattern = ""
  })

  depends_on = [aws_iam_role_policy.subscription]
}

# Published, for a subscription filter of a service's own with this role and the stream.
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
