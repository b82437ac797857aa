output "parameter_names" {
  description = "Path of each published value, by its name."
  value       = module.contract.parameter_names
}

output "backend" {
  description = "What environments/<environment>.s3.tfbackend must say (map of strings)."
  value = {
    bucket         = aws_s3_bucket.state.bucket
    dynamodb_table = aws_dynamodb_table.lock.name
  }
}
