variable "name" {
  description = "Name of the role and of its inline policy."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9_-]{0,63}$", var.name))
    error_message = "name must be 1 to 64 letters, digits, hyphens and underscores, starting with a letter, such as \"checkout-task\"."
  }
}

variable "trusted_services" {
  description = "AWS services that may assume the role."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.trusted_services) > 0
    error_message = "trusted_services must name at least one service, such as [\"ecs-tasks.amazonaws.com\"]."
  }

  validation {
    condition     = alltrue([for service in var.trusted_services : can(regex("^[a-z0-9.-]+\\.amazonaws\\.com$", service))])
    error_message = "trusted_services must be service principals, such as \"ecs-tasks.amazonaws.com\"."
  }
}

variable "statements" {
  description = "What the role may do, by statement name: only Allow, with the narrowest actions and resources that work."
  type = map(object({
    actions   = list(string)
    resources = list(string)
    conditions = optional(list(object({
      test     = string
      variable = string
      values   = list(string)
    })), [])
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.statements) : can(regex("^[A-Za-z0-9]+$", name))])
    error_message = "Names of statements become Sids: letters and digits only, such as \"ReadOrders\"."
  }

  validation {
    condition     = alltrue([for statement in values(var.statements) : length(statement.actions) > 0 && length(statement.resources) > 0])
    error_message = "Each statement must name at least one action and one resource, such as actions = [\"s3:GetObject\"], resources = [\"arn:aws:s3:::orders/*\"]."
  }

  validation {
    condition = alltrue(flatten([
      for statement in values(var.statements) : [for action in statement.actions : can(regex("^[a-z0-9-]+:[A-Za-z]+\\*?$", action))]
    ]))
    error_message = "Actions must name a service and an action and not be `*` or `service:*`, such as \"s3:GetObject\" or \"s3:Get*\"."
  }

  # Only actions that read, or that AWS offers without resource-level permissions, make sense on everything.
  validation {
    condition = alltrue([
      for statement in values(var.statements) : !contains(statement.resources, "*") || length(statement.conditions) > 0 || alltrue([
        for action in statement.actions : can(regex(":(Get|List|Describe|BatchGet|PutMetricData|PutTraceSegments|PutTelemetryRecords)", action))
      ])
    ])
    error_message = "Resource * is only for reading actions, or with a condition; name the resource, such as \"arn:aws:s3:::orders/*\"."
  }

  validation {
    condition = alltrue(flatten([
      for statement in values(var.statements) : [for resource in statement.resources : resource == "*" || can(regex("^arn:aws[a-z-]*:[a-z0-9-]+:", resource))]
    ]))
    error_message = "Resources must be ARNs, such as \"arn:aws:s3:::orders/*\"."
  }
}

variable "managed_policy_arns" {
  description = "Managed policies to attach."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.managed_policy_arns : can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", arn))])
    error_message = "managed_policy_arns must be ARNs of IAM policies, such as \"arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy\"."
  }

  validation {
    condition     = alltrue([for arn in var.managed_policy_arns : !can(regex("/(AdministratorAccess|PowerUserAccess|[A-Za-z0-9_-]*FullAccess[A-Za-z0-9_-]*)$", arn))])
    error_message = "managed_policy_arns must not grant administrator, power-user or full access; attach a narrow policy, such as \"arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy\"."
  }
}

variable "permissions_boundary_arn" {
  description = "Policy that bounds what the role can ever be allowed. Empty for none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.permissions_boundary_arn == "" || can(regex("^arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/.+$", var.permissions_boundary_arn))
    error_message = "permissions_boundary_arn must be empty or a policy's ARN, such as \"arn:aws:iam::111122223333:policy/service-boundary\"."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
