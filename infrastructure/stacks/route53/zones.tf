data "aws_caller_identity" "current" {}

locals {
  account = data.aws_caller_identity.current.account_id
}

resource "aws_route53_zone" "public" {
  # checkov:skip=CKV2_AWS_38: signing needs a record at the registrar, by hand; a wrong step takes the whole domain down, so it is a decision of its own
  name    = var.domain
  comment = "What the Internet sees of ${var.environment}."

  # A new zone has other name servers, which nobody at the registrar knows.
  lifecycle {
    prevent_destroy = true
  }
}

# Only Amazon may issue certificates for the domain: somebody who takes a name over gets none elsewhere.
resource "aws_route53_record" "certificate_authorities" {
  zone_id = aws_route53_zone.public.zone_id
  name    = aws_route53_zone.public.name
  type    = "CAA"
  ttl     = 3600
  records = ["0 issue \"amazon.com\"", "0 issuewild \"amazon.com\""]
}

# A name of its own rather than the same domain twice: nobody has to guess which answer they got.
resource "aws_route53_zone" "private" {
  name    = "internal.${var.domain}"
  comment = "What only the network of ${var.environment} sees."

  vpc {
    vpc_id = module.network.values.vpc_id
  }

  lifecycle {
    prevent_destroy = true
  }
}

# A service that owns its subdomain changes records there without touching anybody else's.
resource "aws_route53_zone" "service" {
  # checkov:skip=CKV2_AWS_38: as for the domain above it
  for_each = var.service_zones

  name    = "${each.key}.${var.domain}"
  comment = "Records of the service ${each.key}."

  # A service's records are in no state but its own.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_route53_record" "service" {
  for_each = var.service_zones

  zone_id = aws_route53_zone.public.zone_id
  name    = aws_route53_zone.service[each.key].name
  type    = "NS"
  ttl     = 3600
  records = aws_route53_zone.service[each.key].name_servers
}

resource "aws_route53_record" "elsewhere" {
  for_each = var.delegations

  zone_id = aws_route53_zone.public.zone_id
  name    = "${each.key}.${var.domain}"
  type    = "NS"
  ttl     = 3600
  records = each.value
}
