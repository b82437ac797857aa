data "aws_caller_identity" "current" {}

locals {
  # Database and table of the costs.
  costs = split(".", module.finops.values.athena_table)

  account = data.aws_caller_identity.current.account_id

  # What app-config.production.yaml names, and what comes before a plugin names it.
  environment = {
    PORTAL_URL             = "https://${local.host}"
    POSTGRES_HOST          = module.database.endpoint
    POSTGRES_PORT          = tostring(module.database.port)
    GITHUB_APP_ID          = tostring(var.github_app.id)
    GITHUB_APP_CLIENT_ID   = var.github_app.client_id
    GITHUB_OAUTH_CLIENT_ID = var.oauth_client_id
    TECHDOCS_BUCKET        = module.techdocs.name
    ATLANTIS_URL           = module.atlantis.values.internal_url
    CACHE_HOST             = module.cache.endpoint
    CACHE_PORT             = tostring(module.cache.port)
    CACHE_USER             = module.cache.user_names["portal"]
    NODE_ENV               = "production"
  }

  secret_variables = {
    PLATFORM_CREATION_KEY      = aws_secretsmanager_secret.this["creation"].arn
    SESSION_SECRET             = aws_secretsmanager_secret.this["session"].arn
    GITHUB_WEBHOOK_SECRET      = aws_secretsmanager_secret.this["webhook"].arn
    GITHUB_APP_CLIENT_SECRET   = aws_secretsmanager_secret.this["app-client"].arn
    GITHUB_APP_PRIVATE_KEY     = aws_secretsmanager_secret.this["app-key"].arn
    GITHUB_OAUTH_CLIENT_SECRET = aws_secretsmanager_secret.this["oauth"].arn
    ATLANTIS_API_SECRET        = module.atlantis.values.api_secret_arn
    CACHE_PASSWORD             = aws_secretsmanager_secret.this["cache"].arn
    POSTGRES_USER              = "${module.database.master_secret_arn}:username::"
    POSTGRES_PASSWORD          = "${module.database.master_secret_arn}:password::"
  }
}

module "log_group" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/platform/portal"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.log_retention_days

  tags = module.common_tags.tags
}

locals {
  # What the portal reads: documents, contracts, logs and metrics of services, costs. It changes nothing in AWS but its documents.
  task_statements = {
    Observe = {
      actions = [
        "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "logs:DescribeLogGroups", "logs:GetQueryResults", "logs:ListTagsForResource",
      ]
      resources = ["*"]
    }
    QueryServiceLogs = {
      actions   = ["logs:StartQuery", "logs:StopQuery"]
      resources = ["arn:aws:logs:${var.region}:${local.account}:log-group:/services/*"]
    }
    QueryMetrics = {
      actions   = ["aps:GetLabels", "aps:GetMetricMetadata", "aps:GetSeries", "aps:QueryMetrics"]
      resources = ["arn:aws:aps:${var.region}:${local.account}:workspace/${module.monitoring.values.amp_workspace_id}"]
    }
    QueryCosts = {
      actions   = ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution", "athena:StopQueryExecution"]
      resources = ["arn:aws:athena:${var.region}:${local.account}:workgroup/${module.finops.values.athena_workgroup}"]
    }
    FindCosts = {
      actions = ["glue:GetDatabase", "glue:GetPartitions", "glue:GetTable"]
      resources = [
        for resource in ["catalog", "database/${local.costs[0]}", "table/${local.costs[0]}/${local.costs[1]}"] :
        "arn:aws:glue:${var.region}:${local.account}:${resource}"
      ]
    }
    ReadCosts = {
      actions   = ["s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket"]
      resources = [for path in ["", "/*"] : "arn:aws:s3:::${module.finops.values.report_bucket}${path}"]
    }
    # Where the workgroup puts what a query found.
    KeepResults = {
      actions   = ["s3:AbortMultipartUpload", "s3:PutObject"]
      resources = ["arn:aws:s3:::${module.finops.values.report_bucket}/results/*"]
    }
    DecryptCosts = {
      actions    = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources  = [module.kms.values.logs_key_arn]
      conditions = [{ test = "StringEquals", variable = "kms:ViaService", values = ["s3.${var.region}.amazonaws.com"] }]
    }
    ReadContracts = {
      actions   = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]
      resources = ["arn:aws:ssm:${var.region}:${local.account}:parameter/platform/*"]
    }
  }
}

module "task_role" {
  source = "../../modules/iam-role-policy"

  name             = "portal-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]

  statements = local.task_statements

  tags = module.common_tags.tags
}

resource "aws_iam_role_policy" "documents" {
  name   = "documents"
  role   = module.task_role.role_name
  policy = module.techdocs.read_policy_json
}

# The portal builds the pages of a repository when somebody reads them, and keeps them for its other tasks.
resource "aws_iam_role_policy" "documents_write" {
  name   = "documents-write"
  role   = module.task_role.role_name
  policy = module.techdocs.write_policy_json
}

module "execution_role" {
  source = "../../modules/iam-role-policy"

  name                = "portal-execution"
  trusted_services    = ["ecs-tasks.amazonaws.com"]
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]

  statements = {
    ReadSecrets = {
      actions = ["secretsmanager:GetSecretValue"]
      resources = concat(
        [for name in ["creation", "session", "webhook", "app-client", "app-key", "oauth", "cache"] : aws_secretsmanager_secret.this[name].arn],
        [module.database.master_secret_arn, module.atlantis.values.api_secret_arn],
      )
    }
    DecryptSecrets = {
      actions   = ["kms:Decrypt"]
      resources = [module.kms.values.secrets_key_arn, module.kms.values.rds_key_arn]
    }
  }

  tags = module.common_tags.tags
}

module "service" {
  source = "../../modules/ecs-service"

  name               = "platform-portal"
  cluster_arn        = module.cluster.values.cluster_arn
  vpc_id             = module.network.values.vpc_id
  subnet_ids         = module.network.list_values.private_subnet_ids
  image              = "${aws_ecr_repository.this.repository_url}:${var.image_tag}"
  container_port     = local.port
  cpu                = var.tasks.cpu
  memory_mib         = var.tasks.memory_mib
  autoscaling        = { min_capacity = var.tasks.min, max_capacity = var.tasks.max }
  health_check_path  = "/.backstage/health/v1/liveness"
  log_group_name     = module.log_group.name
  task_role_arn      = module.task_role.role_arn
  execution_role_arn = module.execution_role.role_arn
  environment        = local.environment
  secrets            = local.secret_variables

  # The first task answers 503 until every plugin has migrated its empty database.
  health_check_grace_period_seconds = 300

  load_balancer = {
    target_group_arn  = module.balancer_front.target_group_arn
    security_group_id = module.balancer_front.security_group_id
  }

  tags = module.common_tags.tags
}
