module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "cluster"

  values = {
    cluster_arn    = aws_ecs_cluster.this.arn
    cluster_name   = aws_ecs_cluster.this.name
    namespace_arn  = aws_service_discovery_http_namespace.this.arn
    exec_log_group = module.exec_log.name
  }
}
