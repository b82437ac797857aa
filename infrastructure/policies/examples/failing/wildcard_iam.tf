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

resource "aws_iam_policy" "wildcard_iam_every_vendor" {
  name = "example-every-vendor"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "*:*", Resource = "*" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_every_arn" {
  name = "example-every-arn"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:*" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_every_bucket" {
  name = "example-every-bucket"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "arn:aws:s3:::*" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_every_table" {
  name = "example-every-table"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["dynamodb:?*"], Resource = ["arn:aws:dynamodb:ap-northeast-2:111122223333:table/*"] }]
  })
}

resource "aws_iam_policy" "wildcard_iam_by_letters" {
  name = "example-by-letters"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:G*", "s3:P*", "s3:D*", "s3:L*"], Resource = "**" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_governing" {
  name = "example-governing"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["IAM:*", "s3:GetObject"], Resource = "arn:aws:iam::111122223333:role/example" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_pass_role" {
  name = "example-pass-role"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "*" }]
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

resource "aws_iam_policy" "wildcard_iam_not_resource" {
  name = "example-not-resource"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "s3:GetObject", NotResource = "arn:aws:s3:::example/*" }
  })
}

# One unknown value hides all of it.
resource "aws_sns_topic" "for_a_name" {
  name              = "example-hides"
  kms_master_key_id = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

resource "aws_iam_policy" "wildcard_iam_hidden" {
  name = "example-hidden"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = replace(aws_sns_topic.for_a_name.arn, "/.*/", "All"), Effect = "Allow", Action = "*", Resource = "*" }]
  })
}

data "aws_iam_policy_document" "of_everything" {
  statement {
    actions   = ["*"]
    resources = ["*", aws_sns_topic.for_a_name.arn]
  }
}

resource "aws_iam_role_policy" "wildcard_iam_hidden_document" {
  role   = "example"
  policy = data.aws_iam_policy_document.of_everything.json
}

resource "aws_iam_role_policy_attachment" "wildcard_iam_hidden" {
  role       = "example"
  policy_arn = replace(aws_sns_topic.for_a_name.arn, "/.*/", "arn:aws:iam::aws:policy/AdministratorAccess")
}

resource "aws_iam_role" "wildcard_iam_arguments" {
  name                = "example-arguments"
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })

  inline_policy {
    name = "everything"
    policy = jsonencode({
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }]
    })
  }
}

resource "aws_iam_role" "wildcard_iam_principal" {
  name = "example-principal"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = "*", Condition = { StringLike = { "aws:PrincipalOrgID" = "*" } } }]
  })
}

resource "aws_iam_role" "wildcard_iam_if_exists" {
  name = "example-if-exists"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = ["*"] }, Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } } }]
  })
}

resource "aws_iam_role" "wildcard_iam_any_workflow" {
  name = "example-any-workflow"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
      Condition = { StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }, StringLike = { "token.actions.githubusercontent.com:sub" = "repo:*" } }
    }]
  })
}

resource "aws_iam_policy_attachment" "wildcard_iam" {
  name       = "example"
  roles      = ["example"]
  policy_arn = "arn:aws:iam::aws:policy/IAMFullAccess"
}

resource "aws_iam_group_policy_attachment" "wildcard_iam" {
  group      = "example"
  policy_arn = "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator"
}

resource "aws_iam_role_policy_attachments_exclusive" "wildcard_iam" {
  role_name   = "example"
  policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
}

resource "aws_s3_bucket_policy" "wildcard_iam" {
  bucket = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "s3:GetObject", Principal = { AWS = "*" }, Resource = "arn:aws:s3:::example/*", Condition = { Bool = { "aws:SecureTransport" = "true" } } }
  })
}

resource "aws_s3_bucket_policy" "wildcard_iam_not_principal" {
  bucket = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = "s3:GetObject", NotPrincipal = { AWS = "arn:aws:iam::111122223333:root" }, Resource = "arn:aws:s3:::example/*" }
  })
}

resource "aws_sns_topic_policy" "wildcard_iam" {
  arn = "arn:aws:sns:ap-northeast-2:111122223333:example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sns:Publish", Principal = "*", Resource = "*", Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:*:*:*:*" } } }]
  })
}

resource "aws_kms_key" "wildcard_iam" {
  enable_key_rotation = true
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Principal = { AWS = "*" }, Resource = "*", Condition = { "ForAllValues:StringEquals" = { "kms:CallerAccount" = "111122223333" } } }]
  })
}

resource "aws_secretsmanager_secret_policy" "wildcard_iam" {
  secret_arn = "arn:aws:secretsmanager:ap-northeast-2:111122223333:secret:example-a1b2c3"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Principal = "*", Resource = "*", Condition = { IpAddress = { "aws:SourceIp" = ["0.0.0.0/1", "128.0.0.0/1"] } } }]
  })
}

resource "aws_ecr_repository_policy" "wildcard_iam" {
  repository = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "ecr:BatchGetImage", Principal = "*", Condition = { StringLike = { "aws:PrincipalTag/Team" = "example" } } }]
  })
}

resource "aws_lambda_permission" "wildcard_iam_any_source" {
  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "*"
  source_arn    = "arn:aws:s3:::*"
}

resource "aws_opensearch_domain_policy" "wildcard_iam" {
  domain_name = "example"
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "es:*", Principal = { AWS = "*" }, Resource = "*" }]
  })
}

resource "aws_elasticsearch_domain_policy" "wildcard_iam" {
  domain_name = "example"
  access_policies = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "es:*", Principal = "*", Resource = "*", Condition = { StringNotEquals = { "aws:PrincipalAccount" = "444455556666" } } }]
  })
}

resource "aws_vpc_endpoint_service_allowed_principal" "wildcard_iam" {
  vpc_endpoint_service_id = "vpce-svc-0a1b2c3d4e5f60718"
  principal_arn           = "*"
}

resource "aws_iam_openid_connect_provider" "wildcard_iam" {
  url            = "https://tokens.example.com"
  client_id_list = ["sts.amazonaws.com"]
}

# A constant that looks like the call of a shared module, under a local module's name: its code is nobody's but the pull request's.
module "wildcard_iam_named_as_released" {
  source = "./named-as-released"
}

output "modules" {
  value = {
    module_calls = {
      wildcard_iam_named_as_released = {
        source = "git::https://github.com/connectly/platform.git//infrastructure/modules/common-tags?ref=common-tags/v1.1.0"
      }
    }
  }
}

# Beginnings of what gives rights, and a condition that every request meets.
resource "aws_iam_policy" "wildcard_iam_escalating" {
  for_each = toset(["iam:Att*", "iam:Pass*", "iam:PassRol?", "sts:Assume*", "iam:*Polic?"])

  name = "example-escalating-${md5(each.key)}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = each.key, Resource = "*" }]
  })
}

resource "aws_iam_policy" "wildcard_iam_escalating_with_tls" {
  name = "example-escalating-with-tls"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { Bool = { "aws:SecureTransport" = "true" } }
    }]
  })
}

resource "aws_rolesanywhere_trust_anchor" "wildcard_iam" {
  name = "example"
  source {
    source_type = "CERTIFICATE_BUNDLE"
    source_data {
      x509_certificate_data = "-----BEGIN CERTIFICATE-----"
    }
  }
}

# Anybody's distribution would read it, anybody's bucket and API would call it.
resource "aws_s3_bucket_policy" "wildcard_iam_any_distribution" {
  bucket = "example"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Principal = { Service = "cloudfront.amazonaws.com" }, Resource = "arn:aws:s3:::example/*" }]
  })
}

resource "aws_lambda_permission" "wildcard_iam_any_user" {
  for_each = toset(["apigateway", "s3"])

  function_name = "example"
  action        = "lambda:InvokeFunction"
  principal     = "${each.key}.amazonaws.com"
}
