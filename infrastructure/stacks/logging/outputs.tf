output "parameter_names" {
  description = "Path of each published value, by its name."
  value       = module.contract.parameter_names
}

output "log_group_names" {
  description = "Shared log groups, by their short name (map of strings)."
  value       = { for name, group in module.shared : name => group.name }
}

output "athena_table" {
  description = "Table of the archive, as database.table."
  value       = "${aws_glue_catalog_database.logs.name}.${aws_glue_catalog_table.archive.name}"
}
