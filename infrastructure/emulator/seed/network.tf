# Contract `network`: where services run.

locals {
  zones = ["${var.region}a", "${var.region}c"]

  # Every tier gets the same room in every zone; what is left over is for tiers to come.
  subnets = {
    for pair in setproduct(["public", "private", "data"], local.zones) : "${pair[0]}-${pair[1]}" => {
      tier = pair[0]
      zone = pair[1]
      cidr = cidrsubnet(var.vpc_cidr, 4, index(["public", "private", "data"], pair[0]) * 4 + index(local.zones, pair[1]))
    }
  }

  subnet_ids = {
    for tier in ["public", "private", "data"] : tier => [for zone in local.zones : aws_subnet.this["${tier}-${zone}"].id]
  }
}

resource "aws_vpc" "this" {
  # checkov:skip=CKV2_AWS_11: lives on the emulator, where no packet flows
  cidr_block           = var.vpc_cidr
  enable_dns_hostnames = true

  tags = { Name = "platform" }
}

# Without rules: nothing may rely on the group that AWS puts into every network.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
}

resource "aws_subnet" "this" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.value.zone
  cidr_block        = each.value.cidr

  tags = { Name = "platform-${each.key}", Tier = each.value.tier }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "platform" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.this.id
  }

  tags = { Name = "platform-public" }
}

resource "aws_route_table_association" "public" {
  for_each = { for name, subnet in local.subnets : name => subnet if subnet.tier == "public" }

  subnet_id      = aws_subnet.this[each.key].id
  route_table_id = aws_route_table.public.id
}

module "network_contract" {
  source = "../../modules/contract-publish"

  stack = "network"

  values = {
    vpc_id = aws_vpc.this.id
  }

  list_values = {
    public_subnet_ids  = local.subnet_ids.public
    private_subnet_ids = local.subnet_ids.private
    data_subnet_ids    = local.subnet_ids.data
  }
}
