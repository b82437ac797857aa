output "arn" {
  description = "ARN of the function, without a version."
  value       = aws_lambda_function.this.arn
}

output "live_arn" {
  description = "ARN of the alias `live`: what callers name."
  value       = aws_lambda_alias.live.arn
}

output "live_invoke_arn" {
  description = "ARN with which API Gateway calls the alias `live`."
  value       = aws_lambda_alias.live.invoke_arn
}

output "role_name" {
  description = "Role that the function runs with, for further policies."
  value       = aws_iam_role.this.name
}

output "security_group_id" {
  description = "Security group of the function in a VPC, for a database's or cache's clients; empty without one."
  value       = one(concat(aws_security_group.this[*].id, var.vpc == null ? [""] : []))
}

output "log_group_name" {
  description = "Log group of the function."
  value       = aws_cloudwatch_log_group.this.name
}

output "dead_letter_queue_arn" {
  description = "Queue of the calls that failed for good, for an alarm."
  value       = aws_sqs_queue.dead_letters.arn
}

output "invoke_policy_json" {
  description = "IAM policy (JSON) that lets a role call the alias `live`."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Invoke", Effect = "Allow", Action = ["lambda:InvokeFunction"], Resource = [aws_lambda_alias.live.arn] },
    ]
  })
}
