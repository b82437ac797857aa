resource "terraform_data" "later" {
  input = "s3:*"
}

resource "aws_iam_policy" "this" {
  name = "example-named-as-released"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = terraform_data.later.output, Resource = "*" }]
  })
}
