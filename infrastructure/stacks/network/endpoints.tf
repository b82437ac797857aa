data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id

  # Through an endpoint nobody reaches AWS with a stranger's credentials: the way by which data leaves unseen. Atlantis works with
  # roles of other environments' accounts.
  own_principals = {
    Sid       = "OwnPrincipals"
    Effect    = "Allow"
    Principal = "*"
    Action    = "*"
    Resource  = "*"
    Condition = { StringEquals = { "aws:PrincipalAccount" = concat([local.account], sort(var.trusted_account_ids)) } }
  }

  # Layers of images, and packages of Amazon Linux, are in buckets of AWS and read without this account's credentials.
  aws_buckets = {
    Sid       = "BucketsOfAws"
    Effect    = "Allow"
    Principal = "*"
    Action    = "s3:GetObject"
    Resource = [
      "arn:aws:s3:::prod-${var.region}-starport-layer-bucket/*",
      "arn:aws:s3:::al2023-repos-${var.region}-de612dc2/*",
    ]
  }

  gateway_endpoints = {
    s3       = [local.own_principals, local.aws_buckets]
    dynamodb = [local.own_principals]
  }
}

resource "aws_vpc_endpoint" "gateway" {
  for_each = local.gateway_endpoints

  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.${var.region}.${each.key}"
  route_table_ids   = concat([aws_route_table.public.id, aws_route_table.data.id], [for table in aws_route_table.private : table.id])
  policy            = jsonencode({ Version = "2012-10-17", Statement = each.value })

  tags = { Name = "platform-${each.key}" }
}

module "endpoints_security_group" {
  source = "../../modules/security-group"

  name        = "platform-endpoints"
  description = "Interface endpoints of the platform."
  vpc_id      = aws_vpc.this.id

  ingress = {
    network = {
      description = "HTTPS from the whole network"
      from_port   = 443
      to_port     = 443
      cidr_ipv4   = var.vpc_cidr
    }
  }

  tags = module.common_tags.tags
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.interface_endpoints

  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.${var.region}.${each.key}"
  subnet_ids          = local.subnet_ids.private
  security_group_ids  = [module.endpoints_security_group.id]
  private_dns_enabled = true
  policy              = jsonencode({ Version = "2012-10-17", Statement = [local.own_principals] })

  tags = { Name = "platform-${each.key}" }
}
