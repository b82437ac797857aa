# The way to Atlantis' API, inside the network: both halves are here, because Atlantis comes up first and knows no portal.
locals {
  atlantis_port = tonumber(regex(":([0-9]+)$", module.atlantis.values.internal_url)[0])
}

resource "aws_vpc_security_group_egress_rule" "atlantis" {
  security_group_id            = module.service.security_group_id
  description                  = "API of Atlantis"
  ip_protocol                  = "tcp"
  from_port                    = local.atlantis_port
  to_port                      = local.atlantis_port
  referenced_security_group_id = module.atlantis.values.security_group_id
}

resource "aws_vpc_security_group_ingress_rule" "atlantis" {
  security_group_id            = module.atlantis.values.security_group_id
  description                  = "The portal"
  ip_protocol                  = "tcp"
  from_port                    = local.atlantis_port
  to_port                      = local.atlantis_port
  referenced_security_group_id = module.service.security_group_id
}
