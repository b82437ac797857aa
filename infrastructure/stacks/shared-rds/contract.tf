module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["rds_key_arn", "logs_key_arn"]
}

module "network" {
  source = "../../modules/contract-read"

  stack       = "network"
  values      = ["vpc_id", "vpc_cidr"]
  list_values = ["data_subnet_ids"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "shared-rds"

  values = merge(
    {
      endpoint          = module.database.endpoint
      port              = tostring(module.database.port)
      security_group_id = module.database.security_group_id
      admin_secret_arn  = module.database.master_secret_arn
    },
    { for service, key in local.keys : "database_${key}" => service },
    { for service, key in local.keys : "connect_policy_arn_${key}" => aws_iam_policy.connect[service].arn },
  )
}
