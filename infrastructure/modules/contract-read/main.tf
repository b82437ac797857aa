data "aws_ssm_parameter" "value" {
  for_each = var.values

  name = "/platform/${var.stack}/${each.key}"
}

data "aws_ssm_parameter" "list" {
  for_each = var.list_values

  name = "/platform/${var.stack}/${each.key}"

  lifecycle {
    postcondition {
      condition     = self.type == "StringList"
      error_message = "/platform/${var.stack}/${each.key} is a single value: read it with values = [\"${each.key}\"]."
    }
  }
}
