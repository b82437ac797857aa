# What a service makes may itself make or run things: with this boundary its roles can never do more than belongs to the service,
# whatever policy somebody writes for them. `aws:PrincipalTag/Service` is the service that a role works for. Whoever may assume a role
# with tags of the session overrides the role's own: so it is believed of roles only that are the service's by their names too.
locals {
  boundary_arn = "arn:aws:iam::${local.account}:policy/service-access/service-boundary"

  # What may be done with what another owns: to look at it, and to use what is shared. Names and keys hold S3 and DynamoDB.
  shared = [
    "acm:Describe*", "acm:List*", "application-autoscaling:Describe*", "aps:RemoteWrite", "dynamodb:*Item", "ec2:CreateNetworkInterface",
    "ec2:CreateSecurityGroup", "ec2:CreateVpcEndpoint", "ec2:Describe*", "ecr:Describe*", "ecr:List*", "ecs:CreateService", "ecs:Describe*", "ecs:List*", "ecs:RunTask", "elasticache:Describe*",
    "elasticloadbalancing:Describe*", "iam:Get*", "iam:List*", "kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt",
    "kms:GenerateDataKey*", "kms:ReEncrypt*", "logs:CreateLogStream", "logs:Describe*", "logs:List*", "logs:PutLogEvents", "rds:Describe*",
    "rds:List*", "route53:ChangeResourceRecordSets", "route53:Get*", "route53:List*", "s3:*", "secretsmanager:DescribeSecret", "servicediscovery:Get*", "servicediscovery:List*", "sns:Get*", "sns:Publish",
    "ssm:Get*", "wafv2:AssociateWebACL", "wafv2:Get*",
  ]

  own = "$${aws:PrincipalTag/Service}"

  # IAM knows no tags of zones: whose a record is, its name says. NS is left out, so that nobody changes a delegation, and CAA, of which
  # the nearest wins: the domain's says who issues certificates. The zones are not named: this stack comes before route53, which
  # Atlantis applies.
  own_records = {
    for name in concat(keys(local.services), [local.own]) : name => {
      Sid = "OwnRecords", Effect = "Allow", Action = "route53:ChangeResourceRecordSets", Resource = "arn:aws:route53:::hostedzone/*"
      Condition = {
        "ForAllValues:StringLike"   = { "route53:ChangeResourceRecordSetsNormalizedRecordNames" = ["${name}.${var.domain}", "*.${name}.${var.domain}"] }
        "ForAllValues:StringEquals" = { "route53:ChangeResourceRecordSetsRecordTypes" = ["A", "AAAA", "CNAME", "MX", "SRV", "TXT"] }
        Null = {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames" = "false", "route53:ChangeResourceRecordSetsRecordTypes" = "false"
        }
      }
    }
  }

  # Roles have no place among tags that a policy can rely on (iam:PassRole ignores them): their names begin with the service's.
  roles = {
    for name, prefix in local.prefixes : name => [
      {
        Sid       = "MakeRoles", Effect = "Allow", Action = ["iam:CreateRole"], Resource = "arn:aws:iam::${local.account}:role/${prefix}-*"
        Condition = { StringEquals = { "aws:RequestTag/Service" = name, "iam:PermissionsBoundary" = local.boundary_arn } }
      },
      {
        Sid       = "GiveRights", Effect = "Allow", Resource = "arn:aws:iam::${local.account}:role/${prefix}-*"
        Action    = ["iam:AttachRolePolicy", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePolicy"]
        Condition = { StringEquals = { "iam:PermissionsBoundary" = local.boundary_arn } }
      },
      {
        Sid       = "ChangeRoles", Effect = "Allow", Resource = "arn:aws:iam::${local.account}:role/${prefix}-*"
        Action    = ["iam:DeleteRole", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription"]
        Condition = { StringEqualsIfExists = { "aws:RequestTag/Service" = name } }
      },
      {
        # The module rds makes this one. It can have AWS's own policy for it and no other, so it needs no boundary.
        Sid       = "MakeMonitoringRole", Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::${local.account}:role/${prefix}-rds-monitoring"
        Condition = { StringEquals = { "aws:RequestTag/Service" = name } }
      },
      {
        Sid       = "GiveMonitoringRights", Effect = "Allow", Action = ["iam:AttachRolePolicy", "iam:DetachRolePolicy"]
        Resource  = "arn:aws:iam::${local.account}:role/${prefix}-rds-monitoring"
        Condition = { ArnEquals = { "iam:PolicyARN" = local.monitoring_policy } }
      },
      {
        Sid       = "PassRoles", Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::${local.account}:role/${prefix}-*"
        Condition = { StringEquals = { "iam:PassedToService" = ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com", "monitoring.rds.amazonaws.com"] } }
      },
      {
        Sid       = "PassSubscriptionRole", Effect = "Allow", Action = "iam:PassRole", Resource = local.subscription_role
        Condition = { StringEquals = { "iam:PassedToService" = "logs.amazonaws.com" } }
      },
      {
        Sid = "RolesOfServices", Effect = "Allow", Action = "iam:CreateServiceLinkedRole", Resource = "arn:aws:iam::${local.account}:role/aws-service-role/*"
        Condition = {
          StringEquals = {
            "iam:AWSServiceName" = [
              "ecs.amazonaws.com", "ecs.application-autoscaling.amazonaws.com", "elasticache.amazonaws.com", "elasticloadbalancing.amazonaws.com",
              "ops.apigateway.amazonaws.com", "rds.amazonaws.com",
            ]
          }
        }
      },
    ]
  }

  # The stack logging's: with it, CloudWatch Logs sends a group's events to the archive.
  subscription_role = "arn:aws:iam::${local.account}:role/platform-log-subscription"

  monitoring_policy = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_iam_policy" "boundary" {
  # checkov:skip=CKV_AWS_289: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV_AWS_290: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV_AWS_355: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV_AWS_286: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV_AWS_287: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV_AWS_288: a boundary gives no right, it bounds those that roles get
  # checkov:skip=CKV2_AWS_40: a boundary gives no right, it bounds those that roles get
  name        = "service-boundary"
  path        = "/service-access/"
  description = "What the roles of a service can never go beyond."

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid = "Services", Effect = "Allow", Resource = "*"
        Action = [
          "acm:*", "apigateway:*", "application-autoscaling:*", "aps:*", "cloudwatch:*", "ec2:*", "ecr:*", "ecs:*", "elasticache:*", "elasticloadbalancing:*",
          "execute-api:*", "kms:*", "lambda:*", "logs:*", "rds:*", "secretsmanager:*", "servicediscovery:*", "sns:*", "sqs:*",
          "ssmmessages:*", "wafv2:*", "xray:*",
        ]
      },
      {
        # Access points have policies of their own, which know services by their tag.
        Sid = "OwnBuckets", Effect = "Allow", Action = "s3:*"
        Resource = [
          "arn:aws:s3:::${var.environment}-${var.organisation}-${local.own}-${var.environment}*", "arn:aws:s3:${var.region}:${local.account}:accesspoint/*",
        ]
      },
      {
        Sid = "LookAtBuckets", Effect = "Allow", Resource = "*"
        Action = [
          "s3:GetAccelerateConfiguration", "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration",
          "s3:GetReplicationConfiguration",
        ]
      },
      {
        Sid      = "OwnState", Effect = "Allow", Action = ["s3:DeleteObject", "s3:Get*", "s3:ListBucket", "s3:PutObject"]
        Resource = [local.bucket, "${local.bucket}/services/${local.own}/*"]
      },
      { Sid = "Tables", Effect = "Allow", Action = "dynamodb:*", NotResource = local.table },
      {
        Sid = "OwnLocks", Effect = "Allow", Action = ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"], Resource = local.table
        Condition = {
          "ForAllValues:StringLike" = { "dynamodb:LeadingKeys" = ["${module.bootstrap.values.state_bucket}/services/${local.own}/*"] }
          Null                      = { "dynamodb:LeadingKeys" = "false" }
        }
      },
      {
        Sid      = "Contracts", Effect = "Allow", Action = "ssm:Get*"
        Resource = [for path in ["platform", "services/${local.own}"] : "arn:aws:ssm:${var.region}:${local.account}:parameter/${path}/*"]
      },
      # A user of a database has no tag: it is the service's by its name, on the shared instance and on its own.
      { Sid = "OwnDatabaseUser", Effect = "Allow", Action = "rds-db:connect", Resource = "arn:aws:rds-db:${var.region}:${local.account}:dbuser:*/${local.own}" },
      local.own_records[local.own],
      { Sid = "ReadZones", Effect = "Allow", Action = ["route53:Get*", "route53:List*"], Resource = "*" },
      { Sid = "ReadRoles", Effect = "Allow", Action = ["iam:Get*", "iam:List*"], Resource = "*" },
      {
        Sid = "OwnRoles", Effect = "Allow"
        Action = [
          "iam:AttachRolePolicy", "iam:CreateRole", "iam:CreateServiceLinkedRole", "iam:DeleteRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy",
          "iam:PassRole", "iam:PutRolePolicy", "iam:TagRole", "iam:UpdateAssumeRolePolicy", "iam:UpdateRole", "iam:UpdateRoleDescription",
        ]
        Resource = [for name in ["${local.own}-${var.environment}-*", "aws-service-role/*"] : "arn:aws:iam::${local.account}:role/${name}"]
      },
      { Sid = "SendLogs", Effect = "Allow", Action = "iam:PassRole", Resource = local.subscription_role },
      {
        Sid       = "Neighbours", Effect = "Deny", NotAction = local.shared, Resource = "*"
        Condition = { StringNotEquals = { "aws:ResourceTag/Service" = local.own }, Null = { "aws:ResourceTag/Service" = "false" } }
      },
      {
        # RDS makes these secrets, with no tag but its own: the database. It works on them itself; whoever else comes is the database's.
        Sid      = "NeighboursDatabase", Effect = "Deny", Action = "secretsmanager:*"
        Resource = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:rds!*"
        Condition = {
          Bool          = { "aws:ViaAWSService" = "false" }
          StringNotLike = { "aws:ResourceTag/aws:rds:primaryDBInstanceArn" = "arn:aws:rds:${var.region}:${local.account}:db:${local.own}-${var.environment}*" }
        }
      },
      {
        Sid       = "NeighboursName", Effect = "Deny", Action = "*", Resource = "*"
        Condition = { StringNotEquals = { "aws:RequestTag/Service" = local.own }, Null = { "aws:RequestTag/Service" = "false" } }
      },
      {
        # The roles that a service makes, and those that Atlantis runs with.
        Sid = "OthersTag", Effect = "Deny", Action = "*", Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = [
              for name in ["${local.own}-${var.environment}-*", "service-access/plan-${local.own}", "service-access/apply-${local.own}"] : "arn:aws:iam::${local.account}:role/${name}"
            ]
          }
        }
      },
    ]
  })
}
