# One value that other repositories may rely on.
module "contract" {
  source = "../.."

  stack  = "cluster"
  values = { cluster_name = "platform" }
}

output "parameter_names" {
  description = "Published paths."
  value       = module.contract.parameter_names
}
