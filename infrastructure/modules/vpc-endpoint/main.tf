data "aws_region" "current" {}

locals {
  type = length(var.route_table_ids) > 0 ? "Gateway" : "Interface"
}

resource "aws_vpc_endpoint" "this" {
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${data.aws_region.current.name}.${var.service}"
  vpc_endpoint_type = local.type
  policy            = var.policy_json

  route_table_ids     = local.type == "Gateway" ? toset(var.route_table_ids) : null
  subnet_ids          = local.type == "Interface" ? toset(var.subnet_ids) : null
  security_group_ids  = aws_security_group.this[*].id
  private_dns_enabled = local.type == "Interface" ? var.private_dns_enabled : null

  tags = merge(var.tags, { Name = var.service })
}

# No egress: an endpoint answers, it does not call.
resource "aws_security_group" "this" {
  count = local.type == "Interface" ? 1 : 0

  name_prefix = "endpoint-${replace(var.service, ".", "-")}-"
  description = "Endpoint of ${var.service}"
  vpc_id      = var.vpc_id

  tags = merge(var.tags, { Name = "endpoint-${var.service}" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  for_each = local.type == "Interface" ? toset(var.ingress_cidrs) : toset([])

  security_group_id = aws_security_group.this[0].id
  description       = "HTTPS from ${each.value}"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = each.value

  tags = var.tags
}
