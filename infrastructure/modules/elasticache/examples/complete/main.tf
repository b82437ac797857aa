# Redis for one client in the VPC, with two users: one that works and one that only reads.
resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block           = "10.98.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "data" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_kms_key" "data" {
  # checkov:skip=CKV2_AWS_64: an example; the stack kms writes its policies
  description             = "Encrypts the cache of the example."
  deletion_window_in_days = 7
  enable_key_rotation     = true
}

module "client" {
  source = "../../../security-group"

  name        = "example-cache-client"
  description = "Clients of the cache"
  vpc_id      = aws_vpc.example.id
}

module "cache" {
  source = "../.."

  name             = "example-cache"
  engine           = "redis"
  vpc_id           = aws_vpc.example.id
  subnet_ids       = [for subnet in aws_subnet.data : subnet.id]
  kms_key_arn      = aws_kms_key.data.arn
  logs_kms_key_arn = aws_kms_key.data.arn
  node_type        = "cache.t4g.micro"
  replicas         = 2

  users = {
    app    = "on ~* &* +@all -@admin -@dangerous"
    report = "on ~report:* +@read +@connection"
  }

  allowed_security_group_ids = { client = module.client.id }

  snapshot_retention_days = 1
  skip_final_snapshot     = true

  tags = { Service = "example" }
}

resource "aws_iam_role" "report" {
  name        = "example-cache-report"
  description = "Reads reports from the cache of the example."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "report" {
  name   = "connect-to-cache"
  role   = aws_iam_role.report.name
  policy = module.cache.connect_policies_json["report"]
}

output "port" {
  description = "Port of the cache."
  value       = module.cache.port
}

output "report_user" {
  description = "Name with which the reader signs in."
  value       = module.cache.user_names["report"]
}
