# No egress: a cache answers, it does not call.
resource "aws_security_group" "this" {
  name_prefix = "${var.name}-cache-"
  description = "Cache ${var.name}"
  vpc_id      = var.vpc_id

  tags = merge(var.tags, { Name = "${var.name}-cache" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "client" {
  for_each = var.allowed_security_group_ids

  security_group_id            = aws_security_group.this.id
  description                  = "Cache clients of ${each.key}"
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  referenced_security_group_id = each.value

  tags = var.tags
}

# The other half of the way: groups of the module ecs-service allow only HTTPS out.
resource "aws_vpc_security_group_egress_rule" "client" {
  for_each = var.allowed_security_group_ids

  security_group_id            = each.value
  description                  = "Cache ${var.name}"
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
  referenced_security_group_id = aws_security_group.this.id

  tags = var.tags
}
