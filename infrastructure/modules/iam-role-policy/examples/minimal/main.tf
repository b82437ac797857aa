# A role without permissions: the right start for a task that calls no AWS service.
module "task_role" {
  source = "../.."

  name             = "checkout-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]
}

output "role_name" {
  description = "Role for the task definition."
  value       = module.task_role.role_name
}
