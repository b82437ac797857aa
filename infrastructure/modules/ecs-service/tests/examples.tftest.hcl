mock_provider "aws" {
  mock_data "aws_region" {
    defaults = { name = "ap-northeast-2" }
  }

  mock_resource "aws_vpc" {
    defaults = { id = "vpc-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_security_group" {
    defaults = { id = "sg-0a1b2c3d4e5f60718" }
  }

  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_acm_certificate" {
    defaults = { arn = "arn:aws:acm:ap-northeast-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab" }
  }

  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::example-service-access-logs" }
  }

  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/example/50dc6c495c0c9188" }
  }

  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/example/73e2d6bc24d8a067" }
  }

  mock_resource "aws_ecs_cluster" {
    defaults = { arn = "arn:aws:ecs:ap-northeast-2:111122223333:cluster/example-service" }
  }

  mock_resource "aws_ecs_task_definition" {
    defaults = { arn = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/example-service:1" }
  }

  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example-service/api-key-AbCdEf" }
  }

  override_resource {
    target = aws_subnet.private["a"]
    values = { id = "subnet-0a1b2c3d4e5f60718" }
  }

  override_resource {
    target = aws_subnet.private["b"]
    values = { id = "subnet-0a1b2c3d4e5f60719" }
  }

  override_resource {
    target = module.task_role.aws_iam_role.this
    values = { arn = "arn:aws:iam::111122223333:role/example-service-task" }
  }

  override_resource {
    target = module.execution_role.aws_iam_role.this
    values = { arn = "arn:aws:iam::111122223333:role/example-service-execution" }
  }
}

run "minimal_example_plans" {
  command = plan
  module { source = "./examples/minimal" }

  assert {
    condition     = output.service_name == "checkout-dev"
    error_message = "The minimal example names its service."
  }
}

run "complete_example_applies" {
  module { source = "./examples/complete" }

  assert {
    condition     = output.service_arn != ""
    error_message = "The complete example gives its service's ARN."
  }
}
