locals {
  tags = { Service = "example-service" }
}

resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block           = "10.92.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_kms_key" "logs" {
  # checkov:skip=CKV2_AWS_64: an example; the module cloudwatch-log-group shows a policy for logs
  description             = "Encrypts the logs of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true
}

resource "aws_acm_certificate" "example" {
  domain_name       = "service.example.connectly.io"
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_bucket" "logs" {
  # checkov:skip=CKV_AWS_18: an example; the stack load-balancer has a complete log bucket
  # checkov:skip=CKV_AWS_21: an example; the stack load-balancer has a complete log bucket
  # checkov:skip=CKV_AWS_144: an example; the stack load-balancer has a complete log bucket
  # checkov:skip=CKV_AWS_145: Elastic Load Balancing writes to buckets with S3-managed keys only
  # checkov:skip=CKV2_AWS_6: an example; the stack load-balancer has a complete log bucket
  # checkov:skip=CKV2_AWS_61: an example; the stack load-balancer has a complete log bucket
  # checkov:skip=CKV2_AWS_62: nobody listens to log objects
  bucket        = "example-service-access-logs"
  force_destroy = true
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "LoadBalancerLogs"
      Effect    = "Allow"
      Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }
      Action    = "s3:PutObject"
      Resource  = "${aws_s3_bucket.logs.arn}/*"
    }]
  })
}

resource "aws_ecs_cluster" "example" {
  name = "example-service"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_secretsmanager_secret" "example" {
  # checkov:skip=CKV_AWS_149: an example without a value
  # checkov:skip=CKV2_AWS_57: an example without a value
  name                    = "example-service/api-key"
  recovery_window_in_days = 0
}
