# Ids and ARNs come from the platform's contracts and from the modules beside this one (see the complete example).
module "service" {
  source = "../.."

  name               = "checkout-dev"
  cluster_arn        = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/platform"
  vpc_id             = "vpc-0a1b2c3d4e5f60718"
  subnet_ids         = ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]
  image              = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/checkout:1.4.2"
  container_port     = 8080
  log_group_name     = "/ecs/checkout"
  task_role_arn      = "arn:aws:iam::111122223333:role/checkout-task"
  execution_role_arn = "arn:aws:iam::111122223333:role/checkout-execution"

  load_balancer = {
    target_group_arn  = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/checkout/73e2d6bc24d8a067"
    security_group_id = "sg-0a1b2c3d4e5f60718"
  }
}

output "service_name" {
  description = "Name of the ECS service."
  value       = module.service.service_name
}
