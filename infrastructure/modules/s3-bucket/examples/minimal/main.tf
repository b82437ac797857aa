# The key and the bucket for access logs come from the platform's contracts (see contract-read).
module "bucket" {
  source = "../.."

  name               = "dev-connectly-checkout"
  kms_key_arn        = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  access_logs_bucket = "dev-connectly-access-logs"
}

output "arn" {
  description = "ARN of the bucket."
  value       = module.bucket.arn
}
