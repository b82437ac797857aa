# What a service may do beside its state. New kinds of resources are added here, in the one list that fits.
locals {
  # To plan is to look at what is there. Descriptions only: no object, no secret, no parameter but contracts.
  reading = [
    {
      Sid = "Describe", Effect = "Allow", Resource = "*"
      Action = [
        "acm:Describe*", "acm:List*", "apigateway:GET", "application-autoscaling:Describe*", "application-autoscaling:ListTagsForResource", "cloudwatch:Describe*",
        "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource", "ec2:Describe*", "ecr:Describe*", "ecr:GetLifecyclePolicy",
        "ecr:GetRepositoryPolicy", "ecr:ListTagsForResource", "ecs:Describe*", "ecs:List*", "elasticache:Describe*",
        "elasticache:ListTagsForResource", "elasticloadbalancing:Describe*", "iam:GetPolicy", "iam:GetPolicyVersion", "iam:GetRole",
        "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole", "iam:ListRolePolicies", "kms:DescribeKey",
        "kms:ListAliases", "logs:Describe*", "logs:ListTagsForResource", "rds:Describe*", "rds:ListTagsForResource", "route53:GetChange",
        "route53:GetHostedZone", "route53:ListResourceRecordSets", "route53:ListTagsForResource", "s3:GetAccelerateConfiguration",
        "s3:GetBucket*", "s3:GetEncryptionConfiguration", "s3:GetLifecycleConfiguration", "s3:GetReplicationConfiguration",
        "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy", "servicediscovery:Get*", "servicediscovery:List*",
        "sns:GetTopicAttributes", "sns:ListTagsForResource", "sqs:GetQueueAttributes", "sqs:ListQueueTags", "wafv2:GetWebACLForResource",
      ]
    },
    {
      Sid      = "Contracts", Effect = "Allow", Action = ["ssm:GetParameter", "ssm:GetParameters"]
      Resource = "arn:aws:ssm:${var.region}:${local.account}:parameter/platform/*"
    },
  ]

  # What would tell more than a description, of the service's own only: a function's code and settings, and the names in a bucket, by
  # which the provider asks whether it is there.
  reading_own = {
    for name, prefix in local.prefixes : name => [
      {
        Sid       = "OwnFunctions", Effect = "Allow", Action = ["lambda:Get*", "lambda:List*"], Resource = "*"
        Condition = { StringEquals = { "aws:ResourceTag/Service" = name } }
      },
      { Sid = "OwnBuckets", Effect = "Allow", Action = "s3:ListBucket", Resource = "arn:aws:s3:::${var.environment}-${var.organisation}-${prefix}*" },
    ]
  }

  changing = {
    for name, prefix in local.prefixes : name => [
      {
        # What is made is the service's from its first moment.
        Sid = "Create", Effect = "Allow", Resource = "*"
        Action = [
          "apigateway:POST", "application-autoscaling:RegisterScalableTarget", "cloudwatch:PutMetricAlarm", "ec2:AuthorizeSecurityGroup*", "ec2:CreateSecurityGroup",
          "ec2:CreateVpcEndpoint",
          "ecr:CreateRepository", "ecs:CreateService", "ecs:RegisterTaskDefinition", "elasticache:Create*", "elasticloadbalancing:Create*",
          "lambda:CreateFunction", "logs:CreateLogGroup", "rds:CreateDB*", "secretsmanager:CreateSecret", "sns:CreateTopic",
          "sqs:CreateQueue",
        ]
        Condition = { StringEquals = { "aws:RequestTag/Service" = name, "aws:RequestTag/Environment" = var.environment } }
      },
      {
        # Tags with which something is made. What has an owner already cannot be claimed.
        Sid = "TagNew", Effect = "Allow", Resource = "*"
        Action = [
          "application-autoscaling:TagResource", "cloudwatch:TagResource", "ec2:CreateTags", "ecr:TagResource", "ecs:TagResource",
          "elasticache:AddTagsToResource", "elasticloadbalancing:AddTags", "lambda:TagResource", "logs:TagResource", "rds:AddTagsToResource",
          "secretsmanager:TagResource", "sns:TagResource", "sqs:TagQueue",
        ]
        Condition = { StringEquals = { "aws:RequestTag/Service" = name }, Null = { "aws:ResourceTag/Service" = "true" } }
      },
      {
        Sid = "Change", Effect = "Allow", Resource = "*"
        Action = [
          "apigateway:*", "application-autoscaling:*", "cloudwatch:*", "ec2:AuthorizeSecurityGroup*", "ec2:CreateTags", "ec2:DeleteSecurityGroup", "ec2:DeleteTags",
          "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint",
          "ec2:ModifySecurityGroupRules", "ec2:RevokeSecurityGroup*", "ec2:UpdateSecurityGroupRuleDescriptions*", "ecr:*", "ecs:*",
          "elasticache:*", "elasticloadbalancing:*", "lambda:*", "logs:*", "rds:*", "secretsmanager:*", "sns:*", "sqs:*",
        ]
        Condition = { StringEquals = { "aws:ResourceTag/Service" = name } }
      },
      {
        # S3 and dashboards know names, not tags.
        Sid = "Named", Effect = "Allow", Action = ["s3:*", "cloudwatch:PutDashboard", "cloudwatch:DeleteDashboards"]
        Resource = [
          "arn:aws:s3:::${var.environment}-${var.organisation}-${prefix}*", "arn:aws:cloudwatch::${local.account}:dashboard/${prefix}*",
        ]
      },
      local.own_records[name],
      {
        # The network is shared: security groups and endpoints are made in it.
        Sid      = "InNetwork", Effect = "Allow", Action = ["ec2:CreateSecurityGroup", "ec2:CreateVpcEndpoint"]
        Resource = [for kind in ["vpc", "subnet"] : "arn:aws:ec2:${var.region}:${local.account}:${kind}/*"]
      },
      {
        # An endpoint gets a group of the service.
        Sid       = "GroupOfEndpoint", Effect = "Allow", Action = ["ec2:CreateVpcEndpoint", "ec2:ModifyVpcEndpoint"]
        Resource  = "arn:aws:ec2:${var.region}:${local.account}:security-group/*"
        Condition = { StringEquals = { "aws:ResourceTag/Service" = name } }
      },
      {
        # The rules that every public load balancer shares.
        Sid       = "SharedRules", Effect = "Allow", Action = "wafv2:AssociateWebACL", Resource = "arn:aws:wafv2:${var.region}:${local.account}:regional/webacl/*"
        Condition = { StringEquals = { "aws:ResourceTag/Service" = "waf" } }
      },
      {
        Sid      = "OwnBalancer", Effect = "Allow", Action = ["wafv2:AssociateWebACL", "wafv2:DisassociateWebACL"]
        Resource = "arn:aws:elasticloadbalancing:${var.region}:${local.account}:loadbalancer/app/${prefix}*"
      },
      {
        # Logs of an API or a cache are delivered by AWS. A delivery has no name and no tag.
        Sid    = "Deliveries", Effect = "Allow", Resource = "*"
        Action = ["logs:CreateLogDelivery", "logs:DeleteLogDelivery", "logs:GetLogDelivery", "logs:ListLogDeliveries", "logs:UpdateLogDelivery"]
      },
      {
        # AWS offers no narrower way. Tasks of a definition that is taken back run on.
        Sid = "OldDefinitions", Effect = "Allow", Action = "ecs:DeregisterTaskDefinition", Resource = "*"
      },
      {
        # RDS makes the master password with the rights of whoever makes the database, and nobody else does.
        Sid       = "MasterPasswords", Effect = "Allow", Action = ["secretsmanager:CreateSecret", "secretsmanager:TagResource"]
        Resource  = "arn:aws:secretsmanager:${var.region}:${local.account}:secret:rds!*"
        Condition = { Bool = { "aws:ViaAWSService" = "true" } }
      },
      {
        Sid    = "Keys", Effect = "Allow", Resource = "*"
        Action = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]
        Condition = {
          StringEquals = { "aws:ResourceTag/Service" = "kms" }
          StringLike   = { "kms:ViaService" = "*.${var.region}.amazonaws.com" }
        }
      },
    ]
  }
}
