resource "aws_iam_user" "long_lived_credentials" {
  name = "example"
}

resource "aws_iam_access_key" "long_lived_credentials" {
  user = "example"
}
