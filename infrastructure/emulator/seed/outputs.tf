output "parameter_names" {
  description = "Path of each published value, by contract and name."
  value = {
    bootstrap      = module.bootstrap_contract.parameter_names
    network        = module.network_contract.parameter_names
    kms            = module.kms_contract.parameter_names
    load-balancer  = module.load_balancer_contract.parameter_names
    cluster        = module.cluster_contract.parameter_names
    service-access = module.service_access_contract.parameter_names
  }
}

output "state_buckets" {
  description = "State bucket of each environment."
  value       = { for name, bucket in aws_s3_bucket.state : name => bucket.bucket }
}
