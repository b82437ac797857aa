data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id

  # What can wait until somebody reads it, and what wakes somebody up.
  topics = {
    alarm    = "Alarms for working hours"
    critical = "Alarms that wake somebody up"
  }

  # Who writes to the topics on its own account. The key of topics names the same (stack kms).
  publishers = ["aps", "backup", "budgets", "cloudwatch", "costalerts", "events"]
}

resource "aws_sns_topic" "this" {
  for_each = local.topics

  name              = "platform-${each.key}"
  display_name      = each.value
  kms_master_key_id = module.kms.values.sns_key_arn
}

resource "aws_sns_topic_policy" "this" {
  for_each = local.topics

  arn = aws_sns_topic.this[each.key].arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "ServicesOfThisAccountPublish"
        Effect    = "Allow"
        Principal = { Service = [for service in local.publishers : "${service}.amazonaws.com"] }
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[each.key].arn
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        Sid       = "PrometheusLooksAtItsReceiver"
        Effect    = "Allow"
        Principal = { Service = "aps.amazonaws.com" }
        Action    = "sns:GetTopicAttributes"
        Resource  = aws_sns_topic.this[each.key].arn
        Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
      },
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = aws_sns_topic.this[each.key].arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
  })
}
