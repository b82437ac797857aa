# Both sides of a contract. In real life they are two repositories; here the reader waits for the publisher.
module "publish" {
  source = "../../../contract-publish"

  stack       = "example-contract"
  values      = { vpc_id = "vpc-0a1b2c3d4e5f60718" }
  list_values = { private_subnet_ids = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"] }
}

module "read" {
  source     = "../.."
  depends_on = [module.publish]

  stack       = "example-contract"
  values      = ["vpc_id"]
  list_values = ["private_subnet_ids"]
}

output "vpc_id" {
  description = "Value as read."
  value       = module.read.values["vpc_id"]
}

output "private_subnet_ids" {
  description = "List as read."
  value       = module.read.list_values["private_subnet_ids"]
}
