output "service_name" {
  description = "Name of the ECS service."
  value       = aws_ecs_service.this.name
}

output "service_arn" {
  description = "ARN of the ECS service."
  value       = aws_ecs_service.this.id
}

output "security_group_id" {
  description = "Security group of the tasks: give it to whatever the service calls, such as `allowed_security_group_ids` of the module rds."
  value       = aws_security_group.this.id
}

output "task_definition_arn" {
  description = "ARN of the current task definition, with its revision."
  value       = aws_ecs_task_definition.this.arn
}
