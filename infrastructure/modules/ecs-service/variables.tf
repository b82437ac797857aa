variable "name" {
  description = "Name of the service, its task family and its container."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,48}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 50 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-dev\"."
  }
}

variable "cluster_arn" {
  description = "ECS cluster that runs the service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:cluster/.+$", var.cluster_arn))
    error_message = "cluster_arn must be the ARN of an ECS cluster, such as \"arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform\"."
  }
}

variable "vpc_id" {
  description = "VPC of the tasks."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^vpc-[0-9a-f]+$", var.vpc_id))
    error_message = "vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }
}

variable "subnet_ids" {
  description = "Private subnets of the tasks."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(distinct(var.subnet_ids)) >= 2
    error_message = "subnet_ids must name at least two subnets, in different availability zones, such as the contract network's private_subnet_ids."
  }

  validation {
    condition     = alltrue([for id in var.subnet_ids : can(regex("^subnet-[0-9a-f]+$", id))])
    error_message = "subnet_ids must be ids of subnets, such as [\"subnet-0a1b2c3d4e5f60718\", \"subnet-0a1b2c3d4e5f60719\"]."
  }
}

variable "image" {
  description = "Container image with a tag or a digest."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[^\\s]+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$", var.image))
    error_message = "image must end in a tag or a sha256 digest, such as \"111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/checkout:1.4.2\"."
  }

  # latest means something else at every start of a task, so a rollback would roll back nothing.
  validation {
    condition     = !endswith(var.image, ":latest")
    error_message = "image must not use the tag latest; name a release, such as \"checkout:1.4.2\"."
  }
}

variable "container_port" {
  description = "Port on which the container listens."
  type        = number
  nullable    = false

  validation {
    condition     = var.container_port >= 1024 && var.container_port <= 65535 && floor(var.container_port) == var.container_port
    error_message = "container_port must be a whole number from 1024 to 65535 (the container has no privilege for lower ones), such as 8080."
  }
}

variable "log_group_name" {
  description = "CloudWatch log group for the container's output."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._/#-]{1,512}$", var.log_group_name))
    error_message = "log_group_name must be the name of a log group, not an ARN, such as \"/ecs/checkout\"."
  }
}

variable "task_role_arn" {
  description = "Role that the application runs with."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.task_role_arn))
    error_message = "task_role_arn must be the ARN of a role, such as \"arn:aws:iam::111122223333:role/checkout-task\"."
  }
}

variable "execution_role_arn" {
  description = "Role with which ECS pulls the image, writes logs and reads secrets."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.execution_role_arn))
    error_message = "execution_role_arn must be the ARN of a role, such as \"arn:aws:iam::111122223333:role/checkout-execution\"."
  }

  # Otherwise the application could read every secret that any start of a task needs.
  validation {
    condition     = var.execution_role_arn != var.task_role_arn
    error_message = "execution_role_arn and task_role_arn must be two roles, such as checkout-execution and checkout-task."
  }
}

variable "load_balancer" {
  description = "Where requests come from: outputs `target_group_arn` and `security_group_id` of the module alb."
  type = object({
    target_group_arn  = string
    security_group_id = string
  })
  nullable = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:targetgroup/.+$", var.load_balancer.target_group_arn))
    error_message = "load_balancer.target_group_arn must be the ARN of a target group, such as the output target_group_arn of the module alb."
  }

  validation {
    condition     = can(regex("^sg-[0-9a-f]+$", var.load_balancer.security_group_id))
    error_message = "load_balancer.security_group_id must be the id of a security group, such as \"sg-0a1b2c3d4e5f60718\"."
  }
}

variable "cpu" {
  description = "CPU units of a task (1024 are one vCPU)."
  type        = number
  default     = 256
  nullable    = false

  validation {
    condition     = contains([256, 512, 1024, 2048, 4096, 8192, 16384], var.cpu)
    error_message = "cpu must be one that Fargate offers: 256, 512, 1024, 2048, 4096, 8192 or 16384, such as 256."
  }
}

variable "memory_mib" {
  description = "Memory of a task in MiB."
  type        = number
  default     = 512
  nullable    = false

  # Ref. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
  validation {
    condition = contains(lookup({
      "256"   = [512, 1024, 2048]
      "512"   = range(1024, 4097, 1024)
      "1024"  = range(2048, 8193, 1024)
      "2048"  = range(4096, 16385, 1024)
      "4096"  = range(8192, 30721, 1024)
      "8192"  = range(16384, 61441, 4096)
      "16384" = range(32768, 122881, 8192)
    }, tostring(var.cpu), []), var.memory_mib)
    error_message = "memory_mib must be one that Fargate offers with this cpu: 512, 1024 or 2048 for 256; 2 to 8 times cpu in steps of 1024 up to 4096; such as cpu = 512, memory_mib = 1024."
  }
}

variable "cpu_architecture" {
  description = "Processor that the image was built for."
  type        = string
  default     = "ARM64"
  nullable    = false

  validation {
    condition     = contains(["ARM64", "X86_64"], var.cpu_architecture)
    error_message = "cpu_architecture must be ARM64 or X86_64, such as \"ARM64\"."
  }
}

variable "desired_count" {
  description = "Number of tasks. Has no effect while `autoscaling` is set."
  type        = number
  default     = 2
  nullable    = false

  validation {
    condition     = var.desired_count >= 0 && var.desired_count <= 100 && floor(var.desired_count) == var.desired_count
    error_message = "desired_count must be a whole number from 0 to 100, such as 2 (one in each of two zones)."
  }
}

variable "autoscaling" {
  description = "Bounds between which the number of tasks follows the CPU. Null keeps `desired_count` tasks."
  type = object({
    min_capacity       = number
    max_capacity       = number
    cpu_target_percent = optional(number, 60)
  })
  default = null

  validation {
    condition     = var.autoscaling == null ? true : var.autoscaling.min_capacity >= 1 && floor(var.autoscaling.min_capacity) == var.autoscaling.min_capacity
    error_message = "autoscaling.min_capacity must be a whole number of at least 1, such as 2 (one in each of two zones)."
  }

  validation {
    condition     = var.autoscaling == null ? true : var.autoscaling.max_capacity >= var.autoscaling.min_capacity && var.autoscaling.max_capacity <= 100
    error_message = "autoscaling.max_capacity must be from min_capacity to 100, such as min_capacity = 2, max_capacity = 10."
  }

  # Above 90 the tasks are overloaded before the next ones run; below 20 most of what is paid stands idle.
  validation {
    condition     = var.autoscaling == null ? true : var.autoscaling.cpu_target_percent >= 20 && var.autoscaling.cpu_target_percent <= 90
    error_message = "autoscaling.cpu_target_percent must be from 20 to 90, such as 60."
  }
}

variable "health_check_path" {
  description = "Path that ECS asks inside the container, by wget or curl, whichever the image has. Empty leaves the check to the load balancer."
  type        = string
  default     = ""
  nullable    = false

  # It becomes part of a shell command.
  validation {
    condition     = can(regex("^(/[A-Za-z0-9._~/-]*)?$", var.health_check_path))
    error_message = "health_check_path must be empty or start with / and hold letters, digits and . _ ~ / - only, such as \"/healthz\"."
  }
}

variable "health_check_grace_period_seconds" {
  description = "Seconds in which ECS does not listen to a new task's health checks: what it needs at most until it answers, such as to migrate an empty database."
  type        = number
  default     = 60
  nullable    = false

  # Longer than an hour, a release that never gets healthy would hardly be taken back.
  validation {
    condition     = var.health_check_grace_period_seconds >= 0 && var.health_check_grace_period_seconds <= 3600 && floor(var.health_check_grace_period_seconds) == var.health_check_grace_period_seconds
    error_message = "health_check_grace_period_seconds must be a whole number from 0 to 3600, such as 60."
  }
}

variable "environment" {
  description = "Environment variables by name. Never secrets: these are readable in the console."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.environment) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "Names in environment must be letters, digits and underscores, such as \"LOG_LEVEL\"."
  }

  validation {
    condition     = alltrue([for name in keys(var.environment) : !can(regex("(?i)(password|secret|token|private_?key)$", name))])
    error_message = "environment must not hold passwords, secrets, tokens or private keys; pass their ARN in secrets, such as secrets = { DATABASE_PASSWORD = module.database.master_secret_arn }."
  }
}

variable "secrets" {
  description = "Environment variables that ECS fills from Secrets Manager or SSM, by name: the ARN. The execution role must be allowed to read them."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name in keys(var.secrets) : can(regex("^[A-Za-z_][A-Za-z0-9_]*$", name))])
    error_message = "Names in secrets must be letters, digits and underscores, such as \"DATABASE_PASSWORD\"."
  }

  validation {
    condition     = alltrue([for arn in values(var.secrets) : can(regex("^arn:aws[a-z-]*:(secretsmanager|ssm):", arn))])
    error_message = "Values in secrets must be ARNs of Secrets Manager secrets or SSM parameters, such as \"arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:checkout-AbCdEf\"."
  }

  validation {
    condition     = length(setintersection(keys(var.secrets), keys(var.environment))) == 0
    error_message = "A name may be in secrets or in environment, not in both, such as DATABASE_PASSWORD in secrets only."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
