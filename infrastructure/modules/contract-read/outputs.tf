# The provider marks every parameter as sensitive. Contracts hold identifiers, never secrets (contract-publish says so),
# and a plan in which every subnet reads "(sensitive value)" cannot be reviewed.

output "values" {
  description = "Single values by name (map of strings)."
  value       = { for name, parameter in data.aws_ssm_parameter.value : name => nonsensitive(parameter.value) }
}

output "list_values" {
  description = "Lists by name (map of lists of strings)."
  value       = { for name, parameter in data.aws_ssm_parameter.list : name => split(",", nonsensitive(parameter.value)) }
}
