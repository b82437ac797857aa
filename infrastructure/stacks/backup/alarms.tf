# A backup that fails is not noticed until it is needed: somebody is told the same day.
resource "aws_cloudwatch_event_rule" "failed" {
  name        = "platform-backup-failed"
  description = "Backups, copies and test restores that failed."

  event_pattern = jsonencode({
    source        = ["aws.backup"]
    "detail-type" = ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"]
    detail        = { "$or" = [{ state = ["FAILED", "ABORTED", "EXPIRED"] }, { status = ["FAILED", "ABORTED"] }] }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  rule      = aws_cloudwatch_event_rule.failed.name
  target_id = "alarm"
  arn       = module.monitoring.values.alarm_topic_arn
}
