# No ingress: a function is called through Lambda, never through its address.
resource "aws_security_group" "this" {
  count = var.vpc == null ? 0 : 1

  name_prefix = "${var.name}-lambda-"
  description = "Function ${var.name}"
  vpc_id      = var.vpc.vpc_id

  tags = merge(var.tags, { Name = "${var.name}-lambda" })

  lifecycle {
    create_before_destroy = true
  }
}

# APIs, secrets, other services. Databases and caches open their own way (modules rds, elasticache).
resource "aws_vpc_security_group_egress_rule" "https" {
  count = var.vpc == null ? 0 : 1

  security_group_id = aws_security_group.this[0].id
  description       = "HTTPS to anywhere"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"

  tags = var.tags
}
