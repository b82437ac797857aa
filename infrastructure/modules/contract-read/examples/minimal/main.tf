# The one value that a task in the shared network needs.
module "network" {
  source = "../.."

  stack  = "network"
  values = ["vpc_id"]
}

output "vpc_id" {
  description = "Shared network."
  value       = module.network.values["vpc_id"]
}
