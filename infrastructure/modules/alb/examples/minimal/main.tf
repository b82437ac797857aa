# Ids and ARNs come from the contracts network and load-balancer (see contract-read).
module "load_balancer" {
  source = "../.."

  name               = "checkout-dev"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  certificate_arn    = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"
  access_logs_bucket = "dev-connectly-access-logs"
  target_port        = 8080
}

output "dns_name" {
  description = "Where the service answers."
  value       = module.load_balancer.dns_name
}
