# A service with payment data, paid by a cost centre, with a tag of its own.
module "common_tags" {
  source = "../.."

  service     = "checkout"
  owner       = "group:default/payments"
  environment = "prod"
  repository  = "connectly/checkout"

  cost_center         = "CC-1042"
  data_classification = "restricted"
  tags                = { Product = "storefront" }
}

output "tags" {
  description = "Tags of the service."
  value       = module.common_tags.tags
}
