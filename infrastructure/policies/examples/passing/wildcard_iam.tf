resource "aws_iam_policy" "wildcard_iam" {
  name = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:Get*", "s3:ListBucket"], Resource = ["arn:aws:s3:::example", "arn:aws:s3:::example/*"] },
      { Effect = "Allow", Action = "ec2:Describe*", Resource = "*" },
      { Effect = "Deny", Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
  })
}

resource "aws_iam_policy" "wildcard_iam_boundary" {
  name = "service-boundary"
  path = "/service-access/"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ec2:*", Resource = "*" }]
  })
}

resource "aws_sqs_queue_policy" "wildcard_iam" {
  queue_url = "https://sqs.ap-northeast-2.amazonaws.com/111122223333/example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SendMessage", Principal = "*", Resource = "*", Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:ap-northeast-2:111122223333:example" } } },
      { Effect = "Deny", Action = "sqs:*", Principal = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "wildcard_iam" {
  role       = "example"
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_lambda_permission" "wildcard_iam" {
  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "secretsmanager.amazonaws.com"
}
