# Ids and ARNs come from the contracts network and kms (see contract-read). Nobody may connect yet.
module "database" {
  source = "../.."

  name        = "checkout-dev"
  engine      = "postgres"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
  subnet_ids  = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

output "endpoint" {
  description = "Where the database answers."
  value       = module.database.endpoint
}
