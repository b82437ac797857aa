resource "aws_iam_policy" "wildcard_iam" {
  name = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:Get*", "s3:ListBucket"], Resource = ["arn:aws:s3:::example", "arn:aws:s3:::example/*"] },
      { Effect = "Allow", Action = "ec2:Describe*", Resource = "*" },
      { Effect = "Allow", Action = "dynamodb:*", Resource = "arn:aws:dynamodb:ap-northeast-2:111122223333:table/example" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/example-*" },
      { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
      { Effect = "Deny", Action = "*", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "false" } } },
    ]
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
  function_name  = "example"
  action         = "lambda:InvokeFunction"
  principal      = "secretsmanager.amazonaws.com"
  source_account = "111122223333"
}

resource "aws_apigatewayv2_api" "wildcard_iam" {
  name          = "example"
  protocol_type = "HTTP"
}

resource "aws_lambda_permission" "wildcard_iam_api" {
  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.wildcard_iam.execution_arn}/*"
}

resource "aws_s3_bucket_policy" "wildcard_iam_distribution" {
  bucket = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow", Action = "s3:GetObject", Principal = { Service = "cloudfront.amazonaws.com" }, Resource = "arn:aws:s3:::example/*"
      Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE" } }
    }]
  })
}

resource "aws_iam_role" "wildcard_iam_github" {
  name = "example-github"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:connectly/example:*" } }
    }]
  })
}

# A policy that the plan makes is judged itself, so its ARN may come later.
resource "aws_iam_role_policy_attachment" "wildcard_iam_own" {
  role       = "example"
  policy_arn = aws_iam_policy.wildcard_iam.arn
}

resource "aws_opensearch_domain" "wildcard_iam" {
  domain_name = "example"

  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "es:ESHttp*", Principal = { AWS = "arn:aws:iam::111122223333:role/example" }, Resource = "*" }]
  })

  vpc_options {
    subnet_ids = ["subnet-0a1b2c3d4e5f60718"]
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }
}

resource "aws_kms_key" "wildcard_iam" {
  enable_key_rotation = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:*", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Resource = "*" },
      { Effect = "Allow", Action = "kms:Decrypt", Principal = "*", Resource = "*", Condition = { StringEquals = { "kms:CallerAccount" = "111122223333" } } },
    ]
  })
}

resource "aws_lambda_permission" "wildcard_iam_organisation" {
  function_name    = "example"
  action           = "lambda:InvokeFunction"
  principal        = "*"
  principal_org_id = "o-a1b2c3d4e5"
}
