# A renewal fails silently: the record was deleted, or a CAA record forbids it.
resource "aws_cloudwatch_metric_alarm" "expiry" {
  for_each = local.certificates

  alarm_name          = "platform-certificate-${each.key}-expires"
  alarm_description   = "The certificate of ${each.value.domain} ends within ${var.expiry_warning_days} days and was not renewed. Look whether its validation records still answer."
  namespace           = "AWS/CertificateManager"
  metric_name         = "DaysToExpiry"
  dimensions          = { CertificateArn = aws_acm_certificate.this[each.key].arn }
  statistic           = "Minimum"
  period              = 86400
  evaluation_periods  = 1
  comparison_operator = "LessThanThreshold"
  threshold           = var.expiry_warning_days
  alarm_actions       = [module.monitoring.values.alarm_topic_arn]
  ok_actions          = [module.monitoring.values.alarm_topic_arn]

  # The metric comes twice a day, and ends with the certificate: an alarm then stays one.
  treat_missing_data = "ignore"
}
