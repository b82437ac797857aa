resource "aws_s3_bucket_policy" "foreign_account" {
  bucket = "example"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Principal = { AWS = ["arn:aws:iam::222233334444:root", "333344445555"] }, Resource = "arn:aws:s3:::example/*" },
      { Effect = "Allow", Action = "s3:PutObject", Principal = { Service = "logdelivery.elasticloadbalancing.amazonaws.com" }, Resource = "arn:aws:s3:::example/*" },
      { Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "arn:aws:s3:::example/*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } } },
      { Effect = "Deny", Action = "s3:*", Principal = { AWS = "444455556666" }, Resource = "arn:aws:s3:::example/*" },
      { Effect = "Deny", Action = "s3:*", Principal = "*", Resource = "arn:aws:s3:::example/*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = "111122223333" } } },
    ]
  })
}

# A bucket tells its topic, and has no account in its ARN.
resource "aws_sns_topic_policy" "foreign_account" {
  arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sns:Publish", Principal = "*", Resource = "*", Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:s3:::${aws_s3_bucket.foreign_account.bucket}" } } }]
  })
}

resource "aws_s3_bucket" "foreign_account" {
  bucket = "example-copies"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "foreign_account" {
  bucket = "example-copies"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "foreign_account" {
  bucket = "example"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::${aws_s3_bucket.foreign_account.bucket}"
    }
  }
}

# With the translation, S3 sees to it that the bucket is of this account.
resource "aws_s3_bucket_replication_configuration" "foreign_account_compared" {
  bucket = "example-compared"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket  = "arn:aws:s3:::example-of-production"
      account = "333344445555"

      access_control_translation {
        owner = "Destination"
      }
    }
  }
}

resource "aws_cloudwatch_event_target" "foreign_account" {
  rule = "example"
  arn  = "arn:aws:sqs:ap-northeast-2:111122223333:example"
}

resource "aws_cloudwatch_event_target" "foreign_account_of_another_environment" {
  rule     = "example"
  arn      = "arn:aws:events:ap-northeast-2:333344445555:event-bus/default"
  role_arn = "arn:aws:iam::111122223333:role/example"
}

resource "aws_lambda_permission" "foreign_account" {
  function_name  = "example"
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_arn     = "arn:aws:s3:::example"
  source_account = "111122223333"
}

resource "aws_ram_principal_association" "foreign_account" {
  resource_share_arn = "arn:aws:ram:ap-northeast-2:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  principal          = "arn:aws:organizations::999900001111:ou/o-a1b2c3d4e5/ou-ab12-cdefghij"
}

resource "aws_sns_topic_subscription" "foreign_account" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "https"
  endpoint  = "https://hooks.dev.connectly.example/sns"
}

resource "aws_sns_topic_subscription" "foreign_account_queue" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:ap-northeast-2:111122223333:example"
}

# A number that looks like an account's decides nothing in a text of the service's own.
resource "aws_cloudwatch_event_target" "foreign_account_in_a_text" {
  rule  = "example-text"
  arn   = "arn:aws:sqs:ap-northeast-2:111122223333:example"
  input = jsonencode({ order = "202611282359" })
}

resource "aws_vpc_endpoint" "foreign_account_of_aws" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.ap-northeast-2.secretsmanager"
  vpc_endpoint_type = "Interface"
}

resource "aws_api_gateway_integration" "foreign_account_own" {
  for_each = {
    function = "lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:111122223333:function:example/invocations"
    queue    = "sqs:path/111122223333/example"
  }

  rest_api_id             = "example"
  resource_id             = "example"
  http_method             = "POST"
  integration_http_method = "POST"
  type                    = "AWS"
  uri                     = "arn:aws:apigateway:ap-northeast-2:${each.value}"
}

resource "aws_apigatewayv2_integration" "foreign_account_inside" {
  api_id             = "example"
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://checkout.connectly.example/"
}

resource "aws_api_gateway_integration" "foreign_account_in_network" {
  rest_api_id             = "example"
  resource_id             = "example"
  http_method             = "GET"
  integration_http_method = "GET"
  type                    = "HTTP_PROXY"
  connection_type         = "VPC_LINK"
  connection_id           = "example"
  uri                     = "http://checkout.internal/"
}
