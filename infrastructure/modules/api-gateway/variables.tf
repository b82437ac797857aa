variable "name" {
  description = "Name of the API."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,48}[a-z0-9]$", var.name))
    error_message = "name must be 3 to 50 lower-case letters, digits and hyphens, starting with a letter and not ending in a hyphen, such as \"checkout-dev\"."
  }
}

variable "description" {
  description = "What the API is for, in one sentence."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = length(var.description) <= 1024
    error_message = "description must be at most 1024 characters, such as \"Orders for the shop's pages.\"."
  }
}

variable "routes" {
  description = "What answers, by method and path. `lambda` takes outputs of the module lambda; `listener_arn` is the HTTPS listener of a load balancer behind `vpc_link`, and `server_name` the name in its certificate. A route wants a token (`jwt`) or a signature of IAM, unless `public`."
  type = map(object({
    lambda = optional(object({
      function_arn = string
      invoke_arn   = string
      qualifier    = optional(string, "live")
    }))
    listener_arn = optional(string, "")
    server_name  = optional(string, "")
    scopes       = optional(list(string), [])
    public       = optional(bool, false)
  }))
  nullable = false

  validation {
    condition     = length(var.routes) > 0
    error_message = "routes must have at least one, such as \"GET /orders/{id}\"."
  }

  validation {
    condition     = alltrue([for key in keys(var.routes) : can(regex("^(\\$default|(ANY|DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT) /[^\\s]*)$", key))])
    error_message = "Names in routes must be a method and a path, or $default, such as \"GET /orders/{id}\"."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : (route.lambda != null) != (route.listener_arn != "")])
    error_message = "Each of routes must lead to lambda or to listener_arn, not both; such as { lambda = { function_arn = module.orders.arn, invoke_arn = module.orders.live_invoke_arn } }."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.listener_arn == "" || can(regex("^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:listener/.+$", route.listener_arn))])
    error_message = "routes.listener_arn must be the ARN of a listener, such as the output https_listener_arn of the module alb."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.listener_arn == "" || can(regex("^[a-z0-9.-]+\\.[a-z]+$", route.server_name))])
    error_message = "routes with listener_arn need server_name, the name in the load balancer's certificate, such as \"checkout.connectly.example\"."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : route.listener_arn == ""]) || var.vpc_link != null
    error_message = "routes with listener_arn need vpc_link: the way into the VPC, such as { vpc_id = \"vpc-0a1b2c3d4e5f60718\", … }."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : length(route.scopes) == 0]) || var.jwt != null
    error_message = "routes with scopes need jwt: only a token has scopes. Such as jwt = { issuer = \"https://login.connectly.example/\", audience = [\"checkout\"] }."
  }

  validation {
    condition     = alltrue([for route in values(var.routes) : !(route.public && length(route.scopes) > 0)])
    error_message = "Each of routes must be public or have scopes, not both: nobody shows a token to a public one. Such as { lambda = …, scopes = [\"orders.read\"] }."
  }
}

variable "logs_kms_key_arn" {
  description = "Customer-managed KMS key for the log group. Its policy must allow the CloudWatch Logs service."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.logs_kms_key_arn))
    error_message = "logs_kms_key_arn must be the ARN of a key (not an alias), such as \"arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "jwt" {
  description = "Who issues the tokens of callers, and for whom. Without it, callers sign with their IAM role."
  type = object({
    issuer   = string
    audience = list(string)
  })
  default = null

  validation {
    condition     = var.jwt == null || can(regex("^https://[^\\s]+$", var.jwt.issuer))
    error_message = "jwt.issuer must be a URL with https, such as \"https://login.connectly.example/\"."
  }

  # Without an audience, a token made for any other application would do.
  validation {
    condition     = var.jwt == null || length(try(var.jwt.audience, [])) > 0
    error_message = "jwt.audience must name at least one, such as [\"checkout\"]."
  }
}

variable "vpc_link" {
  description = "Way to a load balancer in a VPC: its VPC, private subnets, and the load balancer's security group."
  type = object({
    vpc_id                          = string
    subnet_ids                      = list(string)
    load_balancer_security_group_id = string
  })
  default = null

  validation {
    condition     = var.vpc_link == null || can(regex("^vpc-[0-9a-f]+$", var.vpc_link.vpc_id))
    error_message = "vpc_link.vpc_id must be the id of a VPC, such as \"vpc-0a1b2c3d4e5f60718\"."
  }

  validation {
    condition     = var.vpc_link == null || length(distinct(try(var.vpc_link.subnet_ids, []))) >= 2
    error_message = "vpc_link.subnet_ids must name at least two subnets, in different availability zones, such as the contract network's private_subnet_ids."
  }

  validation {
    condition     = var.vpc_link == null || can(regex("^sg-[0-9a-f]+$", var.vpc_link.load_balancer_security_group_id))
    error_message = "vpc_link.load_balancer_security_group_id must be the id of a security group, such as \"sg-0a1b2c3d4e5f60718\"."
  }
}

variable "domain" {
  description = "Name under which the API answers, and its ACM certificate. AWS's own address is then off."
  type = object({
    name            = string
    certificate_arn = string
  })
  default = null

  validation {
    condition     = var.domain == null || can(regex("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", var.domain.name))
    error_message = "domain.name must be a domain in lower case, such as \"orders.connectly.example\"."
  }

  validation {
    condition     = var.domain == null || can(regex("^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+$", var.domain.certificate_arn))
    error_message = "domain.certificate_arn must be the ARN of an ACM certificate, such as \"arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab\"."
  }
}

variable "throttling" {
  description = "Requests that each route takes: per second, and at once."
  type = object({
    requests_per_second = optional(number, 50)
    burst               = optional(number, 100)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.throttling.requests_per_second >= 1 && var.throttling.requests_per_second <= 10000
    error_message = "throttling.requests_per_second must be from 1 to 10000, such as 50."
  }

  validation {
    condition     = var.throttling.burst >= 1 && var.throttling.burst <= 5000 && floor(var.throttling.burst) == var.throttling.burst
    error_message = "throttling.burst must be a whole number from 1 to 5000, such as 100."
  }
}

variable "cors_origins" {
  description = "Origins whose pages may call the API from a browser."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for origin in var.cors_origins : can(regex("^https://[a-z0-9.-]+(:[0-9]+)?$", origin))])
    error_message = "cors_origins must be origins with https and no path or wildcard, such as \"https://app.connectly.example\"."
  }
}

variable "log_retention_days" {
  description = "Days for which log events can be searched."
  type        = number
  default     = 30
  nullable    = false

  # Never 0: that keeps logs, and their cost, for ever.
  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be one that CloudWatch Logs offers (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653), such as 30."
  }
}

variable "tags" {
  description = "Tags for every resource: the output `tags` of the module common-tags."
  type        = map(string)
  default     = {}
  nullable    = false
}
