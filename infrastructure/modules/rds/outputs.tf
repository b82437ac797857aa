output "endpoint" {
  description = "Host name of the database, without the port."
  value       = aws_db_instance.this.address
}

output "port" {
  description = "Port of the database (number)."
  value       = local.port
}

output "database_name" {
  description = "Name of the first database."
  value       = var.database_name
}

output "master_secret_arn" {
  description = "Secrets Manager secret with the keys `username` and `password`, which RDS rotates."
  value       = one(aws_db_instance.this.master_user_secret[*].secret_arn)
}

output "security_group_id" {
  description = "Security group of the database."
  value       = aws_security_group.this.id
}
