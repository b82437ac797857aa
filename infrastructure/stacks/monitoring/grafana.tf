resource "aws_grafana_workspace" "this" {
  name        = "platform"
  description = "Dashboards of the platform and its services in ${var.environment}."

  # People sign in with the organisation's identities, and the workspace reads with a role that is written here.
  account_access_type      = "CURRENT_ACCOUNT"
  authentication_providers = ["AWS_SSO"]
  permission_type          = "CUSTOMER_MANAGED"
  role_arn                 = aws_iam_role.grafana.arn
  data_sources             = ["CLOUDWATCH", "PROMETHEUS"]
  grafana_version          = "10.4"

  # Alerts are rules in this repository, not clicks in a dashboard; and nobody adds a plugin unseen.
  configuration = jsonencode({
    plugins         = { pluginAdminEnabled = false }
    unifiedAlerting = { enabled = false }
  })

  depends_on = [aws_iam_role_policy.grafana]
}

resource "aws_grafana_role_association" "this" {
  for_each = { for role, groups in var.grafana_groups : role => groups if length(groups) > 0 }

  workspace_id = aws_grafana_workspace.this.id
  role         = each.key
  group_ids    = each.value
}

resource "aws_iam_role" "grafana" {
  name        = "platform-grafana"
  description = "Grafana reads metrics and logs with it."

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "WorkspacesOfThisAccount"
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "grafana.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        StringLike   = { "aws:SourceArn" = "arn:aws:grafana:${var.region}:${local.account}:/workspaces/*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "grafana" {
  # checkov:skip=CKV_AWS_355: CloudWatch offers no resource for reading metrics
  name = "platform-grafana"
  role = aws_iam_role.grafana.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "ReadPrometheus"
        Effect   = "Allow"
        Action   = ["aps:DescribeWorkspace", "aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"]
        Resource = [aws_prometheus_workspace.this.arn]
      },
      {
        Sid      = "ReadMetrics"
        Effect   = "Allow"
        Action   = ["aps:ListWorkspaces", "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "tag:GetResources"]
        Resource = ["*"]
      },
      {
        Sid    = "ReadLogs"
        Effect = "Allow"
        Action = ["logs:DescribeLogGroups", "logs:GetLogGroupFields", "logs:GetLogEvents", "logs:GetQueryResults", "logs:StartQuery", "logs:StopQuery"]
        # What people did inside containers (/platform/cluster/exec) is no dashboard's business.
        Resource = [
          for prefix in ["/services/*", "/aws/lambda/*", "/platform/shared/*"] : "arn:aws:logs:${var.region}:${local.account}:log-group:${prefix}"
        ]
      },
    ]
  })
}
