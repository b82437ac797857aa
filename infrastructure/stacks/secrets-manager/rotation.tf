module "rotation" {
  source = "../../modules/lambda"

  name             = "platform-secret-rotation"
  description      = "Makes the next value of a secret."
  runtime          = "python3.13"
  handler          = "main.handler"
  package          = { file = "${path.module}/functions/rotation.zip" }
  kms_key_arn      = module.kms.values.secrets_key_arn
  logs_kms_key_arn = module.kms.values.logs_key_arn
  timeout_seconds  = 30
  environment      = { VALUE_LENGTH = "64" }

  # Where nothing but AWS can be reached, through the endpoints.
  vpc = {
    vpc_id     = module.network.values.vpc_id
    subnet_ids = module.network.list_values.private_subnet_ids
  }

  policies = {
    rotate = jsonencode({
      Version = "2012-10-17"
      Statement = [
        {
          Sid    = "RotateSecrets"
          Effect = "Allow"
          Action = [
            "secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage",
          ]
          Resource = [local.all_secrets]
        },
        {
          Sid      = "MakeValues"
          Effect   = "Allow"
          Action   = ["secretsmanager:GetRandomPassword"]
          Resource = ["*"]
        },
      ]
    })
  }

  invokers = {
    SecretsManager = { service = "secretsmanager.amazonaws.com", source_arn = local.all_secrets }
  }

  log_retention_days = var.log_retention_days

  tags = module.common_tags.tags
}

# A rotation that fails is tried again and again, and nobody notices until the old value must go.
resource "aws_cloudwatch_metric_alarm" "rotation" {
  alarm_name          = "platform-secret-rotation-fails"
  alarm_description   = "A secret could not be rotated. The log group of the function platform-secret-rotation names it; its value is unchanged."
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = "platform-secret-rotation" }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = [module.monitoring.values.alarm_topic_arn]
}
