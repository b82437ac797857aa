# The keys come from the contract kms (see contract-read), the zip from the service's own build.
module "receipts" {
  source = "../.."

  name             = "checkout-receipts-dev"
  runtime          = "nodejs22.x"
  handler          = "index.handler"
  package          = { s3_bucket = "dev-connectly-releases", s3_key = "receipts/1.4.2.zip", sha256_base64 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=" }
  kms_key_arn      = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  logs_kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ac"
}

output "live_arn" {
  description = "What callers name."
  value       = module.receipts.live_arn
}
