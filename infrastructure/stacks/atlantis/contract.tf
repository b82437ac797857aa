module "network" {
  source = "../../modules/contract-read"

  stack       = "network"
  values      = ["vpc_id"]
  list_values = ["public_subnet_ids", "private_subnet_ids"]
}

module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["ecr_key_arn", "logs_key_arn", "rds_key_arn", "secrets_key_arn"]
}

module "cluster" {
  source = "../../modules/contract-read"

  stack  = "cluster"
  values = ["cluster_arn", "cluster_name"]
}

module "balancer" {
  source = "../../modules/contract-read"

  stack  = "load-balancer"
  values = ["access_logs_bucket", "certificate_arn", "web_acl_arn"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn", "critical_topic_arn"]
}

module "route53" {
  source = "../../modules/contract-read"

  stack  = "route53"
  values = ["public_zone_id"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "atlantis"

  values = {
    url               = "https://${local.host}"
    security_group_id = module.tasks.id
    repository_url    = aws_ecr_repository.this.repository_url
    task_role_arn     = module.task_role.role_arn
    internal_url      = local.internal_url
    api_secret_arn    = aws_secretsmanager_secret.this["api"].arn
  }
}
