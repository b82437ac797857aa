# Where other networks meet this one. Nobody is let in by asking: attachments are accepted by hand, and routes are written down.
resource "aws_ec2_transit_gateway" "this" {
  description     = "Platform of ${var.environment}."
  amazon_side_asn = var.transit_gateway_asn

  auto_accept_shared_attachments  = "disable"
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
  dns_support                     = "enable"
  vpn_ecmp_support                = "enable"

  tags = { Name = "platform" }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "this" {
  transit_gateway_id = aws_ec2_transit_gateway.this.id
  vpc_id             = aws_vpc.this.id
  subnet_ids         = local.subnet_ids.private
  dns_support        = "enable"

  tags = { Name = "platform" }
}
