# The key comes from the platform's contract kms (see contract-read).
module "topic" {
  source = "../.."

  name        = "checkout-dev-events"
  kms_key_arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

output "arn" {
  description = "ARN of the topic."
  value       = module.topic.arn
}
