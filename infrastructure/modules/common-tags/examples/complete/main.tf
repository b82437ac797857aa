# With a tag of the caller's own.
module "common_tags" {
  source = "../.."

  service     = "checkout"
  owner       = "group:default/payments"
  environment = "prod"
  repository  = "connectly/checkout"
  tags        = { Product = "storefront" }
}

output "tags" {
  description = "Tags of the service."
  value       = module.common_tags.tags
}
