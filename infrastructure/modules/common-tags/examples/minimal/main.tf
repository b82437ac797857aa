# The four facts that every resource must tell about itself.
module "common_tags" {
  source = "../.."

  service     = "checkout"
  owner       = "group:default/payments"
  environment = "dev"
  repository  = "connectly/checkout"
}

output "tags" {
  description = "Tags of the service."
  value       = module.common_tags.tags
}
