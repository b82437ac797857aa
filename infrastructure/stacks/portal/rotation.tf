# RDS gives the database a new password every week, which a running task does not know: after each, the tasks are replaced one by one.
locals {
  service_arn = module.service.service_arn
}

resource "aws_cloudwatch_event_rule" "password" {
  name        = "platform-portal-password"
  description = "The password of the portal's database was rotated."

  event_pattern = jsonencode({
    source      = ["aws.secretsmanager"]
    detail-type = ["AWS Service Event via CloudTrail"]
    detail = {
      eventName           = ["RotationSucceeded"]
      additionalEventData = { SecretId = [module.database.master_secret_arn] }
    }
  })
}

resource "aws_cloudwatch_event_target" "password" {
  rule     = aws_cloudwatch_event_rule.password.name
  arn      = aws_sfn_state_machine.redeploy.arn
  role_arn = module.event_role.role_arn
}

resource "aws_sfn_state_machine" "redeploy" {
  # checkov:skip=CKV_AWS_284: one call, which CloudTrail records; there is nothing to trace
  # checkov:skip=CKV_AWS_285: one call, which CloudTrail records; a log would hold nothing more
  name     = "platform-portal-redeploy"
  role_arn = module.redeploy_role.role_arn

  definition = jsonencode({
    StartAt = "Redeploy"
    States = {
      Redeploy = {
        Type       = "Task"
        Resource   = "arn:aws:states:::aws-sdk:ecs:updateService"
        Parameters = { Cluster = module.cluster.values.cluster_arn, Service = module.service.service_name, ForceNewDeployment = true }
        Retry      = [{ ErrorEquals = ["States.ALL"], IntervalSeconds = 30, MaxAttempts = 5 }]
        End        = true
      }
    }
  })
}

module "redeploy_role" {
  source = "../../modules/iam-role-policy"

  name             = "portal-redeploy"
  trusted_services = ["states.amazonaws.com"]
  statements       = { Redeploy = { actions = ["ecs:UpdateService"], resources = [local.service_arn] } }

  tags = module.common_tags.tags
}

module "event_role" {
  source = "../../modules/iam-role-policy"

  name             = "portal-redeploy-event"
  trusted_services = ["events.amazonaws.com"]
  statements       = { Start = { actions = ["states:StartExecution"], resources = [aws_sfn_state_machine.redeploy.arn] } }

  tags = module.common_tags.tags
}
