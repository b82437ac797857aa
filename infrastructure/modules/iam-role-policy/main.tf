locals {
  # Written with jsonencode rather than a data source, so that a plan shows the whole policy before anything exists.
  trust_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Trust"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = sort(var.trusted_services) }
    }]
  })

  permissions = jsonencode({
    Version = "2012-10-17"
    Statement = [
      for name, statement in var.statements : merge(
        {
          Sid      = name
          Effect   = "Allow"
          Action   = sort(statement.actions)
          Resource = sort(statement.resources)
        },
        length(statement.conditions) == 0 ? {} : {
          Condition = {
            for operator in distinct([for condition in statement.conditions : condition.test]) : operator => {
              for condition in statement.conditions : condition.variable => condition.values if condition.test == operator
            }
          }
        },
      )
    ]
  })
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "Assumed by ${join(", ", sort(var.trusted_services))}."
  assume_role_policy   = local.trust_policy
  permissions_boundary = var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn
  max_session_duration = 3600

  tags = var.tags
}

resource "aws_iam_role_policy" "this" {
  count = length(var.statements) > 0 ? 1 : 0

  name   = var.name
  role   = aws_iam_role.this.name
  policy = local.permissions
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each = toset(var.managed_policy_arns)

  role       = aws_iam_role.this.name
  policy_arn = each.value
}
