mock_data "aws_caller_identity" {
  defaults = { account_id = "111122223333" }
}

mock_data "aws_region" {
  defaults = { name = "ap-northeast-2" }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::111122223333:role/atlantis-task" }
}

mock_resource "aws_security_group" {
  defaults = { id = "sg-0a1b2c3d4e5f60718" }
}

mock_resource "aws_lb" {
  defaults = {
    arn      = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/app/platform/0a1b2c3d4e5f6071"
    dns_name = "platform-1.ap-northeast-2.elb.amazonaws.com"
    zone_id  = "ZWKZPGTI48KDX"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:targetgroup/platform/0a1b2c3d4e5f6071" }
}

mock_resource "aws_lb_listener" {
  defaults = { arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:listener/app/platform/0a1b2c3d4e5f6071/0a1b2c3d4e5f6072" }
}

mock_resource "aws_ecr_repository" {
  defaults = { repository_url = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/platform/atlantis" }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = {
    arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform-AbCdEf"
    id  = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform-AbCdEf"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/platform/atlantis" }
}

mock_resource "aws_efs_file_system" {
  defaults = { arn = "arn:aws:elasticfilesystem:ap-northeast-2:111122223333:file-system/fs-0a1b2c3d4e5f60718", id = "fs-0a1b2c3d4e5f60718" }
}

mock_resource "aws_efs_access_point" {
  defaults = { arn = "arn:aws:elasticfilesystem:ap-northeast-2:111122223333:access-point/fsap-0a1b2c3d4e5f60718", id = "fsap-0a1b2c3d4e5f60718" }
}

mock_resource "aws_ecs_task_definition" {
  defaults = {
    arn                  = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/platform:1"
    arn_without_revision = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/platform"
  }
}

mock_resource "aws_service_discovery_service" {
  defaults = { arn = "arn:aws:servicediscovery:ap-northeast-2:111122223333:service/srv-0a1b2c3d4e5f6071" }
}
