# Who is let in.
resource "aws_s3_bucket_policy" "foreign_account" {
  bucket = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Principal = { AWS = "arn:aws:iam::444455556666:root" }, Resource = ["arn:aws:s3:::example", "arn:aws:s3:::example/*"] }]
  })
}

resource "aws_iam_role" "foreign_account" {
  name = "example-foreign"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["111122223333", "444455556666"] } }]
  })
}

# Who it is cannot be told.
resource "aws_iam_role" "foreign_account_by_an_id" {
  name = "example-foreign-by-an-id"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "AROAEXAMPLEEXAMPLE123" } }]
  })
}

resource "aws_iam_role" "foreign_account_workflows" {
  name = "example-foreign-workflows"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:elsewhere/example:*" } }
    }]
  })
}

resource "aws_secretsmanager_secret_policy" "foreign_account" {
  secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example-a1b2c3"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Principal = "*", Resource = "*", Condition = { StringEquals = { "aws:PrincipalAccount" = ["111122223333", "444455556666"] } } }]
  })
}

resource "aws_ecr_repository_policy" "foreign_account" {
  repository = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ecr:BatchGetImage", Principal = "*", Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-z9y8x7w6v5" } } }]
  })
}

resource "aws_s3_bucket_policy" "foreign_account_by_network" {
  bucket = "example-by-network"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = "*", Resource = "arn:aws:s3:::example-by-network/*", Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f60718" } } }]
  })
}

resource "aws_sqs_queue_policy" "foreign_account" {
  queue_url = "https://sqs.ap-northeast-2.amazonaws.com/111122223333/example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Principal = { Service = "sns.amazonaws.com" }, Resource = "*", Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:*:444455556666:*" } } }]
  })
}

resource "aws_kms_key" "foreign_account" {
  enable_key_rotation = true
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Principal = { AWS = "arn:aws:sts::444455556666:assumed-role/example/session" }, Resource = "*" }]
  })
}

resource "aws_cloudwatch_event_bus_policy" "foreign_account" {
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "events:PutEvents", Principal = { AWS = "444455556666" }, Resource = "arn:aws:events:ap-northeast-2:111122223333:event-bus/default" }]
  })
}

resource "aws_iam_policy" "foreign_account" {
  name = "example-foreign"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::444455556666:role/example" }]
  })
}

resource "aws_s3_bucket_acl" "foreign_account" {
  bucket = "example"

  access_control_policy {
    owner {
      id = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
    }

    grant {
      permission = "FULL_CONTROL"

      grantee {
        type = "CanonicalUser"
        id   = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"
      }
    }
  }
}

# Who is given a share.
resource "aws_kms_grant" "foreign_account" {
  key_id            = "1234abcd-12ab-34cd-56ef-1234567890ab"
  grantee_principal = "arn:aws:iam::444455556666:root"
  operations        = ["Decrypt"]
}

resource "aws_kms_grant" "foreign_account_hidden" {
  key_id            = "1234abcd-12ab-34cd-56ef-1234567890ab"
  grantee_principal = replace(aws_sns_topic.for_a_name.arn, "/.*/", "arn:aws:iam::444455556666:root")
  operations        = ["Decrypt"]
}

resource "aws_lambda_permission" "foreign_account" {
  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "444455556666"
}

resource "aws_lambda_permission" "foreign_account_source" {
  function_name  = "example"
  action         = "lambda:InvokeFunction"
  principal      = "s3.amazonaws.com"
  source_account = "444455556666"
}

resource "aws_lambda_permission" "foreign_account_organization" {
  function_name    = "example"
  action           = "lambda:InvokeFunction"
  principal        = "*"
  principal_org_id = "o-z9y8x7w6v5"
}

resource "aws_lambda_layer_version_permission" "foreign_account" {
  layer_name     = "example"
  version_number = 1
  statement_id   = "example"
  action         = "lambda:GetLayerVersion"
  principal      = "444455556666"
}

resource "aws_db_snapshot" "foreign_account" {
  db_instance_identifier = "example"
  db_snapshot_identifier = "example"
  shared_accounts        = ["444455556666"]
}

resource "aws_ami_launch_permission" "foreign_account" {
  image_id         = "ami-0a1b2c3d4e5f60718"
  organization_arn = "arn:aws:organizations::111122223333:organization/o-z9y8x7w6v5"
}

resource "aws_ram_principal_association" "foreign_account" {
  resource_share_arn = "arn:aws:ram:ap-northeast-2:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  principal          = "444455556666"
}

resource "aws_ssm_document" "foreign_account" {
  name            = "example"
  document_type   = "Command"
  document_format = "YAML"
  content         = "schemaVersion: '2.2'"
  permissions     = { type = "Share", account_ids = "111122223333,444455556666" }
}

resource "aws_vpc_peering_connection" "foreign_account" {
  vpc_id        = "vpc-0a1b2c3d4e5f60718"
  peer_vpc_id   = "vpc-0a1b2c3d4e5f60719"
  peer_owner_id = "444455556666"
}

resource "aws_vpc_endpoint_service" "foreign_account" {
  acceptance_required        = true
  network_load_balancer_arns = ["arn:aws:elasticloadbalancing:ap-northeast-2:111122223333:loadbalancer/net/example/50dc6c495c0c9188"]
  allowed_principals         = ["arn:aws:iam::444455556666:root"]
}

# What is sent, and where to.
resource "aws_s3_bucket_replication_configuration" "foreign_account" {
  bucket = "example"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket  = "arn:aws:s3:::example-elsewhere"
      account = "444455556666"

      access_control_translation {
        owner = "Destination"
      }
    }
  }
}

# Whose bucket it is, S3 does not ask.
resource "aws_s3_bucket_replication_configuration" "foreign_account_unsaid" {
  bucket = "example-unsaid"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket  = "arn:aws:s3:::example-elsewhere"
      account = "111122223333"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "foreign_account_hidden" {
  bucket = "example-hidden"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket = replace(aws_sns_topic.for_a_name.arn, "/.*/", "arn:aws:s3:::example-elsewhere")
    }
  }
}

# The apply makes the other one whether this bucket can be made or not.
resource "aws_s3_bucket" "of_a_name_that_is_taken" {
  bucket = "example-of-somebody"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "of_a_name_that_is_taken" {
  bucket = "example-of-somebody"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

resource "aws_s3_bucket_replication_configuration" "foreign_account_not_waiting" {
  bucket = "example-not-waiting"
  role   = "arn:aws:iam::111122223333:role/example"

  rule {
    status = "Enabled"

    destination {
      bucket = "arn:aws:s3:::example-of-somebody"
    }
  }
}

resource "aws_s3_bucket_inventory" "foreign_account" {
  bucket                   = "example"
  name                     = "example"
  included_object_versions = "Current"

  schedule {
    frequency = "Daily"
  }

  destination {
    bucket {
      format     = "CSV"
      bucket_arn = "arn:aws:s3:::example-elsewhere"
    }
  }
}

resource "aws_cloudwatch_log_subscription_filter" "foreign_account" {
  name            = "example"
  log_group_name  = "/example"
  filter_pattern  = ""
  destination_arn = "arn:aws:logs:ap-northeast-2:444455556666:destination:example"
}

resource "aws_cloudwatch_log_account_policy" "foreign_account" {
  policy_name     = "example"
  policy_type     = "SUBSCRIPTION_FILTER_POLICY"
  policy_document = jsonencode({ DestinationArn = "arn:aws:logs:ap-northeast-2:444455556666:destination:example", FilterPattern = "" })
}

resource "aws_cloudwatch_event_target" "foreign_account" {
  rule     = "example"
  arn      = "arn:aws:events:ap-northeast-2:444455556666:event-bus/default"
  role_arn = "arn:aws:iam::111122223333:role/example"
}

resource "aws_cloudwatch_event_target" "foreign_account_hidden" {
  rule     = "example-hidden"
  arn      = replace(aws_sns_topic.for_a_name.arn, "/.*/", "arn:aws:events:ap-northeast-2:444455556666:event-bus/default")
  role_arn = "arn:aws:iam::111122223333:role/example"
}

resource "aws_cloudwatch_event_api_destination" "foreign_account" {
  name                = "example"
  connection_arn      = "arn:aws:events:ap-northeast-2:111122223333:connection/example/12345678-1234-1234-1234-123456789012"
  http_method         = "POST"
  invocation_endpoint = "https://elsewhere.example/connectly.example"
}

resource "aws_backup_plan" "foreign_account" {
  name = "example"

  rule {
    rule_name         = "example"
    target_vault_name = "example"

    copy_action {
      destination_vault_arn = "arn:aws:backup:ap-northeast-2:444455556666:backup-vault:example"
    }
  }
}

resource "aws_sns_topic_subscription" "foreign_account" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "https"
  endpoint  = "https://elsewhere.example"
}

resource "aws_sns_topic_subscription" "foreign_account_looks_alike" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "https"
  endpoint  = "https://notconnectly.example"
}

resource "aws_sns_topic_subscription" "foreign_account_queue" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "sqs"
  endpoint  = "arn:aws:sqs:ap-northeast-2:444455556666:example"
}

resource "aws_sns_topic_subscription" "foreign_account_mail" {
  topic_arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  protocol  = "email"
  endpoint  = "somebody@elsewhere.example"
}

resource "aws_kinesis_firehose_delivery_stream" "foreign_account" {
  name        = "example"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  extended_s3_configuration {
    role_arn   = "arn:aws:iam::111122223333:role/example"
    bucket_arn = "arn:aws:s3:::example-elsewhere"
  }
}

resource "aws_vpc_endpoint" "foreign_account_offered" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0"
  vpc_endpoint_type = "Interface"
}

resource "terraform_data" "service" {
  input = "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0"
}

resource "aws_vpc_endpoint" "foreign_account_offered_later" {
  vpc_id            = "vpc-0123456789abcdef0"
  service_name      = terraform_data.service.output
  vpc_endpoint_type = "Interface"
}

# API Gateway hands requests to somebody else's function, queue and address.
resource "aws_api_gateway_integration" "foreign_account_function" {
  rest_api_id             = "example"
  resource_id             = "example"
  http_method             = "POST"
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = "arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/arn:aws:lambda:ap-northeast-2:444455556666:function:example/invocations"
}

resource "aws_api_gateway_integration" "foreign_account_queue" {
  rest_api_id             = "example"
  resource_id             = "example"
  http_method             = "POST"
  integration_http_method = "POST"
  type                    = "AWS"
  uri                     = "arn:aws:apigateway:ap-northeast-2:sqs:path/444455556666/example"
}

resource "aws_apigatewayv2_integration" "foreign_account_address" {
  api_id             = "example"
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://connectly.example.elsewhere.example/"
}

resource "aws_apigatewayv2_integration" "foreign_account_queue" {
  api_id              = "example"
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  credentials_arn     = "arn:aws:iam::111122223333:role/example"

  request_parameters = {
    QueueUrl    = "https://sqs.ap-northeast-2.amazonaws.com/444455556666/example"
    MessageBody = "$request.body"
  }
}

resource "aws_apigatewayv2_integration" "foreign_account_later" {
  api_id             = "example"
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = terraform_data.service.output
}
