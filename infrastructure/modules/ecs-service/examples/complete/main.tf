# A service with everything around it, as a service repository has it. What the platform's contracts give otherwise
# (network, key, certificate, bucket, cluster) is in platform.tf.
module "log_group" {
  source = "../../../cloudwatch-log-group"

  name        = "/ecs/example-service"
  kms_key_arn = aws_kms_key.logs.arn
  tags        = local.tags
}

module "task_role" {
  source = "../../../iam-role-policy"

  name             = "example-service-task"
  trusted_services = ["ecs-tasks.amazonaws.com"]
  tags             = local.tags
}

module "execution_role" {
  source = "../../../iam-role-policy"

  name                = "example-service-execution"
  trusted_services    = ["ecs-tasks.amazonaws.com"]
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]

  statements = {
    ReadSecret = {
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [aws_secretsmanager_secret.example.arn]
    }
  }

  tags = local.tags
}

module "load_balancer" {
  # checkov:skip=CKV_AWS_150: a throw-away load balancer
  source     = "../../../alb"
  depends_on = [aws_s3_bucket_policy.logs]

  name               = "example-service"
  vpc_id             = aws_vpc.example.id
  subnet_ids         = [for subnet in aws_subnet.private : subnet.id]
  certificate_arn    = aws_acm_certificate.example.arn
  access_logs_bucket = aws_s3_bucket.logs.bucket
  target_port        = 8080

  # An example is thrown away. Keep this out of anything that serves people.
  deletion_protection = false

  tags = local.tags
}

module "service" {
  source = "../.."

  name               = "example-service"
  cluster_arn        = aws_ecs_cluster.example.arn
  vpc_id             = aws_vpc.example.id
  subnet_ids         = [for subnet in aws_subnet.private : subnet.id]
  image              = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/example:1.4.2"
  container_port     = 8080
  log_group_name     = module.log_group.name
  task_role_arn      = module.task_role.role_arn
  execution_role_arn = module.execution_role.role_arn

  load_balancer = {
    target_group_arn  = module.load_balancer.target_group_arn
    security_group_id = module.load_balancer.security_group_id
  }

  cpu               = 512
  memory_mib        = 1024
  cpu_architecture  = "X86_64"
  health_check_path = "/healthz"
  autoscaling       = { min_capacity = 2, max_capacity = 6, cpu_target_percent = 70 }
  environment       = { LOG_LEVEL = "info", PORT = "8080" }
  secrets           = { API_KEY = aws_secretsmanager_secret.example.arn }

  tags = local.tags
}

output "service_arn" {
  description = "ARN of the ECS service."
  value       = module.service.service_arn
}
