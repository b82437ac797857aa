output "parameter_names" {
  description = "Path of each published value, by its name."
  value       = module.contract.parameter_names
}
