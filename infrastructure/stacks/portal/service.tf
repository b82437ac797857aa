data "aws_caller_identity" "current" {}

locals {
  # What app-config.production.yaml names. CACHE_… is for backend.cache, with a token that the task's role makes.
  environment = {
    PORTAL_URL             = "https://${local.host}"
    POSTGRES_HOST          = module.database.endpoint
    POSTGRES_PORT          = tostring(module.database.port)
    GITHUB_APP_ID          = tostring(var.github_app.id)
    GITHUB_APP_CLIENT_ID   = var.github_app.client_id
    GITHUB_OAUTH_CLIENT_ID = var.oauth_client_id
    TECHDOCS_BUCKET        = module.techdocs.name
    CACHE_HOST             = module.cache.endpoint
    CACHE_PORT             = tostring(module.cache.port)
    CACHE_USER             = module.cache.user_names["portal"]
    NODE_ENV               = "production"
  }

  secret_variables = {
    BACKEND_SECRET             = aws_secretsmanager_secret.this["backend"].arn
    SESSION_SECRET             = aws_secretsmanager_secret.this["session"].arn
    GITHUB_WEBHOOK_SECRET      = aws_secretsmanager_secret.this["webhook"].arn
    GITHUB_APP_CLIENT_SECRET   = aws_secretsmanager_secret.this["app-client"].arn
    GITHUB_APP_PRIVATE_KEY     = aws_secretsmanager_secret.this["app-key"].arn
    GITHUB_OAUTH_CLIENT_SECRET = aws_secretsmanager_secret.this["oauth"].arn
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

# What the portal reads: documents, contracts, logs and metrics of services. It changes nothing in AWS.
module "task_role" {
  source = "../../modules/iam-role-policy"

  name             = "portal-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]

  statements = {
    Observe = {
      actions = [
        "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "logs:DescribeLogGroups", "logs:GetQueryResults", "logs:ListTagsForResource",
      ]
      resources = ["*"]
    }
    QueryServiceLogs = {
      actions   = ["logs:StartQuery", "logs:StopQuery"]
      resources = ["arn:aws:logs:${var.region}:${data.aws_caller_identity.current.account_id}:log-group:/services/*"]
    }
    ReadContracts = {
      actions   = ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]
      resources = ["arn:aws:ssm:${var.region}:${data.aws_caller_identity.current.account_id}:parameter/platform/*"]
    }
  }

  tags = module.common_tags.tags
}

resource "aws_iam_role_policy" "documents" {
  name   = "documents"
  role   = module.task_role.role_name
  policy = module.techdocs.read_policy_json
}

resource "aws_iam_role_policy" "cache" {
  name   = "cache"
  role   = module.task_role.role_name
  policy = module.cache.connect_policies_json["portal"]
}

module "execution_role" {
  source = "../../modules/iam-role-policy"

  name                = "portal-execution"
  trusted_services    = ["ecs-tasks.amazonaws.com"]
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]

  statements = {
    ReadSecrets = {
      actions   = ["secretsmanager:GetSecretValue"]
      resources = concat([for name in ["backend", "session", "webhook", "app-client", "app-key", "oauth"] : aws_secretsmanager_secret.this[name].arn], [module.database.master_secret_arn])
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

  load_balancer = {
    target_group_arn  = module.balancer_front.target_group_arn
    security_group_id = module.balancer_front.security_group_id
  }

  tags = module.common_tags.tags
}
