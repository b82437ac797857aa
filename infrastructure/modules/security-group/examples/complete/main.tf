# A cache that only its clients reach, and clients that only reach the cache and HTTPS.
resource "aws_vpc" "example" {
  # checkov:skip=CKV2_AWS_11: an example; the stack network has flow logs
  # checkov:skip=CKV2_AWS_12: an example; the stack network empties the default group
  cidr_block = "10.90.0.0/16"
}

module "client" {
  source = "../.."

  name        = "example-client"
  description = "Clients of the cache"
  vpc_id      = aws_vpc.example.id

  egress = {
    https = {
      description = "HTTPS to anywhere"
      from_port   = 443
      to_port     = 443
      cidr_ipv4   = "0.0.0.0/0"
    }
  }
}

module "cache" {
  source = "../.."

  name        = "example-cache"
  description = "Redis of the example"
  vpc_id      = aws_vpc.example.id

  ingress = {
    client = {
      description              = "Redis from its clients"
      from_port                = 6379
      to_port                  = 6379
      source_security_group_id = module.client.id
    }
    operations = {
      description = "Redis from the operations network"
      from_port   = 6379
      to_port     = 6379
      cidr_ipv4   = "10.90.200.0/24"
    }
  }

  tags = { Service = "example" }
}

output "id" {
  description = "Id of the cache's group."
  value       = module.cache.id
}
