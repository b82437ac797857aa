# Application Auto Scaling owns the number of tasks of every service, scaled or not: `ignore_changes` cannot depend on a variable,
# and a Terraform that sets the number too would undo what scaling did. Without `autoscaling` both bounds are `desired_count`, and
# registering bounds takes the service to them, so that a changed `desired_count` works as before.

locals {
  capacity = {
    min = var.autoscaling == null ? var.desired_count : var.autoscaling.min_capacity
    max = var.autoscaling == null ? var.desired_count : var.autoscaling.max_capacity
  }
}

resource "aws_appautoscaling_target" "this" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${element(split("/", var.cluster_arn), 1)}/${aws_ecs_service.this.name}"
  min_capacity       = local.capacity.min
  max_capacity       = local.capacity.max

  tags = var.tags
}

resource "aws_appautoscaling_policy" "cpu" {
  count = var.autoscaling == null ? 0 : 1

  name               = "${var.name}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this.service_namespace
  scalable_dimension = aws_appautoscaling_target.this.scalable_dimension
  resource_id        = aws_appautoscaling_target.this.resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = var.autoscaling.cpu_target_percent
    scale_in_cooldown  = 300
    scale_out_cooldown = 60

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
