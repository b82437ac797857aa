mock_data "aws_caller_identity" {
  defaults = { account_id = "111122223333" }
}

mock_data "aws_region" {
  defaults = { name = "ap-northeast-2" }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::111122223333:role/portal-task" }
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
  defaults = { repository_url = "111122223333.dkr.ecr.ap-northeast-2.amazonaws.com/platform/portal" }
}

mock_resource "aws_secretsmanager_secret" {
  defaults = {
    arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform-AbCdEf"
    id  = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:platform-AbCdEf"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = { arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/platform/portal" }
}

mock_resource "aws_ecs_task_definition" {
  defaults = {
    arn                  = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/platform:1"
    arn_without_revision = "arn:aws:ecs:ap-northeast-2:111122223333:task-definition/platform"
  }
}

mock_resource "aws_ecs_service" {
  defaults = { id = "arn:aws:ecs:ap-northeast-2:111122223333:service/platform/platform-portal" }
}

mock_resource "aws_db_instance" {
  defaults = {
    address = "platform-portal.abcdefghijkl.ap-northeast-2.rds.amazonaws.com"
    master_user_secret = [{
      secret_arn    = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:rds!db-1234-AbCdEf"
      kms_key_id    = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-000000000003"
      secret_status = "active"
    }]
  }
}

mock_resource "aws_elasticache_replication_group" {
  defaults = {
    arn                      = "arn:aws:elasticache:ap-northeast-2:111122223333:replicationgroup:platform-portal"
    primary_endpoint_address = "master.platform-portal.abcdef.apn2.cache.amazonaws.com"
    reader_endpoint_address  = "replica.platform-portal.abcdef.apn2.cache.amazonaws.com"
  }
}

mock_resource "aws_elasticache_user" {
  defaults = { arn = "arn:aws:elasticache:ap-northeast-2:111122223333:user:platform-portal-portal" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::dev-connectly-techdocs" }
}

mock_resource "aws_sfn_state_machine" {
  defaults = { arn = "arn:aws:states:ap-northeast-2:111122223333:stateMachine:platform-portal-redeploy" }
}

mock_data "aws_secretsmanager_secret_version" {
  defaults = { secret_string = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijkl" }
}
