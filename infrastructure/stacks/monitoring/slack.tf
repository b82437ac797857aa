# Both topics end in a channel. From a channel people may look, not touch: the guardrail holds whatever their own role allows.
resource "aws_chatbot_slack_channel_configuration" "this" {
  for_each = {
    alarm    = var.slack.alarm_channel_id
    critical = var.slack.critical_channel_id
  }

  configuration_name          = "platform-${each.key}"
  slack_team_id               = var.slack.workspace_id
  slack_channel_id            = each.value
  iam_role_arn                = aws_iam_role.chatbot.arn
  guardrail_policy_arns       = [local.chatbot_policy_arn]
  sns_topic_arns              = [aws_sns_topic_policy.this[each.key].arn]
  user_authorization_required = true
  logging_level               = "ERROR"

  # An alarm that is shown without its metric says little.
  depends_on = [aws_iam_role_policy_attachment.chatbot]
}

locals {
  chatbot_policy_arn = "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"
}

resource "aws_iam_role" "chatbot" {
  name        = "platform-chatbot"
  description = "Chatbot draws the metric of an alarm with it."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ChannelsOfThisAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "chatbot.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "chatbot" {
  role       = aws_iam_role.chatbot.name
  policy_arn = local.chatbot_policy_arn
}
