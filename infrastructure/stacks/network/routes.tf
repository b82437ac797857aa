locals {
  # The zone whose NAT gateway serves each zone.
  nat_zone  = { for letter in var.zones : letter => var.nat_per_zone ? letter : var.zones[0] }
  nat_zones = toset(values(local.nat_zone))

  # Private subnets of every zone, times what they reach through the transit gateway.
  transit_routes = {
    for pair in setproduct(var.zones, var.transit_gateway_cidrs) : "${pair[0]}-${pair[1]}" => { letter = pair[0], cidr = pair[1] }
  }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "platform" }
}

resource "aws_eip" "nat" {
  # checkov:skip=CKV2_AWS_19: it belongs to a NAT gateway, not to an instance
  for_each = local.nat_zones

  domain = "vpc"

  tags = { Name = "platform-nat-${each.key}" }
}

resource "aws_nat_gateway" "this" {
  for_each = local.nat_zones

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.this["public-${each.key}"].id

  tags = { Name = "platform-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "platform-public" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table" "private" {
  for_each = local.zones

  vpc_id = aws_vpc.this.id

  tags = { Name = "platform-private-${each.key}" }
}

resource "aws_route" "nat" {
  for_each = local.zones

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[local.nat_zone[each.key]].id
}

resource "aws_route" "transit" {
  for_each = local.transit_routes

  route_table_id         = aws_route_table.private[each.value.letter].id
  destination_cidr_block = each.value.cidr
  transit_gateway_id     = aws_ec2_transit_gateway.this.id

  # A route to a gateway that is not attached yet is refused.
  depends_on = [aws_ec2_transit_gateway_vpc_attachment.this]
}

# Databases have no way out: only the network itself and the gateway endpoints.
resource "aws_route_table" "data" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "platform-data" }
}

resource "aws_route_table_association" "this" {
  for_each = local.subnets

  subnet_id = aws_subnet.this[each.key].id
  route_table_id = {
    public  = aws_route_table.public.id
    private = aws_route_table.private[each.value.letter].id
    data    = aws_route_table.data.id
  }[each.value.tier]
}
