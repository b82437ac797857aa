# One endpoint of each kind: secrets by an interface in two zones, S3 by a gateway in the route table.
data "aws_caller_identity" "current" {}

locals {
  # Only identities and resources of this account: nobody carries data to another one.
  own_account = {
    StringEquals = {
      "aws:PrincipalAccount" = data.aws_caller_identity.current.account_id
      "aws:ResourceAccount"  = data.aws_caller_identity.current.account_id
    }
  }
}

resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block           = "10.96.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "private" {
  for_each = { a = 0, b = 1 }

  vpc_id            = aws_vpc.example.id
  availability_zone = "ap-northeast-2${each.key}"
  cidr_block        = cidrsubnet(aws_vpc.example.cidr_block, 8, each.value)
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.example.id
}

module "secrets" {
  source = "../.."

  service             = "secretsmanager"
  vpc_id              = aws_vpc.example.id
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  ingress_cidrs       = [aws_vpc.example.cidr_block]
  private_dns_enabled = true

  policy_json = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ReadSecretsOfThisAccount"
      Effect    = "Allow"
      Principal = "*"
      Action    = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"]
      Resource  = "*"
      Condition = local.own_account
    }]
  })

  tags = { Service = "example" }
}

module "s3" {
  source = "../.."

  service         = "s3"
  vpc_id          = aws_vpc.example.id
  route_table_ids = [aws_route_table.private.id]

  policy_json = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "BucketsOfThisAccount"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "*"
        Condition = local.own_account
      },
      # Container images: ECR keeps their layers in a bucket of AWS's own.
      {
        Sid       = "ImageLayers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*"
      },
    ]
  })

  tags = { Service = "example" }
}

output "secrets_security_group_id" {
  description = "Security group of the interface endpoint."
  value       = module.secrets.security_group_id
}

output "s3_prefix_list_id" {
  description = "Addresses of S3, for a rule of a security group."
  value       = module.s3.prefix_list_id
}
