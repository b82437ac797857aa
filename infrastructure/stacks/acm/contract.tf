module "route53" {
  source = "../../modules/contract-read"

  stack  = "route53"
  values = ["public_zone_id"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn"]
}

# Of the validation, not of the certificate: whoever reads it gets one that is issued.
module "contract" {
  source = "../../modules/contract-publish"

  stack = "acm"

  values = merge(
    { certificate_arn = aws_acm_certificate_validation.this["wildcard"].certificate_arn },
    { for name in keys(var.certificates) : "certificate_arn_${replace(name, "-", "_")}" => aws_acm_certificate_validation.this[name].certificate_arn },
  )
}
