output "parameter_names" {
  description = "Path of each published value, by its name."
  value       = module.contract.parameter_names
}

output "aliases" {
  description = "Alias of each key, by the key's name (map of strings)."
  value       = { for name, alias in aws_kms_alias.this : name => alias.name }
}
