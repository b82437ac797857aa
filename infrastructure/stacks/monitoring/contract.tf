module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn", "sns_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "monitoring"

  values = {
    amp_workspace_id     = aws_prometheus_workspace.this.id
    amp_remote_write_url = "${aws_prometheus_workspace.this.prometheus_endpoint}api/v1/remote_write"
    alarm_topic_arn      = aws_sns_topic_policy.this["alarm"].arn
    critical_topic_arn   = aws_sns_topic_policy.this["critical"].arn
    amg_endpoint         = "https://${aws_grafana_workspace.this.endpoint}"
  }
}
