# Ids and ARNs come from the contracts network and kms (see contract-read). Nobody may connect yet.
module "cache" {
  source = "../.."

  name             = "checkout-dev"
  vpc_id           = "vpc-0a1b2c3d4e5f60718"
  subnet_ids       = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

output "port" {
  description = "Port of the cache."
  value       = module.cache.port
}
