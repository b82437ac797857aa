# An API under a domain of its own: a function, and a load balancer in the VPC. Callers bring a token; one route is open.
data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block = "10.99.0.0/16"
}

resource "aws_subnet" "private" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_kms_key" "example" {
  description             = "Encrypts what the API of the example keeps."
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

resource "aws_security_group" "load_balancer" {
  # checkov:skip=CKV2_AWS_5: stands for the group of a load balancer of the module alb
  name        = "example-api-load-balancer"
  description = "Load balancer of the example"
  vpc_id      = aws_vpc.example.id
}

resource "aws_acm_certificate" "example" {
  domain_name       = "orders.connectly.example"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

module "greeting" {
  # checkov:skip=CKV_AWS_117: a function that calls no private address needs no network
  source = "../../../lambda"

  name             = "example-api-greeting"
  runtime          = "python3.13"
  handler          = "main.handler"
  package          = { file = "${path.module}/../../../lambda/examples/complete/greeting.zip" }
  environment      = { LOG_LEVEL = "info" }
  kms_key_arn      = aws_kms_key.example.arn
  logs_kms_key_arn = aws_kms_key.example.arn
}

locals {
  greeting = { function_arn = module.greeting.arn, invoke_arn = module.greeting.live_invoke_arn }
}

module "api" {
  source = "../.."

  name        = "example-orders"
  description = "Orders of the example."

  routes = {
    "GET /greeting" = { lambda = local.greeting, public = true }
    "POST /orders"  = { lambda = local.greeting, scopes = ["orders.write"] }
    "$default" = {
      listener_arn = "arn:aws:elasticloadbalancing:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:listener/app/example/50dc6c495c0c9188/f2f7dc8efc522ab2"
      server_name  = "orders.connectly.example"
    }
  }

  jwt = { issuer = "https://login.connectly.example/", audience = ["orders"] }

  domain = {
    name            = aws_acm_certificate.example.domain_name
    certificate_arn = aws_acm_certificate.example.arn
  }

  vpc_link = {
    vpc_id                          = aws_vpc.example.id
    subnet_ids                      = [for subnet in aws_subnet.private : subnet.id]
    load_balancer_security_group_id = aws_security_group.load_balancer.id
  }

  throttling         = { requests_per_second = 20, burst = 40 }
  cors_origins       = ["https://shop.connectly.example"]
  logs_kms_key_arn   = aws_kms_key.example.arn
  log_retention_days = 7

  tags = { Service = "example" }
}

output "url" {
  description = "Where the API answers."
  value       = module.api.url
}
