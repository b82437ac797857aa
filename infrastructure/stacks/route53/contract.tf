module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "network" {
  source = "../../modules/contract-read"

  stack  = "network"
  values = ["vpc_id"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "route53"

  values = merge(
    {
      public_zone_id  = aws_route53_zone.public.zone_id
      private_zone_id = aws_route53_zone.private.zone_id
      domain          = aws_route53_zone.public.name
      private_domain  = aws_route53_zone.private.name
    },
    # names that are known without a state: `terraform import` refuses others
    { for service in var.service_zones : "zone_id_${replace(service, "-", "_")}" => aws_route53_zone.service[service].zone_id },
  )

  list_values = {
    public_zone_name_servers = aws_route53_zone.public.name_servers
  }
}
