locals {
  tiers = ["public", "private", "data"]
  zones = { for letter in var.zones : letter => "${var.region}${letter}" }

  # Every tier has room for four zones, so that a zone added later moves no subnet; the last quarter is for tiers to come.
  subnets = {
    for pair in setproduct(local.tiers, var.zones) : "${pair[0]}-${pair[1]}" => {
      tier   = pair[0]
      letter = pair[1]
      cidr   = cidrsubnet(var.vpc_cidr, 4, index(local.tiers, pair[0]) * 4 + index(var.zones, pair[1]))
    }
  }

  subnet_ids = {
    for tier in local.tiers : tier => [for letter in var.zones : aws_subnet.this["${tier}-${letter}"].id]
  }
}

resource "aws_vpc" "this" {
  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true
  enable_dns_support   = true

  tags = { Name = "platform" }
}

# Without rules: nothing may rely on the group that AWS puts into every network.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "platform-default-unused" }
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = local.zones[each.value.letter]
  cidr_block        = each.value.cidr

  # Load balancers and NAT gateways bring their own addresses; nothing else gets one by being started here.
  map_public_ip_on_launch = false

  tags = { Name = "platform-${each.key}", Tier = each.value.tier }
}
