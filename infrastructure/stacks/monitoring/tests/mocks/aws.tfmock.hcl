mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider and the modules hold what they get to the form of the real thing.
mock_resource "aws_iam_role" {
  defaults = {
    arn = "arn:aws:iam::111122223333:role/platform"
  }
}

mock_resource "aws_sns_topic" {
  defaults = {
    arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
  }
}

mock_resource "aws_sns_topic_policy" {
  defaults = {
    arn = "arn:aws:sns:ap-northeast-2:111122223333:platform-alarm"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:ap-northeast-2:111122223333:log-group:/aws/vendedlogs/prometheus/platform"
  }
}

mock_resource "aws_prometheus_workspace" {
  defaults = {
    id                  = "ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    arn                 = "arn:aws:aps:ap-northeast-2:111122223333:workspace/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    prometheus_endpoint = "https://aps-workspaces.ap-northeast-2.amazonaws.com/workspaces/ws-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/"
  }
}

mock_resource "aws_grafana_workspace" {
  defaults = {
    endpoint = "g-0a1b2c3d4e.grafana-workspace.ap-northeast-2.amazonaws.com"
  }
}
