module "network" {
  source = "../../modules/contract-read"

  stack       = "network"
  values      = ["vpc_id"]
  list_values = ["public_subnet_ids", "private_subnet_ids", "data_subnet_ids"]
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

module "logging" {
  source = "../../modules/contract-read"

  stack  = "logging"
  values = ["access_logs_bucket"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn", "amp_workspace_id", "critical_topic_arn"]
}

module "route53" {
  source = "../../modules/contract-read"

  stack  = "route53"
  values = ["public_zone_id"]
}

module "finops" {
  source = "../../modules/contract-read"

  stack  = "finops"
  values = ["athena_table", "athena_workgroup", "report_bucket"]
}

module "atlantis" {
  source = "../../modules/contract-read"

  stack  = "atlantis"
  values = ["api_secret_arn", "internal_url", "security_group_id"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "portal"

  values = {
    url               = "https://${local.host}"
    repository_url    = aws_ecr_repository.this.repository_url
    techdocs_bucket   = module.techdocs.name
    security_group_id = module.service.security_group_id
  }
}
