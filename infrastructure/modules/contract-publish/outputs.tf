output "parameter_names" {
  description = "Path of each published value, by its name."
  value = merge(
    { for name, parameter in aws_ssm_parameter.value : name => parameter.name },
    { for name, parameter in aws_ssm_parameter.list : name => parameter.name },
  )
}
