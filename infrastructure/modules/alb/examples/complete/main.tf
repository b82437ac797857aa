# An internet-facing load balancer with everything that the platform's contracts give otherwise.
resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block           = "10.91.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_internet_gateway" "example" {
  vpc_id = aws_vpc.example.id
}

resource "aws_subnet" "public" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_acm_certificate" "example" {
  domain_name       = "example.connectly.io"
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
  bucket        = "example-alb-access-logs"
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

module "load_balancer" {
  # checkov:skip=CKV_AWS_150: a throw-away load balancer
  source     = "../.."
  depends_on = [aws_internet_gateway.example, aws_s3_bucket_policy.logs]

  name               = "example-alb"
  vpc_id             = aws_vpc.example.id
  subnet_ids         = [for subnet in aws_subnet.public : subnet.id]
  certificate_arn    = aws_acm_certificate.example.arn
  access_logs_bucket = aws_s3_bucket.logs.bucket
  target_port        = 8080
  internal           = false
  ingress_cidrs      = ["0.0.0.0/0"]
  health_check_path  = "/ready"

  # An example is thrown away. Keep this out of anything that serves people.
  deletion_protection = false

  tags = { Service = "example" }
}

output "https_listener_arn" {
  description = "Listener for further rules."
  value       = module.load_balancer.https_listener_arn
}
