variable "stack" {
  description = "Stack whose contract is read: the second part of the path `/platform/<stack>/<value>`."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,38}[a-z0-9]$", var.stack))
    error_message = "stack must be 3 to 40 lower-case letters, digits and hyphens, such as \"load-balancer\"."
  }
}

variable "values" {
  description = "Names of the single values to read."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.values : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "Names in values must be lower-case letters, digits and underscores, such as \"vpc_id\"."
  }
}

variable "list_values" {
  description = "Names of the lists to read."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.list_values : can(regex("^[a-z][a-z0-9_]*$", name))])
    error_message = "Names in list_values must be lower-case letters, digits and underscores, such as \"private_subnet_ids\"."
  }

  validation {
    condition     = length(setintersection(var.list_values, var.values)) == 0
    error_message = "A name is either a single value or a list: put \"vpc_id\" in values and \"private_subnet_ids\" in list_values."
  }
}
