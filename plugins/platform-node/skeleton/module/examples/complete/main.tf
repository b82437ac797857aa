# A topic with a key of its own.
data "aws_caller_identity" "current" {}

resource "aws_kms_key" "messages" {
  description             = "Encrypts the messages of the example."
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
    ]
  })
}

module "topic" {
  source = "../.."

  name        = "example-complete-events"
  kms_key_arn = aws_kms_key.messages.arn
  tags        = { Service = "example" }
}

output "arn" {
  description = "ARN of the topic."
  value       = module.topic.arn
}
