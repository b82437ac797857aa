mock_data "aws_caller_identity" {
  defaults = {
    account_id = "111122223333"
  }
}
