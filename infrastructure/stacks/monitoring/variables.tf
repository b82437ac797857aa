# The same in every stack: environments/<environment>.tfvars.json sets them.

variable "organisation" {
  description = "Name of the organisation, which is part of every bucket's name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,30}[a-z0-9]$", var.organisation))
    error_message = "organisation must be 3 to 32 lower-case letters, digits and hyphens, such as \"connectly\"."
  }
}

variable "environment" {
  description = "Environment, which is an AWS account of its own."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["dev", "stg", "prod"], var.environment)
    error_message = "environment must be one of dev, stg and prod, such as \"dev\"."
  }
}

variable "region" {
  description = "Region of everything that the platform runs."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]$", var.region))
    error_message = "region must be the code of a region, such as \"ap-northeast-2\"."
  }
}

variable "domain" {
  description = "Domain that the environment owns, without a final dot."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$", var.domain))
    error_message = "domain must be a domain in lower case without a final dot, such as \"dev.connectly.example\"."
  }
}

# The stack's own: <environment>.tfvars.json sets them.

variable "grafana_groups" {
  description = "Groups of IAM Identity Center with each role in Grafana, by their ids. Everybody else stays outside."
  type = object({
    ADMIN  = list(string)
    EDITOR = list(string)
    VIEWER = list(string)
  })
  nullable = false

  validation {
    condition = alltrue([
      for group in concat(var.grafana_groups.ADMIN, var.grafana_groups.EDITOR, var.grafana_groups.VIEWER) :
      can(regex("^([0-9a-f]{10}-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", group))
    ])
    error_message = "grafana_groups must hold ids of groups, not their names, such as \"9b672a1f5c-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\"."
  }

  validation {
    condition     = length(var.grafana_groups.ADMIN) > 0
    error_message = "grafana_groups.ADMIN must name at least one group: without one nobody can mend a dashboard, such as [\"9b672a1f5c-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9\"]."
  }

  validation {
    condition = length(setintersection(var.grafana_groups.ADMIN, concat(var.grafana_groups.EDITOR, var.grafana_groups.VIEWER))) == 0 && (
      length(setintersection(var.grafana_groups.EDITOR, var.grafana_groups.VIEWER)) == 0
    )
    error_message = "grafana_groups must name a group under one role only: a higher role holds what a lower one may."
  }
}

variable "slack" {
  description = "Workspace of Slack (authorised once by hand in the console), and the channels of alarms and of critical alarms, by their ids."
  type = object({
    workspace_id        = string
    alarm_channel_id    = string
    critical_channel_id = string
  })
  nullable = false

  validation {
    condition     = can(regex("^T[A-Z0-9]{7,20}$", var.slack.workspace_id))
    error_message = "slack.workspace_id must be the id of a workspace, such as \"T0PLATFORM\"."
  }

  validation {
    condition     = alltrue([for channel in [var.slack.alarm_channel_id, var.slack.critical_channel_id] : can(regex("^[CG][A-Z0-9]{7,20}$", channel))])
    error_message = "Channels of slack must be ids, not names, such as \"C0ALARMSDEV\"."
  }

  # Who gets hundreds of messages reads none.
  validation {
    condition     = var.slack.alarm_channel_id != var.slack.critical_channel_id
    error_message = "slack.critical_channel_id must be another channel than alarm_channel_id, such as \"C0CRITICAL\": what wakes somebody must not drown."
  }
}

variable "log_retention_days" {
  description = "Days for which it can be searched what Prometheus says about its rules and alerts."
  type        = number
  nullable    = false

  validation {
    condition     = contains([14, 30, 60, 90, 120, 150, 180, 365, 400], var.log_retention_days)
    error_message = "log_retention_days must be at least 14 and one that CloudWatch Logs offers, such as 30."
  }
}

variable "repeat_hours" {
  description = "Hours after which an alert that still fires is said again."
  type = object({
    alarm    = number
    critical = number
  })
  nullable = false

  validation {
    condition     = alltrue([for hours in values(var.repeat_hours) : hours >= 1 && hours <= 168 && floor(hours) == hours])
    error_message = "Hours of repeat_hours must be whole numbers from 1 to 168, such as { alarm = 24, critical = 4 }."
  }

  validation {
    condition     = var.repeat_hours.critical <= var.repeat_hours.alarm
    error_message = "repeat_hours.critical must be at most repeat_hours.alarm, such as { alarm = 24, critical = 4 }."
  }
}

variable "lambda_concurrency_limit" {
  description = "Calls of functions at the same time that the account allows; the alarm comes at four fifths of it."
  type        = number
  nullable    = false

  validation {
    condition     = var.lambda_concurrency_limit >= 10 && floor(var.lambda_concurrency_limit) == var.lambda_concurrency_limit
    error_message = "lambda_concurrency_limit must be a whole number from 10, such as 1000, which is the quota of a new account."
  }
}
