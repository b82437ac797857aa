output "endpoint" {
  description = "Host name of the primary, which reads and writes. TLS only."
  value       = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "reader_endpoint" {
  description = "Host name that spreads reads over the replicas. TLS only."
  value       = aws_elasticache_replication_group.this.reader_endpoint_address
}

output "port" {
  description = "Port of the cache (number)."
  value       = local.port
}

output "security_group_id" {
  description = "Security group of the cache."
  value       = aws_security_group.this.id
}

output "user_names" {
  description = "Names with which the users sign in (map of strings), by their keys in `users`."
  value       = { for key, user in aws_elasticache_user.this : key => user.user_name }
}

output "connect_policies_json" {
  description = "IAM policies (map of JSON), by the keys in `users` that have no password: each lets a role sign in as that user, and as no other."
  value = {
    for key, user in aws_elasticache_user.this : key => jsonencode({
      Version = "2012-10-17"
      Statement = [
        { Sid = "Connect", Effect = "Allow", Action = ["elasticache:Connect"], Resource = [aws_elasticache_replication_group.this.arn, user.arn] },
      ]
    }) if !contains(local.password_users, key)
  }
}
