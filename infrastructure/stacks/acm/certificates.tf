locals {
  certificates = merge(
    { wildcard = { domain = var.domain, alternative_names = ["*.${var.domain}"] } },
    var.certificates,
  )

  # `example` and `*.example` are proven by the same record, in whichever certificate they are.
  proven_by = {
    for name, certificate in local.certificates : name => toset([
      for domain in concat([certificate.domain], certificate.alternative_names) : trimprefix(domain, "*.")
    ])
  }

  records = {
    for option in flatten([for certificate in aws_acm_certificate.this : tolist(certificate.domain_validation_options)]) :
    trimprefix(option.domain_name, "*.") => option...
  }
}

resource "aws_acm_certificate" "this" {
  for_each = local.certificates

  domain_name               = each.value.domain
  subject_alternative_names = each.value.alternative_names
  validation_method         = "DNS"

  options {
    certificate_transparency_logging_preference = "ENABLED"
  }

  tags = { Name = each.key }

  # Load balancers hold the old one until they have the new one.
  lifecycle {
    create_before_destroy = true
  }
}

# They stay: ACM renews by looking at them again.
resource "aws_route53_record" "validation" {
  for_each = toset(flatten([for names in values(local.proven_by) : tolist(names)]))

  zone_id = module.route53.values.public_zone_id
  name    = local.records[each.key][0].resource_record_name
  type    = local.records[each.key][0].resource_record_type
  ttl     = 300
  records = [local.records[each.key][0].resource_record_value]
}

resource "aws_acm_certificate_validation" "this" {
  for_each = local.certificates

  certificate_arn         = aws_acm_certificate.this[each.key].arn
  validation_record_fqdns = [for domain in local.proven_by[each.key] : aws_route53_record.validation[domain].fqdn]

  # DNS answers within minutes; what is not proven by then has a wrong delegation.
  timeouts {
    create = "30m"
  }
}
