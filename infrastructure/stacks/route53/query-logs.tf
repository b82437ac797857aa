# Public zones: the log group must be in us-east-1, and so must its key.
resource "aws_kms_key" "query_logs" {
  provider = aws.us_east_1

  description             = "Query logs of public zones."
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administration"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${local.account}:root" }
        Action = [
          "kms:CancelKeyDeletion", "kms:Describe*", "kms:DisableKey", "kms:EnableKey", "kms:EnableKeyRotation", "kms:Get*", "kms:List*",
          "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:UpdateKeyDescription",
        ]
        Resource = "*"
      },
      {
        Sid       = "LogGroupsOfThisAccount"
        Effect    = "Allow"
        Principal = { Service = "logs.us-east-1.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Resource  = "*"
        Condition = { ArnLike = { "kms:EncryptionContext:aws:logs:arn" = "arn:aws:logs:us-east-1:${local.account}:log-group:/aws/route53/*" } }
      },
    ]
  })
}

module "public_query_log" {
  source = "../../modules/cloudwatch-log-group"

  providers = { aws = aws.us_east_1 }

  name           = "/aws/route53/${var.domain}"
  kms_key_arn    = aws_kms_key.query_logs.arn
  retention_days = var.query_log_retention_days

  tags = module.common_tags.tags
}

resource "aws_cloudwatch_log_resource_policy" "public" {
  provider = aws.us_east_1

  policy_name = "platform-route53"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ZonesOfThisAccountWrite"
      Effect    = "Allow"
      Principal = { Service = "route53.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "arn:aws:logs:us-east-1:${local.account}:log-group:/aws/route53/*"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account }
        ArnLike      = { "aws:SourceArn" = "arn:aws:route53:::hostedzone/*" }
      }
    }]
  })
}

resource "aws_route53_query_log" "public" {
  zone_id                  = aws_route53_zone.public.zone_id
  cloudwatch_log_group_arn = module.public_query_log.arn

  depends_on = [aws_cloudwatch_log_resource_policy.public]
}

resource "aws_route53_query_log" "service" {
  for_each = var.service_zones

  zone_id                  = aws_route53_zone.service[each.key].zone_id
  cloudwatch_log_group_arn = module.public_query_log.arn

  depends_on = [aws_cloudwatch_log_resource_policy.public]
}

# Inside the network the resolver logs every name that is asked for, the private zone's and the Internet's: what a stolen
# machine talks to is seen here.
module "resolver_query_log" {
  source = "../../modules/cloudwatch-log-group"

  name           = "/aws/route53resolver/platform"
  kms_key_arn    = module.kms.values.logs_key_arn
  retention_days = var.query_log_retention_days

  tags = module.common_tags.tags
}

resource "aws_cloudwatch_log_resource_policy" "resolver" {
  policy_name = "platform-route53-resolver"

  policy_document = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "ResolversOfThisAccountWrite"
      Effect    = "Allow"
      Principal = { Service = "delivery.logs.amazonaws.com" }
      Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource  = "${module.resolver_query_log.arn}:*"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_route53_resolver_query_log_config" "this" {
  name            = "platform"
  destination_arn = module.resolver_query_log.arn

  depends_on = [aws_cloudwatch_log_resource_policy.resolver]
}

resource "aws_route53_resolver_query_log_config_association" "this" {
  resolver_query_log_config_id = aws_route53_resolver_query_log_config.this.id
  resource_id                  = module.network.values.vpc_id
}
