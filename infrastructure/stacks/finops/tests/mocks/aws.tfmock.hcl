mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}

# The provider holds what it gets to the form of the real thing.
mock_resource "aws_s3_bucket" {
  defaults = {
    arn = "arn:aws:s3:::dev-connectly-costs"
  }
}

mock_resource "aws_ce_anomaly_monitor" {
  defaults = {
    arn = "arn:aws:ce::111122223333:anomalymonitor/1234abcd-12ab-34cd-56ef-1234567890ab"
  }
}
