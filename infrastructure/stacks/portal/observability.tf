locals {
  balancer = element(split("loadbalancer/", module.balancer_front.arn), 1)
  target   = element(split(":", module.balancer_front.target_group_arn), 5)

  # What somebody is told. `wakes` is for what people cannot work around.
  alarms = merge({
    unhealthy = {
      text       = "Fewer than two portals answer.", namespace = "AWS/ApplicationELB", metric = "HealthyHostCount", statistic = "Minimum", below = true, threshold = 2
      dimensions = { LoadBalancer = local.balancer, TargetGroup = local.target }, missing = "breaching", wakes = true
    }
    errors = {
      text       = "More than ten answers in five minutes were errors.", namespace = "AWS/ApplicationELB", metric = "HTTPCode_Target_5XX_Count", statistic = "Sum", below = false, threshold = 10
      dimensions = { LoadBalancer = local.balancer, TargetGroup = local.target }, missing = "notBreaching", wakes = false
    }
    slow = {
      text       = "A page takes longer than two seconds on average.", namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", statistic = "Average", below = false, threshold = 2
      dimensions = { LoadBalancer = local.balancer, TargetGroup = local.target }, missing = "notBreaching", wakes = false
    }
    database-cpu = {
      text       = "The database is busy beyond 80 %.", namespace = "AWS/RDS", metric = "CPUUtilization", statistic = "Average", below = false, threshold = 80
      dimensions = { DBInstanceIdentifier = "platform-portal" }, missing = "notBreaching", wakes = false
    }
    database-storage = {
      text       = "The database has less than 4 GiB of room.", namespace = "AWS/RDS", metric = "FreeStorageSpace", statistic = "Minimum", below = true, threshold = 4294967296
      dimensions = { DBInstanceIdentifier = "platform-portal" }, missing = "notBreaching", wakes = true
    }
    },
    # A cache's metrics come by its nodes, of which any may be the primary.
    {
      for node in range(1, var.cache.replicas + 2) : "cache-memory-${node}" => {
        text       = "Node ${node} of the cache is full beyond 85 %.", namespace = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage", statistic = "Maximum", below = false, threshold = 85
        dimensions = { CacheClusterId = format("platform-portal-%03d", node) }, missing = "notBreaching", wakes = false
      }
  })
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name          = "platform-portal-${each.key}"
  alarm_description   = "${each.value.text} See infrastructure/stacks/portal, How it fails."
  namespace           = each.value.namespace
  metric_name         = each.value.metric
  statistic           = each.value.statistic
  dimensions          = each.value.dimensions
  comparison_operator = each.value.below ? "LessThanThreshold" : "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = 2
  treat_missing_data  = each.value.missing
  alarm_actions       = [each.value.wakes ? module.monitoring.values.critical_topic_arn : module.monitoring.values.alarm_topic_arn]
  ok_actions          = [each.value.wakes ? module.monitoring.values.critical_topic_arn : module.monitoring.values.alarm_topic_arn]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = "platform-portal"

  dashboard_body = jsonencode({
    widgets = [
      for index, name in sort(keys(local.alarms)) : {
        type   = "metric"
        x      = 8 * (index % 3)
        y      = 6 * floor(index / 3)
        width  = 8
        height = 6
        properties = {
          title       = local.alarms[name].text
          region      = var.region
          stat        = local.alarms[name].statistic
          period      = 300
          metrics     = [concat([local.alarms[name].namespace, local.alarms[name].metric], flatten([for key, value in local.alarms[name].dimensions : [key, value]]))]
          annotations = { horizontal = [{ label = name, value = local.alarms[name].threshold }] }
        }
      }
    ]
  })
}
