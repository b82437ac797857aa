module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["secrets_key_arn", "logs_key_arn"]
}

module "network" {
  source = "../../modules/contract-read"

  stack       = "network"
  values      = ["vpc_id"]
  list_values = ["private_subnet_ids"]
}

module "monitoring" {
  source = "../../modules/contract-read"

  stack  = "monitoring"
  values = ["alarm_topic_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "secrets-manager"

  values = {
    rotation_lambda_arn = module.rotation.live_arn
    read_policy_arn     = aws_iam_policy.read.arn
  }
}
