resource "aws_iam_policy" "wildcard_iam_service" {
  name = "example-service"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["ec2:DescribeVpcs", "s3:*"], Resource = "*" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_one_statement" {
  name = "example-one"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "*", Resource = ["*"] }
  })
}

resource "aws_iam_role_policy" "wildcard_iam_not" {
  name = "example"
  role = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", NotAction = "iam:*", Resource = "arn:aws:s3:::example" }]
  })
}

resource "aws_iam_role" "wildcard_iam_trust" {
  name = "example"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" } }]
  })
}

resource "aws_sqs_queue_policy" "wildcard_iam" {
  queue_url = "https://sqs.ap-northeast-2.amazonaws.com/111122223333/example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*" }]
  })
}

resource "aws_iam_role_policy_attachment" "wildcard_iam" {
  role       = "example"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_lambda_permission" "wildcard_iam" {
  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
