# A function in a VPC that a nightly rule calls and that reads one secret. greeting.zip is made of greeting/ by script/infra lambda.
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block = "10.97.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_kms_key" "example" {
  description             = "Encrypts what the function of the example keeps."
  deletion_window_in_days = 7
  enable_key_rotation     = true

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Account"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = { Service = "logs.${data.aws_region.current.name}.amazonaws.com" }
        Action    = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"]
        Resource  = "*"
        Condition = { StringEquals = { "aws:SourceAccount" = data.aws_caller_identity.current.account_id } }
      },
    ]
  })
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "example-greeting"
  description         = "Calls the function of the example at night."
  schedule_expression = "cron(0 18 * * ? *)"
}

resource "aws_cloudwatch_event_target" "nightly" {
  rule  = aws_cloudwatch_event_rule.nightly.name
  arn   = module.greeting.live_arn
  input = jsonencode({ name = "night" })
}

module "greeting" {
  source = "../.."

  name                 = "example-greeting"
  description          = "Greets whoever is named in the event."
  runtime              = "python3.13"
  handler              = "main.handler"
  package              = { file = "${path.module}/greeting.zip" }
  architecture         = "x86_64"
  memory_mib           = 128
  timeout_seconds      = 5
  reserved_concurrency = 1
  environment          = { LOG_LEVEL = "info" }
  kms_key_arn          = aws_kms_key.example.arn
  logs_kms_key_arn     = aws_kms_key.example.arn
  log_retention_days   = 7

  policies = {
    read-secret = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Sid      = "ReadSecret"
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = "arn:aws:secretsmanager:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:secret:example-*"
      }]
    })
  }

  invokers = {
    Nightly = { service = "events.amazonaws.com", source_arn = aws_cloudwatch_event_rule.nightly.arn }
  }

  vpc = {
    vpc_id     = aws_vpc.example.id
    subnet_ids = [for subnet in aws_subnet.private : subnet.id]
  }

  tags = { Service = "example" }
}

output "live_arn" {
  description = "What callers name."
  value       = module.greeting.live_arn
}

output "security_group_id" {
  description = "Where the function's connections come from."
  value       = module.greeting.security_group_id
}
